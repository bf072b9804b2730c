package org.rialto.store.table;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.Restriction;

/// Which properties a restriction looks at.
public final class TagsOf {
    private TagsOf() {}

    public static Set<PropertyTag> restriction(@Nullable Restriction restriction) {
        Set<PropertyTag> tags = new HashSet<>();
        if (restriction != null) {
            collect(restriction, tags);
        }
        return tags;
    }

    private static void collect(Restriction restriction, Set<PropertyTag> tags) {
        switch (restriction) {
            case Restriction.And and -> collect(and.restrictions(), tags);
            case Restriction.Or or -> collect(or.restrictions(), tags);
            case Restriction.Not not -> collect(not.restriction(), tags);
            case Restriction.Content content -> tags.add(content.tag());
            case Restriction.Property property -> tags.add(property.tag());
            case Restriction.CompareProperties compare -> {
                tags.add(compare.left());
                tags.add(compare.right());
            }
            case Restriction.BitMask mask -> tags.add(mask.tag());
            case Restriction.Size size -> tags.add(size.tag());
            case Restriction.Exist exist -> tags.add(exist.tag());
            case Restriction.SubObject subObject -> tags.add(subObject.table());
            case Restriction.Comment comment -> {
                if (comment.restriction() != null) {
                    collect(comment.restriction(), tags);
                }
            }
            case Restriction.Count count -> collect(count.restriction(), tags);
        }
    }

    private static void collect(List<Restriction> restrictions, Set<PropertyTag> tags) {
        restrictions.forEach(each -> collect(each, tags));
    }
}

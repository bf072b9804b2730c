package org.rialto.protocols.rops.engine;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.Restriction;
import org.rialto.mapi.SortOrder;
import org.rialto.store.table.Table;
import org.rialto.store.table.TagsOf;

/// What restrictions and sort orders cost that look at what is made of a message's bytes: each row
/// may be a message to open.
final class DearRestrictions {
    /// Bodies in any form, and the header of a message that came as MIME.
    private static final Set<Integer> MADE = Set.of(PropertyTags.PidTagBody.id(),
            PropertyTags.PidTagHtml.id(), PropertyTags.PidTagRtfCompressed.id(),
            PropertyTags.PidTagTransportMessageHeaders.id());

    private DearRestrictions() {}

    static boolean isMade(PropertyTag tag) { return MADE.contains(tag.id()); }

    /// Whether the rows of a table, as it is sorted and restricted now, are dear to find.
    static boolean isDear(Table table) {
        return isDear(table.restriction())
                || table.order().orders().stream().map(SortOrder::tag)
                        .anyMatch(DearRestrictions::isMade);
    }

    private static boolean isDear(@Nullable Restriction restriction) {
        return TagsOf.restriction(restriction).stream().anyMatch(DearRestrictions::isMade);
    }

    /// The same restriction, with what is cheap to tell before what is dear.
    static Restriction cheapFirst(Restriction restriction) {
        return isDear(restriction) ? arranged(restriction) : restriction;
    }

    private static Restriction arranged(Restriction restriction) {
        return switch (restriction) {
            case Restriction.And and -> new Restriction.And(arranged(and.restrictions()));
            case Restriction.Or or -> new Restriction.Or(arranged(or.restrictions()));
            case Restriction.Not not -> new Restriction.Not(arranged(not.restriction()));
            case Restriction.Content _,Restriction.Property _,Restriction.CompareProperties _,Restriction.BitMask _,Restriction.Size _,Restriction.Exist _,Restriction.SubObject _,Restriction.Comment _,Restriction.Count _ ->
                restriction;
        };
    }

    private static List<Restriction> arranged(List<Restriction> some) {
        return some.stream().map(DearRestrictions::arranged)
                .sorted(Comparator.comparingInt(DearRestrictions::cost)).toList();
    }

    /// The index may know of the text of a body.
    private static int cost(Restriction restriction) {
        if (!isDear(restriction)) {
            return 0;
        }
        return restriction instanceof Restriction.Content content
                && content.tag().id() == PropertyTags.PidTagBody.id() ? 1 : 2;
    }
}

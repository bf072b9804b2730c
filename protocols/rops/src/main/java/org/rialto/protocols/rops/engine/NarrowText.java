package org.rialto.protocols.rops.engine;

import java.util.List;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyType;
import org.rialto.mapi.PropertyValue;
import org.rialto.mapi.Restriction;

/// A restriction with its text as 8-bit text, for a client that wants no other. MS-OXCFOLD
/// §2.2.1.5.1.
final class NarrowText {
    private NarrowText() {}

    static Restriction of(Restriction wide) {
        return switch (wide) {
            case Restriction.And and -> new Restriction.And(all(and.restrictions()));
            case Restriction.Or or -> new Restriction.Or(all(or.restrictions()));
            case Restriction.Not not -> new Restriction.Not(of(not.restriction()));
            case Restriction.Content content -> new Restriction.Content(content.fuzzyLevel(),
                    tag(content.tag()), value(content.value()));
            case Restriction.Property property -> new Restriction.Property(property.operator(),
                    tag(property.tag()), value(property.value()));
            case Restriction.CompareProperties compare -> new Restriction.CompareProperties(
                    compare.operator(), tag(compare.left()), tag(compare.right()));
            case Restriction.Size size ->
                new Restriction.Size(size.operator(), tag(size.tag()), size.size());
            case Restriction.Exist exist -> new Restriction.Exist(tag(exist.tag()));
            case Restriction.SubObject sub ->
                new Restriction.SubObject(sub.table(), of(sub.restriction()));
            case Restriction.Comment comment -> new Restriction.Comment(
                    comment.values().stream().map(NarrowText::value).toList(),
                    comment.restriction() == null ? null : of(comment.restriction()));
            case Restriction.Count count ->
                new Restriction.Count(count.count(), of(count.restriction()));
            case Restriction.BitMask mask -> mask;
        };
    }

    private static List<Restriction> all(List<Restriction> some) {
        return some.stream().map(NarrowText::of).toList();
    }

    static PropertyTag tag(PropertyTag tag) {
        return !tag.hasKnownType()
                ? tag
                : switch (tag.type()) {
                    case STRING -> tag.withType(PropertyType.STRING8);
                    case MULTIPLE_STRING -> tag.withType(PropertyType.MULTIPLE_STRING8);
                    default -> tag;
                };
    }

    private static PropertyValue value(PropertyValue value) {
        return new PropertyValue(tag(value.tag()), value.value());
    }
}

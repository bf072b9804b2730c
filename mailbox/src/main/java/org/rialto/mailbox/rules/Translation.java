package org.rialto.mailbox.rules;

import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyValue;
import org.rialto.mapi.Restriction;

/// Makes a condition that says the same of other property ids and values.
///
/// @param tags of properties
/// @param values what a property of this (new) tag is compared to
record Translation(UnaryOperator<PropertyTag> tags,
        BiFunction<PropertyTag, PropertyValue, PropertyValue> values) {

    /// Readers of restrictions have bounded their depth.
    Restriction of(Restriction condition) {
        return switch (condition) {
            case Restriction.And and -> new Restriction.And(
                    and.restrictions().stream().map(this::of).toList());
            case Restriction.Or or -> new Restriction.Or(
                    or.restrictions().stream().map(this::of).toList());
            case Restriction.Not not -> new Restriction.Not(of(not.restriction()));
            case Restriction.Content content -> {
                PropertyTag tag = tags.apply(content.tag());
                yield new Restriction.Content(content.fuzzyLevel(), tag,
                        values.apply(tag, content.value()));
            }
            case Restriction.Property property -> {
                PropertyTag tag = tags.apply(property.tag());
                yield new Restriction.Property(property.operator(), tag,
                        values.apply(tag, property.value()));
            }
            case Restriction.CompareProperties both -> new Restriction.CompareProperties(
                    both.operator(), tags.apply(both.left()), tags.apply(both.right()));
            case Restriction.BitMask bits -> new Restriction.BitMask(bits.nonZero(),
                    tags.apply(bits.tag()), bits.mask());
            case Restriction.Size size -> new Restriction.Size(size.operator(),
                    tags.apply(size.tag()), size.size());
            case Restriction.Exist exist -> new Restriction.Exist(tags.apply(exist.tag()));
            case Restriction.SubObject sub -> new Restriction.SubObject(sub.table(),
                    of(sub.restriction()));
            case Restriction.Comment comment -> new Restriction.Comment(comment.values(),
                    comment.restriction() == null ? null : of(comment.restriction()));
            case Restriction.Count count -> new Restriction.Count(count.count(),
                    of(count.restriction()));
        };
    }

    static PropertyValue value(PropertyValue value, UnaryOperator<PropertyTag> tags) {
        return new PropertyValue(tags.apply(value.tag()), value.value());
    }
}

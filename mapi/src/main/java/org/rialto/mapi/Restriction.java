package org.rialto.mapi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A filter over the rows of a table or the messages of a folder. MS-OXCDATA §2.12.
public sealed interface Restriction {
    /// Restrictions nested deeper are refused by every reader, and never evaluated.
    int DEEPEST = 256;

    /// Whether an object with these values satisfies the restriction.
    default boolean matches(PropertySource source) {
        return new RestrictionEvaluator(source).matches(this);
    }

    /// §2.12.1: all of them; satisfied when empty.
    record And(List<Restriction> restrictions) implements Restriction {
        public And { restrictions = List.copyOf(restrictions); }
    }

    /// §2.12.2: any of them; not satisfied when empty.
    record Or(List<Restriction> restrictions) implements Restriction {
        public Or { restrictions = List.copyOf(restrictions); }
    }

    /// §2.12.3.
    record Not(Restriction restriction) implements Restriction {}

    /// §2.12.4: a string or binary property holds a part. The value's tag gives only its type.
    record Content(FuzzyLevel fuzzyLevel, PropertyTag tag, PropertyValue value)
            implements
                Restriction {}

    /// §2.12.5: a property compares to a value. The value's tag gives only its type.
    record Property(RelationalOperator operator, PropertyTag tag, PropertyValue value)
            implements
                Restriction {}

    /// §2.12.6: a property compares to another of the same object.
    record CompareProperties(RelationalOperator operator, PropertyTag left, PropertyTag right)
            implements
                Restriction {}

    /// §2.12.7: the bits of `mask` in an integer property, all zero or (`nonZero`) not all zero.
    record BitMask(boolean nonZero, PropertyTag tag, int mask) implements Restriction {}

    /// §2.12.8: a property's size in bytes compares to `size`.
    record Size(RelationalOperator operator, PropertyTag tag, int size) implements Restriction {}

    /// §2.12.9: the object has the property.
    record Exist(PropertyTag tag) implements Restriction {}

    /// §2.12.10: any recipient or attachment satisfies the restriction.
    record SubObject(PropertyTag table, Restriction restriction) implements Restriction {}

    /// §2.12.11: values that a client keeps with a restriction; satisfied when the restriction is,
    /// or when there is none.
    record Comment(List<PropertyValue> values, @Nullable Restriction restriction)
            implements
                Restriction {
        public Comment { values = List.copyOf(values); }
    }

    /// §2.12.12: the restriction, but for no more than `count` rows. Which rows those are is the
    /// table's business; one object alone satisfies it when it satisfies the restriction.
    record Count(int count, Restriction restriction) implements Restriction {}

    static Restriction and(Restriction... restrictions) { return new And(List.of(restrictions)); }

    static Restriction or(Restriction... restrictions) { return new Or(List.of(restrictions)); }

    static Restriction not(Restriction restriction) { return new Not(restriction); }

    static Restriction exist(PropertyTag tag) { return new Exist(tag); }

    /// `tag` compared to a value of the tag's own type.
    static Restriction property(RelationalOperator operator, PropertyTag tag, Object value) {
        return new Property(operator, tag, new PropertyValue(tag, value));
    }

    static Restriction equal(PropertyTag tag, Object value) {
        return property(RelationalOperator.EQUAL, tag, value);
    }

    static Restriction content(FuzzyLevel level, PropertyTag tag, Object value) {
        return new Content(level, tag, new PropertyValue(tag, value));
    }
}

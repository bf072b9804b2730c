package org.rialto.mapi;

import org.jspecify.annotations.Nullable;

/// One value of a property row: there, missing, or an error. MS-OXCDATA §2.11.5
/// (FlaggedPropertyValue).
public sealed interface PropertyCell {
    /// A value of a type; both as [PropertyValue] has them.
    record Value(PropertyType type, Object value) implements PropertyCell {
        public Value { value = new PropertyValue(PropertyTag.of(0, type), value).value(); }
    }

    /// The flag 0x01: the object has no such property.
    record Absent() implements PropertyCell {}

    /// The flag 0x0A: why there is no value.
    record Failed(ErrorCode error) implements PropertyCell {}

    Absent ABSENT = new Absent();

    /// The error that stands for a missing property in answers to clients.
    Failed NOT_FOUND = new Failed(ErrorCodes.NotFound);

    static PropertyCell of(PropertyTag tag, Object value) { return new Value(tag.type(), value); }

    static PropertyCell failed(ErrorCode error) { return new Failed(error); }

    /// The value, or null where there is none.
    default @Nullable Object valueOrNull() {
        return this instanceof Value value ? value.value() : null;
    }
}

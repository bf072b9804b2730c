package org.rialto.protocols.nspi;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyType;

/// A property that objects of the address book have: its tag, with the type that it has of its own,
/// and where its value comes from.
record BookProperty(PropertyTag tag, Getter getter) {
    /// Of the class that the tag's type has; null where the object has no value.
    @FunctionalInterface
    interface Getter extends Function<BookObject, @Nullable Object> {}

    @Nullable
    Object value(BookObject object) { return getter.apply(object); }

    /// Whether a column of that tag can show it.
    boolean answers(PropertyTag asked) {
        if (asked.typeCode() == PropertyType.UNSPECIFIED.code() || asked.equals(tag)) {
            return true;
        }
        return asked.hasKnownType() && asked.type().isText() && tag.type().isText()
                && asked.type().isMultiple() == tag.type().isMultiple();
    }

    PropertyTag tagAsString8() {
        return switch (tag.type()) {
            case STRING -> tag.withType(PropertyType.STRING8);
            case MULTIPLE_STRING -> tag.withType(PropertyType.MULTIPLE_STRING8);
            default -> tag;
        };
    }

    PropertyTag tagAsString() {
        return switch (tag.type()) {
            case STRING8 -> tag.withType(PropertyType.STRING);
            case MULTIPLE_STRING8 -> tag.withType(PropertyType.MULTIPLE_STRING);
            default -> tag;
        };
    }
}

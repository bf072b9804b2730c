package org.rialto.mapi;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// A property's tag and value (MS-OXCDATA §2.11.4). The value is of the class that
/// [PropertyType] says for the tag's type. Times are kept to the 100 nanoseconds of the wire form
/// and lists are copied, so that a value equals what comes back from any encoding.
public record PropertyValue(PropertyTag tag, Object value) {
    public PropertyValue { value = canonical(tag.type(), value); }

    private static Object canonical(PropertyType type, Object value) {
        if (!type.accepts(value)) {
            throw new IllegalArgumentException(
                    "a value of type " + type + " cannot be a " + value.getClass().getName());
        }
        if (value instanceof Instant instant) {
            return FileTime.round(instant);
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>(list.size());
            for (Object each : list) {
                copy.add(each instanceof Instant instant ? FileTime.round(instant) : each);
            }
            return List.copyOf(copy);
        }
        return value;
    }

    public static PropertyValue of(PropertyTag tag, Object value) {
        return new PropertyValue(tag, value);
    }

    public int id() { return tag.id(); }

    public PropertyType type() { return tag.type(); }

    public String string() { return (String) value; }

    public int integer32() { return (Integer) value; }

    public long integer64() { return (Long) value; }

    public boolean bool() { return (Boolean) value; }

    public Instant time() { return (Instant) value; }

    public Binary binary() { return (Binary) value; }

    public UUID guid() { return (UUID) value; }
}

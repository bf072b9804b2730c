package org.rialto.mapi;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The type of a property value. MS-OXCDATA §2.11.1. Each constant says the code, the bytes that
/// a value takes on the wire (0: it varies) and the Java class of its values.
public enum PropertyType {
    // @formatter:off
    /// "Any type" in a request; never the type of a value.
    UNSPECIFIED(0x0000, 0, null),
    /// A placeholder without a value.
    NULL(0x0001, 0, null),
    INTEGER16(0x0002, 2, Short.class),
    INTEGER32(0x0003, 4, Integer.class),
    FLOATING32(0x0004, 4, Float.class),
    FLOATING64(0x0005, 8, Double.class),
    CURRENCY(0x0006, 8, Currency.class),
    FLOATING_TIME(0x0007, 8, FloatingTime.class),
    ERROR_CODE(0x000A, 4, ErrorCode.class),
    BOOLEAN(0x000B, 1, Boolean.class),
    /// PtypObject and PtypEmbeddedTable. Where such a value has bytes (the stream of an OLE
    /// object), they are its value; tables and messages are opened, never read as a value.
    OBJECT(0x000D, 0, Binary.class),
    INTEGER64(0x0014, 8, Long.class),
    STRING8(0x001E, 0, String.class),
    STRING(0x001F, 0, String.class),
    TIME(0x0040, 8, Instant.class),
    GUID(0x0048, 16, UUID.class),
    SERVER_ID(0x00FB, 0, ServerId.class),
    RESTRICTION(0x00FD, 0, Restriction.class),
    RULE_ACTIONS(0x00FE, 0, RuleActions.class),
    BINARY(0x0102, 0, Binary.class),
    MULTIPLE_INTEGER16(0x1002, INTEGER16),
    MULTIPLE_INTEGER32(0x1003, INTEGER32),
    MULTIPLE_FLOATING32(0x1004, FLOATING32),
    MULTIPLE_FLOATING64(0x1005, FLOATING64),
    MULTIPLE_CURRENCY(0x1006, CURRENCY),
    MULTIPLE_FLOATING_TIME(0x1007, FLOATING_TIME),
    MULTIPLE_INTEGER64(0x1014, INTEGER64),
    MULTIPLE_STRING8(0x101E, STRING8),
    MULTIPLE_STRING(0x101F, STRING),
    MULTIPLE_TIME(0x1040, TIME),
    MULTIPLE_GUID(0x1048, GUID),
    MULTIPLE_BINARY(0x1102, BINARY);
    // @formatter:on

    private static final int CODES = 0x1200;
    private static final @Nullable PropertyType[] BY_CODE = byCode();

    private final int code;
    private final int size;
    private final @Nullable Class<?> valueClass;
    private final @Nullable PropertyType element;

    PropertyType(int code, int size, @Nullable Class<?> valueClass) {
        this.code = code;
        this.size = size;
        this.valueClass = valueClass;
        this.element = null;
    }

    PropertyType(int code, PropertyType element) {
        this.code = code;
        this.size = 0;
        this.valueClass = List.class;
        this.element = element;
    }

    private static @Nullable PropertyType[] byCode() {
        @Nullable
        PropertyType[] table = new @Nullable PropertyType[CODES];
        for (PropertyType type : values()) {
            table[type.code] = type;
        }
        return table;
    }

    /// The type of a 16-bit code, or null where there is none.
    public static @Nullable PropertyType of(int code) {
        return code >= 0 && code < CODES ? BY_CODE[code] : null;
    }

    /// The 16-bit code of the type, the low half of a property tag.
    public int code() { return code; }

    /// Whether every value takes the same number of bytes on the wire: [#size()].
    public boolean isFixedSize() { return size > 0; }

    /// Bytes of a value on the wire, or 0 where it varies.
    public int size() { return size; }

    /// The Java class of the values ([List] for multiple values), or null where there are none.
    public @Nullable Class<?> valueClass() { return valueClass; }

    public boolean isMultiple() { return element != null; }

    /// The type of one value of a multiple-value type; the type itself otherwise.
    public PropertyType element() { return element == null ? this : element; }

    /// The type of a list of these values, or null where the document has none.
    public @Nullable PropertyType multiple() { return of(code | 0x1000); }

    /// Whether the values are text, in either encoding.
    public boolean isText() {
        PropertyType one = element();
        return one == STRING || one == STRING8;
    }

    /// Whether `value` is of the class that this type's values have.
    public boolean accepts(Object value) {
        if (element == null) {
            return valueClass != null && valueClass.isInstance(value);
        }
        if (!(value instanceof List<?> list)) {
            return false;
        }
        for (Object each : list) {
            if (each == null || !element.accepts(each)) {
                return false;
            }
        }
        return true;
    }
}

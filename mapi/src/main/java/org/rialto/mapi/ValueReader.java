package org.rialto.mapi;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.MalformedDataException;

/// Reads property values and what is made of them. MS-OXCDATA §2.11 to §2.12, MS-OXORULE §2.2.5.
///
/// Values can hold restrictions and rule actions, and those values again: the depth of all that
/// together is bounded by [Restriction#DEEPEST].
public final class ValueReader {
    private static final int SMALLEST_TAGGED_VALUE = 5;
    static final int REFERENCE_BYTES = 4;

    private final ByteReader in;
    private final ValueFormat format;
    /// Where it is told that a value is incorrect; null where the first such ends reading.
    private final @Nullable Flaws flaws;
    private int depth;

    private static final class Flaws {
        private boolean any;
    }

    public ValueReader(ByteReader in, ValueFormat format) { this(in, format, null); }

    private ValueReader(ByteReader in, ValueFormat format, @Nullable Flaws flaws) {
        this.in = in;
        this.format = format;
        this.flaws = flaws;
    }

    /// One that reads on behind what is incorrect, as long as it is known where that ends: to find
    /// the end of what must be answered. What it read is nothing to use where [#isFlawed].
    public static ValueReader lenient(ByteReader in, ValueFormat format) {
        return new ValueReader(in, format, new Flaws());
    }

    boolean isLenient() { return flaws != null; }

    /// Whether it read something incorrect.
    public boolean isFlawed() { return flaws != null && flaws.any; }

    /// Something is incorrect that has an end.
    void flaw(String problem) {
        if (flaws == null) {
            throw in.malformed(problem);
        }
        flaws.any = true;
    }

    ByteReader in() { return in; }

    ValueFormat format() { return format; }

    /// A reader of the next `count` bytes, at this reader's depth.
    ValueReader slice(int count) { return over(in.slice(count)); }

    /// A reader of other bytes, at this reader's depth.
    ValueReader over(ByteReader bytes) {
        ValueReader other = new ValueReader(bytes, format, flaws);
        other.depth = depth;
        return other;
    }

    void enter() {
        if (++depth > Restriction.DEEPEST) {
            throw in.malformed("restrictions or rule actions are nested too deep");
        }
    }

    void leave() { depth--; }

    /// PropertyValue structure, §2.11.2.1.
    public Object readValue(PropertyType type) {
        if (format.saysPresence() && saysPresence(type) && !readPresence()) {
            return absent(type);
        }
        return switch (type) {
            case INTEGER16 -> in.readInt16();
            case INTEGER32 -> in.readInt32();
            case FLOATING32 -> Float.intBitsToFloat(in.readInt32());
            case FLOATING64 -> Double.longBitsToDouble(in.readInt64());
            case CURRENCY -> new Currency(in.readInt64());
            case FLOATING_TIME -> new FloatingTime(Double.longBitsToDouble(in.readInt64()));
            case ERROR_CODE -> new ErrorCode(in.readInt32());
            case BOOLEAN -> in.readUint8() != 0;
            case INTEGER64 -> in.readInt64();
            case STRING8 -> new String(in.readBytesToNull(), format.charset());
            case STRING -> in.readUtf16z();
            case TIME -> FileTime.toInstant(in.readInt64());
            case GUID -> in.readGuid();
            case SERVER_ID -> ServerId.read(in.slice(in.readUint16()));
            case RESTRICTION -> readRestriction();
            case RULE_ACTIONS -> readRuleActions();
            case BINARY -> readBinary();
            // A reference to a table, of 32 bits. MS-OXNSPI §2.2.1.1.
            case OBJECT -> readReference();
            case UNSPECIFIED, NULL -> throw in.malformed("type " + type + " has no value");
            case MULTIPLE_INTEGER16, MULTIPLE_INTEGER32, MULTIPLE_FLOATING32, MULTIPLE_FLOATING64,
                    MULTIPLE_CURRENCY, MULTIPLE_FLOATING_TIME, MULTIPLE_INTEGER64,
                    MULTIPLE_STRING8, MULTIPLE_STRING, MULTIPLE_TIME, MULTIPLE_GUID,
                    MULTIPLE_BINARY ->
                readList(type.element());
        };
    }

    /// In the address book, a reference to a table, of 32 bits (MS-OXNSPI §2.2.1.1); elsewhere an
    /// object has no value.
    private Binary readReference() {
        if (format.form() != ValueFormat.Form.ADDRESS_BOOK) {
            throw in.malformed("type " + PropertyType.OBJECT + " has no value");
        }
        return Binary.wrap(in.readBytes(REFERENCE_BYTES));
    }

    /// TaggedPropertyValue structure, §2.11.4.
    public PropertyValue readTagged() {
        PropertyTag tag = readTag();
        return new PropertyValue(tag, readValue(tag.type()));
    }

    /// TypedPropertyValue structure, §2.11.3; the value becomes one of the property `id`.
    public PropertyValue readTyped(int id) {
        PropertyType type = readType();
        return new PropertyValue(PropertyTag.of(id, type), readValue(type));
    }

    /// `count` tagged values.
    public List<PropertyValue> readTaggedList(int count) {
        in.checkCount(count, SMALLEST_TAGGED_VALUE);
        List<PropertyValue> values = new ArrayList<>(firstCapacity(count));
        for (int i = 0; i < count; i++) {
            values.add(readTagged());
        }
        return values;
    }

    /// Restrictions, §2.12.
    public Restriction readRestriction() {
        enter();
        Restriction restriction = RestrictionFormat.read(this);
        leave();
        return restriction;
    }

    /// RuleAction structure, MS-OXORULE §2.2.5.
    public RuleActions readRuleActions() {
        enter();
        RuleActions actions = RuleActionFormat.read(this);
        leave();
        return actions;
    }

    /// A tag whose type is one that values have.
    PropertyTag readTag() {
        PropertyTag tag = PropertyTag.read(in);
        if (!tag.hasKnownType()) {
            throw unknownType(tag.typeCode());
        }
        return tag;
    }

    PropertyType readType() {
        int code = in.readUint16();
        PropertyType type = PropertyType.of(code);
        if (type == null) {
            throw unknownType(code);
        }
        return type;
    }

    /// COUNT, §2.11.1.1: a number of elements of at least `smallest` bytes each.
    int readCount(int smallest) {
        long count = format.hasWideCounts() ? in.readInt32() & 0xFFFF_FFFFL : in.readUint16();
        return in.checkCount(count, smallest);
    }

    /// A COUNT of bytes and the bytes.
    Binary readBinary() { return Binary.wrap(in.readBytes(readCount(1))); }

    private List<Object> readList(PropertyType element) {
        // Counts of multiple values are 32 bits wide in every form.
        int smallest = Math.max(1, element.size());
        int count = in.checkCount(in.readInt32() & 0xFFFF_FFFFL, smallest);
        List<Object> values = new ArrayList<>(firstCapacity(count));
        for (int i = 0; i < count; i++) {
            values.add(readValue(element));
        }
        return values;
    }

    /// Room to begin a list with. Lists nest, so that room for all that is announced at each level
    /// would be many times the input.
    static int firstCapacity(int count) { return Math.min(count, 16); }

    private boolean readPresence() {
        int present = in.readUint8();
        if (present != 0 && present != 0xFF) {
            throw in.malformed("HasValue is neither true nor false");
        }
        return present != 0;
    }

    static boolean saysPresence(PropertyType type) {
        return type.isMultiple() || type.isText() || type == PropertyType.BINARY;
    }

    /// An absent value reads as an empty one.
    private static Object absent(PropertyType type) {
        if (type.isMultiple()) {
            return List.of();
        }
        return type == PropertyType.BINARY ? Binary.EMPTY : "";
    }

    private MalformedDataException unknownType(int code) {
        return in.malformed(String.format("0x%04X is not a property type", code));
    }
}

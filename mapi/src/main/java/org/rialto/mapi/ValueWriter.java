package org.rialto.mapi;

import java.nio.charset.Charset;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.rialto.base.ByteWriter;

/// Writes property values and what is made of them, as [ValueReader] reads them. A value too long
/// for the form's counts is refused with [MailError.TooLarge].
public final class ValueWriter {
    private static final int WIDEST_NARROW_COUNT = 0xFFFF;

    private final ByteWriter out;
    private final ValueFormat format;
    private int depth;

    public ValueWriter(ByteWriter out, ValueFormat format) {
        this.out = out;
        this.format = format;
    }

    ByteWriter out() { return out; }

    ValueFormat format() { return format; }

    /// A writer to elsewhere, at this writer's depth.
    ValueWriter to(ByteWriter elsewhere) {
        ValueWriter other = new ValueWriter(elsewhere, format);
        other.depth = depth;
        return other;
    }

    void enter() {
        if (++depth > Restriction.DEEPEST) {
            throw new MailError.Invalid("restrictions or rule actions are nested too deep");
        }
    }

    void leave() { depth--; }

    /// PropertyValue structure, MS-OXCDATA §2.11.2.1.
    public void writeValue(PropertyType type, Object value) {
        if (format.saysPresence() && ValueReader.saysPresence(type)) {
            out.writeInt8(0xFF);
        }
        switch (type) {
            case INTEGER16 -> out.writeInt16((Short) value);
            case INTEGER32 -> out.writeInt32((Integer) value);
            case FLOATING32 -> out.writeInt32(Float.floatToRawIntBits((Float) value));
            case FLOATING64 -> out.writeInt64(Double.doubleToRawLongBits((Double) value));
            case CURRENCY -> out.writeInt64(((Currency) value).scaled());
            case FLOATING_TIME ->
                out.writeInt64(Double.doubleToRawLongBits(((FloatingTime) value).days()));
            case ERROR_CODE -> out.writeInt32(((ErrorCode) value).value());
            case BOOLEAN -> out.writeInt8((Boolean) value ? 1 : 0);
            case INTEGER64 -> out.writeInt64((Long) value);
            case STRING8 -> writeString8(out, (String) value, format.charset());
            case STRING -> out.writeUtf16z((String) value);
            case TIME -> out.writeInt64(FileTime.fromInstant((Instant) value));
            case GUID -> out.writeGuid((UUID) value);
            case SERVER_ID -> writeServerId((ServerId) value);
            case RESTRICTION -> writeRestriction((Restriction) value);
            case RULE_ACTIONS -> writeRuleActions((RuleActions) value);
            case BINARY -> writeBinary((Binary) value);
            case OBJECT -> writeReference((Binary) value);
            case UNSPECIFIED, NULL ->
                throw new IllegalArgumentException("type " + type + " has no value on the wire");
            case MULTIPLE_INTEGER16, MULTIPLE_INTEGER32, MULTIPLE_FLOATING32, MULTIPLE_FLOATING64,
                    MULTIPLE_CURRENCY, MULTIPLE_FLOATING_TIME, MULTIPLE_INTEGER64,
                    MULTIPLE_STRING8, MULTIPLE_STRING, MULTIPLE_TIME, MULTIPLE_GUID,
                    MULTIPLE_BINARY -> {
                List<?> values = (List<?>) value;
                out.writeInt32(values.size());
                values.forEach(each -> writeValue(type.element(), each));
            }
        }
    }

    private void writeReference(Binary value) {
        if (format.form() != ValueFormat.Form.ADDRESS_BOOK
                || value.length() != ValueReader.REFERENCE_BYTES) {
            throw new IllegalArgumentException(
                    "type " + PropertyType.OBJECT + " has no value on the wire");
        }
        value.write(out);
    }

    /// TaggedPropertyValue structure, §2.11.4.
    public void writeTagged(PropertyValue value) {
        value.tag().write(out);
        writeValue(value.type(), value.value());
    }

    /// TypedPropertyValue structure, §2.11.3.
    public void writeTyped(PropertyType type, Object value) {
        out.writeInt16(type.code());
        writeValue(type, value);
    }

    /// Restrictions, §2.12.
    public void writeRestriction(Restriction restriction) {
        enter();
        RestrictionFormat.write(this, restriction);
        leave();
    }

    /// RuleAction structure, MS-OXORULE §2.2.5.
    public void writeRuleActions(RuleActions actions) {
        enter();
        RuleActionFormat.write(this, actions);
        leave();
    }

    /// COUNT, §2.11.1.1.
    void writeCount(int count) {
        if (format.hasWideCounts()) {
            out.writeInt32(count);
            return;
        }
        if (count > WIDEST_NARROW_COUNT) {
            throw new MailError.TooLarge(
                    "a value of " + count + " bytes or elements does not fit in a ROP buffer");
        }
        out.writeInt16(count);
    }

    void writeBinary(Binary value) {
        writeCount(value.length());
        value.write(out);
    }

    private void writeServerId(ServerId value) {
        Binary bytes = value.encode();
        if (bytes.length() > WIDEST_NARROW_COUNT) {
            throw new MailError.TooLarge("a server id of " + bytes.length() + " bytes");
        }
        out.writeInt16(bytes.length());
        bytes.write(out);
    }

    /// Text ended by one zero byte. It ends at its first null character, if it has one; characters
    /// that the set lacks become its question mark.
    static void writeString8(ByteWriter out, String text, Charset charset) {
        int end = text.indexOf('\0');
        out.writeBytes((end < 0 ? text : text.substring(0, end)).getBytes(charset)).writeInt8(0);
    }
}

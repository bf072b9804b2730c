package org.rialto.mapi;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;

/// The store's compact encoding of a property bag.
///
/// ```
/// bag      = version (one byte, 1), count (varint), property*count in the order of ids
/// property = id less the one before (varint), type code (varint), value
/// value    = integers 16, 32, 64, currency: zigzag varint; boolean: one byte;
///            floats, times, error codes: their fixed wire bytes; GUID: 16 bytes;
///            all others: length in bytes (varint), then that many:
///   text       one byte of form (0 UTF-8, 1 UTF-16LE for text with lone surrogates), the text
///   binary     the bytes
///   multiple   count (varint), then values
///   server id  its wire form without the count
///   the rest   one byte of width (0 wide, 1 narrow counts), their wire form (MS-OXCDATA)
/// ```
/// Every property can be skipped without being decoded, so one is found in a single pass.
final class PropertyBagFormat {
    private static final VarHandle INT32 = MethodHandles
            .byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT64 = MethodHandles
            .byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int VERSION = 1;
    private static final int SMALLEST_PROPERTY = 3;
    /// Room for what is often set besides.
    private static final int MORE_PROPERTIES = 16;
    private static final int UTF8 = 0;
    private static final int UTF16 = 1;
    private static final int WIDE = 0;
    private static final int NARROW = 1;
    private static final ValueFormat STORED_WIDE = ValueFormat.extended(StandardCharsets.UTF_8);
    private static final ValueFormat STORED_NARROW = ValueFormat.rop(StandardCharsets.UTF_8);

    private PropertyBagFormat() {}

    static byte[] encode(PropertyBag bag) {
        ByteWriter out = new ByteWriter(256);
        out.writeInt8(VERSION).writeVarint(bag.size());
        int before = 0;
        for (int i = 0; i < bag.size(); i++) {
            PropertyTag tag = new PropertyTag(bag.rawTag(i));
            out.writeVarint(tag.id() - before).writeVarint(tag.typeCode());
            writeValue(out, tag.type(), bag.rawValue(i));
            before = tag.id();
        }
        return out.toByteArray();
    }

    static PropertyBag decode(byte[] encoded) {
        ByteReader in = new ByteReader(encoded);
        int count = readCount(in);
        PropertyBag bag = new PropertyBag(Math.max(count, 1));
        int id = 0;
        for (int i = 0; i < count; i++) {
            id = readId(in, id, i == 0);
            PropertyType type = readType(in);
            bag.append(PropertyTag.of(id, type), readValue(in, type));
        }
        if (in.hasRemaining()) {
            throw in.malformed("bytes follow the last property");
        }
        return bag;
    }

    /// All is checked as by [#decode], so that what is decoded later is well-formed: what is cheap to
    /// check stays as it is, and the rest is decoded at once.
    static PropertyBag decodeAsAsked(byte[] encoded) {
        ByteReader in = new ByteReader(encoded);
        int count = readCount(in);
        PropertyBag bag = new PropertyBag(count + MORE_PROPERTIES, encoded);
        int id = 0;
        for (int i = 0; i < count; i++) {
            id = readId(in, id, i == 0);
            PropertyType type = readType(in);
            PropertyTag tag = PropertyTag.of(id, type);
            int start = in.position();
            if (check(in, type)) {
                bag.appendEncoded(tag, start);
            } else {
                bag.append(tag, readValue(in, type));
            }
        }
        if (in.hasRemaining()) {
            throw in.malformed("bytes follow the last property");
        }
        return bag;
    }

    /// Goes beyond a value that [#readValue] would read; false, without a move, where only that tells
    /// whether it would.
    private static boolean check(ByteReader in, PropertyType type) {
        switch (type) {
            case INTEGER16 -> readInteger(in, Short.MIN_VALUE, Short.MAX_VALUE);
            case INTEGER32 -> readInteger(in, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case INTEGER64, CURRENCY, BOOLEAN, FLOATING32, FLOATING64, FLOATING_TIME, TIME, BINARY,
                    OBJECT ->
                skipValue(in, type);
            case STRING, STRING8 -> {
                int length = in.checkCount(in.readVarint(), 1);
                int end = in.position() + length;
                int form = length == 0 ? in.slice(0).readUint8() : in.readUint8();
                if (form != UTF8 && (form != UTF16 || (length - 1) % 2 != 0)) {
                    throw in.malformed("text is of no known form");
                }
                in.skip(end - in.position());
            }
            case ERROR_CODE, GUID, SERVER_ID, RESTRICTION, RULE_ACTIONS, UNSPECIFIED, NULL,
                    MULTIPLE_INTEGER16, MULTIPLE_INTEGER32, MULTIPLE_FLOATING32,
                    MULTIPLE_FLOATING64, MULTIPLE_CURRENCY, MULTIPLE_FLOATING_TIME,
                    MULTIPLE_INTEGER64, MULTIPLE_STRING8, MULTIPLE_STRING, MULTIPLE_TIME,
                    MULTIPLE_GUID, MULTIPLE_BINARY -> {
                return false;
            }
        }
        return true;
    }

    /// A value that [#check] went beyond.
    static Object value(int tag, byte[] encoded, int start) {
        PropertyType type = new PropertyTag(tag).type();
        if (type == PropertyType.STRING || type == PropertyType.STRING8) {
            int at = afterVarint(encoded, start);
            if (encoded[at] == UTF8) {
                return new String(encoded, at + 1, (int) varint(encoded, start) - 1,
                        StandardCharsets.UTF_8);
            }
        }
        return readValue(new ByteReader(encoded, start, encoded.length - start), type);
    }

    /// Tells of a value that [#check] went beyond: so that nothing has to be checked again.
    static void visit(int tag, byte[] encoded, int start, PropertyBag.EncodedVisitor visitor) {
        PropertyType type = new PropertyTag(tag).type();
        switch (type) {
            case INTEGER16, INTEGER32, INTEGER64, CURRENCY ->
                visitor.number(tag, unzigzag(varint(encoded, start)));
            case BOOLEAN -> visitor.number(tag, encoded[start] != 0 ? 1 : 0);
            case FLOATING32 -> visitor.number(tag, (int) INT32.get(encoded, start));
            case FLOATING64, FLOATING_TIME, TIME ->
                visitor.number(tag, (long) INT64.get(encoded, start));
            case BINARY, OBJECT -> visitor.binary(tag, encoded, afterVarint(encoded, start),
                    (int) varint(encoded, start));
            case STRING, STRING8 -> {
                int at = afterVarint(encoded, start);
                if (encoded[at] == UTF8) {
                    visitor.utf8(tag, encoded, at + 1, (int) varint(encoded, start) - 1);
                } else {
                    visitor.property(tag, value(tag, encoded, start));
                }
            }
            case ERROR_CODE, GUID, SERVER_ID, RESTRICTION, RULE_ACTIONS, UNSPECIFIED, NULL,
                    MULTIPLE_INTEGER16, MULTIPLE_INTEGER32, MULTIPLE_FLOATING32,
                    MULTIPLE_FLOATING64, MULTIPLE_CURRENCY, MULTIPLE_FLOATING_TIME,
                    MULTIPLE_INTEGER64, MULTIPLE_STRING8, MULTIPLE_STRING, MULTIPLE_TIME,
                    MULTIPLE_GUID, MULTIPLE_BINARY ->
                visitor.property(tag, value(tag, encoded, start));
        }
    }

    /// As [ByteReader#readVarint], of one that is known to be well-formed.
    private static long varint(byte[] encoded, int start) {
        int at = start;
        byte next = encoded[at++];
        long value = next & 0x7F;
        for (int shift = 7; next < 0; shift += 7) {
            next = encoded[at++];
            value |= (next & 0x7FL) << shift;
        }
        return value;
    }

    private static int afterVarint(byte[] encoded, int start) {
        int at = start;
        while (encoded[at] < 0) {
            at++;
        }
        return at + 1;
    }

    static @Nullable Object find(byte[] encoded, PropertyTag tag) {
        ByteReader in = new ByteReader(encoded);
        int count = readCount(in);
        int id = 0;
        for (int i = 0; i < count; i++) {
            id = readId(in, id, i == 0);
            if (id > tag.id()) {
                return null;
            }
            PropertyType type = readType(in);
            if (id == tag.id()) {
                boolean answers = PropertyBag.answers(PropertyTag.of(id, type).value(),
                        tag.withoutInstance());
                return answers ? readValue(in, type) : null;
            }
            skipValue(in, type);
        }
        return null;
    }

    private static int readCount(ByteReader in) {
        int version = in.readUint8();
        if (version != VERSION) {
            throw in.malformed("property bags of version " + version + " are not known");
        }
        return in.checkCount(in.readVarint(), SMALLEST_PROPERTY);
    }

    private static int readId(ByteReader in, int before, boolean first) {
        long step = in.readVarint();
        if (step < (first ? 0 : 1) || step > 0xFFFF - before) {
            throw in.malformed("property ids are not in order");
        }
        return before + (int) step;
    }

    private static PropertyType readType(ByteReader in) {
        long code = in.readVarint();
        PropertyType type = code < 0 || code > 0xFFFF ? null : PropertyType.of((int) code);
        if (type == null || type == PropertyType.UNSPECIFIED || type == PropertyType.NULL) {
            throw in.malformed("a property type of " + code + " cannot be stored");
        }
        return type;
    }

    private static void writeValue(ByteWriter out, PropertyType type, Object value) {
        switch (type) {
            case INTEGER16, INTEGER32, INTEGER64 ->
                out.writeVarint(zigzag(((Number) value).longValue()));
            case CURRENCY -> out.writeVarint(zigzag(((Currency) value).scaled()));
            case BOOLEAN -> out.writeInt8((Boolean) value ? 1 : 0);
            case FLOATING32 -> out.writeInt32(Float.floatToRawIntBits((Float) value));
            case FLOATING64 -> out.writeInt64(Double.doubleToRawLongBits((Double) value));
            case FLOATING_TIME ->
                out.writeInt64(Double.doubleToRawLongBits(((FloatingTime) value).days()));
            case ERROR_CODE -> out.writeInt32(((ErrorCode) value).value());
            case TIME -> out.writeInt64(FileTime.fromInstant((Instant) value));
            case GUID -> out.writeGuid((UUID) value);
            case STRING, STRING8 -> writeText(out, (String) value);
            case BINARY, OBJECT -> {
                Binary binary = (Binary) value;
                out.writeVarint(binary.length());
                binary.write(out);
            }
            case SERVER_ID -> {
                Binary bytes = ((ServerId) value).encode();
                out.writeVarint(bytes.length());
                bytes.write(out);
            }
            case RESTRICTION, RULE_ACTIONS -> writeStructure(out, type, value);
            case UNSPECIFIED, NULL -> throw new IllegalArgumentException("no value");
            case MULTIPLE_INTEGER16, MULTIPLE_INTEGER32, MULTIPLE_FLOATING32, MULTIPLE_FLOATING64,
                    MULTIPLE_CURRENCY, MULTIPLE_FLOATING_TIME, MULTIPLE_INTEGER64,
                    MULTIPLE_STRING8, MULTIPLE_STRING, MULTIPLE_TIME, MULTIPLE_GUID,
                    MULTIPLE_BINARY -> {
                List<?> list = (List<?>) value;
                ByteWriter inner = new ByteWriter(list.size() * 8);
                inner.writeVarint(list.size());
                list.forEach(each -> writeValue(inner, type.element(), each));
                out.writeVarint(inner.length()).writeBytes(inner.toByteArray());
            }
        }
    }

    /// Wide counts, except for actions of standard rules that only the narrow form can hold.
    private static void writeStructure(ByteWriter out, PropertyType type, Object value) {
        boolean standard = value instanceof RuleActions actions && actions.isStandard();
        ByteWriter inner = new ByteWriter().writeInt8(standard ? NARROW : WIDE);
        new ValueWriter(inner, standard ? STORED_NARROW : STORED_WIDE).writeValue(type, value);
        out.writeVarint(inner.length()).writeBytes(inner.toByteArray());
    }

    private static Object readStructure(ByteReader in, PropertyType type) {
        int width = in.readUint8();
        if (width != NARROW && width != WIDE) {
            throw in.malformed("a structure is of no known form");
        }
        Object value = new ValueReader(in, width == NARROW ? STORED_NARROW : STORED_WIDE)
                .readValue(type);
        if (in.hasRemaining()) {
            throw in.malformed("bytes follow a structure");
        }
        return value;
    }

    private static void writeText(ByteWriter out, String text) {
        if (hasLoneSurrogate(text)) {
            out.writeVarint(2L * text.length() + 1).writeInt8(UTF16).writeUtf16(text);
        } else {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            out.writeVarint(bytes.length + 1L).writeInt8(UTF8).writeBytes(bytes);
        }
    }

    /// Whether UTF-8 could not give the text back.
    private static boolean hasLoneSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (Character.isSurrogate(next)) {
                boolean pair = Character.isHighSurrogate(next) && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    private static Object readValue(ByteReader in, PropertyType type) {
        return switch (type) {
            case INTEGER16 -> (short) readInteger(in, Short.MIN_VALUE, Short.MAX_VALUE);
            case INTEGER32 -> (int) readInteger(in, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case INTEGER64 -> unzigzag(in.readVarint());
            case CURRENCY -> new Currency(unzigzag(in.readVarint()));
            case BOOLEAN -> in.readUint8() != 0;
            case FLOATING32 -> Float.intBitsToFloat(in.readInt32());
            case FLOATING64 -> Double.longBitsToDouble(in.readInt64());
            case FLOATING_TIME -> new FloatingTime(Double.longBitsToDouble(in.readInt64()));
            case ERROR_CODE -> new ErrorCode(in.readInt32());
            case TIME -> FileTime.toInstant(in.readInt64());
            case GUID -> in.readGuid();
            case STRING, STRING8 -> readText(slice(in));
            case BINARY, OBJECT -> {
                ByteReader bytes = slice(in);
                yield Binary.wrap(bytes.readBytes(bytes.remaining()));
            }
            case SERVER_ID -> ServerId.read(slice(in));
            case RESTRICTION, RULE_ACTIONS -> readStructure(slice(in), type);
            case UNSPECIFIED, NULL ->
                throw in.malformed("a value of type " + type + " cannot be stored");
            case MULTIPLE_INTEGER16, MULTIPLE_INTEGER32, MULTIPLE_FLOATING32, MULTIPLE_FLOATING64,
                    MULTIPLE_CURRENCY, MULTIPLE_FLOATING_TIME, MULTIPLE_INTEGER64,
                    MULTIPLE_STRING8, MULTIPLE_STRING, MULTIPLE_TIME, MULTIPLE_GUID,
                    MULTIPLE_BINARY ->
                readList(slice(in), type.element());
        };
    }

    private static List<Object> readList(ByteReader in, PropertyType element) {
        int count = in.checkCount(in.readVarint(), 1);
        List<Object> list = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            list.add(readValue(in, element));
        }
        if (in.hasRemaining()) {
            throw in.malformed("bytes follow the last of multiple values");
        }
        return List.copyOf(list);
    }

    private static String readText(ByteReader in) {
        int form = in.readUint8();
        if (form == UTF16) {
            return in.readUtf16(in.remaining());
        }
        if (form != UTF8) {
            throw in.malformed("text is of no known form");
        }
        return new String(in.readBytes(in.remaining()), StandardCharsets.UTF_8);
    }

    private static void skipValue(ByteReader in, PropertyType type) {
        switch (type) {
            case INTEGER16, INTEGER32, INTEGER64, CURRENCY -> in.readVarint();
            case BOOLEAN, FLOATING32, FLOATING64, FLOATING_TIME, ERROR_CODE, TIME, GUID ->
                in.skip(type.size());
            case STRING, STRING8, BINARY, OBJECT, SERVER_ID, RESTRICTION, RULE_ACTIONS,
                    UNSPECIFIED, NULL, MULTIPLE_INTEGER16, MULTIPLE_INTEGER32,
                    MULTIPLE_FLOATING32, MULTIPLE_FLOATING64, MULTIPLE_CURRENCY,
                    MULTIPLE_FLOATING_TIME, MULTIPLE_INTEGER64, MULTIPLE_STRING8,
                    MULTIPLE_STRING, MULTIPLE_TIME, MULTIPLE_GUID, MULTIPLE_BINARY ->
                in.skip(in.checkCount(in.readVarint(), 1));
        }
    }

    private static ByteReader slice(ByteReader in) {
        return in.slice(in.checkCount(in.readVarint(), 1));
    }

    private static long readInteger(ByteReader in, long least, long greatest) {
        long value = unzigzag(in.readVarint());
        if (value < least || value > greatest) {
            throw in.malformed("an integer is out of its range");
        }
        return value;
    }

    private static long zigzag(long value) { return value << 1 ^ value >> 63; }

    private static long unzigzag(long value) { return value >>> 1 ^ -(value & 1); }
}

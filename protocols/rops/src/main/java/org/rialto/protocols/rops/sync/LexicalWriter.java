package org.rialto.protocols.rops.sync;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.time.Instant;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.Binary;
import org.rialto.mapi.Currency;
import org.rialto.mapi.FileTime;
import org.rialto.mapi.FloatingTime;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyName;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyType;
import org.rialto.mapi.ServerId;

/// Markers and property values as the bytes of a FastTransfer stream, taken in buffers of a
/// limited size. MS-OXCFXICS §2.2.4.1.
///
/// A buffer ends between two atoms (a marker, a property's definition, a value of fixed size, a
/// length) or anywhere within a value of variable size. Values that are streams are read when
/// there is room in a buffer for them, never before. For one thread at a time.
final class LexicalWriter {
    private static final VarHandle INT32 = MethodHandles
            .byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT64 = MethodHandles
            .byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int FIRST_CAPACITY_BYTES = 4096;
    private static final int FIRST_ATOMS = 128;
    private static final int KIND_NUMBER = 0x00;
    private static final int KIND_TEXT = 0x01;
    private static final long LARGEST_LENGTH = 0xFFFF_FFFFL;
    /// Text of more characters is written as it is taken.
    static final int LONG_TEXT = 16 * 1024;

    private final StringForm strings;
    private byte[] bytes;
    /// Of what is not taken: where it begins and ends.
    private int start;
    private int length;
    /// Where atoms begin and end, by turns, and which of these ends are not taken.
    private int[] atoms;
    private int firstAtom;
    private int atomEnds;
    private int keptBytes;
    private int keptAtomEnds;
    /// The value that is being written, and how much of it is still to come.
    private @Nullable InputStream value;
    private long valueRest;
    private char[] units = {};

    LexicalWriter(StringForm strings) { this(strings, FIRST_CAPACITY_BYTES); }

    /// @param capacityBytes how much it is probably to hold
    LexicalWriter(StringForm strings, int capacityBytes) {
        this.strings = strings;
        bytes = new byte[capacityBytes];
        // An atom has two, and some dozen bytes.
        atoms = new int[2 * Math.max(FIRST_ATOMS, capacityBytes / 32)];
    }

    /// Whether values of a type can be in a stream. §2.2.4.1.1
    static boolean allows(PropertyType type) {
        return switch (type.element()) {
            case INTEGER16, INTEGER32, FLOATING32, FLOATING64, CURRENCY, FLOATING_TIME, BOOLEAN,
                    INTEGER64, STRING8, STRING, TIME, GUID, SERVER_ID, BINARY, OBJECT ->
                true;
            default -> false;
        };
    }

    /// How much it holds without another array.
    int capacityBytes() { return bytes.length; }

    /// Bytes that can be taken without more being written, as far as they are at hand.
    int buffered() { return length - start; }

    /// Whether more may be written: not while a value is a stream that is not taken to its end.
    boolean isReady() { return value == null; }

    void marker(Marker marker) {
        endLongText();
        begin();
        int32(marker.code());
        end();
    }

    /// Writes a property whose value is of the class that [PropertyType] says.
    void property(StreamProperty property, Object object) {
        PropertyType type = property.tag().type();
        if (!allows(type)) {
            throw new IllegalArgumentException("a stream has no values of type " + type);
        }
        definition(property);
        content(type, object);
    }

    /// The value of a property of a type that is allowed.
    void content(PropertyType type, Object object) {
        if (type.isMultiple()) {
            List<?> values = (List<?>) object;
            length(values.size());
            for (Object each : values) {
                value(type.element(), each);
            }
        } else if (object instanceof String text && strings.isUnicode()
                && text.length() > LONG_TEXT) {
            stream(2L * text.length() + 2, new Utf16Stream(text));
        } else {
            value(type, object);
        }
    }

    /// Writes a property whose value is the next `size` bytes of a stream, which is closed then.
    /// Nothing else may be written before it was taken. Text has to be in the encoding of the
    /// stream, with its terminating null.
    void property(StreamProperty property, long size, InputStream content) {
        checkLength(size);
        definition(property);
        stream(size, content);
    }

    private void stream(long size, InputStream content) {
        length(size);
        value = content;
        valueRest = size;
    }

    /// propDef: the type and the id and, of a named property, the name.
    private void definition(StreamProperty property) {
        endLongText();
        PropertyTag tag = property.tag();
        begin();
        if (tag.equals(SynchronizationState.GIVEN)) {
            int16(PropertyType.INTEGER32.code());
        } else if (tag.type().isText()) {
            int16(strings.typeCode(tag.type()));
        } else {
            int16(tag.typeCode());
        }
        int16(tag.id());
        PropertyName name = property.name();
        if (name != null) {
            guid(name.set());
            switch (name) {
                case PropertyName.Number number -> {
                    room(1)[length++] = KIND_NUMBER;
                    int32(number.lid());
                }
                case PropertyName.Text text -> {
                    room(1)[length++] = KIND_TEXT;
                    utf16(text.name());
                    int16(0);
                }
            }
        }
        end();
    }

    /// The bytes of a property's definition, for those who write many values of one property.
    static byte[] definition(StreamProperty property, StringForm strings) {
        LexicalWriter out = new LexicalWriter(strings, 16);
        out.definition(property);
        return Arrays.copyOf(out.bytes, out.length);
    }

    /// Begins a property whose [#definition] is known.
    void begin(byte[] definition) {
        endLongText();
        begin();
        raw(definition);
        end();
    }

    private void endLongText() {
        if (value == null) {
            return;
        }
        if (value instanceof Utf16Stream) {
            fill(Integer.MAX_VALUE); // an object may have several long texts
        }
        if (value != null) {
            throw new IllegalStateException("the value before is not taken to its end");
        }
    }

    /// The value of a property of a type that is a number in every form
    /// ([PropertyBag.EncodedVisitor#number]).
    void number(PropertyType type, long number) {
        begin();
        switch (type) {
            case INTEGER16, BOOLEAN -> int16((int) number);
            case INTEGER32, FLOATING32 -> int32((int) number);
            case FLOATING64, CURRENCY, FLOATING_TIME, INTEGER64, TIME -> int64(number);
            default -> throw new IllegalArgumentException(type + " is no number");
        }
        end();
    }

    /// The value of a text property: what [#property] makes of the text that these bytes are, none
    /// of it later.
    void utf8(byte[] from, int offset, int count) {
        if (!strings.isUnicode() || !ascii(from, offset, count)) {
            text(new String(from, offset, count, StandardCharsets.UTF_8));
        }
    }

    /// Writes text that is ASCII; false, and nothing written, where it is not.
    private boolean ascii(byte[] from, int offset, int count) {
        int size = 2 * count + 2;
        byte[] to = room(Integer.BYTES + size);
        int at = length + Integer.BYTES;
        if (!Utf16.ofAscii(from, offset, count, to, at)) {
            return false;
        }
        to[at + size - 2] = 0;
        to[at + size - 1] = 0;
        length(size);
        length += size;
        return true;
    }

    /// The value of a binary property.
    void binary(byte[] from, int offset, int count) {
        length(count);
        System.arraycopy(from, offset, room(count), length, count);
        length += count;
    }

    private void value(PropertyType type, Object object) {
        switch (type) {
            case STRING, STRING8 -> text((String) object);
            case BINARY, OBJECT -> binary((Binary) object);
            case SERVER_ID -> binary(((ServerId) object).encode());
            default -> {
                begin();
                fixed(type, object);
                end();
            }
        }
    }

    private void fixed(PropertyType type, Object object) {
        switch (type) {
            case INTEGER16 -> int16((Short) object);
            case INTEGER32 -> int32((Integer) object);
            case FLOATING32 -> int32(Float.floatToRawIntBits((Float) object));
            case FLOATING64 -> int64(Double.doubleToRawLongBits((Double) object));
            case CURRENCY -> int64(((Currency) object).scaled());
            case FLOATING_TIME ->
                int64(Double.doubleToRawLongBits(((FloatingTime) object).days()));
            // Two bytes here, one everywhere else. §2.2.4.1.3
            case BOOLEAN -> int16((Boolean) object ? 1 : 0);
            case INTEGER64 -> int64((Long) object);
            case TIME -> int64(FileTime.fromInstant((Instant) object));
            case GUID -> guid((UUID) object);
            default -> throw new IllegalArgumentException(type + " is of no fixed size");
        }
    }

    private void binary(Binary binary) {
        length(binary.length());
        binary.copyTo(room(binary.length()), length);
        length += binary.length();
    }

    private void text(String text) {
        if (strings.isUnicode()) {
            length(2L * text.length() + 2);
            utf16(text);
            int16(0);
        } else {
            byte[] encoded = text.getBytes(strings.charset());
            length(encoded.length + 1L);
            raw(encoded);
            room(1)[length++] = 0;
        }
    }

    private static void checkLength(long size) {
        if (size < 0 || size > LARGEST_LENGTH) {
            throw new MailError.TooLarge("a value of " + size + " bytes");
        }
    }

    private void length(long size) {
        checkLength(size);
        begin();
        int32((int) size);
        end();
    }

    /// Where something ends that is written but not taken, of a writer that nothing is taken from.
    record Mark(int bytes, int atomEnds) {
        static final Mark START = new Mark(0, 0);
    }

    Mark mark() { return new Mark(length, atomEnds); }

    /// What is written up to here is not taken back by [#truncateToKept].
    void keep() {
        keptBytes = length;
        keptAtomEnds = atomEnds;
    }

    void truncateToKept() { truncate(new Mark(keptBytes, keptAtomEnds)); }

    /// Takes back what was written after a mark.
    void truncate(Mark to) {
        close();
        length = to.bytes;
        atomEnds = to.atomEnds;
        start = Math.min(start, length);
        firstAtom = Math.min(firstAtom, atomEnds);
    }

    /// Writes what stands between two marks of another, which is complete.
    void append(LexicalWriter other, Mark from, Mark to) {
        endLongText();
        int count = to.bytes - from.bytes;
        System.arraycopy(other.bytes, from.bytes, room(count), length, count);
        int ends = to.atomEnds - from.atomEnds;
        if (ends > atoms.length - atomEnds) {
            atoms = Arrays.copyOf(atoms, Math.max(2 * atoms.length, atomEnds + ends));
        }
        int moved = length - from.bytes;
        for (int i = 0; i < ends; i++) {
            atoms[atomEnds + i] = other.atoms[from.atomEnds + i] + moved;
        }
        atomEnds += ends;
        length += count;
    }

    /// The next bytes of the stream, `limit` at most: fewer only where no more was written, or
    /// where an atom would be split.
    byte[] take(int limit) {
        fill(limit);
        int count = takeable(limit, mark());
        if (count == 0 && buffered() > 0) {
            throw tooLarge(limit);
        }
        byte[] taken = Arrays.copyOfRange(bytes, start, start + count);
        took(count);
        return taken;
    }

    static MailError.TooLarge tooLarge(int limit) {
        return new MailError.TooLarge(
                "the next element of the stream does not fit in " + limit + " bytes");
    }

    /// How many bytes can be taken of what is not taken before a mark, `limit` at most.
    int takeable(int limit, Mark end) {
        int cut = start + limit;
        if (limit >= end.bytes - start) {
            return end.bytes - start;
        }
        // The first atom that does not end before the cut.
        int low = firstAtom / 2;
        int high = end.atomEnds / 2;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (atoms[2 * middle + 1] <= cut) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        firstAtom = 2 * low;
        return (firstAtom < end.atomEnds ? Math.min(cut, atoms[firstAtom]) : cut) - start;
    }

    /// How many bytes before a mark are not taken.
    int untaken(Mark end) { return end.bytes - start; }

    /// Takes so many bytes, which are [#takeable].
    void take(int count, byte[] to, int at) {
        System.arraycopy(bytes, start, to, at, count);
        took(count);
    }

    private void took(int count) {
        start += count;
        if (start == length) {
            firstAtom = atomEnds;
        }
        if (start >= length / 2) {
            moveToFront();
        }
    }

    /// Takes so many bytes of a writer that is complete: what is behind them stays where it is.
    void takeInPlace(int count, byte[] to, int at) {
        System.arraycopy(bytes, start, to, at, count);
        start += count;
    }

    /// What is taken next, of a writer that is complete, begins at a mark.
    void takeFrom(Mark from) {
        start = from.bytes;
        firstAtom = from.atomEnds;
    }

    /// Forgets what is taken; less is moved than was taken since the last time.
    private void moveToFront() {
        System.arraycopy(bytes, start, bytes, 0, length - start);
        int kept = 0;
        for (int i = firstAtom; i < atomEnds; i++) {
            atoms[kept++] = atoms[i] - start;
        }
        length -= start;
        start = 0;
        firstAtom = 0;
        atomEnds = kept;
    }

    /// Reads of the open stream as much as a buffer of `limit` bytes has room for.
    void fill(int limit) {
        InputStream content = value;
        if (content == null) {
            return;
        }
        try {
            while (valueRest > 0 && buffered() < limit) {
                int most = (int) Math.min(valueRest, limit - buffered());
                int read = content.read(room(most), length, most);
                if (read < 0) {
                    throw new IllegalStateException("a value is shorter than was said of it by "
                            + valueRest + " bytes");
                }
                length += read;
                valueRest -= read;
            }
            if (valueRest == 0) {
                value = null;
                content.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Closes what may be open. Nothing can be written or taken any more.
    void close() {
        InputStream content = value;
        value = null;
        valueRest = 0;
        if (content != null) {
            try {
                content.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void begin() {
        if (atomEnds == atoms.length) {
            atoms = Arrays.copyOf(atoms, 2 * atoms.length);
        }
        atoms[atomEnds++] = length;
    }

    private void end() { atoms[atomEnds++] = length; }

    private byte[] room(int count) {
        if (count > bytes.length - length) {
            bytes = Arrays.copyOf(bytes,
                    Math.max(Math.addExact(length, count),
                            (int) Math.min(2L * bytes.length, Integer.MAX_VALUE - 16)));
        }
        return bytes;
    }

    private void int16(int number) {
        byte[] to = room(2);
        to[length++] = (byte) number;
        to[length++] = (byte) (number >>> 8);
    }

    private void int32(int number) {
        INT32.set(room(Integer.BYTES), length, number);
        length += Integer.BYTES;
    }

    private void int64(long number) {
        INT64.set(room(Long.BYTES), length, number);
        length += Long.BYTES;
    }

    private void guid(UUID guid) {
        long high = guid.getMostSignificantBits();
        int32((int) (high >>> 32));
        int16((int) (high >>> 16));
        int16((int) high);
        int64(Long.reverseBytes(guid.getLeastSignificantBits()));
    }

    private void utf16(String text) {
        int size = 2 * text.length();
        if (text.length() >= Utf16.BULK_TEXT && units.length == 0) {
            units = new char[Utf16.BULK_UNITS];
        }
        Utf16.of(text, room(size), length, units);
        length += size;
    }

    private void raw(byte[] source) {
        System.arraycopy(source, 0, room(source.length), length, source.length);
        length += source.length;
    }
}

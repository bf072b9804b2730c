package org.rialto.protocols.rops.sync;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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
final class LexicalWriter extends AtomBuffer {
    private static final int FIRST_CAPACITY_BYTES = 4096;
    private static final int KIND_NUMBER = 0x00;
    private static final int KIND_TEXT = 0x01;
    private static final long LARGEST_LENGTH = 0xFFFF_FFFFL;
    /// Text of more characters is written as it is taken.
    static final int LONG_TEXT = 16 * 1024;

    private final StringForm strings;
    /// The value that is being written, and how much of it is still to come.
    private @Nullable InputStream value;
    private long valueRest;

    LexicalWriter(StringForm strings) { this(strings, FIRST_CAPACITY_BYTES); }

    /// @param capacityBytes how much it is probably to hold
    LexicalWriter(StringForm strings, int capacityBytes) {
        super(capacityBytes);
        this.strings = strings;
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

    @Override
    void truncate(Mark to) {
        close();
        super.truncate(to);
    }

    /// Writes what stands between two marks of another, which is complete.
    void append(LexicalWriter other, Mark from, Mark to) {
        endLongText();
        copy(other, from, to);
    }

    /// The next bytes of the stream, `limit` at most: fewer only where no more was written, or
    /// where an atom would be split.
    byte[] take(int limit) {
        fill(limit);
        int count = takeable(limit, mark());
        if (count == 0 && buffered() > 0) {
            throw tooLarge(limit);
        }
        byte[] taken = new byte[count];
        take(count, taken, 0);
        return taken;
    }

    static MailError.TooLarge tooLarge(int limit) {
        return new MailError.TooLarge(
                "the next element of the stream does not fit in " + limit + " bytes");
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
}

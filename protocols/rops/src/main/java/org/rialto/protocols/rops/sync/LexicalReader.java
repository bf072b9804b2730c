package org.rialto.protocols.rops.sync;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.MalformedDataException;
import org.rialto.mapi.Binary;
import org.rialto.mapi.CodePage;
import org.rialto.mapi.Currency;
import org.rialto.mapi.FileTime;
import org.rialto.mapi.FloatingTime;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyName;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyType;
import org.rialto.mapi.ServerId;

/// Reads the markers and property values of a FastTransfer stream that comes in buffers cut
/// anywhere. MS-OXCFXICS §2.2.4.1. Nothing is allocated for a length before its bytes are there.
/// For one thread at a time.
final class LexicalReader {
    private static final int CODE_PAGE_FLAG = 0x8000;
    private static final int CODE_PAGE_UNICODE = 1200;
    private static final int NAME_HEAD_BYTES = 17;
    private static final int FIRST_HELD = 256;

    /// What the next bytes are.
    private enum State {
        TAG, NAME_HEAD, NUMBER, NAME, FIXED, LENGTH, HELD, STREAMED, TAIL, COUNT
    }

    private final LexicalHandler handler;
    private final Charset charset;
    private final TransferLimits limits;
    private State state = State.TAG;
    private long position;
    private boolean failed;

    /// The bytes so far of what has to be whole, and how many that are.
    private byte[] held = new byte[FIRST_HELD];
    private int have;
    private int need = 4;
    /// Of a value that comes in parts: what is left of it, and what its text may end with.
    private long rest;
    private int tailBytes;

    private PropertyTag tag = new PropertyTag(0);
    private PropertyType type = PropertyType.NULL;
    private StreamProperty property = StreamProperty.of(tag);
    private UUID set = new UUID(0, 0);
    /// Of the strings of the property.
    private Charset encoding;
    private @Nullable List<Object> values;
    private long valuesLeft;
    private long multipleBytes;

    /// A reader of a stream whose PtypString8 values are in `charset`.
    LexicalReader(LexicalHandler handler, Charset charset, TransferLimits limits) {
        this.handler = handler;
        this.charset = charset;
        this.limits = limits;
        this.encoding = charset;
    }

    MalformedDataException malformed(String problem) {
        return new MalformedDataException(problem, (int) Math.min(position, Integer.MAX_VALUE));
    }

    /// Reads the next buffer of the stream.
    int heldBytes() { return held.length; }

    void feed(byte[] bytes, int offset, int length) {
        if (failed) {
            throw malformed("the stream was refused already");
        }
        failed = true;
        int at = offset;
        int end = offset + length;
        while (at < end) {
            int took = state == State.STREAMED
                    ? stream(bytes, at, end - at)
                    : hold(bytes, at, end - at);
            at += took;
            position += took;
            if (state == State.STREAMED ? rest == 0 : have == need) {
                complete();
            }
        }
        failed = false;
    }

    /// Says that the stream is at its end.
    void finish() {
        if (failed || state != State.TAG || have > 0) {
            throw malformed("the stream ends within an element");
        }
    }

    private int stream(byte[] bytes, int at, int count) {
        int took = (int) Math.min(rest, count);
        handler.valuePart(bytes, at, took);
        rest -= took;
        return took;
    }

    private int hold(byte[] bytes, int at, int count) {
        int took = Math.min(need - have, count);
        if (have + took > held.length) {
            held = Arrays.copyOf(held,
                    (int) Math.min(need, Math.max(2L * held.length, have + took)));
        }
        System.arraycopy(bytes, at, held, have, took);
        have += took;
        return took;
    }

    private void expect(State next, int count) {
        state = next;
        have = 0;
        need = count;
        if (state != State.HELD && held.length > limits.heldBytes()) {
            held = new byte[FIRST_HELD];
        }
    }

    private ByteReader in() { return new ByteReader(held, 0, have); }

    private void complete() {
        switch (state) {
            case TAG -> tag(in().readInt32());
            case NAME_HEAD -> nameHead(in());
            case NUMBER -> define(PropertyName.of(set, in().readInt32()));
            case NAME -> name();
            case FIXED -> value(fixed(in()));
            case LENGTH -> length(in().readInt32() & 0xFFFF_FFFFL);
            case HELD -> value(variable());
            case STREAMED -> tail();
            case TAIL -> endTail();
            case COUNT -> count(in().readInt32() & 0xFFFF_FFFFL);
        }
    }

    private void tag(int code) {
        Marker marker = Marker.of(code);
        if (marker != null) {
            expect(State.TAG, 4);
            handler.marker(marker);
            return;
        }
        type = type(code);
        tag = PropertyTag.of(code >>> 16, type);
        if (tag.isNamed()) {
            expect(State.NAME_HEAD, NAME_HEAD_BYTES);
        } else {
            define(null);
        }
    }

    private PropertyType type(int code) {
        int typeCode = code & 0xFFFF;
        if ((typeCode & CODE_PAGE_FLAG) != 0) {
            int codePage = typeCode & ~CODE_PAGE_FLAG;
            Charset found = codePage == CODE_PAGE_UNICODE
                    ? StandardCharsets.UTF_16LE
                    : CodePage.find(codePage);
            if (found == null) {
                throw malformed("code page " + codePage + " is not known");
            }
            encoding = found;
            return PropertyType.STRING;
        }
        if (code == PropertyTags.MetaTagIdsetGiven.value()) {
            return PropertyType.BINARY;
        }
        PropertyType found = PropertyType.of(typeCode);
        if (found == null || !LexicalWriter.allows(found)) {
            throw malformed(String.format("0x%04X is no type of a value in a stream", typeCode));
        }
        encoding = found.element() == PropertyType.STRING8 ? charset : StandardCharsets.UTF_16LE;
        return found;
    }

    private void nameHead(ByteReader in) {
        set = in.readGuid();
        int kind = in.readUint8();
        if (kind > 1) {
            throw malformed("a property name's kind of " + kind + " is not known");
        }
        expect(kind == 0 ? State.NUMBER : State.NAME, kind == 0 ? 4 : 2);
    }

    private void name() {
        if (held[have - 2] != 0 || held[have - 1] != 0) {
            need += 2;
            if (need > 2 * (PropertyName.Text.LONGEST + 1)) {
                throw malformed("a property name is too long");
            }
            return;
        }
        if (have == 2) {
            throw malformed("a property name is empty");
        }
        define(PropertyName.of(set, in().readUtf16(have - 2)));
    }

    private void define(@Nullable PropertyName name) {
        property = new StreamProperty(tag, name);
        handler.property(property);
        values = null;
        if (type.isMultiple()) {
            expect(State.COUNT, 4);
        } else if (type.isFixedSize()) {
            expect(State.FIXED, fixedSize());
        } else {
            expect(State.LENGTH, 4);
        }
    }

    /// Booleans have two bytes here. §2.2.4.1.3
    private int fixedSize() {
        PropertyType element = type.element();
        return element == PropertyType.BOOLEAN ? 2 : element.size();
    }

    private void count(long count) {
        values = new ArrayList<>();
        valuesLeft = count;
        multipleBytes = 0;
        nextValue(values);
    }

    private void nextValue(List<Object> soFar) {
        if (valuesLeft == 0) {
            expect(State.TAG, 4);
            handler.value(property, List.copyOf(soFar));
        } else if (type.element().isFixedSize()) {
            expect(State.FIXED, fixedSize());
        } else {
            expect(State.LENGTH, 4);
        }
    }

    private void length(long length) {
        if (isUtf16() && length % 2 != 0) {
            throw malformed("a UTF-16 string has an odd number of bytes");
        }
        if (values != null) {
            checkMultiple(length);
        } else if (handler.streams(property, length,
                type.isText() ? encoding : null)) {
            expect(State.STREAMED, 0);
            rest = Math.max(0, length - terminator());
            tailBytes = (int) (length - rest);
            if (rest == 0) {
                tail();
            }
            return;
        } else if (length > Math.max(limits.heldBytes(), limits.listBytes())) {
            throw new MailError.TooLarge("a value of " + length + " bytes");
        }
        expect(State.HELD, (int) length);
        if (length == 0) {
            value(variable());
        }
    }

    private void checkMultiple(long length) {
        multipleBytes += 4 + length;
        if (multipleBytes > limits.multipleBytes()) {
            throw new MailError.TooLarge("a property has values of " + multipleBytes + " bytes");
        }
    }

    /// What is left of a text is its terminating null, if it has one.
    private void tail() {
        expect(State.TAIL, tailBytes);
        if (tailBytes == 0) {
            endTail();
        }
    }

    private void endTail() {
        if (!endsInNull()) {
            handler.valuePart(held, 0, have);
        }
        expect(State.TAG, 4);
        handler.endOfValue();
    }

    private int terminator() {
        if (!type.isText()) {
            return 0;
        }
        return isUtf16() ? 2 : 1;
    }

    private boolean isUtf16() {
        return type.isText() && encoding.equals(StandardCharsets.UTF_16LE);
    }

    private boolean endsInNull() {
        int terminator = terminator();
        if (terminator == 0 || have < terminator) {
            return false;
        }
        for (int i = have - terminator; i < have; i++) {
            if (held[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private void value(Object value) {
        List<Object> soFar = values;
        if (soFar == null) {
            expect(State.TAG, 4);
            handler.value(property, value);
            return;
        }
        if (type.element().isFixedSize()) {
            checkMultiple(have - 4L);
        }
        soFar.add(value);
        valuesLeft--;
        nextValue(soFar);
    }

    private Object fixed(ByteReader in) {
        return switch (type.element()) {
            case INTEGER16 -> in.readInt16();
            case INTEGER32 -> in.readInt32();
            case FLOATING32 -> Float.intBitsToFloat(in.readInt32());
            case FLOATING64 -> Double.longBitsToDouble(in.readInt64());
            case CURRENCY -> new Currency(in.readInt64());
            case FLOATING_TIME -> new FloatingTime(Double.longBitsToDouble(in.readInt64()));
            case BOOLEAN -> in.readUint16() != 0;
            case INTEGER64 -> in.readInt64();
            case TIME -> FileTime.toInstant(in.readInt64());
            case GUID -> in.readGuid();
            default -> throw malformed("type " + type + " is of no fixed size");
        };
    }

    private Object variable() {
        if (type.isText()) {
            int length = endsInNull() ? have - terminator() : have;
            return isUtf16() ? in().readUtf16(length) : new String(held, 0, length, encoding);
        }
        Binary bytes = Binary.wrap(Arrays.copyOf(held, have));
        return type == PropertyType.SERVER_ID ? ServerId.read(bytes.reader()) : bytes;
    }
}

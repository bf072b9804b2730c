package org.rialto.imap.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Writes responses as bytes into one buffer that goes to the connection when it is full or
/// flushed. Nothing is allocated per item. [#release] gives the buffer back while a client idles.
public final class ImapWriter {
    private static final int FIRST_CAPACITY = 1 << 10;
    private static final int CAPACITY = 32 << 10;
    private static final byte[] NIL = {'N', 'I', 'L'};
    private static final long DAY_MILLIS = 86_400_000L;

    private OutputStream out;
    private byte @Nullable [] buffer;
    private int length;
    private boolean utf8;
    private boolean atLineStart = true;

    public ImapWriter(OutputStream out) { this.out = out; }

    /// Strings outside ASCII may be quoted and mailbox names are UTF-8 from now on: after ENABLE
    /// IMAP4rev2 or UTF8=ACCEPT.
    public void useUtf8() { utf8 = true; }

    public boolean isUtf8() { return utf8; }

    /// What is written from now on goes there: after COMPRESS or STARTTLS. Flush first.
    public void redirect(OutputStream next) { out = next; }

    /// The buffer, with so much room at `length`.
    private byte[] room(int count) throws IOException {
        byte[] room = buffer;
        if (room != null && count <= room.length - length) {
            return room;
        }
        if (count > CAPACITY - length) {
            send();
        }
        int needed = length + count;
        if (room == null || room.length < needed) {
            int capacity = room == null ? FIRST_CAPACITY : CAPACITY;
            byte[] larger = new byte[needed > capacity ? CAPACITY : capacity];
            if (room != null) {
                System.arraycopy(room, 0, larger, 0, length);
            }
            room = larger;
            buffer = room;
        }
        return room;
    }

    private void send() throws IOException {
        if (buffer != null && length > 0) {
            int count = length;
            length = 0;
            out.write(buffer, 0, count);
        }
    }

    /// What is written here, as a stream; for bodies that copy themselves.
    public OutputStream asStream() {
        return new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                byte[] room = room(1);
                room[length++] = (byte) octet;
            }

            @Override
            public void write(byte[] source, int offset, int count) throws IOException {
                bytes(source, offset, count);
            }
        };
    }

    /// Whether the last response written is complete, so that another may follow.
    public boolean isAtLineStart() { return atLineStart; }

    /// Sends all that is written.
    public void flush() throws IOException {
        send();
        out.flush();
    }

    /// Flushes and lets the buffer go.
    public void release() throws IOException {
        flush();
        buffer = null;
    }

    public ImapWriter put(char ascii) throws IOException {
        byte[] room = room(1);
        room[length++] = (byte) ascii;
        return this;
    }

    /// ASCII text as it is.
    public ImapWriter text(String ascii) throws IOException {
        int count = ascii.length();
        if (count > CAPACITY) {
            return bytes(ascii.getBytes(StandardCharsets.US_ASCII));
        }
        byte[] room = room(count);
        for (int i = 0; i < count; i++) {
            room[length + i] = (byte) ascii.charAt(i);
        }
        length += count;
        return this;
    }

    public ImapWriter bytes(byte[] source) throws IOException {
        return bytes(source, 0, source.length);
    }

    public ImapWriter bytes(byte[] source, int offset, int count) throws IOException {
        if (count > CAPACITY / 2) {
            send();
            out.write(source, offset, count);
            return this;
        }
        byte[] room = room(count);
        System.arraycopy(source, offset, room, length, count);
        length += count;
        return this;
    }

    public ImapWriter endLine() throws IOException {
        byte[] room = room(2);
        room[length++] = '\r';
        room[length++] = '\n';
        atLineStart = true;
        return this;
    }

    /// Begins an untagged response: `* `.
    public ImapWriter untagged() throws IOException {
        byte[] room = room(2);
        room[length++] = '*';
        room[length++] = ' ';
        atLineStart = false;
        return this;
    }

    public ImapWriter nil() throws IOException { return bytes(NIL); }

    public ImapWriter number(long value) throws IOException {
        byte[] room = room(20);
        if (value < 0) {
            return text(Long.toString(value));
        }
        int digits = 1;
        for (long rest = value; rest >= 10; rest /= 10) {
            digits++;
        }
        int at = length + digits;
        length = at;
        long rest = value;
        do {
            room[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        return this;
    }

    /// `quoted` when the grammar allows, else `literal`.
    public ImapWriter string(String value) throws IOException {
        return string(value.getBytes(StandardCharsets.UTF_8));
    }

    public ImapWriter string(byte[] value) throws IOException {
        return string(value, 0, value.length);
    }

    public ImapWriter string(byte[] value, int offset, int count) throws IOException {
        int escapes = count > 1000 ? -1 : escapes(value, offset, count);
        if (escapes < 0) {
            return literal(count).bytes(value, offset, count);
        }
        byte[] room = room(count + escapes + 2);
        room[length++] = '"';
        if (escapes == 0) {
            System.arraycopy(value, offset, room, length, count);
            length += count;
        } else {
            for (int i = offset; i < offset + count; i++) {
                if (value[i] == '"' || value[i] == '\\') {
                    room[length++] = '\\';
                }
                room[length++] = value[i];
            }
        }
        room[length++] = '"';
        return this;
    }

    /// How many characters need a backslash; -1 when the string cannot be quoted.
    private int escapes(byte[] value, int offset, int count) {
        int escapes = 0;
        for (int i = offset; i < offset + count; i++) {
            byte octet = value[i];
            if (octet == '"' || octet == '\\') {
                escapes++;
            } else if (octet < 0 ? !utf8 : octet < 0x20 && octet != '\t' || octet == 0x7F) {
                return -1;
            }
        }
        return escapes;
    }

    public ImapWriter nstring(@Nullable String value) throws IOException {
        return value == null ? nil() : string(value);
    }

    /// `{n}` and the line's end; exactly `count` octets follow.
    public ImapWriter literal(long count) throws IOException {
        put('{').number(count).put('}').endLine();
        atLineStart = false;
        return this;
    }

    /// `~{n}`: octets that may hold NUL (RFC 3516).
    public ImapWriter literal8(long count) throws IOException { return put('~').literal(count); }

    /// Copies exactly `count` octets; a source that ends early is an error, because the client
    /// would take the next response for the message.
    public ImapWriter copy(InputStream source, long count) throws IOException {
        long rest = count;
        while (rest > 0) {
            if (length > CAPACITY / 2) {
                send();
            }
            byte[] room = room((int) Math.min(rest, CAPACITY - length));
            int read = source.read(room, length, (int) Math.min(rest, room.length - length));
            if (read < 0) {
                throw new java.io.EOFException("a message is shorter than its recorded size");
            }
            length += read;
            rest -= read;
        }
        return this;
    }

    /// A mailbox name: modified UTF-7, or UTF-8 once the client enabled it. Quoted unless plain.
    public ImapWriter mailbox(String name) throws IOException {
        if (name.equals("INBOX")) {
            return text(name);
        }
        return string(utf8 ? name : ModifiedUtf7.encode(name));
    }

    /// `date-time`, in UTC: `"01-Feb-2026 12:05:00 +0000"`.
    public ImapWriter dateTime(long epochMillis) throws IOException {
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(epochMillis, DAY_MILLIS));
        int seconds = (int) (Math.floorMod(epochMillis, DAY_MILLIS) / 1000);
        put('"');
        twoDigits(day.getDayOfMonth());
        put('-').text(ImapDates.MONTHS.get(day.getMonthValue() - 1)).put('-');
        int year = Math.clamp(day.getYear(), 0, 9999);
        twoDigits(year / 100);
        twoDigits(year % 100);
        put(' ');
        twoDigits(seconds / 3600);
        put(':');
        twoDigits(seconds / 60 % 60);
        put(':');
        twoDigits(seconds % 60);
        return text(" +0000\"");
    }

    private void twoDigits(int value) throws IOException {
        byte[] room = room(2);
        room[length++] = (byte) ('0' + value / 10);
        room[length++] = (byte) ('0' + value % 10);
    }

    /// `sequence-set` of a response.
    public ImapWriter numbers(NumberSet numbers) throws IOException {
        for (int i = 0; i < numbers.rangeCount(); i++) {
            if (i > 0) {
                put(',');
            }
            number(numbers.first(i));
            if (numbers.last(i) != numbers.first(i)) {
                put(':').number(numbers.last(i));
            }
        }
        return this;
    }

    /// A status response: `OK [CODE] text`, after its tag or `*`.
    public ImapWriter status(String tag, String condition, @Nullable ResponseCode code, String text)
            throws IOException {
        text(tag).put(' ').text(condition).put(' ');
        if (code != null) {
            put('[').text(code.text()).text("] ");
        }
        return text(oneLine(text)).endLine();
    }

    private static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        for (int i = 0; i < text.length() && i < 400; i++) {
            char character = text.charAt(i);
            line.append(character < 0x20 || character > 0x7E ? '?' : character);
        }
        return line.isEmpty() ? "-" : line.toString();
    }
}

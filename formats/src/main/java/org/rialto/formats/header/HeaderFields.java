package org.rialto.formats.header;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An indexed header: the fields of RFC 5322 §2.2 over the bytes they came in. Lenient: lines that
/// are no field (an mbox `From ` line, text without a colon) are left out of the index but remain
/// in the bytes.
///
/// *Raw* values are unfolded and trimmed but not decoded: strings of one character a byte
/// (ISO-8859-1), so that nothing of an 8-bit header is lost.
public final class HeaderFields {
    /// A header without fields.
    public static final HeaderFields EMPTY = parse(new byte[0], 0, 0, 1);

    private static final int STRIDE = 3;
    private static final int NAMES = HeaderName.values().length;

    private final byte[] bytes;
    private final int end;
    // Per field: where its name starts, where its colon is, where its value ends (before the
    // line end); then its successor of the same known name.
    private final int[] index;
    private final int count;
    private final short[] first;
    private final short[] next;

    private HeaderFields(byte[] bytes, int end, int[] index, int count, short[] first,
            short[] next) {
        this.bytes = bytes;
        this.end = end;
        this.index = index;
        this.count = count;
        this.first = first;
        this.next = next;
    }

    /// Indexes the header in `bytes[from, to)`, with or without its closing empty line. The array
    /// is kept, not copied. At most `limit` (and 32,767) fields are indexed.
    public static HeaderFields parse(byte[] bytes, int from, int to, int limit) {
        int capacity = Math.min(Math.min(limit, Short.MAX_VALUE), 48);
        int[] index = new int[capacity * STRIDE];
        short[] next = new short[capacity];
        short[] first = new short[NAMES];
        short[] last = new short[NAMES];
        Arrays.fill(first, (short) -1);
        int count = 0;
        int at = from;
        while (at < to) {
            int valueEnd = fieldEnd(bytes, at, to);
            int colon = colon(bytes, at, valueEnd);
            if (colon > 0) {
                if (count == Math.min(limit, Short.MAX_VALUE)) {
                    break;
                }
                if (count == next.length) {
                    index = Arrays.copyOf(index, index.length * 2);
                    next = Arrays.copyOf(next, next.length * 2);
                }
                int nameEnd = colon;
                while (nameEnd > at && (bytes[nameEnd - 1] == ' ' || bytes[nameEnd - 1] == '\t')) {
                    nameEnd--;
                }
                HeaderName known = HeaderName.find(bytes, at, nameEnd);
                next[count] = -1;
                if (known != null) {
                    if (first[known.ordinal()] < 0) {
                        first[known.ordinal()] = (short) count;
                    } else {
                        next[last[known.ordinal()]] = (short) count;
                    }
                    last[known.ordinal()] = (short) count;
                }
                index[count * STRIDE] = at;
                index[count * STRIDE + 1] = colon;
                index[count * STRIDE + 2] = trimLineEnd(bytes, at, valueEnd);
                count++;
            }
            at = valueEnd;
        }
        return new HeaderFields(bytes, to, index, count, first, next);
    }

    // One past the line end of the field that starts at `at`, folded lines included.
    private static int fieldEnd(byte[] bytes, int at, int to) {
        int i = at;
        while (i < to) {
            if (bytes[i++] == '\n' && (i == to || bytes[i] != ' ' && bytes[i] != '\t')) {
                break;
            }
        }
        return i;
    }

    private static int trimLineEnd(byte[] bytes, int from, int to) {
        int end = to;
        if (end > from && bytes[end - 1] == '\n') {
            end--;
            if (end > from && bytes[end - 1] == '\r') {
                end--;
            }
        }
        return end;
    }

    // Where the colon of a field name is, or -1: `field-name = 1*ftext` (%d33-57 / %d59-126) and,
    // obsolete, white space before the colon.
    private static int colon(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && bytes[i] != ':' && (bytes[i] > ' ' || bytes[i] < 0) && bytes[i] != 127) {
            i++;
        }
        int nameEnd = i;
        while (i < to && (bytes[i] == ' ' || bytes[i] == '\t')) {
            i++;
        }
        return i < to && bytes[i] == ':' && nameEnd > from ? i : -1;
    }

    /// How many fields there are.
    public int count() { return count; }

    /// The bytes that were indexed; offsets of this header are into them. Not to be changed.
    public byte[] bytes() { return bytes; }

    /// One past the last byte of the header.
    public int end() { return end; }

    /// The index of the first field of that name, or -1.
    public int find(HeaderName name) { return first[name.ordinal()]; }

    /// The index of the next field of the same known name, or -1.
    public int findNext(int field) { return next[field]; }

    /// The index of the first field at or after `from` of that name, without regard to case.
    public int find(String name, int from) {
        for (int field = from; field < count; field++) {
            if (isNamed(field, name)) {
                return field;
            }
        }
        return -1;
    }

    /// Whether the field has that name, without regard to case.
    public boolean isNamed(int field, String name) {
        int start = index[field * STRIDE];
        int end = nameEnd(field);
        if (end - start != name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            int is = bytes[start + i] & 0xFF;
            int wanted = name.charAt(i);
            if (is != wanted && (lower(is) != lower(wanted))) {
                return false;
            }
        }
        return true;
    }

    private static int lower(int c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; }

    public boolean contains(HeaderName name) { return find(name) >= 0; }

    /// The field's name as it was written.
    public String name(int field) {
        int start = index[field * STRIDE];
        return latin1(start, nameEnd(field) - start);
    }

    private int nameEnd(int field) {
        int nameEnd = index[field * STRIDE + 1];
        while (bytes[nameEnd - 1] == ' ' || bytes[nameEnd - 1] == '\t') {
            nameEnd--;
        }
        return nameEnd;
    }

    /// Where the field's name starts.
    public int start(int field) { return index[field * STRIDE]; }

    /// One past the field's colon.
    public int valueStart(int field) { return index[field * STRIDE + 1] + 1; }

    /// One past the last byte of the field's value, before its line end.
    public int valueEnd(int field) { return index[field * STRIDE + 2]; }

    /// One past the field's line end.
    public int fieldEnd(int field) {
        int at = valueEnd(field);
        if (at < end && bytes[at] == '\r') {
            at++;
        }
        return at < end && bytes[at] == '\n' ? at + 1 : at;
    }

    /// The raw value of a field: line ends taken out, white space around it trimmed.
    public String raw(int field) { return unfold(bytes, valueStart(field), valueEnd(field)); }

    /// The raw value of the first field of that name, or null.
    public @Nullable String raw(HeaderName name) {
        int field = find(name);
        return field < 0 ? null : raw(field);
    }

    /// The raw value of the first field of that name, or null.
    public @Nullable String raw(String name) {
        int field = find(name, 0);
        return field < 0 ? null : raw(field);
    }

    /// The raw values of all fields of that name, in order.
    public List<String> allRaw(HeaderName name) {
        List<String> all = new ArrayList<>();
        for (int field = find(name); field >= 0; field = next[field]) {
            all.add(raw(field));
        }
        return all;
    }

    /// The fields named (or, with `not`, those not named), as they stand, and the empty line that
    /// closes a header: IMAP's `HEADER.FIELDS` and `HEADER.FIELDS.NOT`, RFC 9051 §6.4.5.1.
    public byte[] select(List<String> names, boolean not) {
        byte[] selected = new byte[end + 2];
        int length = 0;
        for (int field = 0; field < count; field++) {
            boolean named = false;
            for (String name : names) {
                named |= isNamed(field, name);
            }
            if (named != not) {
                int start = index[field * STRIDE];
                int size = fieldEnd(field) - start;
                if (length + size + 2 > selected.length) {
                    selected = Arrays.copyOf(selected, length + size + 2);
                }
                System.arraycopy(bytes, start, selected, length, size);
                length += size;
            }
        }
        selected[length++] = '\r';
        selected[length++] = '\n';
        return Arrays.copyOf(selected, length);
    }

    static String unfold(byte[] bytes, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && isBlank(bytes[start])) {
            start++;
        }
        while (end > start && isBlank(bytes[end - 1])) {
            end--;
        }
        int fold = start;
        while (fold < end && bytes[fold] != '\n') {
            fold++;
        }
        if (fold == end) {
            return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
        }
        byte[] unfolded = new byte[end - start];
        int length = 0;
        for (int i = start; i < end; i++) {
            boolean lineEnd = bytes[i] == '\n'
                    || bytes[i] == '\r' && i + 1 < end && bytes[i + 1] == '\n';
            if (!lineEnd) {
                unfolded[length++] = bytes[i];
            }
        }
        return new String(unfolded, 0, length, StandardCharsets.ISO_8859_1);
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r' || b == '\n';
    }

    private String latin1(int from, int length) {
        return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
    }
}

package org.rialto.formats.rtf;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;

/// Compressed RTF, the value of PidTagRtfCompressed (LZFu). MS-OXRTFCP.
///
/// Runs of eight tokens follow a byte whose bits say of each whether it is a byte or a reference
/// to a dictionary of the last 4096 bytes, which begins with what RTF begins with. A reference to
/// the place that is written next is the end. No input becomes more than nine times as large.
public final class RtfCompression {
    private static final int HEADER_BYTES = 16;
    /// Of the size field, which counts all but itself.
    private static final int COUNTED_HEADER_BYTES = 12;
    private static final int COMPRESSED = 0x75465A4C;
    private static final int UNCOMPRESSED = 0x414C454D;
    private static final int DICTIONARY_BYTES = 4096;
    private static final int SHORTEST_MATCH = 2;
    private static final int LONGEST_MATCH = 17;
    /// How many places with the same two bytes are looked at for the longest match.
    private static final int LONGEST_SEARCH = 512;
    private static final byte[] INITIAL = ("{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}"
            + "{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArial"
            + "Times New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0"
            + "\\fs20\\b\\i\\u\\tab\\tx").getBytes(StandardCharsets.US_ASCII);
    private static final int[] CRC_TABLE = crcTable();

    private RtfCompression() {}

    /// The RTF of a PidTagRtfCompressed value. What is not whole, or has another checksum than it
    /// says, is refused.
    public static byte[] decompress(byte[] value) {
        ByteReader in = new ByteReader(value);
        int size = in.readInt32();
        int rawSize = in.readInt32();
        int type = in.readInt32();
        int crc = in.readInt32();
        int contents = size - COUNTED_HEADER_BYTES;
        if (contents < 0 || contents > in.remaining()) {
            throw in.malformed("compressed RTF of " + size + " bytes is cut off");
        }
        if (type == UNCOMPRESSED) {
            return in.readBytes(Math.min(contents, Math.max(0, rawSize)));
        }
        if (type != COMPRESSED) {
            throw in.malformed("a kind of compressed RTF that is not known");
        }
        if (crc(value, HEADER_BYTES, contents) != crc) {
            throw in.malformed("compressed RTF has another checksum than it says");
        }
        return expand(in.slice(contents));
    }

    private static byte[] expand(ByteReader in) {
        byte[] dictionary = Arrays.copyOf(INITIAL, DICTIONARY_BYTES);
        int write = INITIAL.length;
        ByteWriter out = new ByteWriter(4 * in.remaining());
        while (true) {
            int control = in.readUint8();
            for (int bit = 0; bit < 8; bit++) {
                if (((control >>> bit) & 1) == 0) {
                    byte literal = (byte) in.readUint8();
                    out.writeInt8(literal);
                    dictionary[write] = literal;
                    write = (write + 1) % DICTIONARY_BYTES;
                    continue;
                }
                int reference = in.readUint8() << 8 | in.readUint8();
                int offset = reference >>> 4;
                if (offset == write) {
                    return out.toByteArray();
                }
                int length = (reference & 0xF) + SHORTEST_MATCH;
                for (int i = 0; i < length; i++) {
                    byte next = dictionary[(offset + i) % DICTIONARY_BYTES];
                    out.writeInt8(next);
                    dictionary[write] = next;
                    write = (write + 1) % DICTIONARY_BYTES;
                }
            }
        }
    }

    /// RTF as a value that says it is not compressed.
    public static byte[] wrap(byte[] rtf) {
        return new ByteWriter(HEADER_BYTES + rtf.length)
                .writeInt32(rtf.length + COUNTED_HEADER_BYTES).writeInt32(rtf.length)
                .writeInt32(UNCOMPRESSED).writeInt32(0).writeBytes(rtf).toByteArray();
    }

    /// RTF as a PidTagRtfCompressed value.
    public static byte[] compress(byte[] rtf) {
        byte[] contents = new Compressor(rtf).run();
        return new ByteWriter(HEADER_BYTES + contents.length)
                .writeInt32(contents.length + COUNTED_HEADER_BYTES).writeInt32(rtf.length)
                .writeInt32(COMPRESSED).writeInt32(crc(contents, 0, contents.length))
                .writeBytes(contents).toByteArray();
    }

    static int crc(byte[] bytes, int offset, int length) {
        int crc = 0;
        for (int i = offset; i < offset + length; i++) {
            crc = CRC_TABLE[(crc ^ bytes[i]) & 0xFF] ^ (crc >>> 8);
        }
        return crc;
    }

    /// As of the usual CRC-32, but used without its inversions (§2.1.3.2).
    private static int[] crcTable() {
        int[] table = new int[256];
        for (int i = 0; i < table.length; i++) {
            int value = i;
            for (int bit = 0; bit < 8; bit++) {
                value = (value & 1) != 0 ? (value >>> 1) ^ 0xEDB88320 : value >>> 1;
            }
            table[i] = value;
        }
        return table;
    }

    private static final class Compressor {
        /// What the dictionary began with, and the RTF: the dictionary is its last 4096 bytes.
        private final byte[] text;
        /// The last place of each two bytes, and before each place the one before.
        private final int[] last = new int[1 << 16];
        private final int[] before;
        private final ByteWriter out;
        private int at = INITIAL.length;
        /// The tokens of the run that is not written yet.
        private ByteWriter run = new ByteWriter(16);
        private int control;
        private int tokens;
        /// Of the match that was found last.
        private int matchLength;

        Compressor(byte[] rtf) {
            text = Arrays.copyOf(INITIAL, INITIAL.length + rtf.length);
            System.arraycopy(rtf, 0, text, INITIAL.length, rtf.length);
            Arrays.fill(last, -1);
            before = new int[DICTIONARY_BYTES];
            out = new ByteWriter(rtf.length / 2 + 16);
            for (int i = 0; i < INITIAL.length - 1; i++) {
                remember(i);
            }
        }

        byte[] run() {
            while (at < text.length) {
                int match = longestMatch();
                if (matchLength >= SHORTEST_MATCH) {
                    reference(match % DICTIONARY_BYTES, matchLength);
                    advance(matchLength);
                } else {
                    run.writeInt8(text[at]);
                    endToken();
                    advance(1);
                }
            }
            reference(at % DICTIONARY_BYTES, SHORTEST_MATCH);
            if (tokens > 0) {
                endRun();
            }
            return out.toByteArray();
        }

        /// The oldest of the longest matches, as the document looks for it.
        private int longestMatch() {
            matchLength = 0;
            int longest = Math.min(LONGEST_MATCH, text.length - at);
            int best = 0;
            if (longest < SHORTEST_MATCH) {
                return best;
            }
            int place = last[pair(at)];
            for (int i = 0; i < LONGEST_SEARCH && isInDictionary(place); i++) {
                int length = SHORTEST_MATCH;
                while (length < longest && text[place + length] == text[at + length]) {
                    length++;
                }
                if (length >= matchLength) {
                    matchLength = length;
                    best = place;
                    if (length == LONGEST_MATCH) {
                        break;
                    }
                }
                place = before[place % DICTIONARY_BYTES];
            }
            return best;
        }

        /// A reference to where the next byte goes would be the end.
        private boolean isInDictionary(int place) {
            return place >= 0 && at - place < DICTIONARY_BYTES;
        }

        private void advance(int count) {
            for (int i = 0; i < count; i++) {
                if (at > 0) {
                    remember(at - 1);
                }
                at++;
            }
        }

        private void remember(int place) {
            int pair = pair(place);
            if (last[pair] != place) {
                before[place % DICTIONARY_BYTES] = last[pair];
                last[pair] = place;
            }
        }

        private int pair(int place) { return (text[place] & 0xFF) << 8 | (text[place + 1] & 0xFF); }

        private void reference(int offset, int length) {
            int reference = offset << 4 | (length - SHORTEST_MATCH);
            run.writeInt8(reference >>> 8).writeInt8(reference);
            control |= 1 << tokens;
            endToken();
        }

        private void endToken() {
            if (++tokens == 8) {
                endRun();
            }
        }

        private void endRun() {
            out.writeInt8(control).writeBytes(run.toByteArray());
            run = new ByteWriter(16);
            control = 0;
            tokens = 0;
        }
    }
}

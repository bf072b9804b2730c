package org.rialto.protocols.rops.wire;

import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;

/// LZ77 compression with the DIRECT2 encoding. MS-OXCRPC §3.1.4.1.1.2; the same as the plain LZ77 of
/// MS-XCA §2.3 and §2.4.
///
/// A bitmask of 32 bits tells of each of the next 32 items, from its highest bit on, whether it is
/// a byte (0) or a match (1). A match is 16 bits, offset - 1 over length - 3 in three bits; greater
/// lengths go on in half a byte, a byte, two bytes and four. The other half of the byte serves the
/// next such match.
public final class Direct2 {
    private static final int SHORTEST_MATCH = 3;
    private static final int FARTHEST_OFFSET = 0x2000;
    private static final int INLINE = 7;
    private static final int NIBBLE = 15;
    private static final int BYTE = 255;
    private static final int HASH_BITS = 13;
    /// How many earlier places with the same beginning are looked at.
    private static final int SEARCHED = 16;

    private Direct2() {}

    /// `size` bytes from a compressed form, which must end with them.
    public static byte[] decompress(ByteReader in, int size) {
        Decoder decoder = new Decoder(in, size);
        int mask = 0;
        int left = 0;
        while (decoder.at < size) {
            if (left == 0) {
                mask = in.readInt32();
                left = Integer.SIZE;
            }
            if (mask < 0) {
                decoder.copyMatch();
            } else {
                decoder.output[decoder.at++] = (byte) in.readUint8();
            }
            mask <<= 1;
            left--;
        }
        // An encoder may begin a bitmask that no item follows; nothing else may be left.
        if (in.remaining() > Integer.BYTES) {
            throw in.malformed("compressed data goes on behind its last byte");
        }
        return decoder.output;
    }

    private static final class Decoder {
        private final ByteReader in;
        private final byte[] output;
        private int at;
        /// The half byte left over from a longer match before; -1 if none is.
        private int spareNibble = -1;

        Decoder(ByteReader in, int size) {
            this.in = in;
            output = new byte[size];
        }

        private void copyMatch() {
            int token = in.readUint16();
            int from = at - (token >>> 3) - 1;
            long length = readLength(token & INLINE) + SHORTEST_MATCH;
            if (from < 0 || length > output.length - at) {
                throw in.malformed("a match is outside of the data");
            }
            // Byte by byte: a match may overlap what it writes.
            for (int end = at + (int) length; at < end; at++, from++) {
                output[at] = output[from];
            }
        }

        private long readLength(int inline) {
            if (inline < INLINE) {
                return inline;
            }
            int nibble = readNibble();
            if (nibble < NIBBLE) {
                return INLINE + nibble;
            }
            int next = in.readUint8();
            if (next < BYTE) {
                return INLINE + NIBBLE + next;
            }
            long whole = in.readUint16();
            if (whole == 0) {
                whole = in.readInt32() & 0xFFFF_FFFFL;
            }
            if (whole < INLINE + NIBBLE) {
                throw in.malformed("a match has a length in the wrong form");
            }
            return whole;
        }

        private int readNibble() {
            if (spareNibble >= 0) {
                int nibble = spareNibble;
                spareNibble = -1;
                return nibble;
            }
            int both = in.readUint8();
            spareNibble = both >>> 4;
            return both & 0x0F;
        }
    }

    /// A compressed form of at most 64 kilobytes of data; it may be longer than the data.
    public static byte[] compress(byte[] data) {
        Encoder encoder = new Encoder(data);
        int[] heads = new int[1 << HASH_BITS];
        int[] previous = new int[data.length];
        int at = 0;
        while (at < data.length) {
            Match match = encoder.longest(at, heads, previous);
            int end = at + Math.max(match.length, 1);
            if (match.length == 0) {
                encoder.writeByte(data[at]);
            } else {
                encoder.writeMatch(at - match.from, match.length);
            }
            for (; at < end; at++) {
                encoder.remember(at, heads, previous);
            }
        }
        return encoder.finish();
    }

    private record Match(int from, int length) {
        static final Match NONE = new Match(0, 0);
    }

    private static final class Encoder {
        private final byte[] data;
        private final ByteWriter out;
        private int maskAt;
        private int mask;
        private int items;
        /// Where a byte with a free upper half stands, or -1.
        private int nibbleAt = -1;
        private int nibble;

        Encoder(byte[] data) {
            this.data = data;
            this.out = new ByteWriter(data.length / 2 + 16);
            beginMask();
        }

        private void beginMask() {
            maskAt = out.length();
            out.writeInt32(0);
            mask = 0;
            items = 0;
        }

        private void addItem(boolean isMatch) {
            if (items == Integer.SIZE) {
                out.setInt32(maskAt, mask);
                beginMask();
            }
            mask |= isMatch ? 1 << (Integer.SIZE - 1 - items) : 0;
            items++;
        }

        void writeByte(byte value) {
            addItem(false);
            out.writeInt8(value);
        }

        void writeMatch(int offset, int length) {
            addItem(true);
            int rest = length - SHORTEST_MATCH;
            out.writeInt16(offset - 1 << 3 | Math.min(rest, INLINE));
            if (rest < INLINE) {
                return;
            }
            writeNibble(Math.min(rest - INLINE, NIBBLE));
            if (rest < INLINE + NIBBLE) {
                return;
            }
            if (rest < INLINE + NIBBLE + BYTE) {
                out.writeInt8(rest - INLINE - NIBBLE);
            } else {
                out.writeInt8(BYTE);
                out.writeInt16(rest);
            }
        }

        private void writeNibble(int value) {
            if (nibbleAt < 0) {
                nibbleAt = out.length();
                nibble = value;
                out.writeInt8(value);
            } else {
                out.setInt8(nibbleAt, nibble | value << 4);
                nibbleAt = -1;
            }
        }

        /// Bits of the last bitmask that stand for nothing are ones.
        byte[] finish() {
            if (items == Integer.SIZE) {
                out.setInt32(maskAt, mask);
                beginMask();
            }
            out.setInt32(maskAt, mask | -1 >>> items);
            return out.toByteArray();
        }

        private int hash(int at) {
            int three = data[at] & 0xFF | (data[at + 1] & 0xFF) << 8 | (data[at + 2] & 0xFF) << 16;
            return three * 0x9E37_79B1 >>> Integer.SIZE - HASH_BITS;
        }

        /// `heads` has for each hash the last place plus one, `previous` the one before each place.
        void remember(int at, int[] heads, int[] previous) {
            if (at + SHORTEST_MATCH <= data.length) {
                int hash = hash(at);
                previous[at] = heads[hash];
                heads[hash] = at + 1;
            }
        }

        Match longest(int at, int[] heads, int[] previous) {
            if (at + SHORTEST_MATCH > data.length) {
                return Match.NONE;
            }
            int from = heads[hash(at)] - 1;
            int best = 0;
            int bestFrom = 0;
            for (int tries = 0; tries < SEARCHED && from >= 0
                    && at - from <= FARTHEST_OFFSET; tries++) {
                int length = matching(from, at);
                if (length > best) {
                    best = length;
                    bestFrom = from;
                }
                from = previous[from] - 1;
            }
            return best < SHORTEST_MATCH ? Match.NONE : new Match(bestFrom, best);
        }

        private int matching(int from, int at) {
            int length = 0;
            while (at + length < data.length && data[from + length] == data[at + length]) {
                length++;
            }
            return length;
        }
    }
}

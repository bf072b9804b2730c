package org.rialto.store.backup;

import java.util.Arrays;
import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.base.MalformedDataException;

/// A frame of a backup file. FORMAT.md.
record Frame(Type type, byte[] bytes) {
    static final int HEADER_BYTES = 14;
    static final int MOST_BYTES = 16 << 20;
    private static final int PLAIN = 0;
    private static final int DEFLATE = 1;
    private static final int WORTH_DEFLATING = 64;

    enum Type {
        MAILBOX(1), ROWS(2), BLOB(3), CHUNK(4), LOST(5), END(6), TABLE(7);

        private final int code;

        Type(int code) { this.code = code; }
    }

    /// What precedes a frame's bytes.
    record Header(Type type, int encoding, int storedLength, int length, int crc, byte[] raw) {
        static Header read(byte[] raw, long position) {
            ByteReader in = new ByteReader(raw);
            int code = in.readUint8();
            int encoding = in.readUint8();
            int stored = in.readInt32();
            int length = in.readInt32();
            int crc = in.readInt32();
            Type type = Arrays.stream(Type.values()).filter(each -> each.code == code).findFirst()
                    .orElseThrow(() -> malformed("a frame of the unknown type " + code, position));
            if (encoding > DEFLATE || stored < 0 || stored > MOST_BYTES || length < 0
                    || length > MOST_BYTES || encoding == PLAIN && stored != length) {
                throw malformed("a frame whose header makes no sense", position);
            }
            return new Header(type, encoding, stored, length, crc, raw);
        }
    }

    static MalformedDataException malformed(String problem, long position) {
        return new MalformedDataException("the backup has " + problem,
                (int) Math.min(position, Integer.MAX_VALUE));
    }

    byte[] encode() {
        byte[] stored = bytes;
        int encoding = PLAIN;
        if (bytes.length >= WORTH_DEFLATING) {
            byte[] deflated = deflate(bytes);
            if (deflated.length < bytes.length) {
                stored = deflated;
                encoding = DEFLATE;
            }
        }
        ByteWriter out = new ByteWriter(HEADER_BYTES + stored.length);
        out.writeInt8(type.code).writeInt8(encoding).writeInt32(stored.length)
                .writeInt32(bytes.length);
        out.writeInt32(crc(out.toByteArray(), stored)).writeBytes(stored);
        return out.toByteArray();
    }

    private static int crc(byte[] header, byte[] stored) {
        CRC32C crc = new CRC32C();
        crc.update(header, 0, HEADER_BYTES - 4);
        crc.update(stored);
        return (int) crc.getValue();
    }

    private static byte[] deflate(byte[] bytes) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            deflater.setInput(bytes);
            deflater.finish();
            byte[] out = new byte[bytes.length];
            int length = 0;
            while (!deflater.finished() && length < out.length) {
                length += deflater.deflate(out, length, out.length - length);
            }
            return deflater.finished() ? Arrays.copyOf(out, length) : bytes;
        } finally {
            deflater.end();
        }
    }

    static Frame decode(Header header, byte[] stored, long position) {
        if (crc(header.raw(), stored) != header.crc()) {
            throw malformed("a frame whose checksum is wrong: the file is damaged", position);
        }
        return new Frame(header.type(), header.encoding() == PLAIN
                ? stored
                : inflate(stored, header.length(), position));
    }

    /// Never more than the header says.
    private static byte[] inflate(byte[] stored, int length, long position) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(stored);
            byte[] out = new byte[length];
            int at = 0;
            while (at < length) {
                int some = inflater.inflate(out, at, length - at);
                if (some == 0) {
                    throw malformed("a frame that is shorter than it says", position);
                }
                at += some;
            }
            if (!inflater.finished() && inflater.inflate(new byte[1]) > 0) {
                throw malformed("a frame that is longer than it says", position);
            }
            return out;
        } catch (DataFormatException e) {
            throw malformed("a frame that is not deflated as it says", position);
        } finally {
            inflater.end();
        }
    }
}

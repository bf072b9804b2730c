package org.rialto.protocols.rops.wire;

import java.util.ArrayList;
import java.util.List;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;
import org.rialto.mapi.MailError;

/// The extended buffers that carry ROP buffers and auxiliary data: an RPC_HEADER_EXT structure
/// (MS-OXCRPC §2.2.2.1) and a payload, which may be compressed and then obfuscated
/// (§3.1.4.1.1.2, §3.1.4.1.1.3). Several may stand one after the other (§3.1.4.2.1.2, "packing");
/// the last says so.
public final class ExtendedBuffer {
    /// The most payloads that a server may pack. MS-OXCRPC §3.1.4.2.1.2.2.
    public static final int MOST_BUFFERS = 96;
    /// The size that a payload must not exceed. MS-OXCRPC §3.1.4.2.1.
    public static final int LARGEST_PAYLOAD_BYTES = 0x8000;
    public static final int HEADER_BYTES = 8;

    private static final int COMPRESSED = 0x0001;
    private static final int XOR_MAGIC = 0x0002;
    private static final int LAST = 0x0004;
    private static final int MAGIC = 0xA5;
    /// Below this the gain is not worth the work; the document leaves it to either side.
    private static final int SMALLEST_COMPRESSED_BYTES = 1025;
    private static final int WIDEST = 0xFFFF;

    /// How payloads are altered when they are written.
    public record Coding(boolean compressed, boolean obfuscated) {
        /// As they are.
        public static final Coding PLAIN = new Coding(false, false);
    }

    /// What is in a buffer, before it is altered.
    public interface Payload {
        int sizeBytes();

        void write(ByteWriter out);
    }

    private ExtendedBuffer() {}

    /// Reads a chain to its last buffer; answers the payloads as they were before they were altered.
    /// An empty input is a chain of none.
    public static List<Binary> readAll(ByteReader in) {
        List<Binary> payloads = new ArrayList<>();
        boolean last = !in.hasRemaining();
        while (!last) {
            if (payloads.size() == MOST_BUFFERS) {
                throw in.malformed("more than " + MOST_BUFFERS + " extended buffers");
            }
            last = (readFlags(in.copy()) & LAST) != 0;
            payloads.add(Binary.wrap(readPayload(in)));
        }
        if (in.hasRemaining()) {
            throw in.malformed("bytes follow the last extended buffer");
        }
        return payloads;
    }

    private static int readFlags(ByteReader in) {
        int version = in.readUint16();
        if (version != 0) {
            throw in.malformed("an extended buffer of version " + version);
        }
        int flags = in.readUint16();
        if ((flags & ~(COMPRESSED | XOR_MAGIC | LAST)) != 0) {
            throw in.malformed("an extended buffer has flags that are not known");
        }
        return flags;
    }

    private static byte[] readPayload(ByteReader in) {
        int flags = readFlags(in);
        int size = in.readUint16();
        int actual = in.readUint16();
        if ((flags & COMPRESSED) == 0 && size != actual) {
            throw in.malformed("an extended buffer that is not compressed has two sizes");
        }
        byte[] payload = in.readBytes(size);
        if ((flags & XOR_MAGIC) != 0) {
            obfuscate(payload);
        }
        return (flags & COMPRESSED) == 0
                ? payload
                : Direct2.decompress(new ByteReader(payload), actual);
    }

    /// Writes a chain.
    public static void writeAll(ByteWriter out, List<? extends Payload> payloads, Coding coding) {
        for (int i = 0; i < payloads.size(); i++) {
            boolean last = i == payloads.size() - 1;
            if (coding.equals(Coding.PLAIN)) {
                writePlain(out, payloads.get(i), last);
            } else {
                ByteWriter payload = new ByteWriter(payloads.get(i).sizeBytes());
                payloads.get(i).write(payload);
                write(out, payload.finish(), coding, last);
            }
        }
    }

    private static void writePlain(ByteWriter out, Payload payload, boolean last) {
        int size = payload.sizeBytes();
        checkSize(size);
        out.writeInt16(0).writeInt16(last ? LAST : 0).writeInt16(size).writeInt16(size);
        payload.write(out);
    }

    private static void checkSize(int bytes) {
        if (bytes > WIDEST) {
            throw new MailError.TooLarge(
                    "a payload of " + bytes + " bytes does not fit in a buffer");
        }
    }

    /// Writes one buffer. It is compressed only where that makes it smaller.
    public static void write(ByteWriter out, byte[] payload, Coding coding, boolean last) {
        checkSize(payload.length);
        byte[] written = payload;
        int flags = last ? LAST : 0;
        if (coding.compressed() && payload.length >= SMALLEST_COMPRESSED_BYTES) {
            byte[] compressed = Direct2.compress(payload);
            if (compressed.length < payload.length) {
                written = compressed;
                flags |= COMPRESSED;
            }
        }
        if (coding.obfuscated()) {
            written = written == payload ? payload.clone() : written;
            obfuscate(written);
            flags |= XOR_MAGIC;
        }
        out.writeInt16(0).writeInt16(flags).writeInt16(written.length)
                .writeInt16(payload.length).writeBytes(written);
    }

    /// MS-OXCRPC §3.1.4.1.1.3: not a protection, only out of the sight of network monitors.
    private static void obfuscate(byte[] payload) {
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= (byte) MAGIC;
        }
    }
}

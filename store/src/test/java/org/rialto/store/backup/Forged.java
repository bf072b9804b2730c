package org.rialto.store.backup;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Random;
import org.rialto.base.ByteWriter;

/// Backups with changed rows whose checksums are right.
final class Forged {
    private static final int HEADER = 18;

    private Forged() {}

    static byte[] mutate(byte[] whole, Random random) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(whole, 0, HEADER);
        for (int at = HEADER; at < whole.length;) {
            Frame.Header header = Frame.Header
                    .read(Arrays.copyOfRange(whole, at, at + Frame.HEADER_BYTES), at);
            byte[] stored = Arrays.copyOfRange(whole, at + Frame.HEADER_BYTES,
                    at + Frame.HEADER_BYTES + header.storedLength());
            Frame frame = Frame.decode(header, stored, at);
            byte[] bytes = frame.bytes();
            if (frame.type() == Frame.Type.ROWS && random.nextInt(4) == 0) {
                bytes[2 + random.nextInt(bytes.length - 2)] ^= (byte) (1 << random.nextInt(8));
            }
            if (frame.type() == Frame.Type.END) {
                MessageDigest digest = BackupWriter.sha256();
                digest.update(out.toByteArray());
                bytes = new ByteWriter()
                        .writeBytes(Arrays.copyOf(bytes, bytes.length - 32))
                        .writeBytes(digest.digest()).toByteArray();
            }
            out.writeBytes(new Frame(frame.type(), bytes).encode());
            at += Frame.HEADER_BYTES + header.storedLength();
        }
        return out.toByteArray();
    }
}

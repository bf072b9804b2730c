package org.rialto.protocols.ews.id;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.rialto.base.MalformedDataException;

/// The run-length coding of identifiers: a byte that stands twice is followed by how often it stands
/// besides. The first byte says whether it is used. MS-OXWSITEMID §2.1.3.1.
final class IdCompression {
    private static final byte NONE = 0;
    private static final byte RUN_LENGTH = 1;
    private static final int LONGEST_RUN = 257;
    static final int LIMIT_BYTES = 1_000;

    private IdCompression() {}

    static byte[] compress(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length + 1);
        out.write(RUN_LENGTH);
        for (int at = 0; at < plain.length;) {
            int most = Math.min(LONGEST_RUN, plain.length - at);
            int run = 1;
            while (run < most && plain[at + run] == plain[at])
                run++;
            out.write(plain[at]);
            if (run > 1) {
                out.write(plain[at]);
                out.write(run - 2);
            }
            at += run;
        }
        if (out.size() < plain.length + 1)
            return out.toByteArray();
        byte[] whole = new byte[plain.length + 1];
        whole[0] = NONE;
        System.arraycopy(plain, 0, whole, 1, plain.length);
        return whole;
    }

    static byte[] decompress(byte[] bytes) {
        if (bytes.length == 0)
            throw malformed(0);
        if (bytes[0] == NONE)
            return Arrays.copyOfRange(bytes, 1, bytes.length);
        if (bytes[0] != RUN_LENGTH)
            throw malformed(0);
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        for (int at = 1; at < bytes.length; at++) {
            out.write(bytes[at]);
            if (at + 1 < bytes.length && bytes[at] == bytes[at + 1]) {
                if (at + 2 == bytes.length)
                    throw malformed(at);
                int more = (bytes[at + 2] & 0xFF) + 1;
                for (int i = 0; i < more; i++)
                    out.write(bytes[at]);
                at += 2;
            }
            if (out.size() > LIMIT_BYTES)
                throw malformed(at);
        }
        return out.toByteArray();
    }

    private static MalformedDataException malformed(int at) {
        return new MalformedDataException("an identifier is broken", at);
    }
}

package org.rialto.mapihttp.wire;

import java.nio.charset.StandardCharsets;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;

/// Connect makes a Session Context. MS-OXCMAPIHTTP §2.2.4.1; the fields mean what those of
/// EcDoConnectEx do, MS-OXCRPC §3.1.4.1.
public final class Connect {
    /// Flags: with the rights of an administrator, or refused.
    public static final int ADMINISTRATOR = 0x0000_0001;

    private Connect() {}

    /// §2.2.4.1.1.
    ///
    /// @param userDN Latin-1 byte for byte, where the document says ASCII
    public record Request(String userDN, int flags, int defaultCodePage, int lcidSort,
            int lcidString, Binary auxiliary) {
        public static Request read(ByteReader in) {
            return new Request(text(in), in.readInt32(), in.readInt32(), in.readInt32(),
                    in.readInt32(), AuxiliaryBuffer.read(in));
        }

        public byte[] toByteArray() {
            ByteWriter out = new ByteWriter();
            writeText(out, userDN);
            out.writeInt32(flags).writeInt32(defaultCodePage).writeInt32(lcidSort)
                    .writeInt32(lcidString);
            AuxiliaryBuffer.write(out, auxiliary);
            return out.toByteArray();
        }
    }

    /// §2.2.4.1.2.
    ///
    /// @param pollsMaxMillis the longest time between two questions of a client that polls
    /// @param retryCount how often to try again what failed
    /// @param dnPrefix what is left out before the names of recipients; empty for nothing
    public record Response(int errorCode, int pollsMaxMillis, int retryCount, int retryDelayMillis,
            String dnPrefix, String displayName, Binary auxiliary) implements ResponseBody {
        /// Reads what follows StatusCode.
        static Response read(ByteReader in) {
            return new Response(in.readInt32(), in.readInt32(), in.readInt32(), in.readInt32(),
                    text(in), in.readUtf16z(), AuxiliaryBuffer.read(in));
        }

        @Override
        public void write(ByteWriter out) {
            out.writeInt32(0).writeInt32(errorCode).writeInt32(pollsMaxMillis)
                    .writeInt32(retryCount).writeInt32(retryDelayMillis);
            writeText(out, dnPrefix);
            out.writeUtf16z(displayName);
            AuxiliaryBuffer.write(out, auxiliary);
        }
    }

    public static ResponseBody readResponse(ByteReader in) {
        return ResponseBody.read(in, Response::read);
    }

    private static String text(ByteReader in) {
        return new String(in.readBytesToNull(), StandardCharsets.ISO_8859_1);
    }

    private static void writeText(ByteWriter out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1)).writeInt8(0);
    }
}

package org.rialto.mapihttp.wire;

import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;

/// GetMailboxUrl and GetAddressBookUrl, whose bodies have the same form. MS-OXCMAPIHTTP §2.2.5.18,
/// §2.2.5.19.
public final class GetUrl {
    private GetUrl() {}

    /// §2.2.5.18.1, §2.2.5.19.1.
    ///
    /// @param flags not looked at
    /// @param distinguishedName ServerDn of a mailbox server, or UserDn of a mailbox
    public record Request(int flags, String distinguishedName, Binary auxiliary) {
        public static Request read(ByteReader in) {
            return new Request(in.readInt32(), in.readUtf16z(), AuxiliaryBuffer.read(in));
        }

        public byte[] toByteArray() {
            ByteWriter out = new ByteWriter();
            out.writeInt32(flags).writeUtf16z(distinguishedName);
            AuxiliaryBuffer.write(out, auxiliary);
            return out.toByteArray();
        }
    }

    /// §2.2.5.18.2, §2.2.5.19.2.
    public record Response(int errorCode, String serverUrl, Binary auxiliary)
            implements
                ResponseBody {
        /// Reads what follows StatusCode.
        static Response read(ByteReader in) {
            return new Response(in.readInt32(), in.readUtf16z(), AuxiliaryBuffer.read(in));
        }

        @Override
        public void write(ByteWriter out) {
            out.writeInt32(0).writeInt32(errorCode).writeUtf16z(serverUrl);
            AuxiliaryBuffer.write(out, auxiliary);
        }
    }

    public static ResponseBody readResponse(ByteReader in) {
        return ResponseBody.read(in, Response::read);
    }
}

package org.rialto.mapihttp.wire;

import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;

/// NotificationWait is answered when something waits for the Session Context's next Execute.
/// MS-OXCMAPIHTTP §2.2.4.4.
public final class NotificationWait {
    private NotificationWait() {}

    /// §2.2.4.4.1.
    ///
    /// @param flags reserved; not looked at
    public record Request(int flags, Binary auxiliary) {
        public static Request read(ByteReader in) {
            return new Request(in.readInt32(), AuxiliaryBuffer.read(in));
        }

        public byte[] toByteArray() {
            ByteWriter out = new ByteWriter();
            out.writeInt32(flags);
            AuxiliaryBuffer.write(out, auxiliary);
            return out.toByteArray();
        }
    }

    /// §2.2.4.4.2.
    public record Response(int errorCode, boolean eventPending, Binary auxiliary)
            implements
                ResponseBody {
        /// Reads what follows StatusCode.
        static Response read(ByteReader in) {
            int errorCode = in.readInt32();
            int pending = in.readInt32();
            if (pending != 0 && pending != 1) {
                throw in.malformed("EventPending is " + pending);
            }
            return new Response(errorCode, pending == 1, AuxiliaryBuffer.read(in));
        }

        @Override
        public void write(ByteWriter out) {
            out.writeInt32(0).writeInt32(errorCode).writeInt32(eventPending ? 1 : 0);
            AuxiliaryBuffer.write(out, auxiliary);
        }
    }

    public static ResponseBody readResponse(ByteReader in) {
        return ResponseBody.read(in, Response::read);
    }
}

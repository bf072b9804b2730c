package org.rialto.protocols.rops.wire.notification;

import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.ResponseContext;
import org.rialto.protocols.rops.wire.RopId;

/// Tells of a session that has notifications waiting. MS-OXCROPS §2.2.14.3; semantics in
/// MS-OXCNOTIF §2.2.1.3.4.
public final class RopPending {
    private RopPending() {}

    /// §2.2.14.3.1.
    public record Response(int sessionIndex) implements NotificationResponse {
        public static Response read(ByteReader in, ResponseContext context) {
            return new Response(in.readUint16());
        }

        @Override
        public RopId ropId() { return RopId.PENDING; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            out.writeInt8(ropId().code()).writeInt16(sessionIndex);
        }
    }
}

package org.rialto.protocols.rops.wire.notification;

import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.ResponseContext;
import org.rialto.protocols.rops.wire.RopId;

/// Tells of an event. MS-OXCROPS §2.2.14.2; semantics in MS-OXCNOTIF §2.2.1.4.1.
public final class RopNotify {
    private RopNotify() {}

    /// §2.2.14.2.1. `notificationHandle` is the server object handle of the subscription or the
    /// table.
    public record Response(int notificationHandle, int logonId, NotificationData data)
            implements
                NotificationResponse {
        public static Response read(ByteReader in, ResponseContext context) {
            return new Response(in.readInt32(), in.readUint8(), NotificationData.read(in));
        }

        @Override
        public RopId ropId() { return RopId.NOTIFY; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            out.writeInt8(ropId().code()).writeInt32(notificationHandle).writeInt8(logonId);
            data.write(out);
        }
    }
}

package org.rialto.protocols.rops.wire.other;

import java.util.ArrayList;
import java.util.List;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.ResponseContext;
import org.rialto.protocols.rops.wire.RopFields;
import org.rialto.protocols.rops.wire.RopId;

/// The server is busy: what a client shall not ask for a while. MS-OXCROPS §2.2.15.2.
public final class RopBackoff {
    private static final int BACKOFF_ROP_BYTES = 5;

    private RopBackoff() {}

    /// §2.2.15.2.1.1. An operation, by its RopId, and for how long.
    public record BackoffRop(int ropIdBackoff, int durationMillis) {}

    /// §2.2.15.2.1. `durationMillis` is for the whole logon.
    public record Response(int logonId, int durationMillis, List<BackoffRop> backoffRops,
            Binary additionalData) implements OtherResponse {
        public Response {
            backoffRops = List.copyOf(backoffRops);
            if (backoffRops.size() > 255) {
                throw new IllegalArgumentException(backoffRops.size() + " operations to back off");
            }
        }

        public static Response read(ByteReader in, ResponseContext context) {
            int logonId = in.readUint8();
            int durationMillis = in.readInt32();
            int count = in.checkCount(in.readUint8(), BACKOFF_ROP_BYTES);
            List<BackoffRop> rops = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                rops.add(new BackoffRop(in.readUint8(), in.readInt32()));
            }
            return new Response(logonId, durationMillis, rops, RopFields.readBinary(in));
        }

        @Override
        public RopId ropId() { return RopId.BACKOFF; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            out.writeInt8(ropId().code()).writeInt8(logonId).writeInt32(durationMillis)
                    .writeInt8(backoffRops.size());
            backoffRops.forEach(
                    rop -> out.writeInt8(rop.ropIdBackoff()).writeInt32(rop.durationMillis()));
            RopFields.writeBinary(out, additionalData);
        }
    }
}

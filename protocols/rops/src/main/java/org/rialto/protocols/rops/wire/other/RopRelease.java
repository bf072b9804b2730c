package org.rialto.protocols.rops.wire.other;

import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.RequestContext;
import org.rialto.protocols.rops.wire.RopId;
import org.rialto.protocols.rops.wire.RopResponse;

/// Releases an object of the server. MS-OXCROPS §2.2.15.3. It is not answered.
public final class RopRelease {
    private RopRelease() {}

    /// §2.2.15.3.1.
    public record Request(int logonId, int inputHandleIndex) implements OtherRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8());
        }

        @Override
        public RopId ropId() { return RopId.RELEASE; }

        @Override
        public RopResponse failure(ErrorCode error) {
            throw new IllegalStateException("RopRelease is not answered");
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) { writeHeader(out); }
    }
}

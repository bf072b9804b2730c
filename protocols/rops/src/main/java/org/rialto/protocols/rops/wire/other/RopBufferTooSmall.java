package org.rialto.protocols.rops.wire.other;

import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.ResponseContext;
import org.rialto.protocols.rops.wire.RopId;

/// There was no room for more responses. MS-OXCROPS §2.2.15.1.
public final class RopBufferTooSmall {
    private RopBufferTooSmall() {}

    /// §2.2.15.1.1. `sizeNeeded` is that of the whole output buffer; `requestBuffers` are the
    /// requests that were not carried out, up to the end of the buffer.
    public record Response(int sizeNeeded, Binary requestBuffers) implements OtherResponse {
        public static Response read(ByteReader in, ResponseContext context) {
            return new Response(in.readUint16(), Binary.wrap(in.readBytes(in.remaining())));
        }

        @Override
        public RopId ropId() { return RopId.BUFFER_TOO_SMALL; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            out.writeInt8(ropId().code()).writeInt16(sizeNeeded);
            requestBuffers.write(out);
        }
    }
}

package org.rialto.protocols.rops.wire;

import org.rialto.base.ByteWriter;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.ValueFormat;

/// The failure response that most operations have: nothing but the return value. It is also what a
/// warning looks like, such as NewerClientChange, unless the document says otherwise.
public record RopFailure(RopId ropId, int handleIndex, ErrorCode returnValue)
        implements
            RopAnswer {
    public RopFailure {
        if (returnValue.isSuccess()) {
            throw new IllegalArgumentException("success is no failure");
        }
    }

    @Override
    public void write(ByteWriter out, ValueFormat format) { writeHeader(out); }
}

package org.rialto.protocols.rops.wire;

import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ValueFormat;

/// One response of a ROP output buffer. MS-OXCROPS §2.2. As with [RopRequest], there is a sealed
/// family for each of the document's families, and [RopFailure] for all.
public interface RopResponse {
    RopId ropId();

    /// Writes the whole response, from its RopId on.
    void write(ByteWriter out, ValueFormat format);

    /// Writes the response but for the bytes that it ends with, which are answered: so that many
    /// bytes need not be written twice.
    default Binary writeBegin(ByteWriter out, ValueFormat format) {
        write(out, format);
        return Binary.EMPTY;
    }
}

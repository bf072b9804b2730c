package org.rialto.protocols.rops.wire;

import org.rialto.base.ByteWriter;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.ErrorCodes;

/// A response that answers one request: all but those that the server sends of its own accord
/// (RopNotify, RopPending, RopBackoff, RopBufferTooSmall).
public interface RopAnswer extends RopResponse {
    /// The index that the request named for its answer: of its output where it has one, else of its
    /// input or source, or its ResponseHandleIndex.
    int handleIndex();

    default ErrorCode returnValue() { return ErrorCodes.Success; }

    /// Writes the fields that every answer begins with.
    default void writeHeader(ByteWriter out) {
        out.writeInt8(ropId().code()).writeInt8(handleIndex()).writeInt32(returnValue().value());
    }
}

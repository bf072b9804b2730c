package org.rialto.protocols.rops.wire;

import org.rialto.base.ByteWriter;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.ValueFormat;

/// One request of a ROP input buffer. MS-OXCROPS §2.2.
///
/// The requests are in one sealed family for each of the document's families, in packages of their
/// own (`LogonRequest`, `FolderRequest`, …), each with an exhaustive `switch`; [RopTable] has all.
public interface RopRequest {
    RopId ropId();

    /// The LogonId field: which of the session's logons the operation belongs to.
    int logonId();

    /// Where in the server object handle table the object stands that the operation works on: the
    /// InputHandleIndex or SourceHandleIndex field. For RopLogon, where its object will stand.
    int inputHandleIndex();

    /// Writes the whole request, from its RopId on.
    void write(ByteWriter out, ValueFormat format);

    /// The response that says no more than that the operation failed; for the operations that
    /// always answer with all their fields, with nothing done in them. RopRelease has none.
    RopResponse failure(ErrorCode error);

    /// Writes the fields that every request begins with.
    default void writeHeader(ByteWriter out) {
        out.writeInt8(ropId().code()).writeInt8(logonId()).writeInt8(inputHandleIndex());
    }
}

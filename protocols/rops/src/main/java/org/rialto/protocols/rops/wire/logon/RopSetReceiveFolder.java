package org.rialto.protocols.rops.wire.logon;

import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.FolderId;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.RequestContext;
import org.rialto.protocols.rops.wire.ResponseContext;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopFailure;
import org.rialto.protocols.rops.wire.RopFields;
import org.rialto.protocols.rops.wire.RopId;
import org.rialto.protocols.rops.wire.RopResponse;

/// Sets the folder that gets the messages of a class. MS-OXCROPS §2.2.3.3; semantics in MS-OXCSTOR
/// §2.2.1.3.
public final class RopSetReceiveFolder {
    private RopSetReceiveFolder() {}

    /// §2.2.3.3.1.
    public record Request(int logonId, int inputHandleIndex, FolderId folderId,
            String messageClass) implements LogonRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), FolderId.read(in),
                    RopFields.readAscii(in));
        }

        @Override
        public RopId ropId() { return RopId.SET_RECEIVE_FOLDER; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), inputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            folderId.write(out);
            RopFields.writeAscii(out, messageClass);
        }
    }

    /// §2.2.3.3.2, for success; a [RopFailure] otherwise.
    public record Response(int inputHandleIndex) implements LogonResponse, RopAnswer {
        public static Response read(int inputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(inputHandleIndex);
        }

        @Override
        public RopId ropId() { return RopId.SET_RECEIVE_FOLDER; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) { writeHeader(out); }
    }
}

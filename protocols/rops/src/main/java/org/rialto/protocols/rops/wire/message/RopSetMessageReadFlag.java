package org.rialto.protocols.rops.wire.message;

import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.RequestContext;
import org.rialto.protocols.rops.wire.ResponseContext;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopFailure;
import org.rialto.protocols.rops.wire.RopFields;
import org.rialto.protocols.rops.wire.RopId;
import org.rialto.protocols.rops.wire.RopResponse;

/// Marks an open message as read or unread. MS-OXCROPS §2.2.6.11; semantics in
/// MS-OXCMSG §2.2.3.11. The flags are those of [RopSetReadFlags].
public final class RopSetMessageReadFlag {
    private static final int CLIENT_DATA_BYTES = 24;

    private RopSetMessageReadFlag() {}

    private static Binary readClientData(ByteReader in) {
        return Binary.wrap(in.readBytes(CLIENT_DATA_BYTES));
    }

    private static void checkClientData(@Nullable Binary clientData) {
        if (clientData != null && clientData.length() != CLIENT_DATA_BYTES) {
            throw new IllegalArgumentException("client data of " + clientData.length());
        }
    }

    /// §2.2.6.11.1. `clientData` is there on a logon to public folders only.
    public record Request(int logonId, int responseHandleIndex, int inputHandleIndex,
            int readFlags, @Nullable Binary clientData) implements MessageRequest {
        public Request { checkClientData(clientData); }

        public static Request read(ByteReader in, RequestContext context) {
            int logonId = in.readUint8();
            return new Request(logonId, in.readUint8(), in.readUint8(), in.readUint8(),
                    context.isPrivateLogon().test(logonId) ? null : readClientData(in));
        }

        @Override
        public RopId ropId() { return RopId.SET_MESSAGE_READ_FLAG; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), responseHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            out.writeInt8(ropId().code()).writeInt8(logonId).writeInt8(responseHandleIndex)
                    .writeInt8(inputHandleIndex).writeInt8(readFlags);
            if (clientData != null) {
                clientData.write(out);
            }
        }
    }

    /// That the read state of a public folder's message has changed: what the request said.
    public record Change(int logonId, Binary clientData) {
        public Change { checkClientData(clientData); }
    }

    /// §2.2.6.11.2, for success; a [RopFailure] otherwise. `change` is null where none is told of.
    public record Response(int responseHandleIndex, @Nullable Change change)
            implements
                MessageResponse,
                RopAnswer {
        public static Response read(int responseHandleIndex, ByteReader in,
                ResponseContext context) {
            return new Response(responseHandleIndex, RopFields.readBoolean(in)
                    ? new Change(in.readUint8(), readClientData(in))
                    : null);
        }

        @Override
        public RopId ropId() { return RopId.SET_MESSAGE_READ_FLAG; }

        @Override
        public int handleIndex() { return responseHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            RopFields.writeBoolean(out, change != null);
            if (change != null) {
                out.writeInt8(change.logonId());
                change.clientData().write(out);
            }
        }
    }
}

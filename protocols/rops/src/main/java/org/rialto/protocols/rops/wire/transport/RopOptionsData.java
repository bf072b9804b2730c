package org.rialto.protocols.rops.wire.transport;

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

/// What can be set for messages to an address type. MS-OXCROPS §2.2.7.9; semantics in
/// MS-OXOMSG §2.2.4.4.
public final class RopOptionsData {
    private RopOptionsData() {}

    /// §2.2.7.9.1.
    public record Request(int logonId, int inputHandleIndex, String addressType,
            boolean wantWin32) implements TransportRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), RopFields.readAscii(in),
                    RopFields.readBoolean(in));
        }

        @Override
        public RopId ropId() { return RopId.OPTIONS_DATA; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), inputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            RopFields.writeAscii(out, addressType);
            RopFields.writeBoolean(out, wantWin32);
        }
    }

    /// §2.2.7.9.2, for success; a [RopFailure] otherwise. `helpFileName` is there only with a
    /// `helpFile`.
    public record Response(int inputHandleIndex, int reserved, Binary optionsInfo, Binary helpFile,
            String helpFileName) implements TransportResponse, RopAnswer {
        public static Response read(int inputHandleIndex, ByteReader in,
                ResponseContext context) {
            int reserved = in.readUint8();
            Binary optionsInfo = RopFields.readBinary(in);
            Binary helpFile = RopFields.readBinary(in);
            return new Response(inputHandleIndex, reserved, optionsInfo, helpFile,
                    helpFile.isEmpty() ? "" : RopFields.readText(in, false, context.format()));
        }

        @Override
        public RopId ropId() { return RopId.OPTIONS_DATA; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt8(reserved);
            RopFields.writeBinary(out, optionsInfo);
            RopFields.writeBinary(out, helpFile);
            if (!helpFile.isEmpty()) {
                RopFields.writeText(out, helpFileName, false, format);
            }
        }
    }
}

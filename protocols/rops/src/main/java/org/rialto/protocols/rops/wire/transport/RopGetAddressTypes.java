package org.rialto.protocols.rops.wire.transport;

import java.util.List;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.RequestContext;
import org.rialto.protocols.rops.wire.ResponseContext;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopFailure;
import org.rialto.protocols.rops.wire.RopFields;
import org.rialto.protocols.rops.wire.RopId;
import org.rialto.protocols.rops.wire.RopResponse;

/// The address types that the server can send to. MS-OXCROPS §2.2.7.3; semantics in MS-OXOMSG
/// §2.2.4.3.
public final class RopGetAddressTypes {
    private RopGetAddressTypes() {}

    /// §2.2.7.3.1.
    public record Request(int logonId, int inputHandleIndex) implements TransportRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8());
        }

        @Override
        public RopId ropId() { return RopId.GET_ADDRESS_TYPES; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), inputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) { writeHeader(out); }
    }

    /// §2.2.7.3.2, for success; a [RopFailure] otherwise.
    public record Response(int inputHandleIndex,
            List<String> addressTypes) implements TransportResponse, RopAnswer {
        public Response { addressTypes = List.copyOf(addressTypes); }

        public static Response read(int inputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(inputHandleIndex, readTypes(in));
        }

        @Override
        public RopId ropId() { return RopId.GET_ADDRESS_TYPES; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        private static List<String> readTypes(ByteReader in) {
            int count = in.readUint16();
            ByteReader sized = in.slice(in.readUint16());
            List<String> types = RopFields.readAsciiTexts(sized, count);
            RopFields.checkEnd(sized);
            return types;
        }

        private static void writeTypes(ByteWriter out, List<String> types) {
            RopFields.writeCount(out, types.size());
            int at = RopFields.beginSized(out);
            types.forEach(type -> RopFields.writeAscii(out, type));
            RopFields.endSized(out, at);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            writeTypes(out, addressTypes);
        }
    }
}

package org.rialto.protocols.rops.wire.transport;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.PropertyValue;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.RequestContext;
import org.rialto.protocols.rops.wire.ResponseContext;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopFailure;
import org.rialto.protocols.rops.wire.RopFields;
import org.rialto.protocols.rops.wire.RopId;
import org.rialto.protocols.rops.wire.RopResponse;

/// Sends a message through the transport. MS-OXCROPS §2.2.7.6; semantics in MS-OXOMSG §2.2.5.4.
public final class RopTransportSend {
    private RopTransportSend() {}

    /// §2.2.7.6.1.
    public record Request(int logonId, int inputHandleIndex) implements TransportRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8());
        }

        @Override
        public RopId ropId() { return RopId.TRANSPORT_SEND; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), inputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) { writeHeader(out); }
    }

    /// §2.2.7.6.2, for success; a [RopFailure] otherwise. `propertyValues` are to be copied to the
    /// message; null where none are returned (NoPropertiesReturned), which an empty list is not.
    public record Response(int inputHandleIndex, @Nullable List<PropertyValue> propertyValues)
            implements
                TransportResponse,
                RopAnswer {
        public Response {
            propertyValues = propertyValues == null ? null : List.copyOf(propertyValues);
        }

        public static Response read(int inputHandleIndex, ByteReader in,
                ResponseContext context) {
            boolean noPropertiesReturned = RopFields.readBoolean(in);
            return new Response(inputHandleIndex, noPropertiesReturned
                    ? null
                    : RopFields.readValues(in, context.format()));
        }

        @Override
        public RopId ropId() { return RopId.TRANSPORT_SEND; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            RopFields.writeBoolean(out, propertyValues == null);
            if (propertyValues != null) {
                RopFields.writeValues(out, propertyValues, format);
            }
        }
    }
}

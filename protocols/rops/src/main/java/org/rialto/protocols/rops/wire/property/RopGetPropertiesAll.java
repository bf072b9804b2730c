package org.rialto.protocols.rops.wire.property;

import java.util.List;
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

/// All properties of an object. MS-OXCROPS §2.2.8.4; semantics in MS-OXCPRPT §2.2.3.
public final class RopGetPropertiesAll {
    private RopGetPropertiesAll() {}

    /// §2.2.8.4.1.
    public record Request(int logonId, int inputHandleIndex, int propertySizeLimit,
            boolean wantUnicode) implements PropertyRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), in.readUint16(),
                    in.readUint16() != 0);
        }

        @Override
        public RopId ropId() { return RopId.GET_PROPERTIES_ALL; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), inputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt16(propertySizeLimit);
            out.writeInt16(wantUnicode ? 1 : 0);
        }
    }

    /// §2.2.8.4.2, for success; a [RopFailure] otherwise.
    public record Response(int inputHandleIndex,
            List<PropertyValue> propertyValues) implements PropertyResponse, RopAnswer {
        public Response { propertyValues = List.copyOf(propertyValues); }

        public static Response read(int inputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(inputHandleIndex, RopFields.readValues(in, context.format()));
        }

        @Override
        public RopId ropId() { return RopId.GET_PROPERTIES_ALL; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            RopFields.writeValues(out, propertyValues, format);
        }
    }
}

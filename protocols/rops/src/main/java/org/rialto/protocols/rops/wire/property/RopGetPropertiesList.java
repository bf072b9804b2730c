package org.rialto.protocols.rops.wire.property;

import java.util.List;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.RequestContext;
import org.rialto.protocols.rops.wire.ResponseContext;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopFailure;
import org.rialto.protocols.rops.wire.RopFields;
import org.rialto.protocols.rops.wire.RopId;
import org.rialto.protocols.rops.wire.RopResponse;

/// The tags of all properties of an object. MS-OXCROPS §2.2.8.5; semantics in MS-OXCPRPT §2.2.4.
public final class RopGetPropertiesList {
    private RopGetPropertiesList() {}

    /// §2.2.8.5.1.
    public record Request(int logonId, int inputHandleIndex) implements PropertyRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8());
        }

        @Override
        public RopId ropId() { return RopId.GET_PROPERTIES_LIST; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), inputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) { writeHeader(out); }
    }

    /// §2.2.8.5.2, for success; a [RopFailure] otherwise.
    public record Response(int inputHandleIndex,
            List<PropertyTag> propertyTags) implements PropertyResponse, RopAnswer {
        public Response { propertyTags = List.copyOf(propertyTags); }

        public static Response read(int inputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(inputHandleIndex, PropertyTag.readList(in));
        }

        @Override
        public RopId ropId() { return RopId.GET_PROPERTIES_LIST; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            RopFields.writeTags(out, propertyTags);
        }
    }
}

package org.rialto.protocols.rops.wire.property;

import java.util.List;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.PropertyProblem;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.RequestContext;
import org.rialto.protocols.rops.wire.ResponseContext;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopFailure;
import org.rialto.protocols.rops.wire.RopFields;
import org.rialto.protocols.rops.wire.RopId;
import org.rialto.protocols.rops.wire.RopResponse;

/// Removes properties of a folder without a change that is replicated. MS-OXCROPS §2.2.8.9;
/// semantics in MS-OXCPRPT §2.2.8.
public final class RopDeletePropertiesNoReplicate {
    private RopDeletePropertiesNoReplicate() {}

    /// §2.2.8.9.1.
    public record Request(int logonId, int inputHandleIndex,
            List<PropertyTag> propertyTags) implements PropertyRequest {
        public Request { propertyTags = List.copyOf(propertyTags); }

        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), PropertyTag.readList(in));
        }

        @Override
        public RopId ropId() { return RopId.DELETE_PROPERTIES_NO_REPLICATE; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), inputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            RopFields.writeTags(out, propertyTags);
        }
    }

    /// §2.2.8.9.2, for success; a [RopFailure] otherwise.
    public record Response(int inputHandleIndex,
            List<PropertyProblem> propertyProblems) implements PropertyResponse, RopAnswer {
        public Response { propertyProblems = List.copyOf(propertyProblems); }

        public static Response read(int inputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(inputHandleIndex, PropertyProblem.readList(in));
        }

        @Override
        public RopId ropId() { return RopId.DELETE_PROPERTIES_NO_REPLICATE; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            PropertyProblem.writeList(out, propertyProblems);
        }
    }
}

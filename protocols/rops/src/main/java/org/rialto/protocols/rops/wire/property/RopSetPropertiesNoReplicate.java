package org.rialto.protocols.rops.wire.property;

import java.util.List;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.PropertyProblem;
import org.rialto.mapi.PropertyValue;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.RequestContext;
import org.rialto.protocols.rops.wire.ResponseContext;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopFailure;
import org.rialto.protocols.rops.wire.RopFields;
import org.rialto.protocols.rops.wire.RopId;
import org.rialto.protocols.rops.wire.RopResponse;

/// Sets properties of a folder without a change that is replicated. MS-OXCROPS §2.2.8.7; semantics
/// in MS-OXCPRPT §2.2.6.
public final class RopSetPropertiesNoReplicate {
    private RopSetPropertiesNoReplicate() {}

    /// §2.2.8.7.1.
    public record Request(int logonId, int inputHandleIndex,
            List<PropertyValue> propertyValues) implements PropertyRequest {
        public Request { propertyValues = List.copyOf(propertyValues); }

        public static Request read(ByteReader in, RequestContext context) {
            int logonId = in.readUint8();
            int inputHandleIndex = in.readUint8();
            return new Request(logonId, inputHandleIndex,
                    RopFields.readSizedValues(in, context.formatOf(inputHandleIndex)));
        }

        @Override
        public RopId ropId() { return RopId.SET_PROPERTIES_NO_REPLICATE; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), inputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            RopFields.writeSizedValues(out, propertyValues, format);
        }
    }

    /// §2.2.8.7.2, for success; a [RopFailure] otherwise.
    public record Response(int inputHandleIndex,
            List<PropertyProblem> propertyProblems) implements PropertyResponse, RopAnswer {
        public Response { propertyProblems = List.copyOf(propertyProblems); }

        public static Response read(int inputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(inputHandleIndex, PropertyProblem.readList(in));
        }

        @Override
        public RopId ropId() { return RopId.SET_PROPERTIES_NO_REPLICATE; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            PropertyProblem.writeList(out, propertyProblems);
        }
    }
}

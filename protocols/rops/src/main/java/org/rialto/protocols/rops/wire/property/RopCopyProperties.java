package org.rialto.protocols.rops.wire.property;

import java.util.List;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.ErrorCodes;
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

/// Copies or moves some properties to another object. MS-OXCROPS §2.2.8.11; semantics in MS-OXCPRPT
/// §2.2.10.
public final class RopCopyProperties {
    /// Of copyFlags.
    public static final int MOVE = 0x01;
    public static final int NO_OVERWRITE = 0x02;

    private RopCopyProperties() {}

    /// §2.2.8.11.1.
    public record Request(int logonId, int sourceHandleIndex, int destHandleIndex,
            boolean wantAsynchronous, int copyFlags,
            List<PropertyTag> propertyTags) implements PropertyRequest {
        public Request { propertyTags = List.copyOf(propertyTags); }

        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), in.readUint8(),
                    RopFields.readBoolean(in), in.readUint8(), PropertyTag.readList(in));
        }

        @Override
        public RopId ropId() { return RopId.COPY_PROPERTIES; }

        @Override
        public int inputHandleIndex() { return sourceHandleIndex; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), sourceHandleIndex, error);
        }

        /// The response where the destination's handle stands for no object.
        public NullDestination nullDestination() {
            return new NullDestination(sourceHandleIndex, destHandleIndex);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt8(destHandleIndex);
            RopFields.writeBoolean(out, wantAsynchronous);
            out.writeInt8(copyFlags);
            RopFields.writeTags(out, propertyTags);
        }
    }

    /// §2.2.8.11.2, for success; a [RopFailure] otherwise.
    public record Response(int sourceHandleIndex,
            List<PropertyProblem> propertyProblems) implements PropertyResponse, RopAnswer {
        public Response { propertyProblems = List.copyOf(propertyProblems); }

        public static Response read(int sourceHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(sourceHandleIndex, PropertyProblem.readList(in));
        }

        @Override
        public RopId ropId() { return RopId.COPY_PROPERTIES; }

        @Override
        public int handleIndex() { return sourceHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            PropertyProblem.writeList(out, propertyProblems);
        }
    }

    /// §2.2.8.11.3: the destination's handle stands for no object. The index has four bytes here.
    public record NullDestination(int sourceHandleIndex,
            int destHandleIndex) implements PropertyResponse, RopAnswer {
        public static NullDestination read(int sourceHandleIndex, ByteReader in,
                ResponseContext context) {
            return new NullDestination(sourceHandleIndex, in.readInt32());
        }

        @Override
        public RopId ropId() { return RopId.COPY_PROPERTIES; }

        @Override
        public int handleIndex() { return sourceHandleIndex; }

        @Override
        public ErrorCode returnValue() { return ErrorCodes.NullDestinationObject; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt32(destHandleIndex);
        }
    }
}

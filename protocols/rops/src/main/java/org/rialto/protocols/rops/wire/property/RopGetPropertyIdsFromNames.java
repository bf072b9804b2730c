package org.rialto.protocols.rops.wire.property;

import java.util.List;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.PropertyName;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.RequestContext;
import org.rialto.protocols.rops.wire.ResponseContext;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopFailure;
import org.rialto.protocols.rops.wire.RopFields;
import org.rialto.protocols.rops.wire.RopId;
import org.rialto.protocols.rops.wire.RopResponse;

/// The property ids of names. MS-OXCROPS §2.2.8.1; semantics in MS-OXCPRPT §2.2.12.
public final class RopGetPropertyIdsFromNames {
    /// Of flags: names without an id get one.
    public static final int CREATE = 0x02;

    private RopGetPropertyIdsFromNames() {}

    /// §2.2.8.1.1.
    public record Request(int logonId, int inputHandleIndex, int flags,
            List<PropertyName> propertyNames) implements PropertyRequest {
        public Request { propertyNames = List.copyOf(propertyNames); }

        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), in.readUint8(),
                    PropertyName.readList(in));
        }

        @Override
        public RopId ropId() { return RopId.GET_PROPERTY_IDS_FROM_NAMES; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), inputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt8(flags);
            PropertyName.writeList(out, propertyNames);
        }
    }

    /// §2.2.8.1.2, for success; a [RopFailure] otherwise.
    public record Response(int inputHandleIndex,
            List<Integer> propertyIds) implements PropertyResponse, RopAnswer {
        public Response { propertyIds = List.copyOf(propertyIds); }

        public static Response read(int inputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(inputHandleIndex, RopFields.readPropertyIds(in));
        }

        @Override
        public RopId ropId() { return RopId.GET_PROPERTY_IDS_FROM_NAMES; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            RopFields.writePropertyIds(out, propertyIds);
        }
    }
}

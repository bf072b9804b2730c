package org.rialto.protocols.rops.wire.property;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

/// The names of property ids. MS-OXCROPS §2.2.8.2; semantics in MS-OXCPRPT §2.2.13.
public final class RopGetNamesFromPropertyIds {
    private RopGetNamesFromPropertyIds() {}

    /// §2.2.8.2.1.
    public record Request(int logonId, int inputHandleIndex, List<Integer> propertyIds)
            implements
                PropertyRequest {
        public Request { propertyIds = List.copyOf(propertyIds); }

        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), RopFields.readPropertyIds(in));
        }

        @Override
        public RopId ropId() { return RopId.GET_NAMES_FROM_PROPERTY_IDS; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), inputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            RopFields.writePropertyIds(out, propertyIds);
        }
    }

    /// §2.2.8.2.2, for success; a [RopFailure] otherwise. An id without a name has an empty one here.
    public record Response(int inputHandleIndex, List<Optional<PropertyName>> propertyNames)
            implements
                PropertyResponse,
                RopAnswer {
        public Response { propertyNames = List.copyOf(propertyNames); }

        public static Response read(int inputHandleIndex, ByteReader in,
                ResponseContext context) {
            int count = in.checkCount(in.readUint16(), 1);
            List<Optional<PropertyName>> names = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                names.add(Optional.ofNullable(PropertyName.read(in)));
            }
            return new Response(inputHandleIndex, names);
        }

        @Override
        public RopId ropId() { return RopId.GET_NAMES_FROM_PROPERTY_IDS; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            RopFields.writeCount(out, propertyNames.size());
            for (Optional<PropertyName> name : propertyNames) {
                name.ifPresentOrElse(each -> each.write(out), () -> PropertyName.writeNone(out));
            }
        }
    }
}

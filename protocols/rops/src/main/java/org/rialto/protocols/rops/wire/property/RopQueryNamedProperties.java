package org.rialto.protocols.rops.wire.property;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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

/// The named properties that an object has. MS-OXCROPS §2.2.8.10; semantics in
/// MS-OXCPRPT §2.2.9.
public final class RopQueryNamedProperties {
    /// Of queryFlags: not those named by strings, not those named by numbers.
    public static final int NO_STRINGS = 0x01;
    public static final int NO_IDS = 0x02;

    private RopQueryNamedProperties() {}

    /// §2.2.8.10.1. `propertyGuid` is the property set asked for; null for all.
    public record Request(int logonId, int inputHandleIndex, int queryFlags,
            @Nullable UUID propertyGuid) implements PropertyRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), in.readUint8(),
                    RopFields.readBoolean(in) ? in.readGuid() : null);
        }

        @Override
        public RopId ropId() { return RopId.QUERY_NAMED_PROPERTIES; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), inputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt8(queryFlags);
            RopFields.writeBoolean(out, propertyGuid != null);
            if (propertyGuid != null) {
                out.writeGuid(propertyGuid);
            }
        }
    }

    /// A named property: its id here and its name.
    public record Named(int propertyId, PropertyName name) {}

    /// §2.2.8.10.2, for success or `ErrorsReturned` (`returnValue`); a [RopFailure] otherwise.
    public record Response(int inputHandleIndex, ErrorCode returnValue, List<Named> properties)
            implements
                PropertyResponse,
                RopAnswer {
        public Response { properties = List.copyOf(properties); }

        public static Response read(int inputHandleIndex, ErrorCode returnValue, ByteReader in,
                ResponseContext context) {
            List<Integer> ids = RopFields.readPropertyIds(in);
            List<Named> properties = new ArrayList<>(ids.size());
            for (int id : ids) {
                PropertyName name = PropertyName.read(in);
                if (name == null) {
                    throw in.malformed("a named property has no name");
                }
                properties.add(new Named(id, name));
            }
            return new Response(inputHandleIndex, returnValue, properties);
        }

        @Override
        public RopId ropId() { return RopId.QUERY_NAMED_PROPERTIES; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            RopFields.writeCount(out, properties.size());
            properties.forEach(property -> out.writeInt16(property.propertyId()));
            properties.forEach(property -> property.name().write(out));
        }
    }
}

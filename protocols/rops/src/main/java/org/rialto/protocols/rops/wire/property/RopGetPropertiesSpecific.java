package org.rialto.protocols.rops.wire.property;

import java.util.List;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.PropertyRow;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.RequestContext;
import org.rialto.protocols.rops.wire.ResponseContext;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopFailure;
import org.rialto.protocols.rops.wire.RopFields;
import org.rialto.protocols.rops.wire.RopId;
import org.rialto.protocols.rops.wire.RopResponse;

/// Some properties of an object. MS-OXCROPS §2.2.8.3; semantics in MS-OXCPRPT §2.2.2.
public final class RopGetPropertiesSpecific {
    private RopGetPropertiesSpecific() {}

    /// §2.2.8.3.1. Longer values than `propertySizeLimit` are not wanted, unless it is zero.
    public record Request(int logonId, int inputHandleIndex, int propertySizeLimit,
            boolean wantUnicode, List<PropertyTag> propertyTags) implements PropertyRequest {
        public Request { propertyTags = List.copyOf(propertyTags); }

        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), in.readUint16(),
                    in.readUint16() != 0, PropertyTag.readList(in));
        }

        @Override
        public RopId ropId() { return RopId.GET_PROPERTIES_SPECIFIC; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), inputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt16(propertySizeLimit).writeInt16(wantUnicode ? 1 : 0);
            RopFields.writeTags(out, propertyTags);
        }
    }

    /// §2.2.8.3.2, for success; a [RopFailure] otherwise. `rowData` is a property row of the tags
    /// that were asked for.
    public record Response(int inputHandleIndex, Binary rowData)
            implements
                PropertyResponse,
                RopAnswer {
        public static Response of(int inputHandleIndex, PropertyRow row, List<PropertyTag> tags,
                ValueFormat format) {
            return new Response(inputHandleIndex,
                    RopFields.rowData(List.of(row), tags, format));
        }

        public static Response read(int inputHandleIndex, ByteReader in,
                ResponseContext context) {
            List<PropertyTag> tags = context.request(Request.class, in).propertyTags();
            return new Response(inputHandleIndex,
                    RopFields.readRows(in, 1, tags, context.format()));
        }

        public PropertyRow row(List<PropertyTag> tags, ValueFormat format) {
            return RopFields.readRow(rowData.reader(), tags, format);
        }

        @Override
        public RopId ropId() { return RopId.GET_PROPERTIES_SPECIFIC; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            rowData.write(out);
        }
    }
}

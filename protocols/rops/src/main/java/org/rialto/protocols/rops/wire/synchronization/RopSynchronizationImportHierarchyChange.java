package org.rialto.protocols.rops.wire.synchronization;

import java.util.List;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.FolderId;
import org.rialto.mapi.PropertyValue;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.RequestContext;
import org.rialto.protocols.rops.wire.ResponseContext;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopFailure;
import org.rialto.protocols.rops.wire.RopFields;
import org.rialto.protocols.rops.wire.RopId;
import org.rialto.protocols.rops.wire.RopResponse;

/// Uploads a new or changed folder. MS-OXCROPS §2.2.13.4; semantics in MS-OXCFXICS §2.2.3.2.4.3.
public final class RopSynchronizationImportHierarchyChange {
    private RopSynchronizationImportHierarchyChange() {}

    /// §2.2.13.4.1.
    public record Request(int logonId, int inputHandleIndex, List<PropertyValue> hierarchyValues,
            List<PropertyValue> propertyValues) implements SynchronizationRequest {
        public Request {
            hierarchyValues = List.copyOf(hierarchyValues);
            propertyValues = List.copyOf(propertyValues);
        }

        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(),
                    RopFields.readValues(in, context.format()),
                    RopFields.readValues(in, context.format()));
        }

        @Override
        public RopId ropId() { return RopId.SYNCHRONIZATION_IMPORT_HIERARCHY_CHANGE; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), inputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            RopFields.writeValues(out, hierarchyValues, format);
            RopFields.writeValues(out, propertyValues, format);
        }
    }

    /// §2.2.13.4.2, for success; a [RopFailure] otherwise.
    public record Response(int inputHandleIndex,
            FolderId folderId) implements SynchronizationResponse, RopAnswer {
        public static Response read(int inputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(inputHandleIndex, FolderId.read(in));
        }

        @Override
        public RopId ropId() { return RopId.SYNCHRONIZATION_IMPORT_HIERARCHY_CHANGE; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            folderId.write(out);
        }
    }
}

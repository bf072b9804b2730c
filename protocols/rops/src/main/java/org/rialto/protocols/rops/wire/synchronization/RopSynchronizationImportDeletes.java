package org.rialto.protocols.rops.wire.synchronization;

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

/// Uploads deletions. MS-OXCROPS §2.2.13.5; semantics in MS-OXCFXICS §2.2.3.2.4.5.
public final class RopSynchronizationImportDeletes {
    /// Of importDeleteFlags.
    public static final int HIERARCHY = 0x01;
    public static final int HARD_DELETE = 0x02;

    private RopSynchronizationImportDeletes() {}

    /// §2.2.13.5.1.
    public record Request(int logonId, int inputHandleIndex, int importDeleteFlags,
            List<PropertyValue> propertyValues) implements SynchronizationRequest {
        public Request { propertyValues = List.copyOf(propertyValues); }

        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), in.readUint8(),
                    RopFields.readValues(in, context.format()));
        }

        @Override
        public RopId ropId() { return RopId.SYNCHRONIZATION_IMPORT_DELETES; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), inputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt8(importDeleteFlags);
            RopFields.writeValues(out, propertyValues, format);
        }
    }

    /// §2.2.13.5.2, for success; a [RopFailure] otherwise.
    public record Response(int inputHandleIndex) implements SynchronizationResponse, RopAnswer {
        public static Response read(int inputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(inputHandleIndex);
        }

        @Override
        public RopId ropId() { return RopId.SYNCHRONIZATION_IMPORT_DELETES; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) { writeHeader(out); }
    }
}

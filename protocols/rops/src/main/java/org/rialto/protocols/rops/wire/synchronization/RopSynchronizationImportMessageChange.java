package org.rialto.protocols.rops.wire.synchronization;

import java.util.List;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.MessageId;
import org.rialto.mapi.PropertyValue;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.RequestContext;
import org.rialto.protocols.rops.wire.ResponseContext;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopFailure;
import org.rialto.protocols.rops.wire.RopFields;
import org.rialto.protocols.rops.wire.RopId;
import org.rialto.protocols.rops.wire.RopResponse;

/// Uploads a new or changed message. MS-OXCROPS §2.2.13.2; semantics in MS-OXCFXICS §2.2.3.2.4.2.
public final class RopSynchronizationImportMessageChange {
    /// Of importFlag.
    public static final int ASSOCIATED = 0x10;
    public static final int FAIL_ON_CONFLICT = 0x40;

    private RopSynchronizationImportMessageChange() {}

    /// §2.2.13.2.1.
    public record Request(int logonId, int inputHandleIndex, int outputHandleIndex, int importFlag,
            List<PropertyValue> propertyValues) implements SynchronizationRequest {
        public Request { propertyValues = List.copyOf(propertyValues); }

        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), in.readUint8(), in.readUint8(),
                    RopFields.readValues(in, context.format()));
        }

        @Override
        public RopId ropId() { return RopId.SYNCHRONIZATION_IMPORT_MESSAGE_CHANGE; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), outputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt8(outputHandleIndex);
            out.writeInt8(importFlag);
            RopFields.writeValues(out, propertyValues, format);
        }
    }

    /// §2.2.13.2.2, for success; a [RopFailure] otherwise.
    public record Response(int outputHandleIndex,
            MessageId messageId) implements SynchronizationResponse, RopAnswer {
        public static Response read(int outputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(outputHandleIndex, MessageId.read(in));
        }

        @Override
        public RopId ropId() { return RopId.SYNCHRONIZATION_IMPORT_MESSAGE_CHANGE; }

        @Override
        public int handleIndex() { return outputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            messageId.write(out);
        }
    }
}

package org.rialto.protocols.rops.wire.synchronization;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.Restriction;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.RequestContext;
import org.rialto.protocols.rops.wire.ResponseContext;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopFailure;
import org.rialto.protocols.rops.wire.RopFields;
import org.rialto.protocols.rops.wire.RopId;
import org.rialto.protocols.rops.wire.RopResponse;

/// Begins the download of changes. MS-OXCROPS §2.2.13.1; semantics in MS-OXCFXICS §2.2.3.2.1.1.
public final class RopSynchronizationConfigure {
    /// SynchronizationType.
    public static final int CONTENTS = 0x01;
    public static final int HIERARCHY = 0x02;

    /// Of synchronizationFlags.
    public static final int UNICODE = 0x0001;
    public static final int NO_DELETIONS = 0x0002;
    public static final int IGNORE_NO_LONGER_IN_SCOPE = 0x0004;
    public static final int READ_STATE = 0x0008;
    public static final int ASSOCIATED = 0x0010;
    public static final int NORMAL = 0x0020;
    public static final int ONLY_SPECIFIED_PROPERTIES = 0x0080;
    public static final int NO_FOREIGN_IDENTIFIERS = 0x0100;
    public static final int RESERVED = 0x1000;
    public static final int BEST_BODY = 0x2000;
    public static final int IGNORE_SPECIFIED_ON_ASSOCIATED = 0x4000;
    public static final int PROGRESS = 0x8000;

    /// Of synchronizationExtraFlags.
    public static final int ENTRY_ID = 0x0000_0001;
    public static final int MESSAGE_SIZE = 0x0000_0002;
    public static final int CHANGE_NUMBER = 0x0000_0004;
    public static final int ORDER_BY_DELIVERY_TIME = 0x0000_0008;

    private RopSynchronizationConfigure() {}

    /// §2.2.13.1.1.
    public record Request(int logonId, int inputHandleIndex, int outputHandleIndex,
            int synchronizationType, int sendOptions, int synchronizationFlags,
            @Nullable Restriction restriction, int synchronizationExtraFlags,
            List<PropertyTag> propertyTags) implements SynchronizationRequest {
        public Request { propertyTags = List.copyOf(propertyTags); }

        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), in.readUint8(), in.readUint8(),
                    in.readUint8(), in.readUint16(),
                    RopFields.readRestriction(in, context.format()), in.readInt32(),
                    PropertyTag.readList(in));
        }

        @Override
        public RopId ropId() { return RopId.SYNCHRONIZATION_CONFIGURE; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), outputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt8(outputHandleIndex);
            out.writeInt8(synchronizationType);
            out.writeInt8(sendOptions);
            out.writeInt16(synchronizationFlags);
            RopFields.writeRestriction(out, restriction, format);
            out.writeInt32(synchronizationExtraFlags);
            RopFields.writeTags(out, propertyTags);
        }
    }

    /// §2.2.13.1.2, for success; a [RopFailure] otherwise.
    public record Response(int outputHandleIndex) implements SynchronizationResponse, RopAnswer {
        public static Response read(int outputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(outputHandleIndex);
        }

        @Override
        public RopId ropId() { return RopId.SYNCHRONIZATION_CONFIGURE; }

        @Override
        public int handleIndex() { return outputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) { writeHeader(out); }
    }
}

package org.rialto.protocols.rops.wire.notification;

import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.FolderId;
import org.rialto.mapi.MessageId;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.RequestContext;
import org.rialto.protocols.rops.wire.ResponseContext;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopFailure;
import org.rialto.protocols.rops.wire.RopFields;
import org.rialto.protocols.rops.wire.RopId;
import org.rialto.protocols.rops.wire.RopResponse;

/// Asks to be told of events. MS-OXCROPS §2.2.14.1; semantics in MS-OXCNOTIF §2.2.1.2.1.
public final class RopRegisterNotification {
    /// Of notificationTypes. The last is reserved; with it comes a byte more.
    public static final int NEW_MAIL = 0x0002;
    public static final int OBJECT_CREATED = 0x0004;
    public static final int OBJECT_DELETED = 0x0008;
    public static final int OBJECT_MODIFIED = 0x0010;
    public static final int OBJECT_MOVED = 0x0020;
    public static final int OBJECT_COPIED = 0x0040;
    public static final int SEARCH_COMPLETED = 0x0080;
    public static final int EXTENDED = 0x0400;

    private RopRegisterNotification() {}

    /// The folder, or the message in it, that is watched. No message: its id is zero.
    public record Scope(FolderId folderId, MessageId messageId) {}

    /// §2.2.14.1.1. `scope` is null for the whole mailbox.
    public record Request(int logonId, int inputHandleIndex, int outputHandleIndex,
            int notificationTypes, @Nullable Scope scope) implements NotificationRequest {
        public static Request read(ByteReader in, RequestContext context) {
            int logonId = in.readUint8();
            int inputHandleIndex = in.readUint8();
            int outputHandleIndex = in.readUint8();
            int notificationTypes = in.readUint16();
            if ((notificationTypes & EXTENDED) != 0) {
                in.skip(1);
            }
            boolean wantWholeStore = RopFields.readBoolean(in);
            return new Request(logonId, inputHandleIndex, outputHandleIndex, notificationTypes,
                    wantWholeStore ? null : new Scope(FolderId.read(in), MessageId.read(in)));
        }

        @Override
        public RopId ropId() { return RopId.REGISTER_NOTIFICATION; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), outputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt8(outputHandleIndex).writeInt16(notificationTypes);
            if ((notificationTypes & EXTENDED) != 0) {
                out.writeInt8(0);
            }
            RopFields.writeBoolean(out, scope == null);
            if (scope != null) {
                scope.folderId().write(out);
                scope.messageId().write(out);
            }
        }
    }

    /// §2.2.14.1.2, for success; a [RopFailure] otherwise.
    public record Response(int outputHandleIndex) implements NotificationResponse, RopAnswer {
        public static Response read(int outputHandleIndex, ByteReader in,
                ResponseContext context) {
            return new Response(outputHandleIndex);
        }

        @Override
        public RopId ropId() { return RopId.REGISTER_NOTIFICATION; }

        @Override
        public int handleIndex() { return outputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) { writeHeader(out); }
    }
}

package org.rialto.protocols.rops.engine;

import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.MailError;
import org.rialto.mapi.MessageId;
import org.rialto.mapi.PropertySource;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.protocols.rops.message.OpenAttachment;
import org.rialto.protocols.rops.message.OpenMessage;
import org.rialto.protocols.rops.wire.RopResponse;
import org.rialto.protocols.rops.wire.attachment.AttachmentRequest;
import org.rialto.protocols.rops.wire.attachment.RopCreateAttachment;
import org.rialto.protocols.rops.wire.attachment.RopDeleteAttachment;
import org.rialto.protocols.rops.wire.attachment.RopGetAttachmentTable;
import org.rialto.protocols.rops.wire.attachment.RopGetValidAttachments;
import org.rialto.protocols.rops.wire.attachment.RopOpenAttachment;
import org.rialto.protocols.rops.wire.attachment.RopOpenEmbeddedMessage;
import org.rialto.protocols.rops.wire.attachment.RopSaveChangesAttachment;
import org.rialto.protocols.rops.wire.message.RopOpenMessage;
import org.rialto.store.table.FixedRows;
import org.rialto.store.table.TableSource;

/// Attachments of open messages, and the messages that are embedded in them. MS-OXCMSG §3.2.5.12 to
/// §3.2.5.18.
final class AttachmentHandler implements FamilyHandler<AttachmentRequest> {
    /// MS-OXCMSG §2.2.3.3.1: one of three, and a bit that says nothing to the server.
    private static final int SAVE_FLAGS = RopSaveChangesAttachment.KEEP_OPEN_READ_ONLY
            | RopSaveChangesAttachment.KEEP_OPEN_READ_WRITE | RopSaveChangesAttachment.FORCE_SAVE
            | 0x08;
    static final List<PropertyTag> COLUMNS = List.of(PropertyTags.PidTagAttachNumber,
            PropertyTags.PidTagAttachMethod, PropertyTags.PidTagAttachSize,
            PropertyTags.PidTagAttachLongFilename, PropertyTags.PidTagAttachFilename,
            PropertyTags.PidTagAttachExtension, PropertyTags.PidTagDisplayName,
            PropertyTags.PidTagAttachMimeTag, PropertyTags.PidTagAttachContentId,
            PropertyTags.PidTagAttachContentLocation, PropertyTags.PidTagAttachFlags,
            PropertyTags.PidTagAttachEncoding, PropertyTags.PidTagAttachmentHidden,
            PropertyTags.PidTagRenderingPosition, PropertyTags.PidTagCreationTime,
            PropertyTags.PidTagLastModificationTime, PropertyTags.PidTagObjectType,
            PropertyTags.PidTagRecordKey);

    @Override
    public RopResponse handle(AttachmentRequest request, Call call) {
        return switch (request) {
            case RopOpenAttachment.Request r -> open(r, call);
            case RopCreateAttachment.Request r -> create(r, call);
            case RopDeleteAttachment.Request r -> {
                MessageHandler.message(call).message().deleteAttachment(r.attachmentId());
                yield new RopDeleteAttachment.Response(r.inputHandleIndex());
            }
            case RopSaveChangesAttachment.Request r -> save(r, call);
            case RopOpenEmbeddedMessage.Request r -> embedded(r, call);
            case RopGetAttachmentTable.Request r -> table(r, call);
            case RopGetValidAttachments.Request r -> new RopGetValidAttachments.Response(
                    r.inputHandleIndex(),
                    MessageHandler.message(call).message().attachmentNumbers());
        };
    }

    private static RopResponse open(RopOpenAttachment.Request request, Call call) {
        StoredMessage stored = MessageHandler.message(call);
        int mode = request.openAttachmentFlags();
        boolean mayWrite = stored.message().isWritable();
        if (mode == RopOpenAttachment.READ_WRITE && !mayWrite) {
            throw new RopError(ErrorCodes.AccessDenied);
        }
        OpenAttachment attachment = stored.message().openAttachment(request.attachmentId(),
                mode != RopOpenAttachment.READ_ONLY && mayWrite);
        call.output(request.outputHandleIndex(), new StoredAttachment(stored, attachment));
        return new RopOpenAttachment.Response(request.outputHandleIndex());
    }

    private static RopResponse create(RopCreateAttachment.Request request, Call call) {
        StoredMessage stored = MessageHandler.message(call);
        OpenAttachment attachment;
        try {
            attachment = stored.message().createAttachment();
        } catch (MailError.TooLarge e) {
            throw new RopError(ErrorCodes.MaxAttachmentExceeded);
        }
        call.output(request.outputHandleIndex(), new StoredAttachment(stored, attachment));
        return new RopCreateAttachment.Response(request.outputHandleIndex(), attachment.number());
    }

    /// §3.2.5.14.
    private static RopResponse save(RopSaveChangesAttachment.Request request, Call call) {
        StoredAttachment stored = call.input(StoredAttachment.class);
        int flags = request.saveFlags();
        if ((flags & ~SAVE_FLAGS) != 0) {
            throw new RopError(ErrorCodes.NotSupported);
        }
        boolean readOnly = (flags & RopSaveChangesAttachment.KEEP_OPEN_READ_ONLY) != 0
                && (flags & (RopSaveChangesAttachment.KEEP_OPEN_READ_WRITE
                        | RopSaveChangesAttachment.FORCE_SAVE)) == 0;
        stored.attachment().save(!readOnly);
        return new RopSaveChangesAttachment.Response(request.responseHandleIndex());
    }

    /// §3.2.5.16. It has no id of its own.
    private static RopResponse embedded(RopOpenEmbeddedMessage.Request request, Call call) {
        if (!(call.input() instanceof StoredAttachment stored)) {
            throw new RopError(ErrorCodes.NullObject);
        }
        int mode = request.openModeFlags();
        int codePage = request.codePageId();
        Charset charset = MessageOpening.charset(call, codePage);
        boolean create = (mode & RopOpenEmbeddedMessage.CREATE) != 0;
        boolean write = create || (mode & RopOpenEmbeddedMessage.READ_WRITE) != 0;
        OpenMessage message = stored.attachment().openEmbedded(write, create,
                codePage == RopOpenMessage.LOGON_CODE_PAGE ? 0 : codePage, charset);
        StoredMessage opened = new StoredMessage(stored.logon(), message, codePage);
        RopResponse response = new RopOpenEmbeddedMessage.Response(request.outputHandleIndex(), 0,
                MessageId.ofLong(0), MessageOpening.told(opened, call.room()));
        call.output(request.outputHandleIndex(), opened);
        return response;
    }

    private static RopResponse table(RopGetAttachmentTable.Request request, Call call) {
        StoredMessage stored = MessageHandler.message(call);
        call.output(request.outputHandleIndex(),
                new TableObject(stored.logon(), TableObject.Kind.ATTACHMENTS,
                        new Rows(stored.message()), TableChanges.none(), COLUMNS,
                        call.session().rowMemory())
                        .of(stored.message()));
        return new RopGetAttachmentTable.Response(request.outputHandleIndex());
    }

    /// The attachments as the open message has them.
    private record Rows(OpenMessage message) implements TableSource {
        private FixedRows now() {
            Map<Long, PropertySource> rows = new LinkedHashMap<>();
            message.attachmentRows().forEach(row -> rows.put(
                    row.get(PropertyTags.PidTagAttachNumber) instanceof Integer number
                            ? number.longValue()
                            : 0L,
                    row));
            return new FixedRows(rows);
        }

        @Override
        public void forEach(Set<PropertyTag> columns, ObjLongConsumer<PropertySource> row) {
            now().forEach(columns, row);
        }

        @Override
        public List<@Nullable PropertySource> read(long[] ids) { return now().read(ids); }
    }
}

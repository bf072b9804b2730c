package org.rialto.protocols.rops.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.RecipientRow;
import org.rialto.protocols.rops.message.ImportRefused;
import org.rialto.protocols.rops.message.OpenMessage;
import org.rialto.protocols.rops.message.Recipients;
import org.rialto.protocols.rops.wire.ExtendedBuffer;
import org.rialto.protocols.rops.wire.RopResponse;
import org.rialto.protocols.rops.wire.message.MessageRequest;
import org.rialto.protocols.rops.wire.message.ModifyRecipientRow;
import org.rialto.protocols.rops.wire.message.OpenedMessage;
import org.rialto.protocols.rops.wire.message.ReadRecipientRow;
import org.rialto.protocols.rops.wire.message.RopCreateMessage;
import org.rialto.protocols.rops.wire.message.RopGetMessageStatus;
import org.rialto.protocols.rops.wire.message.RopModifyRecipients;
import org.rialto.protocols.rops.wire.message.RopOpenMessage;
import org.rialto.protocols.rops.wire.message.RopReadRecipients;
import org.rialto.protocols.rops.wire.message.RopReloadCachedInformation;
import org.rialto.protocols.rops.wire.message.RopRemoveAllRecipients;
import org.rialto.protocols.rops.wire.message.RopSaveChangesMessage;
import org.rialto.protocols.rops.wire.message.RopSetMessageReadFlag;
import org.rialto.protocols.rops.wire.message.RopSetMessageStatus;
import org.rialto.protocols.rops.wire.message.RopSetReadFlags;
import org.rialto.store.Folder;
import org.rialto.store.FolderType;
import org.rialto.store.Rights;

/// Messages: opening, making and saving them, and their recipients; the state that is changed
/// without opening is with [MessageStates]. MS-OXCMSG §3.2.5.1 to §3.2.5.11.
final class MessageHandler implements FamilyHandler<MessageRequest> {
    /// Fields of a RopReadRecipients response beside its rows, and of a row beside its recipient.
    private static final int OVERHEAD_BYTES = 16;
    private static final int ROW_BYTES = 11;

    @Override
    public RopResponse handle(MessageRequest request, Call call) {
        return switch (request) {
            case RopOpenMessage.Request r -> {
                StoredMessage message = MessageOpening.open(r, call);
                OpenedMessage told = MessageOpening.told(message, call.room());
                call.output(r.outputHandleIndex(), message);
                yield new RopOpenMessage.Response(r.outputHandleIndex(), told);
            }
            case RopCreateMessage.Request r -> create(r, call);
            case RopSaveChangesMessage.Request r -> save(r, call);
            case RopRemoveAllRecipients.Request r -> {
                message(call).message().removeAllRecipients();
                yield new RopRemoveAllRecipients.Response(r.inputHandleIndex());
            }
            case RopModifyRecipients.Request r -> modify(r, call);
            case RopReadRecipients.Request r -> read(r, call);
            case RopReloadCachedInformation.Request r -> new RopReloadCachedInformation.Response(
                    r.inputHandleIndex(), MessageOpening.told(message(call), call.room()));
            case RopSetMessageStatus.Request r -> new RopSetMessageStatus.Response(
                    r.inputHandleIndex(), MessageStates.setStatus(r, folder(call)));
            case RopGetMessageStatus.Request r -> new RopSetMessageStatus.Response(
                    r.inputHandleIndex(), MessageStates.status(folder(call), r.messageId()));
            case RopSetReadFlags.Request r -> new RopSetReadFlags.Response(r.inputHandleIndex(),
                    ErrorCodes.Success, MessageStates.setReadFlags(r, folder(call),
                            PendingReceipts.of(call, call.logon())));
            case RopSetMessageReadFlag.Request r -> readFlag(r, call);
        };
    }

    /// What is no message (or folder) is as good as nothing here: NullObject.
    static StoredMessage message(Call call) {
        if (call.input() instanceof StoredMessage message) {
            return message;
        }
        throw new RopError(ErrorCodes.NullObject);
    }

    private static FolderObject folder(Call call) {
        if (call.input() instanceof FolderObject folder) {
            return folder;
        }
        throw new RopError(ErrorCodes.NullObject);
    }

    /// §3.2.5.2. It gets its id when it is saved.
    private static RopResponse create(RopCreateMessage.Request request, Call call) {
        LogonObject logon = call.logon();
        if (!(call.input() instanceof FolderObject) && !(call.input() instanceof LogonObject)) {
            throw new RopError(ErrorCodes.NullObject);
        }
        long folderId = Ids.folder(request.folderId());
        Folder folder = logon.mailbox().read(snapshot -> snapshot.folder(folderId));
        if (folder.type() == FolderType.SEARCH) {
            throw new RopError(ErrorCodes.SearchFolder);
        }
        if (!folder.allows(Rights.CREATE)) {
            throw new RopError(ErrorCodes.AccessDenied);
        }
        int codePage = request.codePageId();
        OpenMessage message = OpenMessage.create(MessageOpening.context(call, logon), folderId,
                request.associated(), codePage == RopOpenMessage.LOGON_CODE_PAGE ? 0 : codePage,
                MessageOpening.charset(call, codePage));
        message.writtenIn(logon.localeId());
        call.output(request.outputHandleIndex(), new StoredMessage(logon, message, codePage));
        return new RopCreateMessage.Response(request.outputHandleIndex(), null);
    }

    /// §3.2.5.3.
    private static RopResponse save(RopSaveChangesMessage.Request request, Call call) {
        OpenMessage message = message(call).message();
        if (!message.isWritable()) {
            throw new RopError(ErrorCodes.GeneralFailure);
        }
        boolean force = (request.saveFlags() & RopSaveChangesMessage.FORCE_SAVE) != 0;
        boolean readOnly = (request.saveFlags() & RopSaveChangesMessage.KEEP_OPEN_READ_ONLY) != 0
                && (request.saveFlags() & RopSaveChangesMessage.KEEP_OPEN_READ_WRITE) == 0
                && !force;
        long id;
        try {
            id = message.save(force, !readOnly);
        } catch (MailError.NotFound e) {
            throw new RopError(ErrorCodes.ObjectDeleted);
        } catch (ImportRefused e) {
            throw new RopError(e.code());
        }
        return new RopSaveChangesMessage.Response(request.responseHandleIndex(),
                request.inputHandleIndex(), Ids.message(id));
    }

    /// §3.2.5.5: a row without a recipient goes; any other is what there is of it.
    private static RopResponse modify(RopModifyRecipients.Request request, Call call) {
        OpenMessage message = message(call).message();
        SortedMap<Integer, @Nullable PropertyBag> changes = new TreeMap<>();
        for (ModifyRecipientRow row : request.recipientRows()) {
            RecipientRow recipient = row.recipient();
            if (recipient == null) {
                changes.put(row.rowId(), null);
            } else {
                PropertyBag bag = Recipients.ofRow(row.recipientType(), recipient,
                        request.recipientColumns());
                addInternetAddress(bag, call);
                changes.put(row.rowId(), bag);
            }
        }
        message.setRecipients(changes);
        return new RopModifyRecipients.Response(request.inputHandleIndex());
    }

    /// Who is named by the address book has an Internet address too, which IMAP shows.
    private static void addInternetAddress(PropertyBag recipient, Call call) {
        String name = recipient.getString(PropertyTags.PidTagEmailAddress);
        if (name != null && "EX".equals(recipient.getString(PropertyTags.PidTagAddressType))
                && !recipient.contains(PropertyTags.PidTagSmtpAddress)) {
            call.server().directory().ofLegacyDN(name).ifPresent(object -> recipient
                    .set(PropertyTags.PidTagSmtpAddress, object.address().toString()));
        }
    }

    /// §3.2.5.6.
    private static RopResponse read(RopReadRecipients.Request request, Call call) {
        StoredMessage stored = message(call);
        List<PropertyBag> recipients = stored.message().recipients();
        List<PropertyTag> columns = stored.recipientColumns();
        List<ReadRecipientRow> rows = new ArrayList<>();
        int left = call.room() - OVERHEAD_BYTES;
        boolean begun = request.rowId() == 0;
        for (PropertyBag each : recipients) {
            int rowId = each.getInteger32(PropertyTags.PidTagRowid, 0);
            begun = begun || rowId == request.rowId();
            if (!begun) {
                continue;
            }
            RecipientRow row = Recipients.toRow(each, columns);
            int size = ROW_BYTES + MessageOpening.size(row, columns, stored.format());
            left -= size;
            if (left < 0 || rows.size() == RopReadRecipients.MOST_ROWS) {
                break;
            }
            rows.add(ReadRecipientRow.of(rowId, Recipients.type(each),
                    MessageOpening.codePage(stored), row, columns, stored.format()));
        }
        if (!begun || recipients.isEmpty()) {
            throw new RopError(ErrorCodes.NotFound);
        }
        if (rows.isEmpty()) {
            throw new BufferTooSmall(ExtendedBuffer.LARGEST_PAYLOAD_BYTES, true);
        }
        return new RopReadRecipients.Response(request.inputHandleIndex(), rows);
    }

    /// §3.2.5.11. Only public folders tell what changed.
    private static RopResponse readFlag(RopSetMessageReadFlag.Request request, Call call) {
        StoredMessage stored = message(call);
        boolean changed = MessageStates.setReadFlag(stored, request.readFlags(),
                PendingReceipts.of(call, stored.logon()));
        boolean told = changed && !stored.logon().isPrivate() && request.clientData() != null;
        return new RopSetMessageReadFlag.Response(request.responseHandleIndex(),
                told && request.clientData() != null
                        ? new RopSetMessageReadFlag.Change(request.logonId(),
                                request.clientData())
                        : null);
    }
}

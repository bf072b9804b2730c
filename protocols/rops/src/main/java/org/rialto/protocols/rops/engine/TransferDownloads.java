package org.rialto.protocols.rops.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.MessageId;
import org.rialto.mapi.PropertyName;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.protocols.rops.message.DownloadForm;
import org.rialto.protocols.rops.message.MessageContext;
import org.rialto.protocols.rops.message.OpenMessageSource;
import org.rialto.protocols.rops.message.OpenObject;
import org.rialto.protocols.rops.sync.DownloadOptions;
import org.rialto.protocols.rops.sync.FastTransferDownload;
import org.rialto.protocols.rops.sync.PropertySelection;
import org.rialto.protocols.rops.sync.SendOptions;
import org.rialto.protocols.rops.transfer.FolderDownload;
import org.rialto.protocols.rops.transfer.FolderMessages;
import org.rialto.protocols.rops.wire.RopResponse;
import org.rialto.protocols.rops.wire.transfer.RopFastTransferSourceCopyFolder;
import org.rialto.protocols.rops.wire.transfer.RopFastTransferSourceCopyMessages;
import org.rialto.protocols.rops.wire.transfer.RopFastTransferSourceCopyProperties;
import org.rialto.protocols.rops.wire.transfer.RopFastTransferSourceCopyTo;
import org.rialto.protocols.rops.wire.transfer.RopFastTransferSourceGetBuffer;
import org.rialto.store.Folder;
import org.rialto.store.FolderType;
import org.rialto.store.Mailbox;
import org.rialto.store.MessageRow;
import org.rialto.store.Rights;

/// Fast transfer downloads. MS-OXCFXICS §3.2.5.8.1.
final class TransferDownloads {
    /// Move, BestBody, and flags that are to be ignored.
    private static final int COPY_TO_FLAGS = 0x260F;
    private static final int COPY_PROPERTIES_FLAGS = 0x0F;
    private static final int COPY_MESSAGES_FLAGS = 0x3F;
    private static final int COPY_FOLDER_FLAGS = 0x1F;
    private static final List<PropertyTag> SUBOBJECTS = List.of(
            PropertyTags.PidTagContainerContents, PropertyTags.PidTagFolderAssociatedContents,
            PropertyTags.PidTagContainerHierarchy, PropertyTags.PidTagMessageRecipients,
            PropertyTags.PidTagMessageAttachments);
    /// The fields of a RopFastTransferSourceGetBuffer response before the bytes of the stream.
    private static final int OVERHEAD_BYTES = 15;
    /// Any element that is not split fits in as much.
    private static final int ELEMENT_BYTES = 1024;
    /// A payload has this much room for one response, whatever handles are in it.
    private static final int FULL_BYTES = 0x7800;

    private TransferDownloads() {}

    /// How streams are written for this client.
    static DownloadOptions options(Call call, Mailbox mailbox, SendOptions send,
            PropertySelection selection) {
        Map<Integer, Optional<PropertyName>> names = new ConcurrentHashMap<>();
        return new DownloadOptions(send, send.stringForm(call.format().charset()), selection,
                id -> names.computeIfAbsent(id,
                        _ -> mailbox.read(snapshot -> snapshot.namedProperty(id))).orElse(null),
                RopErrors::of);
    }

    private static SendOptions send(int flags) {
        SendOptions send = new SendOptions(flags);
        if (!send.isKnown()) {
            throw new RopError(ErrorCodes.InvalidParameter);
        }
        return send;
    }

    private static void checkFlags(int flags, int known) {
        if ((flags & ~known) != 0) {
            throw new RopError(ErrorCodes.InvalidParameter);
        }
    }

    static RopResponse copyTo(RopFastTransferSourceCopyTo.Request request, Call call) {
        checkFlags(request.copyFlags(), COPY_TO_FLAGS);
        List<PropertyTag> excluded = new ArrayList<>(request.propertyTags());
        if (request.level() != 0 && !(call.input() instanceof AttachmentObject)) {
            excluded.addAll(SUBOBJECTS);
        }
        begin(request.outputHandleIndex(), call, send(request.sendOptions()),
                PropertySelection.except(excluded),
                (request.copyFlags() & RopFastTransferSourceCopyTo.BEST_BODY) != 0,
                (request.copyFlags() & RopFastTransferSourceCopyTo.MOVE) != 0);
        return new RopFastTransferSourceCopyTo.Response(request.outputHandleIndex());
    }

    static RopResponse copyProperties(RopFastTransferSourceCopyProperties.Request request,
            Call call) {
        checkFlags(request.copyFlags(), COPY_PROPERTIES_FLAGS);
        if (request.propertyTags().isEmpty()) {
            throw new RopError(ErrorCodes.InvalidParameter);
        }
        List<PropertyTag> chosen = new ArrayList<>(request.propertyTags());
        if (request.level() != 0 && !(call.input() instanceof AttachmentObject)) {
            chosen.removeIf(tag -> SUBOBJECTS.stream().anyMatch(each -> each.id() == tag.id()));
        }
        begin(request.outputHandleIndex(), call, send(request.sendOptions()),
                PropertySelection.only(chosen), false,
                (request.copyFlags() & RopFastTransferSourceCopyProperties.MOVE) != 0);
        return new RopFastTransferSourceCopyProperties.Response(request.outputHandleIndex());
    }

    private static void begin(int index, Call call, SendOptions send, PropertySelection selection,
            boolean bestBody, boolean move) {
        ServerObject input = call.input();
        DownloadOptions options = options(call, input.logon().mailbox(), send, selection);
        FastTransferDownload download = switch (input) {
            case FolderObject folder -> FastTransferDownload.ofFolder(FolderDownload.of(
                    MessageOpening.context(call, folder.logon()), folder.folderId(),
                    new DownloadForm(PropertySelection.all(), bestBody), move, true), options);
            case StoredMessage message -> {
                requireDelete(message, move);
                yield FastTransferDownload.ofMessage(new OpenMessageSource(message.message(),
                        new DownloadForm(selection, bestBody)), options);
            }
            case StoredAttachment attachment -> {
                if (move) {
                    throw new RopError(ErrorCodes.InvalidParameter);
                }
                yield FastTransferDownload
                        .ofAttachment(new OpenMessageSource.OpenAttachmentSource(
                                attachment.attachment(), new DownloadForm(selection, bestBody)),
                                options);
            }
            default -> throw new RopError(ErrorCodes.NotSupported);
        };
        OpenObject of = switch (input) {
            case StoredMessage message -> message.message();
            case StoredAttachment attachment -> attachment.attachment();
            default -> null;
        };
        call.output(index,
                new TransferDownload(input.logon(), new DownloadStream(download, 1), of));
    }

    private static void requireDelete(StoredMessage message, boolean move) {
        MessageRow row = message.message().row();
        if (move && row != null) {
            int[] deletable = message.logon().mailbox()
                    .read(snapshot -> snapshot.deletable(row.folderId(), new int[]{row.uid()}));
            if (deletable.length == 0) {
                throw new RopError(ErrorCodes.AccessDenied);
            }
        }
    }

    static RopResponse copyMessages(RopFastTransferSourceCopyMessages.Request request, Call call) {
        checkFlags(request.copyFlags(), COPY_MESSAGES_FLAGS);
        SendOptions send = send(request.sendOptions());
        FolderObject folder = call.input(FolderObject.class);
        if (request.messageIds().isEmpty()) {
            throw new RopError(ErrorCodes.InvalidParameter);
        }
        boolean move = (request.copyFlags() & RopFastTransferSourceCopyMessages.MOVE) != 0;
        boolean bestBody = (request.copyFlags()
                & RopFastTransferSourceCopyMessages.BEST_BODY) != 0;
        PropertySelection all = PropertySelection.all();
        PropertySelection selection = (request.copyFlags()
                & RopFastTransferSourceCopyMessages.SEND_ENTRY_ID) != 0
                        ? all.withIdentity()
                        : all;
        MessageContext context = MessageOpening.context(call, folder.logon());
        Folder row = folder.mailbox().read(snapshot -> snapshot.folder(folder.folderId()));
        int[] uids = row.allows(Rights.READ_ANY)
                ? uids(folder, request.messageIds())
                : new int[request.messageIds().size()];
        BitSet denied = denied(folder, row, uids, move);
        FastTransferDownload download = FastTransferDownload.ofMessages(
                new FolderMessages(context, folder.folderId(), uids,
                        new DownloadForm(selection, bestBody), ErrorCodes.NotFound,
                        denied),
                options(call, folder.mailbox(), send, selection));
        call.output(request.outputHandleIndex(),
                new TransferDownload(folder.logon(), new DownloadStream(download, uids.length)));
        return new RopFastTransferSourceCopyMessages.Response(request.outputHandleIndex());
    }

    /// The UIDs of messages of a folder, 0 of those that are not there.
    private static int[] uids(FolderObject folder, List<MessageId> messageIds) {
        long[] ids = messageIds.stream()
                .mapToLong(id -> id.replicaId() == 1 ? id.globalCounter() : 0).toArray();
        Map<Long, Integer> uids = new HashMap<>();
        folder.mailbox().read(snapshot -> {
            if (snapshot.folder(folder.folderId()).type() == FolderType.SEARCH) {
                throw new RopError(ErrorCodes.NotSupported);
            }
            return snapshot.messages(folder.folderId(), ids, Set.of());
        }).forEach((MessageRow row) -> uids.put(row.messageId(), row.uid()));
        int[] found = new int[ids.length];
        for (int i = 0; i < ids.length; i++) {
            found[i] = uids.getOrDefault(ids[i], 0);
        }
        return found;
    }

    /// Places of messages that the client may not have: not read, or not delete.
    private static BitSet denied(FolderObject folder, Folder row, int[] uids, boolean move) {
        BitSet denied = new BitSet();
        if (!row.allows(Rights.READ_ANY)) {
            denied.set(0, uids.length);
        } else if (move && !row.allows(Rights.DELETE_ANY)) {
            Set<Integer> deletable = row.allows(Rights.DELETE_OWNED)
                    ? folder.mailbox().read(snapshot -> Arrays
                            .stream(snapshot.deletable(folder.folderId(),
                                    Arrays.stream(uids).filter(uid -> uid != 0).toArray()))
                            .boxed().collect(Collectors.toSet()))
                    : Set.of();
            for (int i = 0; i < uids.length; i++) {
                denied.set(i, uids[i] != 0 && !deletable.contains(uids[i]));
            }
        }
        return denied;
    }

    static RopResponse copyFolder(RopFastTransferSourceCopyFolder.Request request, Call call) {
        checkFlags(request.copyFlags(), COPY_FOLDER_FLAGS);
        SendOptions send = send(request.sendOptions());
        FolderObject folder = call.input(FolderObject.class);
        boolean move = (request.copyFlags() & RopFastTransferSourceCopyFolder.MOVE) != 0;
        boolean subfolders = move || (request.copyFlags()
                & RopFastTransferSourceCopyFolder.COPY_SUBFOLDERS) != 0;
        FolderDownload source = FolderDownload.of(MessageOpening.context(call, folder.logon()),
                folder.folderId(), new DownloadForm(PropertySelection.all(), false), move,
                subfolders);
        FastTransferDownload download = FastTransferDownload.ofTopFolder(source,
                options(call, folder.mailbox(), send, PropertySelection.all()));
        call.output(request.outputHandleIndex(),
                new TransferDownload(folder.logon(), new DownloadStream(download, 1)));
        return new RopFastTransferSourceCopyFolder.Response(request.outputHandleIndex());
    }

    /// The size that a client asks for has to fit in what is left of the answer, as far as any answer
    /// has so much; what it leaves to the server is made to fit.
    static RopResponse getBuffer(RopFastTransferSourceGetBuffer.Request request, Call call) {
        DownloadContext context = call.input(DownloadContext.class);
        boolean decides = request.bufferSize() == RopFastTransferSourceGetBuffer.USE_MAXIMUM;
        int needed = OVERHEAD_BYTES
                + (decides
                        ? Math.min(ELEMENT_BYTES, request.mostBytes())
                        : Math.min(FULL_BYTES, request.mostBytes()));
        if (needed > call.room()) {
            throw new BufferTooSmall(needed);
        }
        int limit = Math.min(request.mostBytes(), call.room() - OVERHEAD_BYTES);
        if (limit < ELEMENT_BYTES && limit < request.mostBytes()) {
            throw new BufferTooSmall(OVERHEAD_BYTES + request.mostBytes());
        }
        return context.stream().next(request, limit);
    }
}

package org.rialto.protocols.rops.engine;

import org.jspecify.annotations.Nullable;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.FolderId;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;
import org.rialto.protocols.rops.wire.RopResponse;
import org.rialto.protocols.rops.wire.folder.FolderRequest;
import org.rialto.protocols.rops.wire.folder.RopCopyFolder;
import org.rialto.protocols.rops.wire.folder.RopCreateFolder;
import org.rialto.protocols.rops.wire.folder.RopDeleteFolder;
import org.rialto.protocols.rops.wire.folder.RopDeleteMessages;
import org.rialto.protocols.rops.wire.folder.RopEmptyFolder;
import org.rialto.protocols.rops.wire.folder.RopGetContentsTable;
import org.rialto.protocols.rops.wire.folder.RopGetHierarchyTable;
import org.rialto.protocols.rops.wire.folder.RopGetSearchCriteria;
import org.rialto.protocols.rops.wire.folder.RopHardDeleteMessages;
import org.rialto.protocols.rops.wire.folder.RopHardDeleteMessagesAndSubfolders;
import org.rialto.protocols.rops.wire.folder.RopMoveCopyMessages;
import org.rialto.protocols.rops.wire.folder.RopMoveFolder;
import org.rialto.protocols.rops.wire.folder.RopOpenFolder;
import org.rialto.protocols.rops.wire.folder.RopSetSearchCriteria;
import org.rialto.store.Folder;
import org.rialto.store.FolderType;
import org.rialto.store.NewFolder;
import org.rialto.store.Snapshot;

/// Folders: opening, creating, deleting and emptying them; the rest is with [FolderCopies],
/// [MessageMoves], [SearchCriteriaHandler] and [FolderTables]. MS-OXCFOLD §3.2.5.
final class FolderHandler implements FamilyHandler<FolderRequest> {
    private static final int DELETE_FLAGS = RopDeleteFolder.DELETE_MESSAGES
            | RopDeleteFolder.DELETE_FOLDERS | RopDeleteFolder.DELETE_HARD;

    @Override
    public RopResponse handle(FolderRequest request, Call call) {
        return switch (request) {
            case RopOpenFolder.Request r -> open(r, call);
            case RopCreateFolder.Request r -> create(r, call);
            case RopDeleteFolder.Request r -> delete(r, call);
            case RopSetSearchCriteria.Request r -> SearchCriteriaHandler.set(r, call);
            case RopGetSearchCriteria.Request r -> SearchCriteriaHandler.get(r, call);
            case RopMoveCopyMessages.Request r -> MessageMoves.moveOrCopy(r, call);
            case RopMoveFolder.Request r -> FolderCopies.move(r, call);
            case RopCopyFolder.Request r -> FolderCopies.copy(r, call);
            case RopEmptyFolder.Request r -> new RopEmptyFolder.Response(r.inputHandleIndex(),
                    ErrorCodes.Success, empty(call, r.wantDeleteAssociated(), false));
            case RopHardDeleteMessagesAndSubfolders.Request r ->
                new RopHardDeleteMessagesAndSubfolders.Response(r.inputHandleIndex(),
                        ErrorCodes.Success, empty(call, r.wantDeleteAssociated(), true));
            case RopDeleteMessages.Request r -> new RopDeleteMessages.Response(
                    r.inputHandleIndex(), ErrorCodes.Success,
                    MessageMoves.delete(call.input(FolderObject.class), r.messageIds(), false,
                            r.notifyNonRead() ? PendingReceipts.of(call, call.logon()) : null));
            case RopHardDeleteMessages.Request r -> new RopHardDeleteMessages.Response(
                    r.inputHandleIndex(), ErrorCodes.Success,
                    MessageMoves.delete(call.input(FolderObject.class), r.messageIds(), true,
                            r.notifyNonRead() ? PendingReceipts.of(call, call.logon()) : null));
            case RopGetHierarchyTable.Request r -> FolderTables.hierarchy(r, call);
            case RopGetContentsTable.Request r -> FolderTables.contents(r, call);
        };
    }

    /// §3.2.5.1. On a folder or a logon.
    private static RopResponse open(RopOpenFolder.Request request, Call call) {
        if (!(call.input() instanceof FolderObject) && !(call.input() instanceof LogonObject)) {
            throw new RopError(ErrorCodes.NotSupported);
        }
        LogonObject logon = call.logon();
        Folder folder = find(logon, request.folderId());
        call.output(request.outputHandleIndex(), new FolderObject(logon, folder.folderId()));
        return new RopOpenFolder.Response(request.outputHandleIndex(), folder.ruleCount() > 0,
                null);
    }

    /// Who may not see a folder is told that there is none.
    private static Folder find(LogonObject logon, FolderId folderId) {
        try {
            return logon.mailbox().read(snapshot -> snapshot.folder(Ids.folder(folderId)));
        } catch (MailError.Denied e) {
            throw new RopError(ErrorCodes.NotFound);
        }
    }

    /// §3.2.5.2. Only of a public folder it is told that it was there (§2.2.1.2.2).
    private static RopResponse create(RopCreateFolder.Request request, Call call) {
        FolderObject parent = call.input(FolderObject.class);
        FolderType type = switch (request.folderType()) {
            case RopCreateFolder.GENERIC_FOLDER -> FolderType.GENERIC;
            case RopCreateFolder.SEARCH_FOLDER -> FolderType.SEARCH;
            default -> throw new RopError(ErrorCodes.InvalidParameter);
        };
        if (type == FolderType.SEARCH && !parent.logon().isPrivate()) {
            throw new RopError(ErrorCodes.NotSupported);
        }
        PropertyBag properties = new PropertyBag();
        if (!request.comment().isEmpty()) {
            properties.set(PropertyTags.PidTagComment, request.comment());
        }
        Made made = parent.mailbox().write(change -> {
            Folder there = request.openExisting() ? child(change, parent, request) : null;
            return there != null
                    ? new Made(there, true)
                    : new Made(change.createFolder(parent.folderId(),
                            new NewFolder(type, request.displayName(), null, properties)), false);
        });
        long folderId = made.folder().folderId();
        call.output(request.outputHandleIndex(), new FolderObject(parent.logon(), folderId));
        return new RopCreateFolder.Response(request.outputHandleIndex(), Ids.folder(folderId),
                made.existing() && !parent.logon().isPrivate()
                        ? new RopCreateFolder.Existing(made.folder().ruleCount() > 0, null)
                        : null);
    }

    private record Made(Folder folder, boolean existing) {}

    private static @Nullable Folder child(Snapshot snapshot, FolderObject parent,
            RopCreateFolder.Request request) {
        return snapshot.child(parent.folderId(), request.displayName()).orElse(null);
    }

    /// §3.2.5.3. The folder is one of the input folder's.
    private static RopResponse delete(RopDeleteFolder.Request request, Call call) {
        FolderObject parent = call.input(FolderObject.class);
        int flags = request.deleteFolderFlags();
        if ((flags & ~DELETE_FLAGS) != 0) {
            throw new RopError(ErrorCodes.InvalidParameter);
        }
        Folder folder = find(parent.logon(), request.folderId());
        if (folder.type() == FolderType.ROOT) {
            throw new RopError(ErrorCodes.NotSupported);
        }
        if (folder.parentId() != parent.folderId()) {
            throw new RopError(ErrorCodes.NotFound);
        }
        if (folder.special() != null) {
            throw new RopError(ErrorCodes.AccessDenied);
        }
        boolean kept = parent.mailbox().write(change -> {
            Folder now = change.folder(folder.folderId());
            boolean messages = now.type() != FolderType.SEARCH
                    && now.contentCount() + now.associatedCount() > 0;
            if (messages && (flags & RopDeleteFolder.DELETE_MESSAGES) == 0
                    || now.childCount() > 0 && (flags & RopDeleteFolder.DELETE_FOLDERS) == 0) {
                return true;
            }
            change.deleteFolder(now.folderId(), (flags & RopDeleteFolder.DELETE_HARD) != 0);
            return false;
        });
        return new RopDeleteFolder.Response(request.inputHandleIndex(), ErrorCodes.Success, kept);
    }

    /// §3.2.5.9 and §3.2.5.10. Answers whether something was left.
    private static boolean empty(Call call, boolean associatedToo, boolean hard) {
        FolderObject input = call.input(FolderObject.class);
        Folder folder = input.mailbox().read(snapshot -> snapshot.folder(input.folderId()));
        if (folder.type() != FolderType.GENERIC) {
            throw new RopError(ErrorCodes.NotSupported);
        }
        return input.mailbox().emptyFolder(input.folderId(), associatedToo, hard).partial();
    }
}

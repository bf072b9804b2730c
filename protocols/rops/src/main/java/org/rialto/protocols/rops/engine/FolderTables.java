package org.rialto.protocols.rops.engine;

import java.util.List;
import java.util.Map;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.protocols.rops.wire.RopResponse;
import org.rialto.protocols.rops.wire.folder.RopGetContentsTable;
import org.rialto.protocols.rops.wire.folder.RopGetHierarchyTable;
import org.rialto.store.Folder;
import org.rialto.store.FolderType;
import org.rialto.store.SpecialFolder;
import org.rialto.store.table.DeletedContents;
import org.rialto.store.table.FixedRows;
import org.rialto.store.table.FolderContents;
import org.rialto.store.table.FolderHierarchy;
import org.rialto.store.table.MailboxContents;
import org.rialto.store.table.TableSource;

/// Opens the tables of a folder. MS-OXCFOLD §3.2.5.13 and §3.2.5.14.
final class FolderTables {
    private static final int CONTENTS_FLAGS = RopGetContentsTable.ASSOCIATED
            | RopGetContentsTable.DEFERRED_ERRORS | RopGetContentsTable.NO_NOTIFICATIONS
            | RopGetContentsTable.SOFT_DELETES | RopGetContentsTable.USE_UNICODE
            | RopGetContentsTable.CONVERSATION_MEMBERS;
    private static final int HIERARCHY_FLAGS = RopGetHierarchyTable.DEPTH
            | RopGetHierarchyTable.DEFERRED_ERRORS | RopGetHierarchyTable.NO_NOTIFICATIONS
            | RopGetHierarchyTable.SOFT_DELETES | RopGetHierarchyTable.USE_UNICODE
            | RopGetHierarchyTable.SUPPRESSES_NOTIFICATIONS;

    static final List<PropertyTag> CONTENTS_COLUMNS = List.of(PropertyTags.PidTagFolderId,
            PropertyTags.PidTagMid, PropertyTags.PidTagInstID, PropertyTags.PidTagInstanceNum,
            PropertyTags.PidTagRowType, PropertyTags.PidTagDepth, PropertyTags.PidTagEntryId,
            PropertyTags.PidTagParentEntryId, PropertyTags.PidTagRecordKey,
            PropertyTags.PidTagSourceKey, PropertyTags.PidTagParentSourceKey,
            PropertyTags.PidTagChangeKey, PropertyTags.PidTagChangeNumber,
            PropertyTags.PidTagPredecessorChangeList, PropertyTags.PidTagMessageClass,
            PropertyTags.PidTagMessageFlags, PropertyTags.PidTagMessageStatus,
            PropertyTags.PidTagMessageSize, PropertyTags.PidTagMessageDeliveryTime,
            PropertyTags.PidTagClientSubmitTime, PropertyTags.PidTagCreationTime,
            PropertyTags.PidTagLastModificationTime, PropertyTags.PidTagSubject,
            PropertyTags.PidTagNormalizedSubject, PropertyTags.PidTagSubjectPrefix,
            PropertyTags.PidTagSenderName, PropertyTags.PidTagSenderEmailAddress,
            PropertyTags.PidTagSentRepresentingName, PropertyTags.PidTagDisplayTo,
            PropertyTags.PidTagDisplayCc, PropertyTags.PidTagImportance,
            PropertyTags.PidTagPriority, PropertyTags.PidTagSensitivity,
            PropertyTags.PidTagHasAttachments, PropertyTags.PidTagFlagStatus,
            PropertyTags.PidTagConversationTopic, PropertyTags.PidTagConversationIndex,
            PropertyTags.PidTagInternetMessageId);

    static final List<PropertyTag> HIERARCHY_COLUMNS = List.of(PropertyTags.PidTagFolderId,
            PropertyTags.PidTagParentFolderId, PropertyTags.PidTagDisplayName,
            PropertyTags.PidTagContainerClass, PropertyTags.PidTagFolderType,
            PropertyTags.PidTagContentCount, PropertyTags.PidTagContentUnreadCount,
            PropertyTags.PidTagAssociatedContentCount, PropertyTags.PidTagSubfolders,
            PropertyTags.PidTagDepth, PropertyTags.PidTagRights, PropertyTags.PidTagEntryId,
            PropertyTags.PidTagParentEntryId, PropertyTags.PidTagRecordKey,
            PropertyTags.PidTagInstanceKey, PropertyTags.PidTagSourceKey,
            PropertyTags.PidTagParentSourceKey, PropertyTags.PidTagChangeKey,
            PropertyTags.PidTagChangeNumber, PropertyTags.PidTagCreationTime,
            PropertyTags.PidTagLastModificationTime, PropertyTags.PidTagMessageSize,
            PropertyTags.PidTagMessageSizeExtended, PropertyTags.PidTagComment,
            PropertyTags.PidTagObjectType, PropertyTags.PidTagAttributeHidden,
            PropertyTags.PidTagHasRules, PropertyTags.PidTagFolderFlags,
            PropertyTags.PidTagLocalCommitTime,
            PropertyTags.PidTagLocalCommitTimeMax, PropertyTags.PidTagDeletedCountTotal,
            PropertyTags.PidTagHierarchyChangeNumber, PropertyTags.PidTagHierRev);

    private FolderTables() {}

    static RopResponse contents(RopGetContentsTable.Request request, Call call) {
        FolderObject folder = call.input(FolderObject.class);
        int flags = request.tableFlags();
        if ((flags & ~CONTENTS_FLAGS) != 0) {
            throw new RopError(ErrorCodes.InvalidParameter);
        }
        boolean associated = (flags & RopGetContentsTable.ASSOCIATED) != 0;
        Folder now = folder.mailbox().read(snapshot -> snapshot.folder(folder.folderId()));
        TableChanges changes = null;
        try {
            TableSource source;
            if ((flags & RopGetContentsTable.CONVERSATION_MEMBERS) != 0) {
                requireConversations(now, folder, flags);
                changes = TableChanges.ofMailbox(folder.mailbox());
                source = new MailboxContents(folder.mailbox(), conversationsIn(now, folder));
            } else if ((flags & RopGetContentsTable.SOFT_DELETES) != 0) {
                changes = folder.logon().isPrivate()
                        ? TableChanges.ofContents(folder.mailbox(), folder.logon()
                                .specialFolder(SpecialFolder.RECOVERABLE_DELETIONS))
                        : TableChanges.none();
                source = new DeletedContents(folder.mailbox(), folder.folderId(), associated);
            } else {
                changes = TableChanges.ofContents(folder.mailbox(), folder.folderId());
                source = new FolderContents(folder.mailbox(), folder.folderId(), associated,
                        call.server().views());
            }
            TableObject table = new TableObject(folder.logon(), TableObject.Kind.CONTENTS,
                    new WithBodies(source, MessageOpening.context(call, folder.logon()),
                            call.format(), new BodyHits(folder.mailbox()),
                            call.session().openings()),
                    changes, CONTENTS_COLUMNS, call.session().rowMemory());
            if ((flags & RopGetContentsTable.CONVERSATION_MEMBERS) != 0) {
                table.ofConversations();
            }
            if ((flags & RopGetContentsTable.NO_NOTIFICATIONS) == 0) {
                table.tell(call.session().notifications(), new TableNotifications(
                        folder.folderId(), true, now.type() == FolderType.SEARCH));
            }
            call.output(request.outputHandleIndex(), table);
            return new RopGetContentsTable.Response(request.outputHandleIndex(),
                    count(table, now, flags));
        } catch (RuntimeException e) {
            if (changes != null) {
                changes.close();
            }
            throw e;
        }
    }

    private static int count(TableObject table, Folder now, int flags) {
        if ((flags & (RopGetContentsTable.SOFT_DELETES
                | RopGetContentsTable.CONVERSATION_MEMBERS)) != 0) {
            return table.table().rowCount();
        }
        return (flags & RopGetContentsTable.ASSOCIATED) != 0
                ? now.associatedCount()
                : now.contentCount();
    }

    /// On the root folder of a mailbox, and on public folders. MS-OXCFOLD §2.2.1.14.1.
    private static void requireConversations(Folder now, FolderObject folder, int flags) {
        if (folder.logon().isPrivate() && now.type() != FolderType.ROOT
                || (flags & (RopGetContentsTable.ASSOCIATED
                        | RopGetContentsTable.SOFT_DELETES)) != 0) {
            throw new RopError(ErrorCodes.InvalidParameter);
        }
    }

    /// Conversations are among what people see.
    private static long conversationsIn(Folder now, FolderObject folder) {
        return now.type() == FolderType.ROOT
                ? folder.logon().specialFolder(SpecialFolder.IPM_SUBTREE)
                : now.folderId();
    }

    static RopResponse hierarchy(RopGetHierarchyTable.Request request, Call call) {
        FolderObject folder = call.input(FolderObject.class);
        int flags = request.tableFlags();
        if ((flags & ~HIERARCHY_FLAGS) != 0) {
            throw new RopError(ErrorCodes.NotSupported);
        }
        if ((flags & RopGetHierarchyTable.SOFT_DELETES) != 0) {
            return deletedFolders(request, folder, call);
        }
        TableChanges changes = TableChanges.ofHierarchy(folder.mailbox(), folder.folderId(),
                (flags & RopGetHierarchyTable.SUPPRESSES_NOTIFICATIONS) == 0);
        try {
            FolderHierarchy source = new FolderHierarchy(folder.mailbox(), folder.folderId(),
                    (flags & RopGetHierarchyTable.DEPTH) != 0);
            TableObject table = new TableObject(folder.logon(), TableObject.Kind.HIERARCHY,
                    source, changes, HIERARCHY_COLUMNS, call.session().rowMemory());
            if ((flags & RopGetHierarchyTable.NO_NOTIFICATIONS) == 0) {
                table.tell(call.session().notifications(),
                        new TableNotifications(folder.folderId(), false, false));
            }
            call.output(request.outputHandleIndex(), table);
            return new RopGetHierarchyTable.Response(request.outputHandleIndex(),
                    table.table().rowCount());
        } catch (RuntimeException e) {
            changes.close();
            throw e;
        }
    }

    /// A deleted folder is not kept: its messages are, and can be recovered.
    private static RopResponse deletedFolders(RopGetHierarchyTable.Request request,
            FolderObject folder, Call call) {
        folder.mailbox().read(snapshot -> snapshot.folder(folder.folderId()));
        call.output(request.outputHandleIndex(),
                new TableObject(folder.logon(), TableObject.Kind.HIERARCHY, NONE,
                        TableChanges.none(), HIERARCHY_COLUMNS, call.session().rowMemory()));
        return new RopGetHierarchyTable.Response(request.outputHandleIndex(), 0);
    }

    private static final TableSource NONE = new FixedRows(Map.of());
}

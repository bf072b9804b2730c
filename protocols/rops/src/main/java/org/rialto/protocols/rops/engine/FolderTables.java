package org.rialto.protocols.rops.engine;

import java.util.List;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.protocols.rops.wire.RopResponse;
import org.rialto.protocols.rops.wire.folder.RopGetContentsTable;
import org.rialto.protocols.rops.wire.folder.RopGetHierarchyTable;
import org.rialto.store.Folder;
import org.rialto.store.FolderType;
import org.rialto.store.table.FolderContents;
import org.rialto.store.table.FolderHierarchy;

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
            PropertyTags.PidTagObjectType, PropertyTags.PidTagAttributeHidden);

    private FolderTables() {}

    /// What was soft deleted, or is one conversation's, is not shown by folder: NotSupported.
    static RopResponse contents(RopGetContentsTable.Request request, Call call) {
        FolderObject folder = call.input(FolderObject.class);
        int flags = request.tableFlags();
        if ((flags & ~CONTENTS_FLAGS) != 0) {
            throw new RopError(ErrorCodes.InvalidParameter);
        }
        if ((flags & (RopGetContentsTable.SOFT_DELETES
                | RopGetContentsTable.CONVERSATION_MEMBERS)) != 0) {
            throw new RopError(ErrorCodes.NotSupported);
        }
        boolean associated = (flags & RopGetContentsTable.ASSOCIATED) != 0;
        TableChanges changes = TableChanges.ofContents(folder.mailbox(), folder.folderId());
        try {
            FolderContents source = new FolderContents(folder.mailbox(), folder.folderId(),
                    associated, call.server().views());
            Folder now = folder.mailbox()
                    .read(snapshot -> snapshot.folder(folder.folderId()));
            TableObject table = new TableObject(folder.logon(), TableObject.Kind.CONTENTS, source,
                    changes, CONTENTS_COLUMNS);
            if ((flags & RopGetContentsTable.NO_NOTIFICATIONS) == 0) {
                table.tell(call.session().notifications(), new TableNotifications(
                        folder.folderId(), true, now.type() == FolderType.SEARCH));
            }
            call.output(request.outputHandleIndex(), table);
            return new RopGetContentsTable.Response(request.outputHandleIndex(),
                    associated ? now.associatedCount() : now.contentCount());
        } catch (RuntimeException e) {
            changes.close();
            throw e;
        }
    }

    static RopResponse hierarchy(RopGetHierarchyTable.Request request, Call call) {
        FolderObject folder = call.input(FolderObject.class);
        int flags = request.tableFlags();
        if ((flags & ~HIERARCHY_FLAGS) != 0
                || (flags & RopGetHierarchyTable.SOFT_DELETES) != 0) {
            throw new RopError(ErrorCodes.NotSupported);
        }
        TableChanges changes = TableChanges.ofHierarchy(folder.mailbox(), folder.folderId());
        try {
            FolderHierarchy source = new FolderHierarchy(folder.mailbox(), folder.folderId(),
                    (flags & RopGetHierarchyTable.DEPTH) != 0);
            TableObject table = new TableObject(folder.logon(), TableObject.Kind.HIERARCHY,
                    source, changes, HIERARCHY_COLUMNS);
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
}

package org.rialto.protocols.rops.wire;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.protocols.rops.wire.attachment.RopCreateAttachment;
import org.rialto.protocols.rops.wire.attachment.RopDeleteAttachment;
import org.rialto.protocols.rops.wire.attachment.RopGetAttachmentTable;
import org.rialto.protocols.rops.wire.attachment.RopGetValidAttachments;
import org.rialto.protocols.rops.wire.attachment.RopOpenAttachment;
import org.rialto.protocols.rops.wire.attachment.RopOpenEmbeddedMessage;
import org.rialto.protocols.rops.wire.attachment.RopSaveChangesAttachment;
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
import org.rialto.protocols.rops.wire.logon.RopGetOwningServers;
import org.rialto.protocols.rops.wire.logon.RopGetPerUserGuid;
import org.rialto.protocols.rops.wire.logon.RopGetPerUserLongTermIds;
import org.rialto.protocols.rops.wire.logon.RopGetReceiveFolder;
import org.rialto.protocols.rops.wire.logon.RopGetReceiveFolderTable;
import org.rialto.protocols.rops.wire.logon.RopGetStoreState;
import org.rialto.protocols.rops.wire.logon.RopIdFromLongTermId;
import org.rialto.protocols.rops.wire.logon.RopLogon;
import org.rialto.protocols.rops.wire.logon.RopLongTermIdFromId;
import org.rialto.protocols.rops.wire.logon.RopPublicFolderIsGhosted;
import org.rialto.protocols.rops.wire.logon.RopReadPerUserInformation;
import org.rialto.protocols.rops.wire.logon.RopSetReceiveFolder;
import org.rialto.protocols.rops.wire.logon.RopWritePerUserInformation;
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
import org.rialto.protocols.rops.wire.notification.RopNotify;
import org.rialto.protocols.rops.wire.notification.RopPending;
import org.rialto.protocols.rops.wire.notification.RopRegisterNotification;
import org.rialto.protocols.rops.wire.other.RopBackoff;
import org.rialto.protocols.rops.wire.other.RopBufferTooSmall;
import org.rialto.protocols.rops.wire.other.RopRelease;
import org.rialto.protocols.rops.wire.permission.RopGetPermissionsTable;
import org.rialto.protocols.rops.wire.permission.RopModifyPermissions;
import org.rialto.protocols.rops.wire.property.RopCopyProperties;
import org.rialto.protocols.rops.wire.property.RopCopyTo;
import org.rialto.protocols.rops.wire.property.RopDeleteProperties;
import org.rialto.protocols.rops.wire.property.RopDeletePropertiesNoReplicate;
import org.rialto.protocols.rops.wire.property.RopGetNamesFromPropertyIds;
import org.rialto.protocols.rops.wire.property.RopGetPropertiesAll;
import org.rialto.protocols.rops.wire.property.RopGetPropertiesList;
import org.rialto.protocols.rops.wire.property.RopGetPropertiesSpecific;
import org.rialto.protocols.rops.wire.property.RopGetPropertyIdsFromNames;
import org.rialto.protocols.rops.wire.property.RopProgress;
import org.rialto.protocols.rops.wire.property.RopQueryNamedProperties;
import org.rialto.protocols.rops.wire.property.RopSetProperties;
import org.rialto.protocols.rops.wire.property.RopSetPropertiesNoReplicate;
import org.rialto.protocols.rops.wire.rule.RopGetRulesTable;
import org.rialto.protocols.rops.wire.rule.RopModifyRules;
import org.rialto.protocols.rops.wire.rule.RopUpdateDeferredActionMessages;
import org.rialto.protocols.rops.wire.stream.RopCloneStream;
import org.rialto.protocols.rops.wire.stream.RopCommitStream;
import org.rialto.protocols.rops.wire.stream.RopCopyToStream;
import org.rialto.protocols.rops.wire.stream.RopGetStreamSize;
import org.rialto.protocols.rops.wire.stream.RopLockRegionStream;
import org.rialto.protocols.rops.wire.stream.RopOpenStream;
import org.rialto.protocols.rops.wire.stream.RopReadStream;
import org.rialto.protocols.rops.wire.stream.RopSeekStream;
import org.rialto.protocols.rops.wire.stream.RopSetStreamSize;
import org.rialto.protocols.rops.wire.stream.RopUnlockRegionStream;
import org.rialto.protocols.rops.wire.stream.RopWriteAndCommitStream;
import org.rialto.protocols.rops.wire.stream.RopWriteStream;
import org.rialto.protocols.rops.wire.stream.RopWriteStreamExtended;
import org.rialto.protocols.rops.wire.synchronization.RopGetLocalReplicaIds;
import org.rialto.protocols.rops.wire.synchronization.RopSetLocalReplicaMidsetDeleted;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationConfigure;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationGetTransferState;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationImportDeletes;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationImportHierarchyChange;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationImportMessageChange;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationImportMessageMove;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationImportReadStateChanges;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationOpenCollector;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationUploadStateStreamBegin;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationUploadStateStreamContinue;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationUploadStateStreamEnd;
import org.rialto.protocols.rops.wire.table.RopAbort;
import org.rialto.protocols.rops.wire.table.RopCollapseRow;
import org.rialto.protocols.rops.wire.table.RopCreateBookmark;
import org.rialto.protocols.rops.wire.table.RopExpandRow;
import org.rialto.protocols.rops.wire.table.RopFindRow;
import org.rialto.protocols.rops.wire.table.RopFreeBookmark;
import org.rialto.protocols.rops.wire.table.RopGetCollapseState;
import org.rialto.protocols.rops.wire.table.RopGetStatus;
import org.rialto.protocols.rops.wire.table.RopQueryColumnsAll;
import org.rialto.protocols.rops.wire.table.RopQueryPosition;
import org.rialto.protocols.rops.wire.table.RopQueryRows;
import org.rialto.protocols.rops.wire.table.RopResetTable;
import org.rialto.protocols.rops.wire.table.RopRestrict;
import org.rialto.protocols.rops.wire.table.RopSeekRow;
import org.rialto.protocols.rops.wire.table.RopSeekRowBookmark;
import org.rialto.protocols.rops.wire.table.RopSeekRowFractional;
import org.rialto.protocols.rops.wire.table.RopSetCollapseState;
import org.rialto.protocols.rops.wire.table.RopSetColumns;
import org.rialto.protocols.rops.wire.table.RopSortTable;
import org.rialto.protocols.rops.wire.transfer.RopFastTransferDestinationConfigure;
import org.rialto.protocols.rops.wire.transfer.RopFastTransferDestinationPutBuffer;
import org.rialto.protocols.rops.wire.transfer.RopFastTransferDestinationPutBufferExtended;
import org.rialto.protocols.rops.wire.transfer.RopFastTransferSourceCopyFolder;
import org.rialto.protocols.rops.wire.transfer.RopFastTransferSourceCopyMessages;
import org.rialto.protocols.rops.wire.transfer.RopFastTransferSourceCopyProperties;
import org.rialto.protocols.rops.wire.transfer.RopFastTransferSourceCopyTo;
import org.rialto.protocols.rops.wire.transfer.RopFastTransferSourceGetBuffer;
import org.rialto.protocols.rops.wire.transfer.RopTellVersion;
import org.rialto.protocols.rops.wire.transport.RopAbortSubmit;
import org.rialto.protocols.rops.wire.transport.RopGetAddressTypes;
import org.rialto.protocols.rops.wire.transport.RopGetTransportFolder;
import org.rialto.protocols.rops.wire.transport.RopOptionsData;
import org.rialto.protocols.rops.wire.transport.RopSetSpooler;
import org.rialto.protocols.rops.wire.transport.RopSpoolerLockMessage;
import org.rialto.protocols.rops.wire.transport.RopSubmitMessage;
import org.rialto.protocols.rops.wire.transport.RopTransportNewMail;
import org.rialto.protocols.rops.wire.transport.RopTransportSend;

/// All remote operations: one row for each, with what reads its request and its response. What a
/// reader reads begins behind the RopId.
public final class RopTable {
    /// Reads a request.
    public interface RequestReader {
        RopRequest read(ByteReader in, RequestContext context);
    }

    /// Reads a response, from behind its RopId.
    public interface ResponseReader {
        RopResponse read(ByteReader in, ResponseContext context);
    }

    /// An operation. The request reader is null for those that the server sends of its own accord;
    /// the response reader where no response has the operation's id.
    public record Row(RopId id, @Nullable RequestReader request,
            @Nullable ResponseReader response) {}

    private static final @Nullable Row[] ROWS = new @Nullable Row[256];

    static {
        unanswered(RopId.RELEASE, RopRelease.Request::read);
        answered(RopId.OPEN_FOLDER, RopOpenFolder.Request::read, RopOpenFolder.Response::read);
        answered(RopId.OPEN_MESSAGE, RopOpenMessage.Request::read, RopOpenMessage.Response::read);
        answered(RopId.GET_HIERARCHY_TABLE, RopGetHierarchyTable.Request::read,
                RopGetHierarchyTable.Response::read);
        answered(RopId.GET_CONTENTS_TABLE, RopGetContentsTable.Request::read,
                RopGetContentsTable.Response::read);
        answered(RopId.CREATE_MESSAGE, RopCreateMessage.Request::read,
                RopCreateMessage.Response::read);
        answered(RopId.GET_PROPERTIES_SPECIFIC, RopGetPropertiesSpecific.Request::read,
                RopGetPropertiesSpecific.Response::read);
        answered(RopId.GET_PROPERTIES_ALL, RopGetPropertiesAll.Request::read,
                RopGetPropertiesAll.Response::read);
        answered(RopId.GET_PROPERTIES_LIST, RopGetPropertiesList.Request::read,
                RopGetPropertiesList.Response::read);
        answered(RopId.SET_PROPERTIES, RopSetProperties.Request::read,
                RopSetProperties.Response::read);
        answered(RopId.DELETE_PROPERTIES, RopDeleteProperties.Request::read,
                RopDeleteProperties.Response::read);
        answered(RopId.SAVE_CHANGES_MESSAGE, RopSaveChangesMessage.Request::read,
                RopSaveChangesMessage.Response::read);
        answered(RopId.REMOVE_ALL_RECIPIENTS, RopRemoveAllRecipients.Request::read,
                RopRemoveAllRecipients.Response::read);
        answered(RopId.MODIFY_RECIPIENTS, RopModifyRecipients.Request::read,
                RopModifyRecipients.Response::read);
        answered(RopId.READ_RECIPIENTS, RopReadRecipients.Request::read,
                RopReadRecipients.Response::read);
        answered(RopId.RELOAD_CACHED_INFORMATION, RopReloadCachedInformation.Request::read,
                RopReloadCachedInformation.Response::read);
        answered(RopId.SET_MESSAGE_READ_FLAG, RopSetMessageReadFlag.Request::read,
                RopSetMessageReadFlag.Response::read);
        answered(RopId.SET_COLUMNS, RopSetColumns.Request::read, RopSetColumns.Response::read);
        answered(RopId.SORT_TABLE, RopSortTable.Request::read, RopSortTable.Response::read);
        answered(RopId.RESTRICT, RopRestrict.Request::read, RopRestrict.Response::read);
        answered(RopId.QUERY_ROWS, RopQueryRows.Request::read, RopQueryRows.Response::read);
        answered(RopId.GET_STATUS, RopGetStatus.Request::read, RopGetStatus.Response::read);
        answered(RopId.QUERY_POSITION, RopQueryPosition.Request::read,
                RopQueryPosition.Response::read);
        answered(RopId.SEEK_ROW, RopSeekRow.Request::read, RopSeekRow.Response::read);
        answered(RopId.SEEK_ROW_BOOKMARK, RopSeekRowBookmark.Request::read,
                RopSeekRowBookmark.Response::read);
        answered(RopId.SEEK_ROW_FRACTIONAL, RopSeekRowFractional.Request::read,
                RopSeekRowFractional.Response::read);
        answered(RopId.CREATE_BOOKMARK, RopCreateBookmark.Request::read,
                RopCreateBookmark.Response::read);
        answered(RopId.CREATE_FOLDER, RopCreateFolder.Request::read,
                RopCreateFolder.Response::read);
        returned(RopId.DELETE_FOLDER, RopDeleteFolder.Request::read,
                RopDeleteFolder.Response::read);
        returned(RopId.DELETE_MESSAGES, RopDeleteMessages.Request::read,
                RopDeleteMessages.Response::read);
        unanswered(RopId.GET_MESSAGE_STATUS, RopGetMessageStatus.Request::read);
        answered(RopId.SET_MESSAGE_STATUS, RopSetMessageStatus.Request::read,
                RopSetMessageStatus.Response::read);
        answered(RopId.GET_ATTACHMENT_TABLE, RopGetAttachmentTable.Request::read,
                RopGetAttachmentTable.Response::read);
        answered(RopId.OPEN_ATTACHMENT, RopOpenAttachment.Request::read,
                RopOpenAttachment.Response::read);
        answered(RopId.CREATE_ATTACHMENT, RopCreateAttachment.Request::read,
                RopCreateAttachment.Response::read);
        answered(RopId.DELETE_ATTACHMENT, RopDeleteAttachment.Request::read,
                RopDeleteAttachment.Response::read);
        answered(RopId.SAVE_CHANGES_ATTACHMENT, RopSaveChangesAttachment.Request::read,
                RopSaveChangesAttachment.Response::read);
        answered(RopId.SET_RECEIVE_FOLDER, RopSetReceiveFolder.Request::read,
                RopSetReceiveFolder.Response::read);
        answered(RopId.GET_RECEIVE_FOLDER, RopGetReceiveFolder.Request::read,
                RopGetReceiveFolder.Response::read);
        answered(RopId.REGISTER_NOTIFICATION, RopRegisterNotification.Request::read,
                RopRegisterNotification.Response::read);
        told(RopId.NOTIFY, RopNotify.Response::read);
        answered(RopId.OPEN_STREAM, RopOpenStream.Request::read, RopOpenStream.Response::read);
        returned(RopId.READ_STREAM, RopReadStream.Request::read, RopReadStream.Response::read);
        returned(RopId.WRITE_STREAM, RopWriteStream.Request::read, RopWriteStream.Response::read);
        answered(RopId.SEEK_STREAM, RopSeekStream.Request::read, RopSeekStream.Response::read);
        answered(RopId.SET_STREAM_SIZE, RopSetStreamSize.Request::read,
                RopSetStreamSize.Response::read);
        answered(RopId.SET_SEARCH_CRITERIA, RopSetSearchCriteria.Request::read,
                RopSetSearchCriteria.Response::read);
        answered(RopId.GET_SEARCH_CRITERIA, RopGetSearchCriteria.Request::read,
                RopGetSearchCriteria.Response::read);
        answered(RopId.SUBMIT_MESSAGE, RopSubmitMessage.Request::read,
                RopSubmitMessage.Response::read);
        returned(RopId.MOVE_COPY_MESSAGES, RopMoveCopyMessages.Request::read,
                RopMoveCopyMessages.Response::read, RopMoveCopyMessages.NullDestination::read);
        answered(RopId.ABORT_SUBMIT, RopAbortSubmit.Request::read, RopAbortSubmit.Response::read);
        returned(RopId.MOVE_FOLDER, RopMoveFolder.Request::read, RopMoveFolder.Response::read,
                RopMoveFolder.NullDestination::read);
        returned(RopId.COPY_FOLDER, RopCopyFolder.Request::read, RopCopyFolder.Response::read,
                RopCopyFolder.NullDestination::read);
        answered(RopId.QUERY_COLUMNS_ALL, RopQueryColumnsAll.Request::read,
                RopQueryColumnsAll.Response::read);
        answered(RopId.ABORT, RopAbort.Request::read, RopAbort.Response::read);
        answered(RopId.COPY_TO, RopCopyTo.Request::read, RopCopyTo.Response::read,
                RopCopyTo.NullDestination::read);
        returned(RopId.COPY_TO_STREAM, RopCopyToStream.Request::read,
                RopCopyToStream.Response::read, RopCopyToStream.NullDestination::read);
        answered(RopId.CLONE_STREAM, RopCloneStream.Request::read, RopCloneStream.Response::read);
        answered(RopId.GET_PERMISSIONS_TABLE, RopGetPermissionsTable.Request::read,
                RopGetPermissionsTable.Response::read);
        answered(RopId.GET_RULES_TABLE, RopGetRulesTable.Request::read,
                RopGetRulesTable.Response::read);
        answered(RopId.MODIFY_PERMISSIONS, RopModifyPermissions.Request::read,
                RopModifyPermissions.Response::read);
        answered(RopId.MODIFY_RULES, RopModifyRules.Request::read, RopModifyRules.Response::read);
        answered(RopId.GET_OWNING_SERVERS, RopGetOwningServers.Request::read,
                RopGetOwningServers.Response::read);
        answered(RopId.LONG_TERM_ID_FROM_ID, RopLongTermIdFromId.Request::read,
                RopLongTermIdFromId.Response::read);
        answered(RopId.ID_FROM_LONG_TERM_ID, RopIdFromLongTermId.Request::read,
                RopIdFromLongTermId.Response::read);
        answered(RopId.PUBLIC_FOLDER_IS_GHOSTED, RopPublicFolderIsGhosted.Request::read,
                RopPublicFolderIsGhosted.Response::read);
        answered(RopId.OPEN_EMBEDDED_MESSAGE, RopOpenEmbeddedMessage.Request::read,
                RopOpenEmbeddedMessage.Response::read);
        answered(RopId.SET_SPOOLER, RopSetSpooler.Request::read, RopSetSpooler.Response::read);
        answered(RopId.SPOOLER_LOCK_MESSAGE, RopSpoolerLockMessage.Request::read,
                RopSpoolerLockMessage.Response::read);
        answered(RopId.GET_ADDRESS_TYPES, RopGetAddressTypes.Request::read,
                RopGetAddressTypes.Response::read);
        answered(RopId.TRANSPORT_SEND, RopTransportSend.Request::read,
                RopTransportSend.Response::read);
        answered(RopId.FAST_TRANSFER_SOURCE_COPY_MESSAGES,
                RopFastTransferSourceCopyMessages.Request::read,
                RopFastTransferSourceCopyMessages.Response::read);
        answered(RopId.FAST_TRANSFER_SOURCE_COPY_FOLDER,
                RopFastTransferSourceCopyFolder.Request::read,
                RopFastTransferSourceCopyFolder.Response::read);
        answered(RopId.FAST_TRANSFER_SOURCE_COPY_TO, RopFastTransferSourceCopyTo.Request::read,
                RopFastTransferSourceCopyTo.Response::read);
        returned(RopId.FAST_TRANSFER_SOURCE_GET_BUFFER,
                RopFastTransferSourceGetBuffer.Request::read,
                RopFastTransferSourceGetBuffer.Response::read);
        answered(RopId.FIND_ROW, RopFindRow.Request::read, RopFindRow.Response::read);
        answered(RopId.PROGRESS, RopProgress.Request::read, RopProgress.Response::read);
        answered(RopId.TRANSPORT_NEW_MAIL, RopTransportNewMail.Request::read,
                RopTransportNewMail.Response::read);
        answered(RopId.GET_VALID_ATTACHMENTS, RopGetValidAttachments.Request::read,
                RopGetValidAttachments.Response::read);
        answered(RopId.FAST_TRANSFER_DESTINATION_CONFIGURE,
                RopFastTransferDestinationConfigure.Request::read,
                RopFastTransferDestinationConfigure.Response::read);
        returned(RopId.FAST_TRANSFER_DESTINATION_PUT_BUFFER,
                RopFastTransferDestinationPutBuffer.Request::read,
                RopFastTransferDestinationPutBuffer.Response::read);
        answered(RopId.GET_NAMES_FROM_PROPERTY_IDS, RopGetNamesFromPropertyIds.Request::read,
                RopGetNamesFromPropertyIds.Response::read);
        answered(RopId.GET_PROPERTY_IDS_FROM_NAMES, RopGetPropertyIdsFromNames.Request::read,
                RopGetPropertyIdsFromNames.Response::read);
        answered(RopId.UPDATE_DEFERRED_ACTION_MESSAGES,
                RopUpdateDeferredActionMessages.Request::read,
                RopUpdateDeferredActionMessages.Response::read);
        returned(RopId.EMPTY_FOLDER, RopEmptyFolder.Request::read, RopEmptyFolder.Response::read);
        answered(RopId.EXPAND_ROW, RopExpandRow.Request::read, RopExpandRow.Response::read);
        answered(RopId.COLLAPSE_ROW, RopCollapseRow.Request::read, RopCollapseRow.Response::read);
        answered(RopId.LOCK_REGION_STREAM, RopLockRegionStream.Request::read,
                RopLockRegionStream.Response::read);
        answered(RopId.UNLOCK_REGION_STREAM, RopUnlockRegionStream.Request::read,
                RopUnlockRegionStream.Response::read);
        answered(RopId.COMMIT_STREAM, RopCommitStream.Request::read,
                RopCommitStream.Response::read);
        answered(RopId.GET_STREAM_SIZE, RopGetStreamSize.Request::read,
                RopGetStreamSize.Response::read);
        warned(RopId.QUERY_NAMED_PROPERTIES, RopQueryNamedProperties.Request::read,
                RopQueryNamedProperties.Response::read);
        answered(RopId.GET_PER_USER_LONG_TERM_IDS, RopGetPerUserLongTermIds.Request::read,
                RopGetPerUserLongTermIds.Response::read);
        answered(RopId.GET_PER_USER_GUID, RopGetPerUserGuid.Request::read,
                RopGetPerUserGuid.Response::read);
        answered(RopId.READ_PER_USER_INFORMATION, RopReadPerUserInformation.Request::read,
                RopReadPerUserInformation.Response::read);
        answered(RopId.WRITE_PER_USER_INFORMATION, RopWritePerUserInformation.Request::read,
                RopWritePerUserInformation.Response::read);
        returned(RopId.SET_READ_FLAGS, RopSetReadFlags.Request::read,
                RopSetReadFlags.Response::read);
        answered(RopId.COPY_PROPERTIES, RopCopyProperties.Request::read,
                RopCopyProperties.Response::read, RopCopyProperties.NullDestination::read);
        answered(RopId.GET_RECEIVE_FOLDER_TABLE, RopGetReceiveFolderTable.Request::read,
                RopGetReceiveFolderTable.Response::read);
        answered(RopId.FAST_TRANSFER_SOURCE_COPY_PROPERTIES,
                RopFastTransferSourceCopyProperties.Request::read,
                RopFastTransferSourceCopyProperties.Response::read);
        answered(RopId.GET_COLLAPSE_STATE, RopGetCollapseState.Request::read,
                RopGetCollapseState.Response::read);
        answered(RopId.SET_COLLAPSE_STATE, RopSetCollapseState.Request::read,
                RopSetCollapseState.Response::read);
        answered(RopId.GET_TRANSPORT_FOLDER, RopGetTransportFolder.Request::read,
                RopGetTransportFolder.Response::read);
        told(RopId.PENDING, RopPending.Response::read);
        answered(RopId.OPTIONS_DATA, RopOptionsData.Request::read, RopOptionsData.Response::read);
        answered(RopId.SYNCHRONIZATION_CONFIGURE, RopSynchronizationConfigure.Request::read,
                RopSynchronizationConfigure.Response::read);
        answered(RopId.SYNCHRONIZATION_IMPORT_MESSAGE_CHANGE,
                RopSynchronizationImportMessageChange.Request::read,
                RopSynchronizationImportMessageChange.Response::read);
        answered(RopId.SYNCHRONIZATION_IMPORT_HIERARCHY_CHANGE,
                RopSynchronizationImportHierarchyChange.Request::read,
                RopSynchronizationImportHierarchyChange.Response::read);
        answered(RopId.SYNCHRONIZATION_IMPORT_DELETES,
                RopSynchronizationImportDeletes.Request::read,
                RopSynchronizationImportDeletes.Response::read);
        answered(RopId.SYNCHRONIZATION_UPLOAD_STATE_STREAM_BEGIN,
                RopSynchronizationUploadStateStreamBegin.Request::read,
                RopSynchronizationUploadStateStreamBegin.Response::read);
        answered(RopId.SYNCHRONIZATION_UPLOAD_STATE_STREAM_CONTINUE,
                RopSynchronizationUploadStateStreamContinue.Request::read,
                RopSynchronizationUploadStateStreamContinue.Response::read);
        answered(RopId.SYNCHRONIZATION_UPLOAD_STATE_STREAM_END,
                RopSynchronizationUploadStateStreamEnd.Request::read,
                RopSynchronizationUploadStateStreamEnd.Response::read);
        answered(RopId.SYNCHRONIZATION_IMPORT_MESSAGE_MOVE,
                RopSynchronizationImportMessageMove.Request::read,
                RopSynchronizationImportMessageMove.Response::read);
        answered(RopId.SET_PROPERTIES_NO_REPLICATE, RopSetPropertiesNoReplicate.Request::read,
                RopSetPropertiesNoReplicate.Response::read);
        answered(RopId.DELETE_PROPERTIES_NO_REPLICATE, RopDeletePropertiesNoReplicate.Request::read,
                RopDeletePropertiesNoReplicate.Response::read);
        answered(RopId.GET_STORE_STATE, RopGetStoreState.Request::read,
                RopGetStoreState.Response::read);
        answered(RopId.SYNCHRONIZATION_OPEN_COLLECTOR,
                RopSynchronizationOpenCollector.Request::read,
                RopSynchronizationOpenCollector.Response::read);
        answered(RopId.GET_LOCAL_REPLICA_IDS, RopGetLocalReplicaIds.Request::read,
                RopGetLocalReplicaIds.Response::read);
        answered(RopId.SYNCHRONIZATION_IMPORT_READ_STATE_CHANGES,
                RopSynchronizationImportReadStateChanges.Request::read,
                RopSynchronizationImportReadStateChanges.Response::read);
        answered(RopId.RESET_TABLE, RopResetTable.Request::read, RopResetTable.Response::read);
        answered(RopId.SYNCHRONIZATION_GET_TRANSFER_STATE,
                RopSynchronizationGetTransferState.Request::read,
                RopSynchronizationGetTransferState.Response::read);
        answered(RopId.TELL_VERSION, RopTellVersion.Request::read, RopTellVersion.Response::read);
        answered(RopId.FREE_BOOKMARK, RopFreeBookmark.Request::read,
                RopFreeBookmark.Response::read);
        returned(RopId.WRITE_AND_COMMIT_STREAM, RopWriteAndCommitStream.Request::read,
                RopWriteAndCommitStream.Response::read);
        returned(RopId.HARD_DELETE_MESSAGES, RopHardDeleteMessages.Request::read,
                RopHardDeleteMessages.Response::read);
        returned(RopId.HARD_DELETE_MESSAGES_AND_SUBFOLDERS,
                RopHardDeleteMessagesAndSubfolders.Request::read,
                RopHardDeleteMessagesAndSubfolders.Response::read);
        answered(RopId.SET_LOCAL_REPLICA_MIDSET_DELETED,
                RopSetLocalReplicaMidsetDeleted.Request::read,
                RopSetLocalReplicaMidsetDeleted.Response::read);
        returned(RopId.FAST_TRANSFER_DESTINATION_PUT_BUFFER_EXTENDED,
                RopFastTransferDestinationPutBufferExtended.Request::read,
                RopFastTransferDestinationPutBufferExtended.Response::read);
        returned(RopId.WRITE_STREAM_EXTENDED, RopWriteStreamExtended.Request::read,
                RopWriteStreamExtended.Response::read);
        told(RopId.BACKOFF, RopBackoff.Response::read);
        add(RopId.LOGON, RopLogon.Request::read, AnswerForms::readLogon);
        told(RopId.BUFFER_TOO_SMALL, RopBufferTooSmall.Response::read);
    }

    private RopTable() {}

    public static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (Row row : ROWS) {
            if (row != null) {
                rows.add(row);
            }
        }
        return rows;
    }

    /// Reads one request, from its RopId on.
    public static RopRequest readRequest(ByteReader in, RequestContext context) {
        int id = in.readUint8();
        Row row = ROWS[id];
        if (row == null || row.request == null) {
            throw in.malformed(String.format("0x%02X is no operation to ask for", id));
        }
        return row.request.read(in, context);
    }

    /// Reads one response, from its RopId on.
    public static RopResponse readResponse(ByteReader in, ResponseContext context) {
        int id = in.readUint8();
        Row row = ROWS[id];
        if (row == null || row.response == null) {
            throw in.malformed(String.format("0x%02X is no response", id));
        }
        return row.response.read(in, context);
    }

    private static void add(RopId id, @Nullable RequestReader request,
            @Nullable ResponseReader response) {
        ROWS[id.code()] = new Row(id, request, response);
    }

    /// An operation without a response of its id.
    private static void unanswered(RopId id, RequestReader request) { add(id, request, null); }

    /// What the server sends of its own accord.
    private static void told(RopId id, ResponseReader response) { add(id, null, response); }

    /// An operation that answers with its fields when it succeeds.
    private static void answered(RopId id, RequestReader request, AnswerForms.Success success) {
        add(id, request, AnswerForms.answer(id, success));
    }

    /// One of those between two objects.
    private static void answered(RopId id, RequestReader request, AnswerForms.Success success,
            AnswerForms.Success nullDestination) {
        add(id, request, AnswerForms.answer(id, success, nullDestination));
    }

    /// An operation that answers with its fields also when some of what it did failed.
    private static void warned(RopId id, RequestReader request, AnswerForms.Any reader) {
        add(id, request, AnswerForms.warning(id, reader));
    }

    /// An operation that always answers with its fields.
    private static void returned(RopId id, RequestReader request, AnswerForms.Any reader) {
        add(id, request, AnswerForms.always(reader));
    }

    /// One of those between two objects.
    private static void returned(RopId id, RequestReader request, AnswerForms.Any reader,
            AnswerForms.Success nullDestination) {
        add(id, request, AnswerForms.always(reader, nullDestination));
    }
}

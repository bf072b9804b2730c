package org.rialto.protocols.rops.wire.folder;

import org.rialto.protocols.rops.wire.RopResponse;

/// The responses of the family. MS-OXCROPS §2.2.4.
public sealed interface FolderResponse extends RopResponse
        permits
        RopCopyFolder.NullDestination,
        RopCopyFolder.Response,
        RopCreateFolder.Response,
        RopDeleteFolder.Response,
        RopDeleteMessages.Response,
        RopEmptyFolder.Response,
        RopGetContentsTable.Response,
        RopGetHierarchyTable.Response,
        RopGetSearchCriteria.Response,
        RopHardDeleteMessages.Response,
        RopHardDeleteMessagesAndSubfolders.Response,
        RopMoveCopyMessages.NullDestination,
        RopMoveCopyMessages.Response,
        RopMoveFolder.NullDestination,
        RopMoveFolder.Response,
        RopOpenFolder.Response,
        RopSetSearchCriteria.Response {}

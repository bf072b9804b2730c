package org.rialto.protocols.rops.wire.folder;

import org.rialto.protocols.rops.wire.RopRequest;

/// The requests of the family. MS-OXCROPS §2.2.4.
public sealed interface FolderRequest extends RopRequest
        permits
        RopCopyFolder.Request,
        RopCreateFolder.Request,
        RopDeleteFolder.Request,
        RopDeleteMessages.Request,
        RopEmptyFolder.Request,
        RopGetContentsTable.Request,
        RopGetHierarchyTable.Request,
        RopGetSearchCriteria.Request,
        RopHardDeleteMessages.Request,
        RopHardDeleteMessagesAndSubfolders.Request,
        RopMoveCopyMessages.Request,
        RopMoveFolder.Request,
        RopOpenFolder.Request,
        RopSetSearchCriteria.Request {}

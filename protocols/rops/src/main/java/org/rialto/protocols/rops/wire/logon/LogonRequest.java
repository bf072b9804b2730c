package org.rialto.protocols.rops.wire.logon;

import org.rialto.protocols.rops.wire.RopRequest;

/// The requests of the family. MS-OXCROPS §2.2.3.
public sealed interface LogonRequest extends RopRequest
        permits
        RopGetOwningServers.Request,
        RopGetPerUserGuid.Request,
        RopGetPerUserLongTermIds.Request,
        RopGetReceiveFolder.Request,
        RopGetReceiveFolderTable.Request,
        RopGetStoreState.Request,
        RopIdFromLongTermId.Request,
        RopLogon.Request,
        RopLongTermIdFromId.Request,
        RopPublicFolderIsGhosted.Request,
        RopReadPerUserInformation.Request,
        RopSetReceiveFolder.Request,
        RopWritePerUserInformation.Request {}

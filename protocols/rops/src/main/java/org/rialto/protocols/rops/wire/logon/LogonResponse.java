package org.rialto.protocols.rops.wire.logon;

import org.rialto.protocols.rops.wire.RopResponse;

/// The responses of the family. MS-OXCROPS §2.2.3.
public sealed interface LogonResponse extends RopResponse
        permits
        RopGetOwningServers.Response,
        RopGetPerUserGuid.Response,
        RopGetPerUserLongTermIds.Response,
        RopGetReceiveFolder.Response,
        RopGetReceiveFolderTable.Response,
        RopGetStoreState.Response,
        RopIdFromLongTermId.Response,
        RopLogon.PrivateResponse,
        RopLogon.PublicResponse,
        RopLogon.Redirect,
        RopLongTermIdFromId.Response,
        RopPublicFolderIsGhosted.Response,
        RopReadPerUserInformation.Response,
        RopSetReceiveFolder.Response,
        RopWritePerUserInformation.Response {}

package org.rialto.protocols.rops.wire.permission;

import org.rialto.protocols.rops.wire.RopResponse;

/// The responses of the family. MS-OXCROPS §2.2.10.
public sealed interface PermissionResponse extends RopResponse
        permits
        RopGetPermissionsTable.Response,
        RopModifyPermissions.Response {}

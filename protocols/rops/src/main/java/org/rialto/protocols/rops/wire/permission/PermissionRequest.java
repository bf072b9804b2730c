package org.rialto.protocols.rops.wire.permission;

import org.rialto.protocols.rops.wire.RopRequest;

/// The requests of the family. MS-OXCROPS §2.2.10.
public sealed interface PermissionRequest extends RopRequest
        permits
        RopGetPermissionsTable.Request,
        RopModifyPermissions.Request {}

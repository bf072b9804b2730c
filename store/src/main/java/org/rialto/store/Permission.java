package org.rialto.store;

import java.util.UUID;

/// One row of a folder's permission table. MS-OXCPERM §2.2.4.
///
/// @param principal a user's or group's GUID, or [#DEFAULT], or [#ANONYMOUS]
/// @param rights bits of [Rights]
public record Permission(UUID principal, int rights) {
    /// Any authenticated user without a row of its own.
    public static final UUID DEFAULT = new UUID(0, 0);
    /// Somebody not authenticated.
    public static final UUID ANONYMOUS = new UUID(-1, -1);
}

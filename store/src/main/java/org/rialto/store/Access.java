package org.rialto.store;

import java.util.Set;
import java.util.UUID;

/// Who asks, as the store needs to know it. Made by the `mailbox` room, which decides who owns what
/// and who is in which group; the store checks it against each folder's permissions on every call.
///
/// @param actor who, for `creator` columns and the log; a user's GUID, or [#SYSTEM]
/// @param full every right on every folder (the owner, the system, an organisation administrator
///        who impersonates); the permission tables are not consulted
/// @param principals GUIDs of the actor and of each group it is in; empty for anonymous
public record Access(UUID actor, boolean full, Set<UUID> principals) {
    public static final UUID SYSTEM_ID = new UUID(0, 0);
    /// Delivery, maintenance, migration.
    public static final Access SYSTEM = new Access(SYSTEM_ID, true, Set.of());

    public Access { principals = Set.copyOf(principals); }
}

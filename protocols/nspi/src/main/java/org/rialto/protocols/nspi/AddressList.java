package org.rialto.protocols.nspi;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.ObjectKind;

/// The address book containers, in the order of the hierarchy table: a parent before its children.
/// MS-OXOABK §2.2.2, §3.1.4.1. Minimal entry ids are kept for good.
enum AddressList {
    // @formatter:off
    GLOBAL(0, "Global Address List", Set.of(ObjectKind.values()), null),
    ALL(0x10, "All Address Lists", Set.of(), null),
    CONTACTS(0x11, "All Contacts", Set.of(ObjectKind.CONTACT), ALL),
    EQUIPMENT(0x12, "All Equipment", Set.of(ObjectKind.EQUIPMENT), ALL),
    GROUPS(0x13, "All Groups", Set.of(ObjectKind.GROUP), ALL),
    ROOMS(0x14, "All Rooms", Set.of(ObjectKind.ROOM), ALL),
    USERS(0x15, "All Users", Set.of(ObjectKind.USER), ALL),
    PUBLIC_FOLDERS(0x16, "Public Folders", Set.of(ObjectKind.PUBLIC_FOLDER), ALL);
    // @formatter:on

    /// Of the hierarchy table: raise it with every change of these rows.
    static final int VERSION = 1;

    // PidTagContainerFlags, MS-OXOABK §2.2.2.1.
    private static final int RECIPIENTS = 0x1;
    private static final int SUBCONTAINERS = 0x2;
    private static final int UNMODIFIABLE = 0x8;

    private final int minimalId;
    private final String displayName;
    private final Set<ObjectKind> kinds;
    private final @Nullable AddressList parent;

    AddressList(int minimalId, String displayName, Set<ObjectKind> kinds,
            @Nullable AddressList parent) {
        this.minimalId = minimalId;
        this.displayName = displayName;
        this.kinds = kinds;
        this.parent = parent;
    }

    static @Nullable AddressList ofMinimalId(int minimalId) {
        for (AddressList list : values()) {
            if (list.minimalId == minimalId) {
                return list;
            }
        }
        return null;
    }

    /// One that a minimal entry id specifies as an object: 0 is a position, and the list of a STAT
    /// that says none.
    static @Nullable AddressList ofObjectId(int minimalId) {
        return minimalId == GLOBAL.minimalId ? null : ofMinimalId(minimalId);
    }

    int minimalId() { return minimalId; }

    String displayName() { return displayName; }

    boolean holds(ObjectKind kind) { return kinds.contains(kind); }

    @Nullable
    AddressList parent() { return parent; }

    int depth() { return parent == null ? 0 : parent.depth() + 1; }

    int containerFlags() { return (kinds.isEmpty() ? SUBCONTAINERS : RECIPIENTS) | UNMODIFIABLE; }

    /// addresslist-dn of MS-OXOABK §2.2.1.1, for the servers of a GUID.
    String distinguishedName(UUID serverGuid) {
        if (this == GLOBAL) {
            return "/";
        }
        UUID guid = UUID.nameUUIDFromBytes(
                (serverGuid + "/" + name()).getBytes(StandardCharsets.UTF_8));
        return "/guid=" + guid.toString().replace("-", "").toUpperCase(java.util.Locale.ROOT);
    }
}

package org.rialto.protocols.rops.sync;

import org.jspecify.annotations.Nullable;

/// What is synchronized. MS-OXCFXICS §2.2.3.2.1.1.1.
public enum SynchronizationType {
    /// The messages of one folder.
    CONTENTS(0x01),
    /// The folders below one folder.
    HIERARCHY(0x02);

    private final int code;

    SynchronizationType(int code) { this.code = code; }

    public int code() { return code; }

    /// The type of a code, or null where there is none.
    public static @Nullable SynchronizationType of(int code) {
        return switch (code) {
            case 0x01 -> CONTENTS;
            case 0x02 -> HIERARCHY;
            default -> null;
        };
    }
}

package org.rialto.protocols.rops.sync;

/// The SynchronizationFlags and SynchronizationExtraFlags of a synchronization download.
/// MS-OXCFXICS §2.2.3.2.1.1.1; what they mean is in §3.2.5.9.1.1.
public record SynchronizationFlags(int flags, int extraFlags) {
    public static final int UNICODE = 0x0001;
    public static final int NO_DELETIONS = 0x0002;
    public static final int IGNORE_NO_LONGER_IN_SCOPE = 0x0004;
    public static final int READ_STATE = 0x0008;
    public static final int FAI = 0x0010;
    public static final int NORMAL = 0x0020;
    public static final int ONLY_SPECIFIED_PROPERTIES = 0x0080;
    public static final int NO_FOREIGN_IDENTIFIERS = 0x0100;
    public static final int BEST_BODY = 0x2000;
    public static final int IGNORE_SPECIFIED_ON_FAI = 0x4000;
    public static final int PROGRESS = 0x8000;
    private static final int KNOWN = UNICODE | NO_DELETIONS | IGNORE_NO_LONGER_IN_SCOPE
            | READ_STATE | FAI | NORMAL | ONLY_SPECIFIED_PROPERTIES | NO_FOREIGN_IDENTIFIERS
            | BEST_BODY | IGNORE_SPECIFIED_ON_FAI | PROGRESS;

    public static final int EXTRA_EID = 0x0001;
    public static final int EXTRA_MESSAGE_SIZE = 0x0002;
    public static final int EXTRA_CN = 0x0004;
    public static final int EXTRA_ORDER_BY_DELIVERY_TIME = 0x0008;

    /// Whether all flags are known: a server fails the ROP where one is not, the reserved one
    /// among them. Extra flags that are not known are ignored.
    public boolean isKnown() { return (flags & ~KNOWN) == 0; }

    public boolean hasDeletions() { return (flags & NO_DELETIONS) == 0; }

    public boolean hasNoLongerInScope() {
        return (flags & (NO_DELETIONS | IGNORE_NO_LONGER_IN_SCOPE)) == 0;
    }

    public boolean hasReadStates() { return (flags & READ_STATE) != 0; }

    public boolean hasAssociated() { return (flags & FAI) != 0; }

    public boolean hasNormal() { return (flags & NORMAL) != 0; }

    public boolean hasProgress() { return (flags & PROGRESS) != 0; }

    public boolean ignoresForeignIdentifiers() { return (flags & NO_FOREIGN_IDENTIFIERS) != 0; }

    public boolean hasOnlySpecifiedProperties() { return (flags & ONLY_SPECIFIED_PROPERTIES) != 0; }

    /// Whether FAI messages have all properties, whatever is specified of others.
    public boolean hasAllOfAssociated() {
        return hasOnlySpecifiedProperties() && (flags & IGNORE_SPECIFIED_ON_FAI) != 0;
    }

    public boolean wantsBestBody() { return (flags & BEST_BODY) != 0; }

    /// Whether ids are in the headers of changes: PidTagMid, PidTagFolderId.
    public boolean hasIds() { return (extraFlags & EXTRA_EID) != 0; }

    public boolean hasMessageSize() { return (extraFlags & EXTRA_MESSAGE_SIZE) != 0; }

    public boolean hasChangeNumber() { return (extraFlags & EXTRA_CN) != 0; }

    /// Whether the newest messages come first.
    public boolean isOrderedByDelivery() {
        return (extraFlags & EXTRA_ORDER_BY_DELIVERY_TIME) != 0;
    }
}

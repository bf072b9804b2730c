package org.rialto.protocols.rops.sync;

import java.nio.charset.Charset;

/// The SendOptions flags of a download. MS-OXCFXICS §2.2.3.1.1.1.1.
public record SendOptions(int flags) {
    public static final int UNICODE = 0x01;
    public static final int USE_CPID = 0x02;
    public static final int FOR_UPLOAD = UNICODE | USE_CPID;
    public static final int RECOVER_MODE = 0x04;
    public static final int FORCE_UNICODE = 0x08;
    public static final int PARTIAL_ITEM = 0x10;
    /// Flags to be ignored.
    private static final int RESERVED = 0x60;
    private static final int KNOWN = FOR_UPLOAD | RECOVER_MODE | FORCE_UNICODE | PARTIAL_ITEM
            | RESERVED;

    /// Whether all flags are known: a server fails the ROP where one is not. §3.2.5.8.1.1
    public boolean isKnown() { return (flags & ~KNOWN) == 0; }

    /// Whether a failure of one object is to be told, and the download to go on.
    public boolean recovers() { return (flags & RECOVER_MODE) != 0; }

    /// Whether changes to parts of a message may be sent as such.
    public boolean allowsPartialItems() { return (flags & PARTIAL_ITEM) != 0; }

    /// The form of strings, of which the store has all in Unicode. `connection` is the character
    /// set of the session's code page.
    public StringForm stringForm(Charset connection) {
        if ((flags & USE_CPID) != 0) {
            return StringForm.CODE_PAGE_TYPE;
        }
        return (flags & (UNICODE | FORCE_UNICODE)) != 0
                ? StringForm.UNICODE
                : StringForm.codePage(connection);
    }
}

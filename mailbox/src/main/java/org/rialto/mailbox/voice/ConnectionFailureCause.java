package org.rialto.mailbox.voice;

/// Why a call did not come about. MS-OXWUMS §2.2, ConnectionFailureCauseType.
public enum ConnectionFailureCause {
    NONE("None"),
    /// SIP 486 and 600.
    USER_BUSY("UserBusy"),
    /// SIP 408 and 480 after ringing, or nobody answered in time.
    NO_ANSWER("NoAnswer"),
    /// SIP 404, 480, 503: nobody can be reached there.
    UNAVAILABLE("Unavailable"), OTHER("Other");

    private final String word;

    ConnectionFailureCause(String word) { this.word = word; }

    /// As the document writes it.
    public String word() { return word; }
}

package org.rialto.store;

/// The state bits of a message row: what lists show and IMAP sets. Each is the truth for the MAPI
/// property named; property reads and writes of those go through these bits.
public final class MessageFlags {
    /// mfRead of PidTagMessageFlags; IMAP \Seen.
    public static final int READ = 0x01;
    /// mfUnsent of PidTagMessageFlags; IMAP \Draft.
    public static final int UNSENT = 0x02;
    /// PidTagFlagStatus is followupFlagged; IMAP \Flagged.
    public static final int FLAGGED = 0x04;
    /// PidTagLastVerbExecuted is a reply; IMAP \Answered.
    public static final int ANSWERED = 0x08;
    /// PidTagLastVerbExecuted is a forward; IMAP $Forwarded.
    public static final int FORWARDED = 0x10;
    /// MSGSTATUS_DELMARKED of PidTagMessageStatus; IMAP \Deleted.
    public static final int MARKED_DELETED = 0x20;
    /// mfHasAttach of PidTagMessageFlags. Derived; never set by a flag change.
    public static final int HAS_ATTACHMENTS = 0x40;
    /// A read receipt was sent or declined; IMAP $MDNSent.
    public static final int RECEIPT_SENT = 0x80;

    /// mfSubmitted of PidTagMessageFlags: it is on its way out.
    public static final int SUBMITTED = 0x100;
    /// mfFromMe of PidTagMessageFlags.
    public static final int FROM_ME = 0x200;
    /// mfResend of PidTagMessageFlags.
    public static final int RESEND = 0x400;
    /// mfEverRead of PidTagMessageFlags, of one that is not READ any more.
    public static final int EVER_READ = 0x800;
    /// Its contents were changed after it came: mfUnmodified of PidTagMessageFlags is off.
    public static final int MODIFIED = 0x1000;
    /// Bits whose change is one of the read state (MS-OXCFXICS §3.2.5.6), or of what only IMAP knows;
    /// a change of any other is a change of the message, for all who synchronize.
    static final int READ_STATE = READ | EVER_READ | RECEIPT_SENT | MARKED_DELETED;
    /// Set in every row of table message, and nowhere else: with it the column takes two bytes
    /// whatever the other bits are, so that SQLite changes 10,000 rows in place, which takes it less
    /// than two thirds of the time that rows of a new size do. A row without it is as good.
    private static final int IN_TABLE = 0x4000;

    /// As the table has them.
    static int toTable(int flags) { return flags | IN_TABLE; }

    static int ofTable(int flags) { return flags & ~IN_TABLE; }

    private MessageFlags() {}
}

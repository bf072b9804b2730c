package org.rialto.mailbox.rules;

/// Bits of PidTagRuleState. MS-OXORULE §2.2.1.3.1.3.
public final class RuleState {
    public static final int ENABLED = 0x01;
    /// The server failed to carry it out.
    public static final int ERROR = 0x02;
    public static final int ONLY_WHEN_OUT_OF_OFFICE = 0x04;
    /// Answers each sender once while the mailbox is out of office.
    public static final int KEEP_HISTORY = 0x08;
    /// No rules after it, but for those of out of office.
    public static final int EXIT_LEVEL = 0x10;
    public static final int SKIP_IF_SAFE = 0x20;
    /// The server cannot read it.
    public static final int PARSE_ERROR = 0x40;

    private RuleState() {}
}

package org.rialto.directory;

import java.util.Optional;

/// A yes or no of a directory object. Stored as one bit that tells whether it differs from its
/// default, so a new flag needs no migration; bits are never given out twice.
public enum Flag {
    /// May log in at all; off is a disabled account, whose mail still arrives.
    LOGIN(0, "login", true),
    /// Shown in address lists.
    LISTED(1, "listed", true),
    /// May administer the organisation.
    ADMINISTRATOR(2, "admin", false),
    /// May act as any other user.
    IMPERSONATE(3, "impersonate", false),
    /// Must choose a new password before anything else.
    MUST_CHANGE_PASSWORD(4, "must-change-password", false), SMTP(5, "smtp", true), IMAP(6, "imap",
            true), POP3(7, "pop3", true), MAPI(8, "mapi", true), EWS(9, "ews",
                    true), ACTIVESYNC(10, "activesync", true), WEB(11, "web", true), UM(12, "um",
                            true),
    /// A group takes mail from users of this server only.
    INSIDERS_ONLY(13, "insiders-only", false),
    /// A group's members are not shown to those who are not in it.
    HIDDEN_MEMBERSHIP(14, "hidden-membership", false),
    /// A room answers meeting requests by itself.
    AUTO_ACCEPT(15, "auto-accept", true),
    /// May register telephones and call through the SIP server.
    SIP(16, "sip", true);

    private final int bit;
    private final String key;
    private final boolean defaultValue;

    Flag(int bit, String key, boolean defaultValue) {
        this.bit = bit;
        this.key = key;
        this.defaultValue = defaultValue;
    }

    /// As the provisioning file and the command line write it.
    public String key() { return key; }

    public static Optional<Flag> ofKey(String key) {
        for (Flag flag : values()) {
            if (flag.key.equals(key))
                return Optional.of(flag);
        }
        return Optional.empty();
    }

    boolean in(long bits) { return (bits >> bit & 1) == 1 != defaultValue; }

    long set(long bits, boolean value) {
        return value == defaultValue ? bits & ~(1L << bit) : bits | 1L << bit;
    }
}

package org.rialto.mailbox.rules;

import org.jspecify.annotations.Nullable;

/// Why a rule rejects a message: BounceCode. MS-OXORULE §2.2.5.1.2.5.
public enum BounceCode {
    TOO_LARGE(0x0D, "the recipient does not take a message of this size"), NOT_DISPLAYED(0x1F,
            "the message cannot be shown to the recipient"), DENIED(0x26,
                    "the recipient does not take this message");

    private final int code;
    private final String reason;

    BounceCode(int code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    /// For the sender.
    public String reason() { return reason; }

    public static @Nullable BounceCode of(int code) {
        for (BounceCode each : values()) {
            if (each.code == code) {
                return each;
            }
        }
        return null;
    }
}

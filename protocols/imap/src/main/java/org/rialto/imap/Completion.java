package org.rialto.imap;

import org.jspecify.annotations.Nullable;
import org.rialto.imap.wire.ResponseCode;

/// How a command that was done is answered: `OK [CODE] text`.
public record Completion(@Nullable ResponseCode code, String text) {
    public static Completion ok(String text) { return new Completion(null, text); }

    public static Completion ok(@Nullable ResponseCode code, String text) {
        return new Completion(code, text);
    }
}

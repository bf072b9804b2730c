package org.rialto.imap.wire;

import org.jspecify.annotations.Nullable;

/// A command that is answered NO or BAD, or a connection that ends with BYE, for a reason of the
/// protocol's own. Errors of other rooms are `MailError`s.
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// How it is told (RFC 9051 §7.1).
    public enum Status {
        NO, BAD, BYE
    }

    private final Status status;
    private final transient @Nullable ResponseCode code;

    private Refusal(Status status, @Nullable ResponseCode code, String text) {
        super(text, null, false, false);
        this.status = status;
        this.code = code;
    }

    /// A correct command that cannot be done.
    public static Refusal no(@Nullable ResponseCode code, String text) {
        return new Refusal(Status.NO, code, text);
    }

    /// A command that breaks the grammar or does not belong here.
    public static Refusal bad(String text) { return new Refusal(Status.BAD, null, text); }

    public static Refusal bad(ResponseCode code, String text) {
        return new Refusal(Status.BAD, code, text);
    }

    /// The connection cannot go on.
    public static Refusal bye(@Nullable ResponseCode code, String text) {
        return new Refusal(Status.BYE, code, text);
    }

    public Status status() { return status; }

    public @Nullable ResponseCode code() { return code; }

    public String text() { return String.valueOf(getMessage()); }
}

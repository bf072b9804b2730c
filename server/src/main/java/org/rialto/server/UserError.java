package org.rialto.server;

/// Something the person at the command line can mend. The message says what is wrong, the hint
/// what to do; no stack trace is shown.
public final class UserError extends Exception {
    private static final long serialVersionUID = 1;

    private final String hint;

    public UserError(String message, String hint) {
        super(message);
        this.hint = hint;
    }

    public UserError(String message) { this(message, ""); }

    /// What to do about it; may be empty.
    public String hint() { return hint; }
}

package org.rialto.mapi;

/// What a room may refuse another with. Each protocol maps this family once, to its own terms;
/// any other exception is a bug. Messages are for people: they say what was wrong and, where
/// there is something to do, what to do. They never hold secrets or message content.
public abstract sealed class MailError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private MailError(String message) { super(message); }

    private MailError(String message, Throwable cause) { super(message, cause); }

    /// The folder, message, user or other object does not exist (or may not be known to exist).
    public static final class NotFound extends MailError {
        private static final long serialVersionUID = 1L;

        public NotFound(String message) { super(message); }
    }

    /// The actor lacks a right.
    public static final class Denied extends MailError {
        private static final long serialVersionUID = 1L;

        public Denied(String message) { super(message); }
    }

    /// The log-in that stood behind a session no longer holds: the account was disabled or removed,
    /// the password changed. The session is over; the protocol ends the connection.
    public static final class LoggedOut extends MailError {
        private static final long serialVersionUID = 1L;
        private final boolean credentialVoid;

        /// @param credentialVoid whether the same user may come back with another credential
        public LoggedOut(String message, boolean credentialVoid) {
            super(message);
            this.credentialVoid = credentialVoid;
        }

        public boolean isCredentialVoid() { return credentialVoid; }
    }

    /// A quota would be exceeded.
    public static final class Quota extends MailError {
        private static final long serialVersionUID = 1L;

        public Quota(String message) { super(message); }
    }

    /// The object changed since the caller read it.
    public static final class Conflict extends MailError {
        private static final long serialVersionUID = 1L;

        public Conflict(String message) { super(message); }
    }

    /// The object existed and is deleted.
    public static final class Gone extends MailError {
        private static final long serialVersionUID = 1L;

        public Gone(String message) { super(message); }
    }

    /// Something of that name or address exists already.
    public static final class Exists extends MailError {
        private static final long serialVersionUID = 1L;

        public Exists(String message) { super(message); }
    }

    /// The request itself is wrong: a bad argument, or an operation the object does not allow.
    public static final class Invalid extends MailError {
        private static final long serialVersionUID = 1L;

        public Invalid(String message) { super(message); }

        public Invalid(String message, Throwable cause) { super(message, cause); }
    }

    /// Over a named limit.
    public static final class TooLarge extends MailError {
        private static final long serialVersionUID = 1L;

        public TooLarge(String message) { super(message); }
    }

    /// A passing condition: shutting down, overloaded, out of disk. Trying later may work.
    public static final class Unavailable extends MailError {
        private static final long serialVersionUID = 1L;

        public Unavailable(String message) { super(message); }

        public Unavailable(String message, Throwable cause) { super(message, cause); }
    }

    /// Stored data cannot be read. Names the mailbox; `rialto check` tells more.
    public static final class Damaged extends MailError {
        private static final long serialVersionUID = 1L;

        public Damaged(String message, Throwable cause) { super(message, cause); }
    }
}

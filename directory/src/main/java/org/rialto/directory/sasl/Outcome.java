package org.rialto.directory.sasl;

import java.time.Duration;

import org.rialto.directory.Actor;

/// How an attempt to log in ended. Each protocol maps the reasons of a refusal once.
public sealed interface Outcome {
    /// @param login follows what later becomes of the user
    record Granted(Login login) implements Outcome {
        /// As of the log-in.
        public Actor.Person actor() { return login.actorAtLogin(); }
    }

    /// @param message safe to send to whoever asked: tells nothing about whether an account exists
    /// @param retryAfter when another attempt will be heard; zero unless the reason is one of waiting
    record Refused(Reason reason, String message, Duration retryAfter) implements Outcome {
        static Refused of(Reason reason, String message) {
            return new Refused(reason, message, Duration.ZERO);
        }
    }

    enum Reason {
        /// Unknown user or wrong password, told apart by nothing.
        INVALID_CREDENTIALS,
        /// The password was right, the account is turned off or may not use this protocol.
        ACCOUNT_DISABLED,
        /// The password was right, but has to be changed first.
        PASSWORD_EXPIRED,
        /// Right credentials, but no right to act as who was asked for.
        AUTHORIZATION_DENIED,
        /// Too many wrong guesses.
        TOO_MANY_ATTEMPTS,
        /// The mechanism sends the password itself and the connection is not encrypted.
        ENCRYPTION_REQUIRED, UNSUPPORTED_MECHANISM,
        /// The exchange breaks the mechanism's syntax, or the client cancelled it.
        MALFORMED,
        /// The server cannot tell at the moment.
        UNAVAILABLE
    }
}

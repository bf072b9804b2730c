package org.rialto.protocols.um;

import java.time.Instant;

/// A call that goes on, for who administers the server.
///
/// @param kind what it is for
/// @param user the mailbox it is for, as an address; empty when that is not known yet
/// @param other number or address at the other end; empty when it is withheld
/// @param since when it began
public record ActiveCall(long id, Kind kind, String user, String other, Instant since) {
    /// What a call is for.
    public enum Kind {
        CALL_ANSWERING, SUBSCRIBER_ACCESS, ATTENDANT, PLAY_ON_PHONE;

        /// As commands and metrics write it: `call-answering`.
        public String label() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }
}

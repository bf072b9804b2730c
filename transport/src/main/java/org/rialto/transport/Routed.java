package org.rialto.transport;

import java.util.UUID;

/// A recipient after categorising, and where the message goes for it.
record Routed(Recipient recipient, Target target) {
    /// Where to.
    sealed interface Target {
        /// A mailbox of this server.
        record Mailbox(UUID mailboxGuid) implements Target {}

        /// A public folder of this server, by its path.
        record PublicFolder(String path) implements Target {}

        /// Another server.
        ///
        /// @param domain in ASCII and lower case
        record Elsewhere(String domain) implements Target {}

        /// Nowhere, for good.
        record Nowhere(EnhancedStatus status, String reason) implements Target {}

        /// A group whose members are recipients now, and whose sender wants to know that.
        record Expanded() implements Target {}
    }
}

package org.rialto.protocols.rops.message;

import org.rialto.store.AttachmentData;

/// What an attachment holds, while its message is open.
sealed interface AttachmentValue {
    /// What the store has.
    record Stored(AttachmentData data) implements AttachmentValue {}

    /// Written, and not in the store yet.
    record Pending(ValueBytes bytes) implements AttachmentValue {}

    /// An embedded message as it was saved last.
    record Embedded(MessageState message) implements AttachmentValue {}
}

package org.rialto.store;

/// What to read of messages besides their state.
public enum MessagePart {
    /// The encoded MimeStructure.
    STRUCTURE,
    /// The property bag (encoded).
    PROPERTIES
}

package org.rialto.store;

/// What to read of messages besides their state.
public enum MessagePart {
    /// The encoded MimeStructure and the MIME blob's reference.
    STRUCTURE,
    /// The property bag (encoded).
    PROPERTIES
}

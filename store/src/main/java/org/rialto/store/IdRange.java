package org.rialto.store;

/// Consecutive ids that clients got for what they make, the last included.
public record IdRange(long first, long last) {}

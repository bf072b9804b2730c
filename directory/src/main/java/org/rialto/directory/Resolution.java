package org.rialto.directory;

/// What an address is to this server.
public sealed interface Resolution {
    /// @param object who it is
    /// @param tag what stood after the separator in `user+tag@domain`, else empty
    record Found(DirectoryObject object, String tag) implements Resolution {}

    /// The domain is ours, the address is nobody's.
    record Unknown() implements Resolution {}

    /// The domain is not ours.
    record Elsewhere() implements Resolution {}
}

package org.rialto.formats.mime;

/// How much structure one message may have. Past a limit nothing fails: the message is stored
/// whole, only the tree describing it is coarser (see [MimeScanner]).
///
/// @param parts parts of the tree; the last one allowed runs to the end of the message
/// @param nesting depth of multiparts and embedded messages; deeper ones are not opened
/// @param headerBytes bytes of one header that are read; the rest is skipped over
/// @param headerFields fields of one header that are read
/// @param addresses mailboxes and group marks kept of one kind of address field
/// @param retainedBytes header text the whole tree may keep; past it no further parts are opened
public record MimeLimits(int parts, int nesting, int headerBytes, int headerFields, int addresses,
        int retainedBytes) {
    public static final MimeLimits DEFAULT = new MimeLimits(10_000, 100, 256 << 10, 5_000, 20_000,
            8 << 20);

    public MimeLimits {
        if (parts < 1 || nesting < 1 || headerBytes < 1 || headerFields < 1 || addresses < 1
                || retainedBytes < 1) {
            throw new IllegalArgumentException("MIME limits are positive");
        }
    }
}

package org.rialto.imap.wire;

/// COMPRESS. RFC 4978 §3: `compress = "COMPRESS" SP algorithm`.
///
/// @param algorithm in upper case
public record CompressCommand(String algorithm) implements Command {

    public static CompressCommand read(ImapReader in) {
        in.space();
        return new CompressCommand(in.keyword());
    }
}

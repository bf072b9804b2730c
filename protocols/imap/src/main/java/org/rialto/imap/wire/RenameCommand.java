package org.rialto.imap.wire;

import java.io.IOException;

/// RENAME. RFC 9051 §6.3.6: `rename = "RENAME" SP mailbox SP mailbox`.
public record RenameCommand(String from, String to) implements Command {

    public static RenameCommand read(ImapReader in) throws IOException {
        in.space();
        String from = in.mailbox();
        in.space();
        return new RenameCommand(from, in.mailbox());
    }
}

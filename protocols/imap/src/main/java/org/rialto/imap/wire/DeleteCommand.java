package org.rialto.imap.wire;

import java.io.IOException;

/// DELETE. RFC 9051 §6.3.5: `delete = "DELETE" SP mailbox`.
public record DeleteCommand(String mailbox) implements Command {

    public static DeleteCommand read(ImapReader in) throws IOException {
        in.space();
        return new DeleteCommand(in.mailbox());
    }
}

package org.rialto.imap.wire;

import java.io.IOException;
import java.util.Set;

/// STATUS. RFC 9051 §6.3.11: `status = "STATUS" SP mailbox SP "(" status-att *(SP status-att) ")"`.
public record StatusCommand(String mailbox, Set<StatusItem> items) implements Command {

    public static StatusCommand read(ImapReader in) throws IOException {
        in.space();
        String mailbox = in.mailbox();
        in.space();
        return new StatusCommand(mailbox, StatusItem.readAll(in));
    }
}

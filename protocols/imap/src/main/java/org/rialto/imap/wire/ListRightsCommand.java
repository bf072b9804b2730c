package org.rialto.imap.wire;

import java.io.IOException;

/// LISTRIGHTS. RFC 4314 §3.4: `listrights = "LISTRIGHTS" SP mailbox SP identifier`.
public record ListRightsCommand(String mailbox, String identifier) implements Command {

    public static ListRightsCommand read(ImapReader in) throws IOException {
        in.space();
        String mailbox = in.mailbox();
        in.space();
        return new ListRightsCommand(mailbox, in.astring());
    }
}

package org.rialto.imap.wire;

import java.io.IOException;

/// MYRIGHTS. RFC 4314 §3.5: `myrights = "MYRIGHTS" SP mailbox`.
public record MyRightsCommand(String mailbox) implements Command {

    public static MyRightsCommand read(ImapReader in) throws IOException {
        in.space();
        return new MyRightsCommand(in.mailbox());
    }
}

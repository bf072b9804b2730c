package org.rialto.imap.wire;

import java.io.IOException;

/// GETACL. RFC 4314 §3.3: `getacl = "GETACL" SP mailbox`.
public record GetAclCommand(String mailbox) implements Command {

    public static GetAclCommand read(ImapReader in) throws IOException {
        in.space();
        return new GetAclCommand(in.mailbox());
    }
}

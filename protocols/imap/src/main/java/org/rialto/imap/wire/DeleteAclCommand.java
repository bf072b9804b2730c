package org.rialto.imap.wire;

import java.io.IOException;

/// DELETEACL. RFC 4314 §3.2: `deleteacl = "DELETEACL" SP mailbox SP identifier`.
public record DeleteAclCommand(String mailbox, String identifier) implements Command {

    public static DeleteAclCommand read(ImapReader in) throws IOException {
        in.space();
        String mailbox = in.mailbox();
        in.space();
        return new DeleteAclCommand(mailbox, in.astring());
    }
}

package org.rialto.imap.wire;

import java.io.IOException;

/// SETACL. RFC 4314 §3.1: `setacl = "SETACL" SP mailbox SP identifier SP mod-rights`, where
/// `mod-rights = astring`, with `+` or `-` before rights that are added or taken.
public record SetAclCommand(String mailbox, String identifier, StoreCommand.Mode mode,
        String rights) implements Command {

    public static SetAclCommand read(ImapReader in) throws IOException {
        in.space();
        String mailbox = in.mailbox();
        in.space();
        String identifier = in.astring();
        in.space();
        String rights = in.astring();
        StoreCommand.Mode mode = rights.startsWith("+")
                ? StoreCommand.Mode.ADD
                : rights.startsWith("-") ? StoreCommand.Mode.REMOVE : StoreCommand.Mode.REPLACE;
        return new SetAclCommand(mailbox, identifier, mode,
                mode == StoreCommand.Mode.REPLACE ? rights : rights.substring(1));
    }
}

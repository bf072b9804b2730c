package org.rialto.imap.command;

import java.io.IOException;
import org.rialto.imap.Completion;
import org.rialto.imap.ImapSession;
import org.rialto.imap.wire.EnableCommand;

/// ENABLE. RFC 9051 §6.3.1. Unknown names are passed over.
public final class EnableHandler {
    private EnableHandler() {}

    public static Completion handle(ImapSession session, EnableCommand command)
            throws IOException {
        StringBuilder enabled = new StringBuilder();
        for (String capability : command.capabilities()) {
            switch (capability) {
                case "CONDSTORE" -> session.enableCondstore();
                case "QRESYNC" -> session.features().enableQresync();
                case "IMAP4REV2" -> session.features().enableRev2();
                case "UTF8=ACCEPT" -> session.features().enableUtf8();
                default -> {
                    continue;
                }
            }
            enabled.append(' ').append(capability.equals("IMAP4REV2") ? "IMAP4rev2" : capability);
        }
        if (session.features().utf8()) {
            session.in().useUtf8Names();
            session.out().useUtf8();
        }
        session.out().untagged().text("ENABLED").text(enabled.toString()).endLine();
        return Completion.ok("ENABLE done");
    }
}

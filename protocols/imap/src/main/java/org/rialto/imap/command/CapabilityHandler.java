package org.rialto.imap.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.rialto.directory.sasl.Mechanism;
import org.rialto.imap.Completion;
import org.rialto.imap.ImapSession;
import org.rialto.imap.ImapState;

/// CAPABILITY. RFC 9051 §6.1.1, §7.2.2. What is offered depends on the state.
public final class CapabilityHandler {
    private static final String ALWAYS = "IMAP4rev1 IMAP4rev2 SASL-IR ID ENABLE";
    private static final String LOGGED_IN = ALWAYS + " LITERAL+ UIDPLUS MOVE IDLE CONDSTORE QRESYNC"
            + " NAMESPACE SPECIAL-USE CREATE-SPECIAL-USE LIST-EXTENDED LIST-STATUS LIST-MYRIGHTS"
            + " STATUS=SIZE ESEARCH ESORT SEARCHRES WITHIN SORT SORT=DISPLAY THREAD=ORDEREDSUBJECT"
            + " THREAD=REFERENCES BINARY CHILDREN UNSELECT QUOTA QUOTA=RES-STORAGE ACL"
            + " RIGHTS=texk OBJECTID SAVEDATE PREVIEW UTF8=ACCEPT MULTIAPPEND REPLACE";

    private CapabilityHandler() {}

    public static Completion handle(ImapSession session) throws IOException {
        session.out().untagged().text("CAPABILITY ").text(capabilities(session)).endLine();
        return Completion.ok("CAPABILITY done");
    }

    /// Every capability, separated by spaces.
    public static String capabilities(ImapSession session) {
        if (!(session.state() instanceof ImapState.NotAuthenticated)) {
            StringBuilder text = new StringBuilder(LOGGED_IN).append(" APPENDLIMIT=")
                    .append(session.server().configuration().limits().maxMessageBytes());
            if (!session.connection().isCompressed()) {
                text.append(" COMPRESS=DEFLATE");
            }
            return text.toString();
        }
        List<String> all = new ArrayList<>(List.of(ALWAYS, "LITERAL-"));
        if (session.connection().canStartTls()) {
            all.add("STARTTLS");
        }
        for (Mechanism mechanism : session.server().mechanisms(session)) {
            // LOGIN is offered as the command of that name.
            if (mechanism != Mechanism.LOGIN || session.isConfidential()) {
                all.add("AUTH=" + mechanism.saslName());
            }
        }
        if (!session.isConfidential()) {
            all.add("LOGINDISABLED");
        }
        return String.join(" ", all);
    }
}

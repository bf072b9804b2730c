package org.rialto.pop3.command;

import java.io.IOException;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import org.rialto.pop3.Maildrop;
import org.rialto.pop3.Pop3Connection;
import org.rialto.pop3.wire.Pop3Command;
import org.rialto.pop3.wire.Pop3Reply;

/// LIST and UIDL: sizes and unique ids, of one message or of all that are not marked. RFC 1939 §5
/// and §7.
public final class ListHandler {
    private ListHandler() {}

    public static Pop3Reply handleList(Pop3Command.Listing command, Pop3Connection session)
            throws IOException {
        Maildrop maildrop = session.maildrop();
        return list(command.message(), session,
                number -> Long.toString(maildrop.size(number)));
    }

    public static Pop3Reply handleUidl(Pop3Command.Uidl command, Pop3Connection session)
            throws IOException {
        return list(command.message(), session, session.maildrop()::uniqueId);
    }

    private static Pop3Reply list(OptionalInt message, Pop3Connection session,
            IntFunction<String> value) throws IOException {
        Maildrop maildrop = session.maildrop();
        if (message.isPresent()) {
            int number = message.getAsInt();
            return maildrop.has(number)
                    ? Pop3Reply.ok(number + " " + value.apply(number))
                    : noSuchMessage();
        }
        session.write(Pop3Reply.ok(maildrop.count() + " messages"));
        for (int number = 1; number <= maildrop.highest(); number++) {
            if (maildrop.has(number)) {
                session.connection().write(number + " " + value.apply(number) + "\r\n");
            }
        }
        session.connection().write(".\r\n");
        return Pop3Reply.NONE;
    }

    static Pop3Reply noSuchMessage() { return Pop3Reply.error("no such message"); }
}

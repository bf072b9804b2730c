package org.rialto.pop3.command;

import java.io.IOException;
import java.util.Locale;
import org.rialto.pop3.Pop3Connection;
import org.rialto.pop3.wire.Pop3Command;
import org.rialto.pop3.wire.Pop3Reply;

/// LANG: in which language the server speaks. English is what there is. RFC 6856 §3.
public final class LangHandler {
    private LangHandler() {}

    public static Pop3Reply handle(Pop3Command.Lang command, Pop3Connection session)
            throws IOException {
        if (command.tag().isEmpty()) {
            session.write(Pop3Reply.ok("languages:"));
            session.connection().write("en English\r\ni-default English\r\n.\r\n");
            return Pop3Reply.NONE;
        }
        String tag = command.tag().get().toLowerCase(Locale.ROOT);
        return switch (tag) {
            case "*", "i-default" -> Pop3Reply.ok("i-default English it is");
            case "en" -> Pop3Reply.ok("en English it is");
            default -> tag.startsWith("en-")
                    ? Pop3Reply.ok("en English it is")
                    : Pop3Reply.error("that language is not spoken here");
        };
    }
}

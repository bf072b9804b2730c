package org.rialto.smtp.command;

import java.util.List;
import java.util.stream.Collectors;
import org.rialto.smtp.SmtpCommandTable;
import org.rialto.smtp.SmtpConnection;
import org.rialto.smtp.wire.SmtpCommand;
import org.rialto.smtp.wire.SmtpReply;

/// HELP: the commands there are. RFC 5321 §4.1.1.8.
public final class HelpHandler {
    private HelpHandler() {}

    public static SmtpReply handle(SmtpCommand.Help command, SmtpConnection session) {
        String verbs = SmtpCommandTable.rows().stream().map(SmtpCommandTable.Row::verb)
                .collect(Collectors.joining(" "));
        return new SmtpReply(214, "2.0.0", List.of("commands:", verbs));
    }
}

package org.rialto.imap;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.rialto.imap.wire.AppendCommand;
import org.rialto.imap.wire.Command;
import org.rialto.imap.wire.ImapLimits;
import org.rialto.imap.wire.ImapReader;
import org.rialto.imap.wire.MessageLiteral;
import org.rialto.imap.wire.Refusal;
import org.rialto.imap.wire.ReplaceCommand;

/// Reads all commands of some bytes the way a connection does, without doing any, and says what
/// was understood.
public final class CommandReading {
    static final ImapLimits LIMITS = new ImapLimits(4096, 16_384, 2048, 8192, 16, 200, 100_000);
    private final List<String> seen = new ArrayList<>();
    private int continuations;

    private CommandReading() {}

    public static List<String> of(String text) { return of(text.getBytes(StandardCharsets.UTF_8)); }

    public static List<String> of(byte[] bytes) {
        CommandReading reading = new CommandReading();
        ImapReader in = new ImapReader(new ByteArrayInputStream(bytes),
                () -> reading.continuations++, LIMITS);
        try {
            reading.run(in);
        } catch (IOException | java.io.UncheckedIOException e) {
            reading.seen.add("EOF");
        }
        return reading.seen;
    }

    private void run(ImapReader in) throws IOException {
        for (;;) {
            try {
                if (!in.nextCommand()) {
                    return;
                }
                seen.add(command(in));
            } catch (Refusal refusal) {
                seen.add(refusal.status() + " " + refusal.text());
                if (refusal.status() == Refusal.Status.BYE) {
                    return;
                }
                try {
                    in.skipCommand();
                } catch (Refusal second) {
                    seen.add(second.status() + " " + second.text());
                    return;
                }
            }
        }
    }

    private String command(ImapReader in) throws IOException {
        if (in.tag() == null) {
            throw in.syntax("expected a tag");
        }
        in.space();
        ImapCommandTable.Row<?> row = ImapCommandTable.readName(in);
        if (row == null) {
            throw Refusal.bad("No such command");
        }
        Command command = row.reader().read(in);
        StringBuilder text = new StringBuilder(command.toString());
        if (command instanceof AppendCommand || command instanceof ReplaceCommand) {
            do {
                AppendCommand.Options options = AppendCommand.readOptions(in);
                MessageLiteral literal = in.messageLiteral(size -> {});
                int length = literal.readAllBytes().length;
                literal.finish();
                text.append(' ').append(options).append(length);
            } while (!in.atEnd());
        }
        in.endOfCommand();
        return text.toString();
    }
}

package org.rialto.server.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.rialto.mailbox.voice.VoiceMailbox;
import org.rialto.mapi.MailError;
import org.rialto.protocols.um.attendant.AnsweringRule;
import org.rialto.server.UserError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `rialto um rules`: what callers of a user may choose before they leave a message.
@Command(name = "rules", description = {"Show or replace the call-answering rules of a user.",
        "The file is TOML; the README of protocols/um tells its keys."})
final class UmRules implements Administration {
    private static final int LARGEST_FILE_BYTES = 64 << 10;

    @Parameters(index = "0", paramLabel = "USER", description = "Whose.")
    String name = "";

    @Parameters(index = "1", paramLabel = "FILE", arity = "0..1", description = "The new rules.")
    String file = "";

    @Option(names = "--remove", description = "Remove them all.")
    boolean remove;

    @Override
    public int run(Workplace place) throws Exception {
        VoiceMailbox mailbox = place.rooms().voiceMailboxes().open(UmCommand.user(place, name));
        if (remove && !file.isEmpty()) {
            throw new UserError("--remove takes no file");
        }
        if (remove) {
            mailbox.setCallAnsweringRules("");
            place.out().println(name + " has no call-answering rules now");
        } else if (file.isEmpty()) {
            place.out().print(mailbox.callAnsweringRules());
        } else {
            replace(place, mailbox);
        }
        return 0;
    }

    private void replace(Workplace place, VoiceMailbox mailbox) throws UserError {
        Path path = place.terminal().resolve(file);
        try {
            if (Files.size(path) > LARGEST_FILE_BYTES) {
                throw new UserError(path + " has more than " + LARGEST_FILE_BYTES + " bytes");
            }
            String text = Files.readString(path);
            List<AnsweringRule> rules = AnsweringRule.read(text);
            mailbox.setCallAnsweringRules(text);
            place.out().println(name + " has " + rules.size() + " call-answering "
                    + (rules.size() == 1 ? "rule" : "rules") + " now");
        } catch (IOException e) {
            throw new UserError("cannot read " + path + ": " + e.getMessage());
        } catch (MailError.Invalid e) {
            throw new UserError(String.valueOf(e.getMessage()));
        }
    }
}

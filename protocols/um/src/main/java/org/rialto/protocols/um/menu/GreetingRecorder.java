package org.rialto.protocols.um.menu;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rialto.mailbox.voice.GreetingKind;
import org.rialto.mapi.MailError;
import org.rialto.protocols.um.line.HungUpException;
import org.rialto.protocols.um.line.Recorded;
import org.rialto.protocols.um.line.Sound;

/// Records a greeting or the name; what was there before stays until the new one is saved.
final class GreetingRecorder {
    private static final int LONGEST_MILLIS = 300_000;
    private static final int LONGEST_NAME_MILLIS = 15_000;
    private static final int SILENCE_MILLIS = 3_000;

    private final SubscriberCall call;
    private final Talk talk;

    GreetingRecorder(SubscriberCall call) {
        this.call = call;
        this.talk = call.talk();
    }

    /// Answers whether there is a new one.
    ///
    /// @param how what the caller is asked to say
    boolean record(GreetingKind kind, Prompt how) throws HungUpException, LeaveException {
        Path file = call.newRecording();
        try {
            return record(kind, how, file);
        } catch (IOException e) {
            throw new MailError.Unavailable("a greeting cannot be kept", e);
        } finally {
            file.toFile().delete();
        }
    }

    private boolean record(GreetingKind kind, Prompt how, Path file)
            throws IOException, HungUpException, LeaveException {
        talk.say(how);
        while (true) {
            Recorded recorded = talk.record(file, kind == GreetingKind.RECORDED_NAME
                    ? LONGEST_NAME_MILLIS
                    : LONGEST_MILLIS, SILENCE_MILLIS);
            if (recorded.isEmpty()) {
                talk.say(Prompt.NOTHING_RECORDED);
                return false;
            }
            SaveChoice chosen = saveOrNot(file);
            switch (chosen) {
                case SAVE -> {
                    try (InputStream in = Files.newInputStream(file)) {
                        call.mailbox().voice().setGreeting(kind, in, "audio/wav");
                    }
                    talk.say(Prompt.SAVED);
                    return true;
                }
                case DISCARD -> {
                    talk.say(Prompt.DISCARDED);
                    return false;
                }
                case AGAIN, REPLAY -> talk.say(Prompt.AFTER_TONE);
            }
        }
    }

    private SaveChoice saveOrNot(Path file) throws HungUpException, LeaveException {
        while (true) {
            SaveChoice chosen = talk.choose(Menu.of(SaveChoice.class));
            if (chosen != SaveChoice.REPLAY) {
                return chosen;
            }
            talk.say(new Sound.Recording(() -> Files.newInputStream(file)));
        }
    }
}

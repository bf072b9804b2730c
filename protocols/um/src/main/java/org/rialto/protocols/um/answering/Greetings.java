package org.rialto.protocols.um.answering;

import java.util.List;
import java.util.Optional;
import org.rialto.directory.DirectoryObject;
import org.rialto.mailbox.voice.GreetingKind;
import org.rialto.mailbox.voice.VoiceMailbox;
import org.rialto.mailbox.voice.VoiceSettings;
import org.rialto.protocols.um.line.Sound;

/// What a caller hears first: what the user recorded, or a sentence with the user's name in it.
final class Greetings {
    private Greetings() {}

    static List<Sound> of(DirectoryObject.User user, VoiceMailbox mailbox,
            VoiceSettings settings) {
        GreetingKind kind = settings.oofStatus()
                ? GreetingKind.OUT_OF_OFFICE
                : GreetingKind.PERSONAL;
        Optional<Sound> own = recorded(mailbox, kind);
        if (own.isPresent())
            return List.of(own.get());
        Optional<Sound> name = recorded(mailbox, GreetingKind.RECORDED_NAME);
        String words = settings.oofStatus()
                ? AnsweringWords.IS_OUT_OF_OFFICE
                : AnsweringWords.IS_NOT_AVAILABLE;
        Sound record = Sound.text(AnsweringWords.RECORD_AFTER_TONE);
        return name.isPresent()
                ? List.of(name.get(), Sound.text(words), record)
                : List.of(Sound.text(user.display() + " " + words), record);
    }

    private static Optional<Sound> recorded(VoiceMailbox mailbox, GreetingKind kind) {
        return mailbox.greeting(kind).map(greeting -> new Sound.Recording(greeting::open));
    }
}

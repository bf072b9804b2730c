package org.rialto.protocols.um.answering;

import java.util.List;
import java.util.Optional;
import org.rialto.directory.DirectoryObject;
import org.rialto.mailbox.voice.GreetingKind;
import org.rialto.mailbox.voice.VoiceMailbox;
import org.rialto.mailbox.voice.VoiceSettings;
import org.rialto.protocols.um.line.Sound;
import org.rialto.protocols.um.menu.Prompt;
import org.rialto.protocols.um.menu.Prompts;

/// What a caller hears first: what the user recorded, or a sentence with the user's name in it.
final class Greetings {
    private Greetings() {}

    static List<Sound> of(DirectoryObject.User user, VoiceMailbox mailbox,
            VoiceSettings settings, Prompts prompts) {
        GreetingKind kind = settings.oofStatus()
                ? GreetingKind.OUT_OF_OFFICE
                : GreetingKind.PERSONAL;
        Optional<Sound> own = recorded(mailbox, kind);
        if (own.isPresent())
            return List.of(own.get());
        Optional<Sound> name = recorded(mailbox, GreetingKind.RECORDED_NAME);
        boolean away = settings.oofStatus();
        Sound record = Sound.text(prompts.say(Prompt.RECORD_MESSAGE));
        return name.isPresent()
                ? List.of(name.get(), Sound.text(prompts.say(away
                        ? Prompt.ANSWER_NAME_OUT_OF_OFFICE
                        : Prompt.ANSWER_NAME_NOT_AVAILABLE)), record)
                : List.of(Sound.text(prompts.say(away
                        ? Prompt.ANSWER_OUT_OF_OFFICE
                        : Prompt.NOT_AVAILABLE, user.display())), record);
    }

    private static Optional<Sound> recorded(VoiceMailbox mailbox, GreetingKind kind) {
        return mailbox.greeting(kind).map(greeting -> new Sound.Recording(greeting::open));
    }
}

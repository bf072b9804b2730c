package org.rialto.protocols.um.menu;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rialto.directory.DirectoryObject;
import org.rialto.mailbox.voice.GreetingKind;
import org.rialto.mailbox.voice.VoiceMailbox;
import org.rialto.mailbox.voice.VoiceSettings;
import org.rialto.protocols.um.line.Sound;

/// What a caller hears first: what the user recorded, or a sentence with the user's name in it.
public final class Greetings {
    private Greetings() {}

    /// With the request to leave a message, where the user has not recorded what to say.
    public static List<Sound> of(DirectoryObject.User user, VoiceMailbox mailbox,
            VoiceSettings settings, Prompts prompts) {
        List<Sound> sounds = new ArrayList<>(alone(user, mailbox, settings, prompts));
        if (recorded(mailbox, kind(settings)).isEmpty())
            sounds.add(Sound.text(prompts.say(Prompt.RECORD_MESSAGE)));
        return sounds;
    }

    private static GreetingKind kind(VoiceSettings settings) {
        return settings.oofStatus() ? GreetingKind.OUT_OF_OFFICE : GreetingKind.PERSONAL;
    }

    /// Who is not there, and nothing more.
    public static List<Sound> alone(DirectoryObject.User user, VoiceMailbox mailbox,
            VoiceSettings settings, Prompts prompts) {
        Optional<Sound> own = recorded(mailbox, kind(settings));
        if (own.isPresent())
            return List.of(own.get());
        Optional<Sound> name = recorded(mailbox, GreetingKind.RECORDED_NAME);
        boolean away = settings.oofStatus();
        return name.isPresent()
                ? List.of(name.get(), Sound.text(prompts.say(away
                        ? Prompt.ANSWER_NAME_OUT_OF_OFFICE
                        : Prompt.ANSWER_NAME_NOT_AVAILABLE)))
                : List.of(Sound.text(prompts.say(away
                        ? Prompt.ANSWER_OUT_OF_OFFICE
                        : Prompt.NOT_AVAILABLE, user.display())));
    }

    private static Optional<Sound> recorded(VoiceMailbox mailbox, GreetingKind kind) {
        return mailbox.greeting(kind).map(greeting -> new Sound.Recording(greeting::open));
    }
}

package org.rialto.protocols.um.menu;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import org.rialto.directory.Attribute;
import org.rialto.directory.DirectoryObject;
import org.rialto.mailbox.MailboxSession;
import org.rialto.mailbox.voice.GreetingKind;
import org.rialto.mailbox.voice.VoiceSettings;
import org.rialto.mapi.MailError;
import org.rialto.protocols.um.line.HungUpException;
import org.rialto.protocols.um.line.Sound;

/// A call of a subscriber who has logged in.
final class SubscriberCall {
    private final MenuServices services;
    private final Talk talk;
    private final DirectoryObject.User user;
    private final SubscriberMailbox mailbox;
    private VoiceSettings settings;

    private SubscriberCall(MenuServices services, Talk talk, DirectoryObject.User user,
            SubscriberMailbox mailbox, VoiceSettings settings) {
        this.services = services;
        this.talk = talk;
        this.user = user;
        this.mailbox = mailbox;
        this.settings = settings;
    }

    /// Opens the user's own mailbox, as that user.
    static SubscriberCall open(MenuServices services, Talk talk, DirectoryObject.User user) {
        // The actor follows the directory: who is disabled meanwhile can do nothing more.
        MailboxSession session = services.mailboxes().open(() -> {
            if (!(services.directory().object(user.id())
                    .orElse(null) instanceof DirectoryObject.User now)
                    || !now.entry().is(org.rialto.directory.Flag.LOGIN)
                    || !now.entry().is(org.rialto.directory.Flag.UM)) {
                throw new MailError.LoggedOut("the account was disabled", false);
            }
            return services.authenticator().actor(now);
        }, user.mailboxGuid());
        return in(services, talk, user, session);
    }

    /// Of a user in a mailbox that was opened for them, perhaps somebody else's.
    static SubscriberCall in(MenuServices services, Talk talk, DirectoryObject.User user,
            MailboxSession session) {
        VoiceSettings settings = services.voiceMailboxes().open(user).settings();
        talk.setVoice(settings.voiceCommands());
        return new SubscriberCall(services, talk, user, new SubscriberMailbox(session,
                services.voiceMailboxes().open(session), services.blobs()), settings);
    }

    MenuServices services() { return services; }

    Talk talk() { return talk; }

    DirectoryObject.User user() { return user; }

    SubscriberMailbox mailbox() { return mailbox; }

    VoiceSettings settings() { return settings; }

    void change(java.util.function.UnaryOperator<VoiceSettings> work) {
        settings = mailbox.voice().change(work);
        talk.setVoice(settings.voiceCommands());
    }

    ZoneId zone() {
        try {
            return settings.timeZone().isEmpty()
                    ? services.zone()
                    : ZoneId.of(settings.timeZone());
        } catch (DateTimeException e) {
            return services.zone();
        }
    }

    Spoken spoken() {
        return new Spoken(talk.prompts(), services.clock(), zone(), settings.hours24());
    }

    /// A file for one recording; whoever asks deletes it.
    Path newRecording() {
        return services.recordings().resolve("menu-" + UUID.randomUUID() + ".wav");
    }

    /// What a greeting sounds like; empty when there is none.
    Optional<Sound> greeting(GreetingKind kind) {
        return mailbox.voice().greeting(kind)
                .map(greeting -> new Sound.Recording(greeting::open));
    }

    /// Sends the call to a number, as far as the user may call it. Comes back when that failed.
    void transfer(String number) throws HungUpException, LeaveException {
        Optional<String> uri = services.dialling().uri(user, number);
        if (uri.isEmpty()) {
            talk.say(Prompt.CALL_NOT_ALLOWED);
            return;
        }
        talk.say(Prompt.CALLING).finish();
        if (talk.line().transfer(uri.get())) {
            throw new LeaveException(LeaveException.Where.GOODBYE);
        }
        talk.say(Prompt.CALL_FAILED);
    }

    Optional<String> attribute(Attribute attribute) { return user.entry().attribute(attribute); }
}

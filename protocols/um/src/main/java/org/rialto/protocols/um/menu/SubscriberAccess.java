package org.rialto.protocols.um.menu;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.telephone.PinVerdict;
import org.rialto.directory.telephone.TelephoneAccess;
import org.rialto.mailbox.MailboxSession;
import org.rialto.mailbox.voice.GreetingKind;
import org.rialto.mailbox.voice.PhoneCalls;
import org.rialto.mapi.MailError;
import org.rialto.protocols.um.line.HungUpException;
import org.rialto.protocols.um.line.Line;
import org.rialto.protocols.um.line.Sound;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Subscriber access: who calls hears and does what belongs to the own mailbox.
///
/// ```
///  answer ──caller known──▶ PIN ──right──▶ (first use) ──▶ main menu ◀──*── everything else
///     │                    │  ▲ *               ▲
///     └──────▶ extension ──┘──┘    skip-pin ────┘
/// ```
/// What is said until the PIN is right is the same whether or not a mailbox is there, locked, or not
/// for telephones.
public final class SubscriberAccess {
    private static final Logger log = LoggerFactory.getLogger(SubscriberAccess.class);
    private static final int LONGEST_EXTENSION = 20;
    private static final int LONGEST_PIN = 24;

    private final MenuServices services;

    public SubscriberAccess(MenuServices services) { this.services = services; }

    /// Who arrives at the subscribers' number.
    ///
    /// @param caller whose telephone it is, as From says; null when nobody knows
    /// @param skipPin whether no PIN is asked of that user: the peer is trusted to have done that
    public record Arrival(DirectoryObject.@Nullable User caller, boolean skipPin) {}

    /// Holds the conversation; the call has ended when it comes back.
    public void hold(Line line, Arrival arrival) { hold(line, arrival, () -> {}); }

    /// @param loggedIn run once the caller is known
    public void hold(Line line, Arrival arrival, Runnable loggedIn) {
        hold(line, talk -> {
            SubscriberCall call = logIn(talk, arrival, loggedIn);
            new MainMenu(call).hold();
        });
    }

    /// Plays a message, or a greeting that may be recorded anew, to a user who was called
    /// (Play-On-Phone). The keys of messages work; there is no way into the mailbox.
    public void play(Line line, DirectoryObject.User user, PhoneCalls.What what) {
        hold(line, talk -> {
            switch (what) {
                case PhoneCalls.What.Message(MailboxSession session, long messageId) ->
                    play(SubscriberCall.in(services, talk, user, session), messageId);
                case PhoneCalls.What.OwnGreeting(GreetingKind kind) ->
                    greeting(SubscriberCall.open(services, talk, user), kind);
            }
            talk.say(Prompt.GOODBYE);
        });
    }

    private static void play(SubscriberCall call, long messageId)
            throws HungUpException, LeaveException {
        Optional<HeardMessage> message = call.mailbox().asked(messageId);
        if (message.isEmpty()) {
            call.talk().say(Prompt.MESSAGE_GONE);
            return;
        }
        new MessageMenu(call, message.get().isVoice() ? MessageKind.VOICE : MessageKind.EMAIL,
                new Playlist(call.mailbox()::asked, new long[]{messageId}, 1)).hold();
    }

    private static void greeting(SubscriberCall call, GreetingKind kind)
            throws HungUpException, LeaveException {
        Talk talk = call.talk();
        while (true) {
            Optional<Sound> sound = call.greeting(kind);
            if (sound.isPresent()) {
                talk.say(Prompt.PRESENT_GREETING).say(sound.get());
            } else {
                talk.say(Prompt.NO_GREETING);
            }
            if (talk.choose(Menu.of(SwitchChoice.class)) == SwitchChoice.LEAVE) {
                return;
            }
            new GreetingRecorder(call).record(kind, Prompt.RECORD_GREETING);
        }
    }

    private interface Conversation {
        void hold(Talk talk) throws HungUpException, LeaveException;
    }

    private void hold(Line line, Conversation conversation) {
        Talk talk = new Talk(line, Prompts.of(services.language()), false);
        try {
            converse(talk, conversation);
        } catch (HungUpException e) {
            log.debug("the caller hung up");
        } finally {
            line.hangUp();
        }
    }

    private static void converse(Talk talk, Conversation conversation) throws HungUpException {
        try {
            try {
                conversation.hold(talk);
            } catch (MailError e) {
                log.warn("A conversation cannot go on: {}", e.toString());
                talk.say(Prompt.SYSTEM_ERROR).say(Prompt.GOODBYE);
            }
        } catch (LeaveException e) {
            // What is left to say has been gathered.
        }
        if (talk.line().isUp()) {
            talk.finish();
        }
    }

    private SubscriberCall logIn(Talk talk, Arrival arrival, Runnable loggedIn)
            throws HungUpException, LeaveException {
        DirectoryObject.User caller = arrival.caller();
        if (caller != null && !TelephoneAccess.isEnabled(caller)) {
            caller = null;
        }
        talk.say(Prompt.WELCOME);
        if (caller != null && arrival.skipPin()) {
            SubscriberCall call = SubscriberCall.open(services, talk, caller);
            loggedIn.run();
            new FirstUse(call).ask(false);
            return call;
        }
        int failures = 0;
        int stars = 0;
        while (true) {
            DirectoryObject.User asked = caller;
            try {
                boolean own = caller != null;
                if (caller == null) {
                    asked = ofExtension(talk.digits(LONGEST_EXTENSION, Prompt.ENTER_EXTENSION));
                } else {
                    talk.say(Prompt.HELLO, caller.display());
                }
                String pin = talk.digits(LONGEST_PIN,
                        own ? Prompt.ENTER_PIN_OR_OTHER : Prompt.ENTER_PIN);
                PinVerdict verdict = services.access().check(asked, pin, talk.line().origin());
                if (verdict instanceof PinVerdict.TooSoon) {
                    talk.say(Prompt.TOO_MANY_PINS).say(Prompt.GOODBYE);
                    throw new LeaveException(LeaveException.Where.GOODBYE);
                }
                if (verdict instanceof PinVerdict.Granted(boolean mustChange) && asked != null) {
                    SubscriberCall call = SubscriberCall.open(services, talk, asked);
                    loggedIn.run();
                    new FirstUse(call).ask(mustChange);
                    return call;
                }
                if (verdict instanceof PinVerdict.Reset(String pinNow) && asked != null) {
                    tell(asked, pinNow);
                }
                failures++;
                requireFewer(talk, failures);
                talk.say(Prompt.WRONG_PIN);
            } catch (LeaveException e) {
                if (e.where() == LeaveException.Where.GOODBYE) {
                    throw e;
                }
                // `*`: another mailbox. That is no way to guess on and on.
                caller = null;
                stars++;
                requireFewer(talk, stars - 1);
            }
        }
    }

    private void requireFewer(Talk talk, int failures) throws LeaveException {
        if (failures >= services.access().policy().failuresPerCall()) {
            talk.say(Prompt.LOGIN_FAILED).say(Prompt.GOODBYE);
            throw new LeaveException(LeaveException.Where.GOODBYE);
        }
    }

    private DirectoryObject.@Nullable User ofExtension(String extension) {
        List<DirectoryObject.User> found = extension.isEmpty()
                ? List.of()
                : services.directory().telephoneBook().ofExtension(extension);
        return found.size() == 1 ? found.getFirst() : null;
    }

    /// Not while the caller waits: that would tell that the mailbox is there.
    private void tell(DirectoryObject.User user, String pin) {
        Thread.ofVirtual().name("pin-notice").start(() -> {
            try {
                services.pinNotice().send(user, pin);
            } catch (RuntimeException e) {
                log.error("The new PIN of {} could not be told", user.entry().qualifiedName(), e);
            }
        });
    }
}

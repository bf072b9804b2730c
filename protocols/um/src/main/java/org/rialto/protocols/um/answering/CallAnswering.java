package org.rialto.protocols.um.answering;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;
import org.rialto.directory.Directory;
import org.rialto.directory.DirectoryObject;
import org.rialto.items.voice.VoiceMessage;
import org.rialto.mailbox.voice.VoiceMailDelivery;
import org.rialto.mailbox.voice.VoiceMailbox;
import org.rialto.mailbox.voice.VoiceMailboxes;
import org.rialto.mailbox.voice.VoiceSettings;
import org.rialto.mapi.MailError;
import org.rialto.protocols.um.attendant.AnsweringRules;
import org.rialto.protocols.um.call.Recordings;
import org.rialto.protocols.um.line.FaxException;
import org.rialto.protocols.um.line.HungUpException;
import org.rialto.protocols.um.line.Line;
import org.rialto.protocols.um.line.VoiceFormat;
import org.rialto.protocols.um.menu.Greetings;
import org.rialto.protocols.um.menu.Prompts;
import org.rialto.store.MailboxInfo;
import org.rialto.telephony.audio.Pcm;
import org.rialto.telephony.audio.WavReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers calls for users who did not pick up, and puts what came of them into their mailboxes. A
/// call whose message could not be put there stays in the [RecordingJournal]: it is tried again, later
/// and later ([Redelivery]), and at the next start.
public final class CallAnswering implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CallAnswering.class);
    private static final int LONGEST_SAMPLES = 2 * 60 * 60 * Pcm.TELEPHONE_RATE;

    /// @param longestMessage that a caller may leave
    /// @param silence that ends a message
    /// @param hasOperator whether `0` leads to somebody
    /// @param hostName of Message-IDs
    /// @param zone in which mail tells when somebody called
    /// @param language in which callers are spoken to, of users who have set none
    /// @param format of the sound in mail
    public record Settings(Duration longestMessage, Duration silence, boolean hasOperator,
            String hostName, ZoneId zone, Locale language, VoiceFormat format) {}

    private final Settings settings;
    private final Directory directory;
    private final VoiceMailboxes mailboxes;
    private final VoiceMailDelivery delivery;
    private final RecordingJournal journal;
    private final Clock clock;
    private final AnsweredMail mail;
    private final @Nullable AnsweringRules rules;
    private final Redelivery redelivery;

    /// Without rules of users.
    public CallAnswering(Settings settings, Directory directory, VoiceMailboxes mailboxes,
            VoiceMailDelivery delivery, RecordingJournal journal, Clock clock) {
        this(settings, directory, mailboxes, delivery, journal, clock, null,
                Redelivery.Pauses.USUAL);
    }

    /// @param rules what users want done with calls before a message is taken; null for nothing
    /// @param pauses before what could not be delivered is tried again
    public CallAnswering(Settings settings, Directory directory, VoiceMailboxes mailboxes,
            VoiceMailDelivery delivery, RecordingJournal journal, Clock clock,
            @Nullable AnsweringRules rules, Redelivery.Pauses pauses) {
        this.redelivery = new Redelivery(pauses);
        this.settings = settings;
        this.directory = directory;
        this.mailboxes = mailboxes;
        this.delivery = delivery;
        this.journal = journal;
        this.clock = clock;
        this.rules = rules;
        this.mail = new AnsweredMail(settings.hostName(), settings.zone(), settings.format());
    }

    /// Answers one call.
    ///
    /// @param subject as the caller gave it; empty for none
    /// @param ways where the caller may go instead
    /// @return what has been done; the call is over
    public MessageTaking.Outcome answer(Line line, DirectoryObject.User called, Caller caller,
            String subject, AnsweredCall.Importance importance, WaysOut ways)
            throws IOException {
        AnsweredCall call = new AnsweredCall(UUID.randomUUID(), called.mailboxGuid(),
                called.address().toString(), caller, clock.instant(), subject, importance);
        RecordingJournal.Entry entry = journal.begin(call);
        MessageTaking.Outcome outcome;
        try {
            outcome = converse(line, called, caller, entry, ways);
            if (outcome instanceof MessageTaking.Outcome.SignIn)
                outcome = signIn(line, called, entry, ways);
        } catch (IOException | RuntimeException e) {
            redelivery.later(call.called(), () -> settle(entry));
            throw e;
        }
        if (outcome == null) {
            entry.done();
            return new MessageTaking.Outcome.Nothing();
        }
        if (outcome instanceof MessageTaking.Outcome.SignIn
                || outcome instanceof MessageTaking.Outcome.Fax) {
            entry.done();
        } else {
            settle(entry, called, outcome);
        }
        return outcome;
    }

    /// Null where the call was handed over.
    private MessageTaking.@Nullable Outcome converse(Line line, DirectoryObject.User called,
            Caller caller, RecordingJournal.Entry entry, WaysOut ways) throws IOException {
        AnsweringRules.Next next = byRule(line, called, caller);
        return switch (next) {
            case GREETING, MESSAGE -> new MessageTaking(line,
                    terms(called, caller, next == AnsweringRules.Next.GREETING, ways),
                    entry::nextTake).hold();
            case SIGN_IN -> new MessageTaking.Outcome.SignIn();
            case ENDED -> new MessageTaking.Outcome.Nothing();
            case TRANSFERRED -> null;
        };
    }

    /// Somebody who only wants to sign in has called nobody; who does not get in has called in vain.
    private static MessageTaking.Outcome signIn(Line line, DirectoryObject.User called,
            RecordingJournal.Entry entry, WaysOut ways) {
        AtomicBoolean known = new AtomicBoolean();
        try {
            ways.signIn(line, called, () -> {
                known.set(true);
                try {
                    entry.done();
                } catch (IOException e) {
                    LOG.warn("the call of a subscriber stays noted: {}", e.toString());
                }
            });
        } catch (HungUpException e) {
            LOG.debug("the caller hung up");
        }
        return known.get()
                ? new MessageTaking.Outcome.SignIn()
                : new MessageTaking.Outcome.Nothing();
    }

    /// What could not be put into the mailbox now is tried again.
    private void settle(RecordingJournal.Entry entry, DirectoryObject.User called,
            MessageTaking.Outcome outcome) {
        mark(entry, outcome);
        try {
            put(entry, called, outcome);
        } catch (IOException | RuntimeException e) {
            LOG.error("what a caller left for {} could not be delivered; it is tried again",
                    entry.call().called(), e);
            redelivery.later(entry.call().called(), () -> {
                DirectoryObject.User still = called(entry);
                if (still != null)
                    put(entry, still, outcome);
            });
        }
    }

    /// Notes how the caller marked the message, for a start after a crash. A disk that takes no note may
    /// take the message.
    private static void mark(RecordingJournal.Entry entry, MessageTaking.Outcome outcome) {
        if (!(outcome instanceof MessageTaking.Outcome.Message left)
                || !left.urgent() && !left.personal())
            return;
        try {
            entry.mark(left.urgent(), left.personal());
        } catch (IOException e) {
            LOG.warn("how a caller marked a message for {} is not on disk: {}",
                    entry.call().called(), e.toString());
        }
    }

    /// What the user's rules do with the call first. A machine has nothing to choose.
    private AnsweringRules.Next byRule(Line line, DirectoryObject.User called, Caller caller) {
        if (rules == null || caller.automaton())
            return AnsweringRules.Next.GREETING;
        try {
            // What a stranger says of himself is no reason to treat him as a friend.
            return rules.apply(line, called, caller.isBelieved() ? caller.id() : "",
                    caller.address());
        } catch (FaxException e) {
            return AnsweringRules.Next.TRANSFERRED;
        } catch (HungUpException e) {
            return AnsweringRules.Next.ENDED;
        }
    }

    /// @param greets whether the caller has not been greeted yet
    private MessageTaking.Terms terms(DirectoryObject.User called, Caller caller,
            boolean greets, WaysOut ways) {
        VoiceMailbox mailbox = mailboxes.open(called);
        VoiceSettings voice = mailbox.settings();
        MailboxInfo info = mailbox.mailbox().info();
        long limit = info.quota().prohibitReceiveBytes();
        Prompts prompts = Prompts.of(voice.language().isEmpty()
                ? settings.language()
                : Locale.forLanguageTag(voice.language()));
        return new MessageTaking.Terms(
                greets ? Greetings.of(called, mailbox, voice, prompts) : List.of(),
                limit > 0 && info.contentSize() >= limit,
                settings.hasOperator() ? ways::operator : null,
                (int) settings.longestMessage().toMillis(), (int) settings.silence().toMillis(),
                caller.automaton(), prompts);
    }

    private void put(RecordingJournal.Entry entry, DirectoryObject.User called,
            MessageTaking.Outcome outcome) throws IOException {
        switch (outcome) {
            case MessageTaking.Outcome.Message left -> deliver(entry, mail.voiceMail(entry.call(),
                    called, left.recorded().file(), left.urgent(), left.personal()));
            case MessageTaking.Outcome.ThrownAway _ -> {
                entry.removeTakes();
                deliver(entry, missed(entry.call(), called));
            }
            case MessageTaking.Outcome.Nothing _ -> deliver(entry, whatWasHeard(entry, called));
            // Whether the caller spoke to anybody there, this user was called and is to know it.
            case MessageTaking.Outcome.Operator _ -> deliver(entry, missed(entry.call(), called));
            case MessageTaking.Outcome.Fax _,MessageTaking.Outcome.SignIn _ -> entry.done();
        }
    }

    /// The last recording in which somebody speaks, or the note of a missed call.
    private @Nullable VoiceMessage whatWasHeard(RecordingJournal.Entry entry,
            DirectoryObject.User called) throws IOException {
        for (Path take : entry.takes()) {
            if (isSpoken(take))
                return mail.voiceMail(entry.call(), called, take, false, entry.isPersonal());
        }
        return missed(entry.call(), called);
    }

    /// The note of a call that left nothing; null when there is to be none.
    private @Nullable VoiceMessage missed(AnsweredCall call, DirectoryObject.User called) {
        // A machine that hangs up wanted nothing of anybody.
        boolean noted = !call.caller().automaton()
                && mailboxes.open(called).settings().missedCallNotification();
        return noted ? mail.missedCall(call, called) : null;
    }

    private void deliver(RecordingJournal.Entry entry, @Nullable VoiceMessage message)
            throws IOException {
        if (message != null) {
            try {
                delivery.deliver(message);
            } catch (MailError.Quota | MailError.NotFound e) {
                LOG.warn("what a caller left for {} is lost: {}", entry.call().called(),
                        e.getMessage());
            }
        }
        entry.done();
    }

    /// Calls that an earlier process left: to be asked before any call is answered, to be given to
    /// [#settle] at leisure.
    public List<RecordingJournal.Entry> unfinished() throws IOException {
        return journal.unfinished();
    }

    /// Delivers what was heard in calls that a crash ended, or notes that somebody called.
    public void settle(List<RecordingJournal.Entry> unfinished) {
        for (RecordingJournal.Entry entry : unfinished) {
            try {
                settle(entry);
            } catch (IOException | RuntimeException e) {
                LOG.error("a call for {} could not be settled; it is tried again",
                        entry.call().called(), e);
                redelivery.later(entry.call().called(), () -> settle(entry));
            }
        }
    }

    private void settle(RecordingJournal.Entry entry) throws IOException {
        DirectoryObject.User called = called(entry);
        if (called != null)
            deliver(entry, whatWasHeard(entry, called));
    }

    /// Null, and the call is forgotten, where that user is no longer here.
    private DirectoryObject.@Nullable User called(RecordingJournal.Entry entry)
            throws IOException {
        if (directory.ofMailbox(entry.call().mailbox())
                .orElse(null) instanceof DirectoryObject.User called)
            return called;
        LOG.warn("a call was for {}, who is no longer here", entry.call().called());
        entry.done();
        return null;
    }

    /// Whether there is anything to hear in a recording that nobody ended. What cannot be read now may
    /// be another time.
    private static boolean isSpoken(Path take) throws IOException {
        try {
            return Recordings.isSpoken(WavReader.read(take, LONGEST_SAMPLES));
        } catch (MalformedDataException e) {
            LOG.info("{} has nothing to hear: {}", take, e.toString());
            return false;
        }
    }

    int attemptsAtHand() { return redelivery.waiting(); }

    /// Tries nothing again any more: what is left is there at the next start.
    @Override
    public void close() { redelivery.close(); }
}

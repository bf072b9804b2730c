package org.rialto.protocols.um.attendant;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.rialto.directory.DirectoryObject;
import org.rialto.mailbox.voice.VoiceMailbox;
import org.rialto.mailbox.voice.VoiceMailboxes;
import org.rialto.mailbox.voice.VoiceSettings;
import org.rialto.mapi.MailError;
import org.rialto.protocols.um.line.Heard;
import org.rialto.protocols.um.line.HungUpException;
import org.rialto.protocols.um.line.Line;
import org.rialto.protocols.um.line.Listening;
import org.rialto.protocols.um.line.Sound;
import org.rialto.protocols.um.menu.Greetings;
import org.rialto.protocols.um.menu.LeaveException;
import org.rialto.protocols.um.menu.MenuServices;
import org.rialto.protocols.um.menu.PersonalContacts;
import org.rialto.protocols.um.menu.Prompt;
import org.rialto.protocols.um.menu.Prompts;
import org.rialto.protocols.um.menu.Talk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What users want done with calls that they do not answer, before a message is taken: the greeting
/// and the menu of the first of their rules that fits.
public final class AnsweringRules {
    private static final Logger log = LoggerFactory.getLogger(AnsweringRules.class);
    private static final int ATTEMPTS = 3;
    private static final int FIRST_MILLIS = 4_000;

    /// What comes next.
    public enum Next {
        /// No rule fits: the user's greeting and then a message.
        GREETING,
        /// The caller has been greeted: a message.
        MESSAGE,
        /// The caller wants into a mailbox (`*`).
        SIGN_IN,
        /// Nothing: the caller is with somebody else.
        TRANSFERRED,
        /// Nothing: the caller was told goodbye.
        ENDED
    }

    private final VoiceMailboxes mailboxes;
    private final MenuServices.Dialling dialling;
    private final ZoneId zone;
    private final Locale language;
    private final Clock clock;

    /// @param dialling where calls of a user may be sent: by the user's policy
    /// @param zone of users who have set none
    public AnsweringRules(VoiceMailboxes mailboxes, MenuServices.Dialling dialling, ZoneId zone,
            Locale language, Clock clock) {
        this.mailboxes = mailboxes;
        this.dialling = dialling;
        this.zone = zone;
        this.language = language;
        this.clock = clock;
    }

    /// Holds what a rule says.
    ///
    /// @param number of the caller, or address of a user; empty when it is withheld
    /// @param address mail address of the caller; empty when nobody knows
    public Next apply(Line line, DirectoryObject.User called, String number, String address)
            throws HungUpException {
        Optional<AnsweringRule> rule;
        try {
            rule = find(called, number, address);
        } catch (MailError e) {
            // Rules of another version, say: a caller must not suffer from it.
            log.warn("the call-answering rules of {} do not count: {}",
                    called.entry().qualifiedName(), e.getMessage());
            return Next.GREETING;
        }
        if (rule.isEmpty()) {
            return Next.GREETING;
        }
        Talk talk = new Talk(line, Prompts.of(language), true);
        try {
            return new OneCall(talk, called, rule.get()).hold();
        } catch (LeaveException e) {
            return Next.ENDED;
        }
    }

    private Optional<AnsweringRule> find(DirectoryObject.User called, String number,
            String address) {
        VoiceMailbox mailbox = mailboxes.open(called);
        List<AnsweringRule> rules = AnsweringRule.read(mailbox.callAnsweringRules());
        if (rules.isEmpty()) {
            return Optional.empty();
        }
        VoiceSettings settings = mailbox.settings();
        var now = clock.instant().atZone(zoneOf(settings));
        return rules.stream().filter(rule -> rule.conditions().hold(number, address, now,
                settings.oofStatus(),
                () -> new PersonalContacts(mailbox.mailbox()).knows(number, address))).findFirst();
    }

    private ZoneId zoneOf(VoiceSettings settings) {
        try {
            return settings.timeZone().isEmpty() ? zone : ZoneId.of(settings.timeZone());
        } catch (DateTimeException e) {
            return zone;
        }
    }

    /// A rule on one call.
    private final class OneCall {
        private final Talk talk;
        private final DirectoryObject.User called;
        private final AnsweringRule rule;

        OneCall(Talk talk, DirectoryObject.User called, AnsweringRule rule) {
            this.talk = talk;
            this.called = called;
            this.rule = rule;
        }

        Next hold() throws HungUpException, LeaveException {
            greet();
            if (rule.menu().isEmpty()) {
                return message();
            }
            for (int attempt = 1;; attempt++) {
                tell();
                Heard heard = talk.ask(listening());
                switch (heard) {
                    case Heard.Keys(String keys, boolean pound) -> {
                        if (keys.equals("*")) {
                            return Next.SIGN_IN;
                        }
                        if (keys.isEmpty() && pound && rule.takesMessage()) {
                            return message();
                        }
                        Optional<AnsweringRule.Row> row = rule.menu().stream()
                                .filter(each -> each.key().equals(keys)).findFirst();
                        if (row.isPresent()) {
                            return call(row.get());
                        }
                    }
                    case Heard.Phrase(String words) -> {
                        return call(rule.menu().stream()
                                .filter(each -> each.label().equalsIgnoreCase(words)).findFirst()
                                .orElseThrow());
                    }
                    case Heard.Nothing _ -> {
                        if (rule.takesMessage()) {
                            return message();
                        }
                    }
                    case Heard.Unrecognised _,Heard.PlayedToEnd _ -> {
                    }
                }
                if (attempt == ATTEMPTS) {
                    return message();
                }
                talk.complain(heard, attempt);
            }
        }

        private void greet() {
            VoiceMailbox mailbox = mailboxes.open(called);
            if (!rule.greeting().isEmpty()) {
                talk.say(Sound.text(rule.greeting()));
                return;
            }
            Greetings.alone(called, mailbox, mailbox.settings(), Prompts.of(language))
                    .forEach(talk::say);
        }

        private void tell() {
            for (AnsweringRule.Row row : rule.menu()) {
                talk.say(Prompt.PICK, row.label(), row.key());
            }
            if (rule.takesMessage()) {
                talk.say(Prompt.LEAVE_MESSAGE);
            }
        }

        private Listening listening() {
            Set<String> phrases = new HashSet<>();
            for (AnsweringRule.Row row : rule.menu()) {
                String words = row.label().toLowerCase(Locale.ROOT);
                if (words.matches("[a-z' ]+")) {
                    phrases.add(words);
                }
            }
            return new Listening(1, true, FIRST_MILLIS, 1_000, true, phrases);
        }

        /// Looks for the user at one number after the other.
        private Next call(AnsweringRule.Row row) throws HungUpException {
            talk.say(Prompt.CALLING);
            for (String number : row.numbers()) {
                Optional<String> uri = dialling.uri(called, number);
                talk.finish();
                if (uri.isPresent() && talk.line().transfer(uri.get())) {
                    return Next.TRANSFERRED;
                }
            }
            talk.say(Prompt.NOT_REACHED, called.display());
            return message();
        }

        private Next message() throws HungUpException {
            if (!rule.takesMessage()) {
                talk.say(Prompt.GOODBYE).finish();
                talk.line().hangUp();
                return Next.ENDED;
            }
            talk.say(Prompt.RECORD_MESSAGE).finish();
            return Next.MESSAGE;
        }
    }
}

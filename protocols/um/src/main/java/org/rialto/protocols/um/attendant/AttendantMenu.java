package org.rialto.protocols.um.attendant;

import java.io.IOException;
import java.time.ZonedDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.Attribute;
import org.rialto.directory.Directory;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.Domain;
import org.rialto.directory.telephone.TelephoneAccess;
import org.rialto.mailbox.voice.GreetingKind;
import org.rialto.mapi.MailError;
import org.rialto.protocols.um.line.Heard;
import org.rialto.protocols.um.line.HungUpException;
import org.rialto.protocols.um.line.Listening;
import org.rialto.protocols.um.line.Sound;
import org.rialto.protocols.um.menu.DirectorySearch;
import org.rialto.protocols.um.menu.LeaveException;
import org.rialto.protocols.um.menu.MenuServices;
import org.rialto.protocols.um.menu.Prompt;
import org.rialto.protocols.um.menu.Talk;

/// One attendant on one call.
///
/// ```
///  greeting ──▶ menu ──1…9──▶ number, voice mail, another attendant, something told
///                │ ▲ ──digits─▶ extension        (while it is in the scope)
///                │ │ ──#──────▶ name spelled     (likewise)
///                │ └──*        ──0──▶ operator
///                └─ three times nothing or nonsense ─▶ operator, or goodbye
/// ```
final class AttendantMenu {
    private static final int FIRST_MILLIS = 5_000;
    private static final int BETWEEN_KEYS_MILLIS = 1_500;
    private static final int LONGEST_EXTENSION = 12;
    private static final int ATTEMPTS = 3;
    /// Menus said in one call: `*` is no way to stay for ever.
    private static final int MOST_TOLD = 15;
    private static final int MOST_SEARCHED = 500;

    private final AttendantServices services;
    private final AttendantServices.Messages messages;
    private final Attendant attendant;
    private final Talk talk;
    private final ZonedDateTime now;
    private final boolean isOpen;
    private final List<Attendant.Row> rows;

    AttendantMenu(AttendantServices services, AttendantServices.Messages messages,
            Attendant attendant, Talk talk) {
        this.services = services;
        this.messages = messages;
        this.attendant = attendant;
        this.talk = talk;
        this.now = services.clock().instant().atZone(attendant.zone());
        this.isOpen = attendant.isOpen(now);
        this.rows = attendant.menu(isOpen);
    }

    /// Answers the attendant to go on with; empty when the call is over.
    Optional<String> hold() throws IOException, HungUpException, LeaveException {
        greet();
        int failed = 0;
        for (int told = 0; told < MOST_TOLD; told++) {
            tell();
            Heard heard = talk.ask(listening());
            try {
                Done done = act(heard);
                switch (done) {
                    case Done.Over _ -> {
                        return Optional.empty();
                    }
                    case Done.Other(String name) -> {
                        return Optional.of(name);
                    }
                    case Done.Again _ -> failed = 0;
                    case Done.Failed _ -> {
                        failed++;
                        if (failed == ATTEMPTS) {
                            giveUp();
                            return Optional.empty();
                        }
                        talk.complain(heard, failed);
                    }
                }
            } catch (LeaveException e) {
                if (e.where() == LeaveException.Where.GOODBYE) {
                    throw e;
                }
                // `*`: the menu again.
            }
        }
        giveUp();
        return Optional.empty();
    }

    // What is said

    private void greet() {
        Optional<Holiday> holiday = attendant.holidayAt(now);
        Announcement announcement = holiday.isPresent()
                ? attendant.holiday()
                : isOpen ? attendant.open() : attendant.closed();
        if (announcement instanceof Announcement.Nothing && !isOpen
                && attendant.closed() instanceof Announcement.Words closed) {
            announcement = closed;
        }
        if (announcement instanceof Announcement.Nothing) {
            greetAsTheSystem(holiday);
        } else {
            announcement.sounds().forEach(talk::say);
        }
    }

    private void greetAsTheSystem(Optional<Holiday> holiday) {
        if (attendant.company().isEmpty()) {
            talk.say(Prompt.ATTENDANT_WELCOME);
        } else {
            talk.say(Prompt.ATTENDANT_WELCOME_TO, attendant.company());
        }
        if (!isOpen) {
            holiday.map(Holiday::name).filter(name -> !name.isEmpty()).ifPresentOrElse(
                    name -> talk.say(Prompt.ATTENDANT_HOLIDAY, name),
                    () -> talk.say(Prompt.ATTENDANT_CLOSED));
        }
    }

    private void tell() {
        for (Attendant.Row row : rows) {
            talk.say(Prompt.PICK, row.label(), row.key());
        }
        if (attendant.scope().extensions()) {
            talk.say(Prompt.ATTENDANT_EXTENSION);
        }
        if (attendant.scope().directory()) {
            talk.say(Prompt.ATTENDANT_SPELL);
        }
        if (hasOperator()) {
            talk.say(Prompt.ATTENDANT_OPERATOR);
        }
    }

    private boolean hasOperator() { return isOpen && !attendant.operator().isEmpty(); }

    private Listening listening() {
        Set<String> phrases = new HashSet<>();
        for (Attendant.Row row : rows) {
            phrase(row).ifPresent(phrases::add);
        }
        if (hasOperator()) {
            phrases.add(talk.sentence(Prompt.ATTENDANT_OPERATOR_PHRASE));
        }
        boolean extensions = attendant.scope().extensions();
        int most = !extensions
                ? 1
                : services.extensionDigits() > 0 ? services.extensionDigits() : LONGEST_EXTENSION;
        return new Listening(most, true, FIRST_MILLIS, BETWEEN_KEYS_MILLIS, true, phrases);
    }

    /// The label, when it can be said: words of letters.
    private static Optional<String> phrase(Attendant.Row row) {
        String words = row.label().toLowerCase(Locale.ROOT);
        return words.matches("[a-z' ]+") ? Optional.of(words) : Optional.empty();
    }

    // What is done

    private sealed interface Done {
        record Over() implements Done {}

        record Other(String name) implements Done {}

        /// The menu is told again.
        record Again() implements Done {}

        /// Nothing, or nonsense.
        record Failed() implements Done {}
    }

    private Done act(Heard heard) throws IOException, HungUpException, LeaveException {
        return switch (heard) {
            case Heard.Keys(String keys, boolean pound) -> keys(keys, pound);
            case Heard.Phrase(String words) -> {
                Attendant.Row found = rows.stream()
                        .filter(row -> phrase(row).filter(words::equals).isPresent()).findFirst()
                        .orElse(null);
                yield found == null ? operator() : follow(found.target());
            }
            case Heard.Unrecognised _,Heard.Nothing _,Heard.PlayedToEnd _ -> new Done.Failed();
        };
    }

    private Done keys(String keys, boolean pound)
            throws IOException, HungUpException, LeaveException {
        if (keys.contains("*")) {
            return new Done.Again();
        }
        if (keys.isEmpty()) {
            return pound && attendant.scope().directory() ? spell() : new Done.Failed();
        }
        if (keys.equals("0")) {
            return hasOperator() ? operator() : new Done.Failed();
        }
        if (keys.length() > 1) {
            return attendant.scope().extensions() ? extension(keys) : new Done.Failed();
        }
        Optional<Attendant.Row> row = rows.stream().filter(each -> each.key().equals(keys))
                .findFirst();
        return row.isPresent() ? follow(row.get().target()) : new Done.Failed();
    }

    private Done follow(Attendant.Target target) throws IOException, HungUpException {
        return switch (target) {
            case Attendant.Target.Number(String number) -> transfer(services.configured(), number);
            case Attendant.Target.Other(String name) -> new Done.Other(name);
            case Attendant.Target.VoiceMail(String user) -> voiceMail(user);
            case Attendant.Target.Told(Announcement announcement) -> {
                announcement.sounds().forEach(talk::say);
                yield new Done.Again();
            }
        };
    }

    private Done operator() throws HungUpException {
        return transfer(services.configured(), attendant.operator());
    }

    private void giveUp() throws HungUpException {
        if (!hasOperator() || operator() instanceof Done.Again) {
            talk.say(Prompt.TOO_MANY_ERRORS).say(Prompt.GOODBYE);
        }
    }

    private Done transfer(MenuServices.Dialling dialling, String number) throws HungUpException {
        Optional<String> uri = dialling.uri(null, number);
        if (uri.isEmpty()) {
            talk.say(Prompt.CALL_FAILED);
            return new Done.Again();
        }
        talk.say(Prompt.CALLING).finish();
        if (talk.line().transfer(uri.get())) {
            return new Done.Over();
        }
        talk.say(Prompt.CALL_FAILED);
        return new Done.Again();
    }

    private Done voiceMail(String name) throws IOException, HungUpException {
        DirectoryObject.User user;
        try {
            user = services.directory().named(name) instanceof DirectoryObject.User found
                    ? found
                    : null;
        } catch (MailError.NotFound | MailError.Invalid e) {
            user = null;
        }
        if (user == null || !TelephoneAccess.isEnabled(user)) {
            talk.say(Prompt.CALL_FAILED);
            return new Done.Again();
        }
        talk.finish();
        messages.take(talk.line(), user);
        return new Done.Over();
    }

    // People

    private Optional<Domain> domain() {
        Directory directory = services.directory();
        String name = attendant.scope().domain();
        return name.isEmpty()
                ? directory.defaultDomain()
                : directory.domains().stream().filter(each -> each.name().equalsIgnoreCase(name))
                        .findFirst();
    }

    /// Whether callers from outside may reach somebody: an extension that is in use, and the group
    /// that the scope names.
    private boolean isInScope(DirectoryObject object) {
        if (!(object instanceof DirectoryObject.User user) || !TelephoneAccess.isEnabled(user)
                || domain().filter(own -> own.id() == user.entry().domain().id()).isEmpty()) {
            return false;
        }
        UUID group = group();
        return attendant.scope().group().isEmpty()
                || group != null && services.directory().groupsOf(user).contains(group);
    }

    private @Nullable UUID group() {
        if (attendant.scope().group().isEmpty()) {
            return null;
        }
        try {
            return services.directory().named(attendant.scope().group()).guid();
        } catch (MailError.NotFound | MailError.Invalid e) {
            return null;
        }
    }

    private Done extension(String digits) throws HungUpException {
        Optional<DirectoryObject.User> user = domain().flatMap(domain -> services.directory()
                .telephoneBook().ofExtension(domain, digits)).filter(this::isInScope);
        if (user.isEmpty()) {
            talk.say(Prompt.ATTENDANT_NO_EXTENSION);
            return new Done.Again();
        }
        return connect(user.get());
    }

    private Done spell() throws HungUpException, LeaveException {
        Optional<Domain> domain = domain();
        if (domain.isEmpty()) {
            return new Done.Failed();
        }
        Optional<DirectoryObject> found = new DirectorySearch(talk,
                services.directory().telephoneBook(), domain.get(), this::isInScope, MOST_SEARCHED)
                .find();
        return found.isPresent() && found.get() instanceof DirectoryObject.User user
                ? connect(user)
                : new Done.Again();
    }

    private Done connect(DirectoryObject.User user) throws HungUpException {
        Optional<Sound> name = services.voiceMailboxes().open(user)
                .greeting(GreetingKind.RECORDED_NAME)
                .map(greeting -> new Sound.Recording(greeting::open));
        talk.say(name.orElseGet(() -> Sound
                .text(talk.sentence(Prompt.FOUND, user.display()))));
        return transfer(services.dialling(),
                user.entry().attribute(Attribute.UM_EXTENSION).orElse(""));
    }
}

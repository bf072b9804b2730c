package org.rialto.protocols.um.intake;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;
import org.rialto.directory.DirectoryObject;
import org.rialto.protocols.um.answering.AnsweredCall;
import org.rialto.protocols.um.answering.Caller;
import org.rialto.telephony.sip.NameAddress;
import org.rialto.telephony.sip.SipHeaders;
import org.rialto.telephony.sip.SipRequest;
import org.rialto.telephony.sip.SipStatus;
import org.rialto.telephony.sip.SipText;
import org.rialto.telephony.sip.SipUri;

/// Reads from an INVITE who is called, by whom, and what for. MS-OCEXUM 2.2.1, 3.1 and 4.1;
/// MS-EUMR: with the field Diversion somebody is called who did not answer, without it a subscriber
/// calls the own mailbox.
public final class CallIntake {
    /// MS-OCEXUM 2.2.1.
    public static final String COMMAND = "Ms-Exchange-Command";
    /// RFC 3325: who calls, by the word of a trusted sender.
    public static final String ASSERTED = "P-Asserted-Identity";
    private static final String SKIP_PIN = "skip-pin";
    private static final String VOICEMAIL = "app:voicemail";
    private static final int LONGEST_TEXT = 255;

    private final Subscribers subscribers;
    private final Map<String, Set<String>> attendants;
    private final boolean takesAll;

    /// @param attendants their names with the numbers and names that they answer
    /// @param takesAll whether users' plain addresses are for the UM server too, because there is no
    ///        SIP server in this process to find their telephones
    public CallIntake(Subscribers subscribers, Map<String, Set<String>> attendants,
            boolean takesAll) {
        this.subscribers = subscribers;
        this.attendants = Map.copyOf(attendants);
        this.takesAll = takesAll;
    }

    /// Whether a request outside of dialogs is for the UM server. Looks at its address only.
    public boolean takes(SipRequest request) {
        SipUri target = request.uri();
        String user = target.user();
        if (takesAll || VOICEMAIL.equalsIgnoreCase(opaque(target)))
            return true;
        return user != null && (subscribers.plan().isAccessNumber(user)
                || !attendant(target).isEmpty());
    }

    /// The attendant that is called; empty for none.
    private String attendant(SipUri target) {
        String user = target.user();
        if (user == null || target.parameter("opaque") != null)
            return "";
        return attendants.entrySet().stream()
                .filter(each -> subscribers.plan().isOneOf(user, each.getValue()))
                .map(Map.Entry::getKey).findFirst().orElse("");
    }

    /// Decides.
    ///
    /// @param isFax whether only a fax is offered
    public Intake decide(SipRequest invite, Sender sender, boolean isFax) {
        try {
            return decideSound(invite, sender, isFax);
        } catch (MalformedDataException e) {
            return new Intake.Refused(SipStatus.BAD_REQUEST, "Bad Request");
        }
    }

    private Intake decideSound(SipRequest invite, Sender sender, boolean isFax) {
        SipHeaders headers = invite.headers();
        SipUri target = invite.uri();
        Caller caller = caller(headers, sender);
        boolean forVoicemail = VOICEMAIL.equalsIgnoreCase(opaque(target));
        String user = target.user();
        String attendant = attendant(target);
        if (!attendant.isEmpty())
            return new Intake.Attendant(attendant, caller);
        boolean access = user != null && subscribers.plan().isAccessNumber(user);
        if (!forVoicemail && !access && !takesAll)
            return new Intake.NotOurs();
        List<NameAddress> diversions = headers.addresses("Diversion");
        Optional<DirectoryObject.User> called = diversions.isEmpty()
                ? plainlyCalled(target, headers, forVoicemail || access)
                : diverted(diversions);
        if (isFax)
            return new Intake.Fax(called, caller);
        if (called.isPresent()) {
            return Subscribers.isEnabled(called.get())
                    ? new Intake.Answer(called.get(), caller, text(headers.first("Subject")),
                            AnsweredCall.Importance.ofPriority(text(headers.first("Priority"))))
                    : notFound();
        }
        if (!diversions.isEmpty())
            return notFound();
        // MS-EUMR: a URI without a user is this server's own, as a redirection by another names it.
        if (forVoicemail || access || user == null || subscribers.of(target).isPresent())
            return subscriber(headers, caller, sender);
        return notFound();
    }

    private static Intake notFound() {
        return new Intake.Refused(SipStatus.NOT_FOUND, "Not Found");
    }

    private static String opaque(SipUri uri) {
        String opaque = uri.parameter("opaque");
        return opaque == null ? "" : opaque;
    }

    /// RFC 5806: who diverted last stands first. The first whom we know is the one that was called.
    private Optional<DirectoryObject.User> diverted(List<NameAddress> diversions) {
        return diversions.stream().flatMap(diversion -> subscribers.of(diversion.uri()).stream())
                .findFirst();
    }

    /// Without a SIP server: who is called by a plain address and is not the caller did not answer,
    /// since there is nothing that rings.
    private Optional<DirectoryObject.User> plainlyCalled(SipUri target, SipHeaders headers,
            boolean isAccess) {
        if (isAccess)
            return Optional.empty();
        Optional<DirectoryObject.User> called = subscribers.of(target);
        Optional<DirectoryObject.User> from = subscribers.of(headers.from().uri());
        boolean own = called.isPresent() && from.isPresent()
                && called.get().id() == from.get().id();
        return own ? Optional.empty() : called;
    }

    private Intake subscriber(SipHeaders headers, Caller caller, Sender sender) {
        SipUri from = headers.from().uri();
        Optional<DirectoryObject.User> trusted = sender == Sender.TRUSTED
                && asksToSkipPin(headers)
                        ? subscribers.exactly(from).filter(Subscribers::isEnabled)
                        : Optional.empty();
        if (trusted.isPresent())
            return new Intake.Subscriber(trusted, true, caller);
        return new Intake.Subscriber(subscribers.of(from).filter(Subscribers::isEnabled), false,
                caller);
    }

    /// `param = "skip-pin"`: the only action there is. Anything else asks for nothing, beside it too.
    private static boolean asksToSkipPin(SipHeaders headers) {
        List<String> commands = headers.list(COMMAND);
        return !commands.isEmpty() && commands.stream().allMatch(SKIP_PIN::equalsIgnoreCase);
    }

    private Caller caller(SipHeaders headers, Sender sender) {
        NameAddress contact = headers.contact();
        boolean automaton = contact != null && contact.parameters().has("automata");
        if (isNobody(headers.from().uri()) || isWithheld(headers))
            return new Caller("", "", "", automaton);
        NameAddress asserted = sender == Sender.TRUSTED ? asserted(headers) : null;
        return asserted == null
                ? stranger(headers.from(), sender, automaton)
                : identified(asserted, headers.from(), automaton);
    }

    /// RFC 3325 section 7: who calls is to be told to nobody who is not trusted.
    public static boolean isWithheld(SipHeaders headers) {
        return headers.all("Privacy").stream().flatMap(each -> Stream.of(each.split("[;,]")))
                .anyMatch(each -> each.strip().equalsIgnoreCase("id"));
    }

    private static boolean isNobody(SipUri uri) {
        String user = uri.user();
        return user == null || user.isEmpty() || user.equalsIgnoreCase("anonymous")
                || uri.host().equalsIgnoreCase("anonymous.invalid");
    }

    /// The first of them that names anybody. Who asks for the PIN to be skipped says the same of From.
    private static @Nullable NameAddress asserted(SipHeaders headers) {
        return headers.addresses(ASSERTED).stream().filter(each -> !isNobody(each.uri()))
                .findFirst().orElse(asksToSkipPin(headers) ? headers.from() : null);
    }

    private Caller identified(NameAddress asserted, NameAddress from, boolean automaton) {
        SipUri uri = asserted.uri();
        String user = String.valueOf(uri.user());
        Optional<DirectoryObject> known = known(uri, user);
        String given = text(asserted.displayName());
        String name = known.map(DirectoryObject::display)
                .orElse(given.isEmpty() ? text(from.displayName()) : given);
        String id = subscribers.plan().normalised(user).orElse(addressOf(uri));
        return new Caller(text(id), name, known.map(object -> object.address().toString())
                .orElse(""), automaton, true);
    }

    /// Somebody outside, whatever From says: an address of ours there is worth nothing, and an
    /// extension is no more than somebody's name at another host.
    private Caller stranger(NameAddress from, Sender sender, boolean automaton) {
        SipUri uri = from.uri();
        String user = String.valueOf(uri.user());
        boolean vouched = sender == Sender.GATEWAY;
        Optional<String> number = subscribers.plan().normalised(user);
        boolean isExtension = number.isPresent() && !number.get().startsWith("+");
        String id;
        if (number.isPresent() && (vouched || !isExtension)) {
            id = number.get();
        } else if (uri.isSip()) {
            id = subscribers.directory().isOurs(uri.host()) ? "" : addressOf(uri);
        } else {
            id = isExtension ? "" : user;
        }
        return new Caller(text(id), text(from.displayName()), "", automaton,
                vouched && number.isPresent());
    }

    private static String addressOf(SipUri uri) {
        String user = String.valueOf(uri.user());
        return uri.isSip() ? user + "@" + uri.host() : user;
    }

    /// A user, or whoever in the directory has the number.
    private Optional<DirectoryObject> known(SipUri uri, String user) {
        Optional<DirectoryObject.User> subscriber = subscribers.of(uri);
        if (subscriber.isPresent())
            return Optional.of(subscriber.get());
        List<DirectoryObject> found = subscribers.plan().normalised(user)
                .map(number -> subscribers.directory().telephoneBook().ofNumber(number))
                .orElse(List.of());
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    /// Neither controls, nor what turns the text around it about, nor what XML has no way to write.
    private static boolean isShowable(int c) {
        boolean turns = c == 0x61C || c == 0x200E || c == 0x200F || c >= 0x202A && c <= 0x202E
                || c >= 0x2066 && c <= 0x2069;
        boolean nothing = Character.getType(c) == Character.SURROGATE || (c & 0xFFFE) == 0xFFFE
                || c == 0x2028 || c == 0x2029;
        return !Character.isISOControl(c) && !turns && !nothing;
    }

    private static String text(@Nullable String value) {
        if (value == null)
            return "";
        StringBuilder clean = new StringBuilder();
        SipText.readable(value).codePoints().limit(LONGEST_TEXT)
                .map(c -> isShowable(c) ? c : ' ')
                .forEach(clean::appendCodePoint);
        return clean.toString().strip();
    }
}

package org.rialto.protocols.um.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rialto.database.Database;
import org.rialto.database.DatabaseConfiguration;
import org.rialto.directory.Attribute;
import org.rialto.directory.Directory;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.Domain;
import org.rialto.directory.SmtpAddress;
import org.rialto.items.voice.VoiceMessage;
import org.rialto.items.voice.VoiceMessageKind;
import org.rialto.items.voice.VoiceMessageWriter;
import org.rialto.protocols.um.answering.AnsweredCall;
import org.rialto.protocols.um.answering.Caller;
import org.rialto.protocols.um.dialplan.DialPlan;
import org.rialto.telephony.sip.NameAddress;
import org.rialto.telephony.sip.Parameters;
import org.rialto.telephony.sip.SipHeaders;
import org.rialto.telephony.sip.SipRequest;
import org.rialto.telephony.sip.SipUri;

class CallIntakeTest {
    private static final DialPlan PLAN = new DialPlan(4, "49", "0", "00", "", Set.of("5000",
            "+49301235000"), Set.of("contoso.com"));

    @TempDir
    static Path directoryFiles = Path.of("");

    private static Database database;
    private static Directory directory;

    private final CallIntake behindProxy = intake(false);
    private final CallIntake alone = intake(true);

    private static CallIntake intake(boolean takesAll) {
        return new CallIntake(new Subscribers(directory, PLAN, "um.contoso.com"),
                Map.of("reception", Set.of("5900", "reception")), takesAll);
    }

    @BeforeAll
    static void people() {
        database = Database.open(new DatabaseConfiguration.Sqlite(directoryFiles.resolve("d.db")));
        directory = Directory.open(database, Directory.Settings.DEFAULT);
        directory.change(edit -> {
            Domain domain = edit.domains().add("contoso.com");
            int extension = 5501;
            for (String name : new String[]{"alice", "bob"}) {
                long id = edit.addUser(domain, name).id();
                edit.setDisplay(id, name.toUpperCase(java.util.Locale.ROOT));
                edit.set(id, Attribute.UM_EXTENSION, String.valueOf(extension++));
            }
            edit.addUser(domain, "carol");
            long vendor = edit.addContact(domain, "vendor",
                    SmtpAddress.parse("vendor@fabrikam.example")).id();
            edit.setDisplay(vendor, "Fabrikam");
            edit.set(vendor, Attribute.PHONE_BUSINESS, "+49 30 7654321");
            return 0;
        });
    }

    @AfterAll
    static void close() { database.close(); }

    private static SipRequest invite(String uri, String... headers) {
        SipHeaders all = new SipHeaders();
        all.add("From", "<sip:alice@contoso.com>;tag=01742a55e6;epid=6b5d10e663");
        for (String header : headers) {
            String[] parts = header.split(": ", 2);
            if (parts[0].equals("From"))
                all.set("From", parts[1]);
            else
                all.add(parts[0], parts[1]);
        }
        return new SipRequest(SipRequest.INVITE, SipUri.parse(uri), all,
                "".getBytes(StandardCharsets.UTF_8));
    }

    private static DirectoryObject.User user(String name) {
        return (DirectoryObject.User) directory.named(name);
    }

    private static final String VOICEMAIL = "sip:alice@contoso.com;opaque=app:voicemail";
    private static final String ALICE_CALLS = "P-Asserted-Identity: <sip:alice@contoso.com>";
    private static final String SKIP = "Ms-Exchange-Command: skip-pin";

    // Subscriber access

    /// The example of MS-OCEXUM 4.1.
    @Test
    void skipPinOnATrustedTransportSkipsThePin() {
        assertThat(behindProxy.decide(invite(VOICEMAIL, SKIP,
                "Contact: <sip:alice@contoso.com;opaque=user:epid:ihclvAI6-FmKSGLKr_2rtAAA;gruu>"),
                Sender.TRUSTED, false))
                .isEqualTo(new Intake.Subscriber(Optional.of(user("alice")), true,
                        new Caller("alice@contoso.com", "ALICE", "alice@contoso.com", false)));
    }

    @Test
    void skipPinOnAnUntrustedTransportAsksForThePin() {
        assertThat(behindProxy.decide(invite(VOICEMAIL, SKIP), Sender.STRANGER, false))
                .isInstanceOfSatisfying(Intake.Subscriber.class, subscriber -> {
                    assertThat(subscriber.user()).contains(user("alice"));
                    assertThat(subscriber.skipPin()).isFalse();
                });
    }

    @Test
    void withoutTheHeaderThePinIsAskedEvenOnATrustedTransport() {
        assertThat(skips(VOICEMAIL)).isFalse();
    }

    private boolean skips(String uri, String... headers) {
        return ((Intake.Subscriber) behindProxy.decide(invite(uri, headers), Sender.TRUSTED, false))
                .skipPin();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ms-exchange-command: skip-pin", "MS-EXCHANGE-COMMAND: SKIP-PIN",
            "Ms-Exchange-Command:  skip-pin "})
    void theHeadersNamesAreCaseInsensitive(String header) {
        String[] parts = header.split(":", 2);
        assertThat(skips(VOICEMAIL, parts[0] + ": " + parts[1].strip())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"skip-pin=true", "skip-pin;x", "skippin", "skip-pin-please",
            "\"skip-pin\"",
            "play-mail", "<skip-pin>", "skip pin", "skip-pin, other", ""})
    void anyOtherCommandIsIgnoredAndThePinAsked(String value) {
        assertThat(skips(VOICEMAIL, "Ms-Exchange-Command: " + value)).isFalse();
    }

    @Test
    void thePinIsSkippedForTheSenderOnly() {
        Intake.Subscriber bob = (Intake.Subscriber) behindProxy.decide(invite(VOICEMAIL, SKIP,
                "From: <sip:bob@contoso.com>;tag=1"), Sender.TRUSTED, false);

        assertThat(bob.user()).contains(user("bob"));
        assertThat(skips("sip:5000@contoso.com", SKIP, "From: <sip:bob@evil.example>;tag=1"))
                .isFalse();
        assertThat(skips("sip:5000@contoso.com", SKIP, "From: <sip:alice@10.0.0.1>;tag=1"))
                .isFalse();
        assertThat(skips("sip:5000@contoso.com", SKIP, "From: <tel:5501>;tag=1")).isFalse();
        assertThat(skips("sip:5000@contoso.com", SKIP, "From: <sip:carol@contoso.com>;tag=1"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sip:5000@contoso.com", "sip:+49-30-1235000@gateway.example;user=phone",
            "sip:03012350 00@10.1.2.3"})
    void accessNumbersReachSubscriberAccess(String uri) {
        assertThat(behindProxy.decide(invite(uri.replace(" ", "")), Sender.STRANGER, false))
                .isInstanceOf(Intake.Subscriber.class);
    }

    @Test
    void aSubscriberIsKnownByExtensionAndNumberToo() {
        assertThat(((Intake.Subscriber) behindProxy.decide(invite("sip:5000@10.0.0.1",
                "From: <sip:5502@10.0.0.1>;tag=1"), Sender.STRANGER, false)).user())
                .contains(user("bob"));
        assertThat(((Intake.Subscriber) behindProxy.decide(invite("sip:5000@10.0.0.1",
                "From: <sip:+4420@10.0.0.1>;tag=1"), Sender.STRANGER, false)).user()).isEmpty();
    }

    // Call answering

    @Test
    void withDiversionTheCallIsAnsweredForWhoDidNotPickUp() {
        assertThat(behindProxy.decide(invite("sip:bob@contoso.com;opaque=app:voicemail",
                "Diversion: \"Bob\" <sip:bob@contoso.com>;reason=no-answer",
                ALICE_CALLS, "Subject: Lunch", "Priority: Urgent"), Sender.TRUSTED, false))
                .isEqualTo(new Intake.Answer(user("bob"), new Caller("alice@contoso.com", "ALICE",
                        "alice@contoso.com", false), "Lunch", AnsweredCall.Importance.HIGH));
    }

    @Test
    void theLatestDiversionOfAUserCounts() {
        Intake.Answer answer = (Intake.Answer) behindProxy.decide(invite("sip:5000@contoso.com",
                "Diversion: <sip:hunt-group@pbx.example>, <tel:5502>, <sip:alice@contoso.com>"),
                Sender.STRANGER, false);

        assertThat(answer.called()).isEqualTo(user("bob"));
    }

    @Test
    void whoIsNobodyHereOrHasNoTelephoneAccessIsNotFound() {
        for (String who : new String[]{"<sip:nobody@contoso.com>", "<sip:carol@contoso.com>",
                "<sip:bob@evil.example>"}) {
            assertThat(behindProxy.decide(invite(VOICEMAIL, "Diversion: " + who), Sender.STRANGER,
                    false))
                    .isEqualTo(new Intake.Refused(404, "Not Found"));
        }
        assertThat(alone.decide(invite("sip:nobody@contoso.com"), Sender.STRANGER, false))
                .isEqualTo(new Intake.Refused(404, "Not Found"));
    }

    @Test
    void aMalformedDiversionIsABadRequest() {
        assertThat(
                behindProxy.decide(invite(VOICEMAIL, "Diversion: <sip:"), Sender.STRANGER, false))
                .isEqualTo(new Intake.Refused(400, "Bad Request"));
    }

    @Test
    void besideASipServerPlainAddressesAreNotForVoiceMail() {
        assertThat(behindProxy.decide(invite("sip:bob@contoso.com"), Sender.TRUSTED, false))
                .isEqualTo(new Intake.NotOurs());
        assertThat(behindProxy.decide(invite("sip:bob@contoso.com",
                "Diversion: <sip:bob@contoso.com>"), Sender.TRUSTED, false))
                .isEqualTo(new Intake.NotOurs());
    }

    @Test
    void withoutASipServerWhoIsCalledIsAnsweredForAndWhoCallsTheOwnAddressIsASubscriber() {
        assertThat(((Intake.Answer) alone.decide(invite("sip:5502@127.0.0.1:5060"), Sender.STRANGER,
                false))
                .called()).isEqualTo(user("bob"));
        assertThat(
                ((Intake.Subscriber) alone.decide(invite("sip:alice@contoso.com"), Sender.STRANGER,
                        false)).user())
                .contains(user("alice"));
    }

    /// MS-EUMR: another UM server has redirected the call to this one, and names no user.
    @Test
    void aCallToTheServersOwnUriIsSubscriberAccessUnlessItWasDiverted() {
        String own = "sip:pool.contoso.com:5065;transport=tls;ms-fe=um.contoso.com";
        assertThat(((Intake.Subscriber) alone.decide(invite(own), Sender.STRANGER, false)).user())
                .contains(user("alice"));
        assertThat(((Intake.Answer) alone.decide(invite(own, "Diversion: <sip:bob@contoso.com>"),
                Sender.STRANGER, false)).called()).isEqualTo(user("bob"));
        assertThat(behindProxy.decide(invite(own), Sender.STRANGER, false))
                .isInstanceOf(Intake.NotOurs.class);
    }

    // Who calls

    @Test
    void theCallerIsShownAsTheDirectoryKnowsIt() {
        Intake.Answer vendor = (Intake.Answer) alone.decide(invite("sip:bob@contoso.com",
                "From: \"FABRIKAM GMBH\" <sip:0307654321@gateway.example;user=phone>;tag=1",
                "P-Asserted-Identity: <tel:+49307654321>"), Sender.TRUSTED, false);
        Intake.Answer stranger = (Intake.Answer) alone.decide(invite("sip:bob@contoso.com",
                "From: \"Zo\u00eb\" <sip:zoe@far.example>;tag=1"), Sender.STRANGER, false);

        assertThat(vendor.caller()).isEqualTo(new Caller("+49307654321", "Fabrikam",
                "vendor@fabrikam.example", false));
        assertThat(stranger.caller()).isEqualTo(new Caller("zoe@far.example", "Zo\u00eb", "",
                false));
    }

    private Caller caller(Sender sender, String... headers) {
        return ((Intake.Answer) alone.decide(invite("sip:bob@contoso.com", headers), sender,
                false)).caller();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sip:alice@contoso.com", "sip:alice@192.0.2.7",
            "sip:alice@um.contoso.com", "sip:alice@localhost", "sip:5501@evil.example",
            "sip:5501@192.0.2.7", "tel:5501", "sip:0307654321@evil.example",
            "sip:+49307654321@evil.example"})
    void whatAStrangerSaysMakesNobodyOfTheDirectory(String from) {
        for (String asserted : new String[]{"X-Nothing: 1", ALICE_CALLS}) {
            Caller caller = caller(Sender.STRANGER, "From: \"Boss\" <" + from + ">;tag=1",
                    asserted, SKIP);
            assertThat(caller.address()).isEmpty();
            assertThat(caller.isBelieved()).isFalse();
            assertThat(caller.name()).isEqualTo("Boss");
            assertThat(caller.id()).doesNotEndWith("@contoso.com").isNotEqualTo("5501");
        }
    }

    @Test
    void aTrustedSenderThatAssertsNothingVouchesForNobody() {
        Caller caller = caller(Sender.TRUSTED);
        assertThat(caller).isEqualTo(new Caller("", "", "", false));
        assertThat(caller(Sender.TRUSTED, "From: <sip:zoe@far.example>;tag=1"))
                .isEqualTo(new Caller("zoe@far.example", "", "", false));
    }

    @Test
    void whomATrustedSenderAssertsIsWhoCallsWhateverFromSays() {
        Caller caller = caller(Sender.TRUSTED, "From: \"Carl\" <sip:carl@contoso.com>;tag=1",
                "P-Asserted-Identity: <sip:alice@contoso.com>, <tel:5501>");
        assertThat(caller).isEqualTo(new Caller("alice@contoso.com", "ALICE", "alice@contoso.com",
                false));
        assertThat(caller(Sender.TRUSTED, SKIP).address()).isEqualTo("alice@contoso.com");
    }

    @Test
    void ofTheGatewayNumbersAreBelievedAndNothingElse() {
        assertThat(caller(Sender.GATEWAY, "From: \"F\" <sip:0307654321@gateway.example>;tag=1",
                ALICE_CALLS)).isEqualTo(new Caller("+49307654321", "F", "", false, true));
        assertThat(caller(Sender.GATEWAY, "From: <sip:alice@contoso.com>;tag=1"))
                .isEqualTo(Caller.WITHHELD);
    }

    static final List<String> HOSTILE = List.of("Eve\r\nBcc: all@contoso.com", "=?utf-8?q?Boss?=",
            "<b>&amp;]]>\u0000\u0001\uFFFE\uFFFF", "x".repeat(10_000), "\u202Eecila\u2066\u200F",
            "\uD800 \uDC80 \u2028", "\u00e9\u0301\uD83D\uDE00".repeat(400), "\"; \\ , <sip:>");

    @ParameterizedTest
    @FieldSource("HOSTILE")
    void namesOfCallersMakeMailWithTheHeadersItShouldHave(String hostile) throws Exception {
        SipHeaders headers = new SipHeaders();
        NameAddress given = new NameAddress(hostile, SipUri.parse("sip:zoe@far.example"),
                Parameters.NONE);
        headers.add("From", given.withTag("1"));
        headers.add("P-Asserted-Identity", given);
        for (Sender sender : Sender.values()) {
            Caller caller = ((Intake.Answer) alone.decide(new SipRequest(SipRequest.INVITE,
                    SipUri.parse("sip:bob@contoso.com"), headers, new byte[0]), sender, false))
                    .caller();
            assertThat(caller.name().codePoints()).hasSizeLessThanOrEqualTo(255)
                    .noneMatch(c -> Character.isISOControl(c)
                            || Character.getType(c) == Character.SURROGATE
                            || c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069
                            || (c & 0xFFFE) == 0xFFFE);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            new VoiceMessageWriter("voicemail@contoso.com").write(new VoiceMessage(
                    VoiceMessageKind.MISSED_CALL,
                    new VoiceMessage.Person(caller.name(), caller.address(), caller.id()),
                    new VoiceMessage.Person("Bob", "bob@contoso.com", ""),
                    OffsetDateTime.parse("2026-11-22T10:00:00Z"), Duration.ZERO, "",
                    VoiceMessage.Importance.NORMAL, false, "call", "id@contoso.com", 0,
                    List.of()), out);
            String mail = out.toString(StandardCharsets.UTF_8);
            List<String> head = mail.substring(0, mail.indexOf("\r\n\r\n")).lines().toList();
            assertThat(head).allMatch(line -> line.length() <= 998
                    && line.matches("([A-Za-z-]+: |\\s).*") && line.matches("\\p{ASCII}*"));
            assertThat(head).filteredOn(line -> line.startsWith("From: ")).hasSize(1);
            assertThat(head).noneMatch(line -> line.startsWith("Bcc"));
        }
    }

    @Test
    void aWithheldNumberIsNobodys() {
        assertThat(((Intake.Answer) alone.decide(invite("sip:bob@contoso.com",
                "From: \"Anonymous\" <sip:anonymous@anonymous.invalid>;tag=1"), Sender.STRANGER,
                false))
                .caller()).isEqualTo(Caller.WITHHELD);
        for (String privacy : List.of("id", "header;ID;critical", "user, id")) {
            assertThat(caller(Sender.TRUSTED, "From: <sip:+49301234567@far.example>;tag=1",
                    "P-Asserted-Identity: <tel:+49301234567>", "Privacy: " + privacy))
                    .isEqualTo(Caller.WITHHELD);
        }
        assertThat(caller(Sender.TRUSTED, "From: <sip:zoe@far.example>;tag=1", "Privacy: none")
                .id()).isEqualTo("zoe@far.example");
    }

    @Test
    void automataIsAMachine() {
        assertThat(((Intake.Answer) alone.decide(invite("sip:bob@contoso.com",
                "Contact: <sip:exchange.contoso.com:5066;transport=Tls>;automata"), Sender.STRANGER,
                false))
                .caller().automaton()).isTrue();
    }

    @Test
    void aFaxIsToldApart() {
        assertThat(alone.decide(invite("sip:bob@contoso.com", ALICE_CALLS), Sender.TRUSTED, true))
                .isEqualTo(new Intake.Fax(Optional.of(user("bob")), new Caller(
                        "alice@contoso.com", "ALICE", "alice@contoso.com", false)));
    }

    @Test
    void numbersOfAttendantsReachThem() {
        assertThat(behindProxy.decide(invite("sip:5900@contoso.com"), Sender.STRANGER, false))
                .isInstanceOfSatisfying(Intake.Attendant.class,
                        attendant -> assertThat(attendant.name()).isEqualTo("reception"));
        assertThat(behindProxy.decide(invite("sip:reception@contoso.com"), Sender.STRANGER, false))
                .isInstanceOf(Intake.Attendant.class);
    }
}

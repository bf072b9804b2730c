package org.rialto.protocols.um.attendant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.directory.SmtpAddress;
import org.rialto.mailbox.voice.GreetingKind;
import org.rialto.mailbox.voice.VoiceMailDelivery;
import org.rialto.mapi.MailError;
import org.rialto.protocols.um.answering.AnsweredCall;
import org.rialto.protocols.um.answering.CallAnswering;
import org.rialto.protocols.um.answering.Caller;
import org.rialto.protocols.um.answering.NoWays;
import org.rialto.protocols.um.answering.RecordingJournal;
import org.rialto.protocols.um.answering.Redelivery;
import org.rialto.protocols.um.line.VoiceFormat;
import org.rialto.protocols.um.menu.MenuServer;
import org.rialto.protocols.um.menu.ScriptedLine;
import org.rialto.protocols.um.menu.Transcript;

/// Calls for Alice, who has made rules; it is Saturday, 15:00.
class AnsweringRulesTest {
    private static final Caller STRANGER = new Caller("+49 40 777777", "", "", false, true);
    private static final Caller FAMILY = new Caller("+491701234567", "", "", false, true);
    /// Says so, and nobody vouches for it.
    private static final Caller PRETENDER = new Caller("+491701234567", "", "", false);
    private static final Caller BOB = new Caller("bob@example.com", "Bob Baker",
            "bob@example.com", false);
    private static final String RULES = """
            [[rule]]
            name = "family"
            callers = ["0170 1234567"]
            contacts = true
            hours = ["Sat-Sun 08:00-20:00"]
            greeting = "I am in the garden."
            [[rule.menu]]
            key = "1"
            say = "my mobile"
            find-me = ["0900 666", "+49 171 222222", "5503"]
            [[rule]]
            name = "at sea"
            out-of-office = true
            message = false
            [[rule.menu]]
            key = "1"
            say = "my assistant"
            transfer = "5502"
            [[rule]]
            name = "colleagues"
            callers = ["bob@example.com"]
            greeting = "Not today, colleagues."
            """;

    private MenuServer server;
    private Path journal;
    private final List<String> delivered = new ArrayList<>();

    @BeforeEach
    void open(@TempDir Path folder) {
        server = new MenuServer(folder);
        journal = folder.resolve("journal");
        server.voice("alice").setCallAnsweringRules(RULES);
    }

    @AfterEach
    void close() { server.close(); }

    private CallAnswering answering() throws IOException {
        AnsweringRules rules = new AnsweringRules(server.voiceMailboxes,
                server.services.dialling(), ZoneId.of("Europe/Berlin"), Locale.ENGLISH,
                server.services.clock());
        return new CallAnswering(
                new CallAnswering.Settings(Duration.ofMinutes(5), Duration.ofSeconds(5), false,
                        "mail.example.com", ZoneId.of("Europe/Berlin"), Locale.ENGLISH,
                        VoiceFormat.WAV),
                server.directory, server.voiceMailboxes,
                new VoiceMailDelivery((_, _, _, message) -> {
                    ByteArrayOutputStream out = new ByteArrayOutputStream();
                    message.writeTo(out);
                    delivered.add(out.toString(StandardCharsets.UTF_8).lines()
                            .filter(line -> line.startsWith("Content-Class: ")).findFirst()
                            .orElse("").substring(15));
                }, SmtpAddress.parse("voicemail@example.com")),
                RecordingJournal.open(journal), server.services.clock(), rules,
                Redelivery.Pauses.USUAL);
    }

    private void call(Transcript transcript, Caller caller) {
        ScriptedLine.call(transcript, line -> {
            try {
                answering().answer(line, server.user("alice"), caller, "",
                        AnsweredCall.Importance.NORMAL, new NoWays());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void call(String name, Caller caller) { call(Transcript.of(name), caller); }

    @Test
    void findsTheUserAtOneNumberAfterTheOther() {
        call("rule-find-me", FAMILY);
        assertThat(delivered).isEmpty();
    }

    @Test
    void takesAMessageWhenTheUserIsNotFound() {
        call("rule-not-found", FAMILY);
        assertThat(delivered).containsExactly("voice-ca");
    }

    @Test
    void knowsContacts() {
        server.contactOf("alice", "Adele Kelly", "040 777777");
        call("rule-stays", STRANGER);
        assertThat(delivered).containsExactly("voice-ca");
    }

    @Test
    void greetsStrangersAsIfThereWereNoRules() {
        call("rule-none", STRANGER);
        assertThat(delivered).containsExactly("voice-ca");
    }

    @Test
    void whatACallerSaysOfItselfIsNobodysNumber() {
        server.contactOf("alice", "Adele Kelly", "0170 1234567");
        call("rule-none", PRETENDER);
        assertThat(delivered).containsExactly("voice-ca");
    }

    @Test
    void mayTakeNoMessage() {
        server.voice("alice").change(settings -> settings.withOofStatus(true));
        server.greeting("alice", GreetingKind.OUT_OF_OFFICE, "I am at sea");
        call("rule-no-message", STRANGER);
        assertThat(delivered).containsExactly("missedcall");
    }

    @Test
    void mayOnlyGreetDifferently() {
        call("rule-greeting", BOB);
        assertThat(delivered).containsExactly("voice-ca");
    }

    @Test
    void withoutAGreetingOfItsOwnItHasTheRecordedNameAndTellsOfOutOfOffice() {
        server.voice("alice").setCallAnsweringRules("[[rule]]\nname = \"menu\"\n"
                + "[[rule.menu]]\nkey = \"1\"\nsay = \"my mobile\"\nfind-me = [\"5503\"]\n");
        call(greeted("Alice Adams is not available."), STRANGER);
        server.voice("alice").change(settings -> settings.withOofStatus(true));
        call(greeted("Alice Adams is out of the office."), STRANGER);
        server.greeting("alice", GreetingKind.RECORDED_NAME, "Alice");
        call(greeted("[recording \"Alice\"] is out of the office."), STRANGER);
        server.voice("alice").change(settings -> settings.withOofStatus(false));
        call(greeted("[recording \"Alice\"] is not available."), STRANGER);
    }

    private static Transcript greeted(String greeting) {
        return Transcript.parse("greeted", "S: " + greeting
                + " For my mobile, press 1. …\nC: hangs up\n");
    }

    @Test
    void whoHangsUpHasCalledInVain() {
        for (Transcript cut : Transcript.of("rule-find-me").cuts()) {
            delivered.clear();
            call(cut, FAMILY);
            assertThat(delivered.size()).as(cut.toString()).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void rulesThatCannotBeReadKeepNobodyFromLeavingAMessage() {
        server.voice("alice").setCallAnsweringRules("[[rule]]\nfoo = 1");
        call("rule-none", STRANGER);
        assertThat(delivered).containsExactly("voice-ca");
    }

    @Test
    void staysWithTheSettings() {
        server.voice("alice").change(settings -> settings.withHours24(true));
        assertThat(server.voice("alice").callAnsweringRules()).isEqualTo(RULES);
        server.voice("alice").setCallAnsweringRules("");
        assertThat(server.voice("alice").settings().hours24()).isTrue();
        assertThat(AnsweringRule.read(server.voice("alice").callAnsweringRules())).isEmpty();
    }

    @Test
    void saysWhatIsWrong() {
        wrong(RULES.replace("find-me =", "call ="), "either find-me or transfer");
        wrong(RULES.replace("key = \"1\"", "key = \"0\""), "line 8: key: it is one of 1 to 9");
        wrong(RULES.replace("[\"0900 666\", \"+49 171 222222\", \"5503\"]", "[]"),
                "one to 3 numbers");
        wrong(RULES.repeat(4), "there may be up to 9");
    }

    private static void wrong(String rules, String why) {
        assertThatThrownBy(() -> AnsweringRule.read(rules)).isInstanceOf(MailError.Invalid.class)
                .hasMessageContaining(why);
    }
}

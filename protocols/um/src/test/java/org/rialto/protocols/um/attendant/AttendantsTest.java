package org.rialto.protocols.um.attendant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.directory.Link;
import org.rialto.mapi.MailError;
import org.rialto.directory.DirectoryObject;
import org.rialto.protocols.um.line.HungUpException;
import org.rialto.protocols.um.line.Line;
import org.rialto.protocols.um.line.Listening;
import org.rialto.protocols.um.line.Sound;
import org.rialto.protocols.um.menu.MenuServer;
import org.rialto.protocols.um.menu.ScriptedLine;
import org.rialto.protocols.um.menu.Transcript;

/// Calls of people from outside; it is Saturday, 15:00, in Berlin.
class AttendantsTest {
    private static final String MAIN = """
            [[attendant]]
            name = "main"
            numbers = ["5000", "+49 30 5000"]
            hours = ["Mon-Sat 09:00-17:00"]
            holidays = ["2026-12-24/2026-12-26 Christmas"]
            company = "Contoso"
            operator = "5502"
            dial-extensions = true
            directory = true
            [[attendant.menu]]
            key = "1"; say = "sales"; call = "5502"; when = "open"
            [[attendant.menu]]
            key = "2"; say = "opening hours"; tell = "We are here from nine to five."
            [[attendant.menu]]
            key = "3"; say = "a message for Alice"; voice-mail = "alice"
            [[attendant.menu]]
            key = "4"; say = "the other office"; attendant = "other"
            [[attendant]]
            name = "other"
            numbers = []
            greeting = "This is the other office."
            """.replace("; ", "\n");

    private MenuServer server;
    private final List<String> messagesFor = new ArrayList<>();

    @BeforeEach
    void open(@TempDir Path folder) { server = new MenuServer(folder); }

    @AfterEach
    void close() { server.close(); }

    private static List<Attendant> read(String toml) {
        return new AttendantsFile("attendants.toml", Path.of("sounds"),
                ZoneId.of("Europe/Berlin"), Locale.ENGLISH).read(toml);
    }

    private Attendants attendants(String toml) {
        return new Attendants(read(toml), new AttendantServices(server.directory,
                server.voiceMailboxes, server.services.dialling(), server.services.dialling(),
                4, server.services.clock()));
    }

    private void take(Line line, DirectoryObject.User user) throws HungUpException {
        messagesFor.add(user.entry().name());
        line.say(Listening.NOT, List.of(Sound.text("Call answering.")));
        line.hangUp();
    }

    private void call(String name, String toml) {
        ScriptedLine.call(name, line -> attendants(toml).attend(line, "main", this::take));
    }

    @Test
    void leadsByKey() { call("attendant-key", MAIN); }

    @Test
    void leadsByExtensionAndSaysWhoIsNotThere() { call("attendant-extension", MAIN); }

    @Test
    void leadsByNameAndAsksWhoIsMeant() {
        server.access().reset(server.user("bob"), "590361", false);
        call("attendant-name", MAIN);
    }

    @Test
    void takesAMessage() {
        call("attendant-message", MAIN);
        assertThat(messagesFor).containsExactly("alice");
    }

    @Test
    void tellsAndLeadsToOtherAttendants() { call("attendant-other", MAIN); }

    @Test
    void understandsLabels() { call("attendant-voice", MAIN); }

    @Test
    void sendsWhoSaysNothingToTheOperator() { call("attendant-silence", MAIN); }

    @Test
    void isClosedAfterHours() {
        call("attendant-closed", MAIN.replace("Mon-Sat 09:00-17:00", "Mon-Fri 09:00-17:00"));
    }

    @Test
    void isClosedOnHolidays() {
        call("attendant-holiday", MAIN.replace("2026-12-24/2026-12-26 Christmas",
                "2026-11-21 our birthday"));
    }

    @Test
    void reachesOnlyWhoIsInItsScope() {
        server.directory.change(edit -> {
            long group = edit.addGroup(server.user("bob").entry().domain(), "public").id();
            return edit.addLink(group, Link.MEMBER, server.user("bob").id());
        });
        call("attendant-scope", MAIN.replace("directory = true",
                "directory = true\ngroup = \"public\""));
    }

    @Test
    void reachesNobodyButTheMenuWhereNothingElseIsAllowed() {
        call("attendant-narrow", MAIN.replace("dial-extensions = true\n", "")
                .replace("directory = true\n", ""));
    }

    @Test
    void hangsUpAtAnyMoment() {
        for (String call : List.of("attendant-key", "attendant-extension", "attendant-other",
                "attendant-message")) {
            for (Transcript cut : Transcript.of(call).cuts()) {
                ScriptedLine.call(cut, line -> attendants(MAIN).attend(line, "main", this::take));
            }
        }
    }

    @Test
    void knowsItsNumbers() {
        assertThat(attendants(MAIN).numbers()).containsEntry("main",
                Set.of("5000", "+49 30 5000"));
    }

    @Test
    void saysWhatIsWrongInItsFile() {
        wrong(MAIN.replace("key = \"1\"", "key = \"0\""), "line 11: key: it is one of 1 to 9");
        wrong(MAIN.replace("key = \"2\"", "key = \"1\""), "key 1 has two rows at the same time");
        wrong(MAIN.replace("company", "firm"), "there is no such key");
        wrong(MAIN.replace("Mon-Sat", "Mon-Sun-Sat"), "is not a time of the week");
        wrong(MAIN.replace("\"other\"\nnumbers", "\"another\"\nnumbers"),
                "there is no attendant other");
        wrong(MAIN.replace("name = \"other\"", "name = \"main\""), "another attendant");
        wrong(MAIN.replace("when = \"open\"", "when = \"never\""), "open, closed or always");
        wrong(MAIN.replace("call = \"5502\"", "call = \"5502\"\ntell = \"x\""), "exactly one");
        wrong("[[attendant", "attendants.toml, line 1");
    }

    private static void wrong(String toml, String why) {
        assertThatThrownBy(() -> read(toml)).isInstanceOf(MailError.Invalid.class)
                .hasMessageContaining(why);
    }
}

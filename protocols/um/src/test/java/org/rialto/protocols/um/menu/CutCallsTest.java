package org.rialto.protocols.um.menu;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.rialto.directory.telephone.PinVerdict;
import org.rialto.mailbox.voice.GreetingKind;
import org.rialto.mapi.PropertyTags;
import org.rialto.store.SpecialFolder;

/// Callers who hang up at any moment: after each line of each call nothing is half done.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CutCallsTest {
    /// @param own whether Alice calls from her telephone, and is trusted where no PIN is pressed
    record Scene(String call, boolean own, boolean trusted, Consumer<MenuServer> setUp) {
        @Override
        public String toString() { return call; }
    }

    static final List<Scene> SCENES = List.of(
            new Scene("by-extension", false, false, _ -> {}),
            new Scene("other-mailbox", true, false, MenuServer::bobHasAPin),
            new Scene("first-use", true, false, MenuServer::neverUsed),
            new Scene("playing", true, true, MenuServer::twoVoiceMails),
            new Scene("after-message", true, true, MenuServer::twoVoiceMails),
            new Scene("call-sender", true, true, MenuServer::oneVoiceMail),
            new Scene("reply", true, true, MenuServer::twoVoiceMails),
            new Scene("forward", true, true, MenuServer::oneVoiceMail),
            new Scene("compose", true, true, _ -> {}),
            new Scene("email-conversation", true, true, MenuServer::threeEmails),
            new Scene("email-hidden", true, true, MenuServer::threeEmails),
            new Scene("contacts", true, true, MenuServer::numbers),
            new Scene("options", true, true, _ -> {}));

    private MenuServer server;

    @BeforeAll
    void open(@TempDir Path folder) { server = new MenuServer(folder); }

    @AfterAll
    void close() { server.close(); }

    @Tag("long")
    @ParameterizedTest
    @FieldSource("SCENES")
    void nothingIsHalfDoneAfterAnyLine(Scene scene) { cut(scene, 0, 1); }

    /// The same in a tenth of a minute, another part of each call.
    @ParameterizedTest
    @FieldSource("SCENES")
    void nothingIsHalfDone(Scene scene) { cut(scene, SCENES.indexOf(scene) % 4, 4); }

    private void cut(Scene scene, int first, int step) {
        List<Transcript> cuts = Transcript.of(scene.call()).cuts();
        for (int i = first; i < cuts.size(); i += step) {
            Transcript cut = cuts.get(i);
            server.reset();
            scene.setUp().accept(server);
            int before = messages("alice");
            server.call(cut, new SubscriberAccess.Arrival(
                    scene.own() ? server.user("alice") : null, scene.trusted()));
            assertThat(messages("alice")).as(cut + ": nothing lost or doubled").isEqualTo(before);
            requireSentIsReceived(cut);
            requireWholeGreetings(cut);
            requireOnePin(cut);
        }
    }

    private int messages(String owner) {
        return server.rows(owner, SpecialFolder.INBOX).size()
                + server.rows(owner, SpecialFolder.DELETED_ITEMS).size();
    }

    /// What is in Sent Items has come to all to whom it was sent, and nothing else has come.
    private void requireSentIsReceived(Transcript cut) {
        int sentTo = server.rows("alice", SpecialFolder.SENT_ITEMS).stream()
                .mapToInt(row -> server.mailbox("alice")
                        .<Integer>read(snapshot -> snapshot.content(row.messageId()).recipients()
                                .size()))
                .sum();
        long received = server.rows("bob", SpecialFolder.INBOX).stream()
                .filter(row -> row.properties()
                        .getString(PropertyTags.PidTagMessageClass, "")
                        .equals("IPM.Note.Microsoft.Voicemail.UM"))
                .count() + server.rows("carol", SpecialFolder.INBOX).size();
        assertThat(received).as(cut + ": sent is received").isEqualTo(sentTo);
    }

    private void requireWholeGreetings(Transcript cut) {
        for (GreetingKind kind : GreetingKind.values()) {
            Optional<String> words = server.greeting("alice", kind);
            assertThat(words.orElse("Alice")).as(cut + ": a greeting is whole").isNotEmpty();
        }
        if (server.voice("alice").settings().oofStatus()) {
            assertThat(server.greeting("alice", GreetingKind.OUT_OF_OFFICE)).isPresent();
        }
    }

    private void requireOnePin(Transcript cut) {
        long right = List.of(MenuServer.PIN, "571920", "719358", "826409").stream()
                .filter(pin -> server.accesses.get().check(server.user("alice"),
                        pin, cut + pin) instanceof PinVerdict.Granted)
                .count();
        assertThat(right).as(cut + ": one PIN is right").isEqualTo(1);
    }
}

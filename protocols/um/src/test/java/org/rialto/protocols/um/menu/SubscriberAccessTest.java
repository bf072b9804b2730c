package org.rialto.protocols.um.menu;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.mailbox.MailboxSession;
import org.rialto.mailbox.voice.GreetingKind;
import org.rialto.mailbox.voice.PhoneCalls;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;
import org.rialto.store.MessageFlags;
import org.rialto.store.Permission;
import org.rialto.store.SpecialFolder;

/// Calls of subscribers; what is heard is in the transcripts of the same names.
class SubscriberAccessTest {
    private MenuServer server;

    @BeforeEach
    void open(@TempDir Path folder) { server = new MenuServer(folder); }

    @AfterEach
    void close() { server.close(); }

    private void ownTelephone(String call) {
        server.call(Transcript.of(call),
                new SubscriberAccess.Arrival(server.user("alice"), false));
    }

    // Log-in

    @Test
    void asksForExtensionAndPin() { server.call("by-extension"); }

    @Test
    void knowsWhoseTelephoneItIs() { ownTelephone("own-telephone"); }

    @Test
    void asksNoPinOfWhoIsTrusted() { server.callTrusted("alice", "skip-pin"); }

    @Test
    void whoHasGuessedTooMuchIsToldToWaitWhateverTheExtension() {
        for (int i = 0; i < 60; i++) {
            server.access.check(null, "000000", "robot " + i);
        }
        for (String extension : new String[]{"5501", "5599"}) {
            ScriptedLine.call(
                    Transcript.parse("braked",
                            """
                                    S: Welcome to your mailbox. Please enter your extension, then press pound.
                                    C: %s#
                                    S: Please enter your PIN, then press pound.
                                    C: 123123#
                                    S: Too many wrong PINs were entered. Please wait some time before you call again. Goodbye.
                                    S: [hang up]
                                    """
                                    .formatted(extension)),
                    line -> new SubscriberAccess(server.services)
                            .hold(line, new SubscriberAccess.Arrival(null, false)));
        }
        assertThat(server.access.status(server.user("alice")).failures()).isZero();
    }

    @Test
    void threeWrongPinsEndTheCallAndTellNobodyWhichExtensionsExist() {
        server.call("wrong-pin");
        assertThat(server.access.status(server.user("alice")).failures()).isEqualTo(3);
        String ofNobody = String.join("\n", Transcript.of("wrong-pin").entries().stream()
                .map(each -> each.toString().replace("5501", "5999")).toList());
        server.call(Transcript.parse("wrong pin of nobody", ofNobody),
                new SubscriberAccess.Arrival(null, false));
        // The fifth makes another PIN, the fifteenth locks; what is said is the same.
        for (int i = 0; i < 4; i++) {
            server.call("wrong-pin");
        }
        assertThat(server.access.status(server.user("alice")).locked()).isTrue();
        server.call("wrong-pin");
        org.rialto.database.Patience.await()
                .untilAsserted(() -> assertThat(server.pinNotices).hasSize(1));
        assertThat(server.pinNotices.peek()).matches("alice [0-9]{8}");
    }

    @Test
    void starLeadsToAnotherMailbox() {
        server.bobHasAPin();
        ownTelephone("other-mailbox");
    }

    @Test
    void theFirstCallSetsUpTheMailbox() {
        server.neverUsed();
        ownTelephone("first-use");
        assertThat(server.greeting("alice", GreetingKind.RECORDED_NAME)).contains("Alice Adams");
        assertThat(server.greeting("alice", GreetingKind.PERSONAL))
                .contains("Please leave a message");
        assertThat(server.access.status(server.user("alice")).mustChange()).isFalse();
        assertThat(server.voice("alice").settings().firstUseDone()).isTrue();
    }

    // Messages

    @Test
    void keysSteerWhatIsPlayed() {
        server.twoVoiceMails();
        server.callTrusted("alice", "playing");
        assertThat(server.rows("alice", SpecialFolder.INBOX)).hasSize(2)
                .allMatch(row -> (row.flags() & MessageFlags.READ) != 0);
    }

    @Test
    void keysActOnAMessage() {
        server.twoVoiceMails();
        server.callTrusted("alice", "after-message");
        assertThat(server.rows("alice", SpecialFolder.INBOX)).isEmpty();
        assertThat(server.rows("alice", SpecialFolder.DELETED_ITEMS)).hasSize(2)
                .anyMatch(row -> (row.flags() & MessageFlags.FLAGGED) != 0
                        && (row.flags() & MessageFlags.READ) == 0);
    }

    @Test
    void callsWhoLeftAMessage() {
        server.oneVoiceMail();
        server.callTrusted("alice", "call-sender");
    }

    private PropertyBag onlySent() {
        List<PropertyBag> sent = server.in("alice", SpecialFolder.SENT_ITEMS);
        assertThat(sent).hasSize(1);
        return sent.getFirst();
    }

    @Test
    void repliesByVoice() {
        server.twoVoiceMails();
        server.callTrusted("alice", "reply");
        PropertyBag sent = onlySent();
        // MS-OXOUM §2.2.2.1; MIME, in which Bob gets it, has no word for it.
        assertThat(sent.getString(PropertyTags.PidTagMessageClass))
                .isEqualTo("IPM.Note.Microsoft.Voicemail.UM.CA.Microsoft.Voicemail");
        assertThat(sent.getString(PropertyTags.PidTagSubject)).startsWith("RE: Voice mail from");
        assertThat(sent.getInteger32(PropertyTags.PidTagVoiceMessageDuration)).isEqualTo(4);
        var received = server.rows("bob", SpecialFolder.INBOX);
        assertThat(received).hasSize(1);
        PropertyBag bag = received.getFirst().properties();
        assertThat(bag.getString(PropertyTags.PidTagMessageClass))
                .isEqualTo("IPM.Note.Microsoft.Voicemail.UM");
        assertThat(bag.getInteger32(PropertyTags.PidTagImportance)).isEqualTo(2);
        assertThat(bag.getInteger32(PropertyTags.PidTagSensitivity)).isEqualTo(2);
        assertThat(server.words("bob", received.getFirst().messageId()))
                .containsExactly("Yes of course");
        // MS-OXOUM §2.2.2.2: G.711 in WAVE (µ-law is 7).
        assertThat(server.sounds("bob", received.getFirst().messageId()))
                .allSatisfy(wav -> assertThat(wav[20]).isEqualTo((byte) 7));
        assertThat(server.rows("alice", SpecialFolder.INBOX))
                .anyMatch(row -> (row.flags() & MessageFlags.ANSWERED) != 0);
    }

    @Test
    void sendsAMessageOnWithWordsBefore() {
        server.oneVoiceMail();
        server.callTrusted("alice", "forward");
        var received = server.rows("carol", SpecialFolder.INBOX);
        assertThat(received).hasSize(1);
        assertThat(server.words("carol", received.getFirst().messageId()))
                .containsExactly("Listen to this", "Call me back");
        assertThat(received.getFirst().properties()
                .getInteger32(PropertyTags.PidTagVoiceMessageDuration)).isEqualTo(15);
        assertThat(server.rows("alice", SpecialFolder.INBOX))
                .anyMatch(row -> (row.flags() & MessageFlags.FORWARDED) != 0);
    }

    /// The values that MS-OXOUM §2.2.5.9 says are acceptable.
    @Test
    void theOrderOfSoundsIsReadAsOthersWriteIt() {
        for (String order : new String[]{"vm3.wav;vm2.wav;vm1.wav", "vm3.wav; vm2.wav; vm1.wav",
                ";vm3.wav;vm2.wav;vm1.wav", "Vm3.wav;vm2.wav ;vm1.wav;"}) {
            assertThat(SubscriberMailbox.fileNames(order)).containsExactly("vm3.wav", "vm2.wav",
                    "vm1.wav");
        }
        assertThat(SubscriberMailbox.fileNames("")).isEmpty();
    }

    @Test
    void privateMessagesAreHeardAndNotSentOn() {
        server.onePrivateVoiceMail();
        server.callTrusted("alice", "private");
        assertThat(server.rows("carol", SpecialFolder.INBOX)).isEmpty();
        assertThat(server.rows("alice", SpecialFolder.SENT_ITEMS)).isEmpty();
    }

    @Test
    void composesToSomebodyWhoIsSpelled() {
        server.callTrusted("alice", "compose");
        assertThat(server.subjects("bob", SpecialFolder.INBOX))
                .containsExactly("Voice message from Alice Adams");
        onlySent();
    }

    @Test
    void readsEmailAloud() {
        server.threeEmails();
        server.voiceMail("alice", "bob", "Not an email", 4, Duration.ofMinutes(30));
        server.callTrusted("alice", "email");
    }

    @Test
    void deletesConversationsAndRepliesToAll() {
        server.threeEmails();
        server.callTrusted("alice", "email-conversation");
        assertThat(server.rows("alice", SpecialFolder.DELETED_ITEMS)).hasSize(3);
        assertThat(server.subjects("bob", SpecialFolder.INBOX)).containsExactly("RE: Budget");
        assertThat(server.subjects("carol", SpecialFolder.INBOX)).containsExactly("RE: Budget");
    }

    @Test
    void hidesConversations() {
        server.threeEmails();
        server.callTrusted("alice", "email-hidden");
        assertThat(server.rows("alice", SpecialFolder.INBOX)).hasSize(3);
    }

    // Play-On-Phone

    private void played(String call, PhoneCalls.What what) {
        ScriptedLine.call(call, line -> new SubscriberAccess(server.services).play(line,
                server.user("alice"), what));
        server.requireNothingHalfDone();
    }

    @Test
    void messageKeysWorkWhereAMessageIsPlayedOnATelephone() {
        long id = server.oneVoiceMail();
        var session = server.mailboxes.open(server.services.authenticator()
                .actor(server.user("alice")), server.user("alice").mailboxGuid());
        played("play-on-phone", new PhoneCalls.What.Message(session, id));
        assertThat(server.rows("alice", SpecialFolder.DELETED_ITEMS)).hasSize(1);
    }

    private static final String PLAYED = """
            S: Voice message from …
            S: [recording "Call me back"]
            C: listens
            S: For the next message, press pound. …
            """;

    private void played(String who, String call, PhoneCalls.What what) {
        ScriptedLine.call(Transcript.parse("played", call), line -> new SubscriberAccess(
                server.services).play(line, server.user(who), what));
    }

    private MailboxSession session(String who, String whose) {
        return server.mailboxes.open(server.services.authenticator().actor(server.user(who)),
                server.user(whose).mailboxGuid());
    }

    @Test
    void aMessageInDeletedItemsIsPlayedWhereItIsAskedFor() {
        server.oneVoiceMail();
        MailboxSession session = session("alice", "alice");
        long deleted = session.specialFolders().getOrDefault(SpecialFolder.DELETED_ITEMS, 0L);
        long inbox = session.specialFolders().getOrDefault(SpecialFolder.INBOX, 0L);
        int uid = server.rows("alice", SpecialFolder.INBOX).getFirst().uid();
        session.mailbox().write(change -> change.moveMessages(inbox, new int[]{uid}, deleted));
        long moved = server.rows("alice", SpecialFolder.DELETED_ITEMS).getFirst().messageId();
        played("alice", PLAYED + "C: hangs up\n", new PhoneCalls.What.Message(session, moved));
    }

    @Test
    void aMessageOfASharedFolderIsPlayedAndLeftAsItIs() {
        long id = server.oneVoiceMail();
        server.voice("bob").change(settings -> settings.withVoiceCommands(false));
        MailboxSession own = session("alice", "alice");
        long inbox = own.specialFolders().getOrDefault(SpecialFolder.INBOX, 0L);
        own.mailbox().write(change -> {
            change.setPermissions(inbox, List.of(new Permission(server.user("bob").guid(),
                    0x1 | 0x400)));
            return 0;
        });
        played("bob", PLAYED + """
                C: 9
                S: Sorry, that is not possible right now. For the next message, press pound. …
                C: 7
                S: Sorry, that is not possible right now. For the next message, press pound. …
                C: hangs up
                """, new PhoneCalls.What.Message(session("bob", "alice"), id));
        assertThat(server.rows("alice", SpecialFolder.INBOX)).hasSize(1);
    }

    // Long email

    @Test
    void aLongEmailSaysThatItGoesOnAndAKeyHearsMore() {
        server.email("alice", "Bob Baker <bob@example.com>", "Long", "",
                ("This is a sentence of a long email. ".repeat(15) + "\r\n").repeat(20),
                Duration.ofHours(1));
        String part = "S: This is a sentence …\nC: listens\n";
        ScriptedLine.call(Transcript.parse("long", """
                S: Welcome to your mailbox. You have …
                C: 2
                S: Email from Bob Baker. Long. …
                """ + part.repeat(12) + """
                S: This email goes on. To hear more of it, press 1.
                C: 1
                """ + part + "C: hangs up\n"), line -> new SubscriberAccess(server.services)
                .hold(line, new SubscriberAccess.Arrival(server.user("alice"), true)));
    }

    @Test
    void aGreetingIsHeardAndRecordedAnew() {
        server.greeting("alice", GreetingKind.PERSONAL, "Old");
        played("play-greeting", new PhoneCalls.What.OwnGreeting(GreetingKind.PERSONAL));
        assertThat(server.greeting("alice", GreetingKind.PERSONAL)).contains("New");
    }

    // The rest

    @Test
    void findsPeopleAndReachesThem() {
        server.numbers();
        server.callTrusted("alice", "contacts");
        assertThat(server.subjects("bob", SpecialFolder.INBOX)).hasSize(1);
    }

    @Test
    void changesPersonalOptions() {
        server.callTrusted("alice", "options");
        var settings = server.voice("alice").settings();
        assertThat(settings.oofStatus()).isTrue();
        assertThat(settings.hours24()).isTrue();
        assertThat(settings.voiceCommands()).isFalse();
        assertThat(settings.timeZone()).isEqualTo("America/Bogota");
        assertThat(server.greeting("alice", GreetingKind.OUT_OF_OFFICE)).contains("I am at sea");
        assertThat(server.greeting("alice", GreetingKind.PERSONAL)).isEmpty();
        assertThat(server.greeting("alice", GreetingKind.RECORDED_NAME)).contains("Alice");
        assertThat(server.access.check(server.user("alice"), "826409", ""))
                .isEqualTo(new org.rialto.directory.telephone.PinVerdict.Granted(false));
        assertThat(server.mailboxes.open(server.services.authenticator()
                .actor(server.user("alice")), server.user("alice").mailboxGuid()).settings()
                .isOutOfOffice()).isTrue();
    }

    @Test
    void voiceCommandsDoWhatKeysDo() {
        server.voice("alice").change(settings -> settings.withVoiceCommands(true));
        server.twoVoiceMails();
        server.callTrusted("alice", "voice-commands");
        assertThat(server.subjects("bob", SpecialFolder.INBOX)).hasSize(1);
        assertThat(server.rows("alice", SpecialFolder.DELETED_ITEMS)).hasSize(1);
    }

    @Test
    void endlessSilenceEndsTheCall() { ownTelephone("silence"); }

    @Test
    void wrongKeysEndTheCallAtTheThirdTime() { ownTelephone("wrong-keys"); }
}

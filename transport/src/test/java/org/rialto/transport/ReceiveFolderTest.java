package org.rialto.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rialto.transport.RuleServer.ENABLED;
import static org.rialto.transport.RuleServer.every;
import static org.rialto.transport.RuleServer.to;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.rialto.database.TestEngine;
import org.rialto.directory.Actor;
import org.rialto.mailbox.MailboxSettings;
import org.rialto.mailbox.Mailboxes;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.RuleAction;
import org.rialto.store.SpecialFolder;

/// Where mail of a class is delivered. MS-OXCSTOR §3.2.1, §3.2.5.2.
@ParameterizedClass
@EnumSource(TestEngine.class)
final class ReceiveFolderTest {
    private final RuleServer rules;

    ReceiveFolderTest(TestEngine engine, @TempDir Path folder) {
        rules = new RuleServer(engine, folder);
    }

    @AfterEach
    void close() { rules.close(); }

    private MailboxSettings settings(String user) {
        return new Mailboxes(rules.server.store)
                .open(new Actor.Server(), rules.user(user).mailboxGuid()).settings();
    }

    private void receive(String messageClass, long folderId) {
        settings("bob").setReceiveFolder(messageClass, folderId, Instant.now());
    }

    /// Mail to Bob of class IPM.Note.SMIME.
    private void sendSecret(String subject) {
        rules.sendWith("alice", "Subject: " + subject + "\r\nMIME-Version: 1.0\r\n"
                + "Content-Type: application/pkcs7-mime; smime-type=enveloped-data\r\n"
                + "Content-Transfer-Encoding: base64\r\n", "AAAA\r\n", "bob");
    }

    /// To Bob, of class REPORT.IPM.Note.IPNRN.
    private void sendReceipt(String subject) { rules.sendWith("alice",
            "Subject: " + subject + "\r\nMIME-Version: 1.0\r\n"
                    + "Content-Type: multipart/report; report-type=disposition-notification;"
                    + " boundary=b\r\n",
            """
                    --b\r
                    \r
                    It was displayed.\r
                    --b\r
                    Content-Type: message/disposition-notification\r
                    \r
                    Final-Recipient: rfc822; alice@here.example\r
                    Disposition: manual-action/MDN-sent-manually; displayed\r
                    --b--\r
                    """, "bob"); }

    private void assertIn(long folderId, String... subjects) {
        assertThat(rules.subjects("bob", folderId)).containsExactly(subjects);
    }

    @Test
    void mailGoesToTheFolderOfTheLongestClassThatItsClassIsDerivedFrom() {
        long notes = rules.folder("bob", "Notes of all kinds");
        long secrets = rules.folder("bob", "Secrets");
        rules.send("alice", "before", "bob");
        receive("ipm.note", notes);
        receive("IPM.NOTE.SMIME", secrets);
        receive("IPM.Note.SMIME.Other", rules.folder("bob", "Never"));
        rules.send("alice", "plain", "bob", "carol");
        sendSecret("secret");
        assertIn(rules.inbox("bob"), "before");
        assertIn(notes, "plain");
        assertIn(secrets, "secret");
        assertThat(rules.subjects("carol", rules.inbox("carol"))).containsExactly("plain");
    }

    @Test
    void classIsNotDerivedFromOneThatItOnlyBeginsWith() {
        receive("IPM.Not", rules.folder("bob", "Never"));
        rules.send("alice", "plain", "bob");
        assertIn(rules.inbox("bob"), "plain");
    }

    @Test
    void changeAppliesToTheNextDelivery() {
        long one = rules.folder("bob", "One");
        long two = rules.folder("bob", "Two");
        rules.send("alice", "1", "bob");
        receive("IPM.Note", one);
        rules.send("alice", "2", "bob");
        receive("IPM.Note", two);
        rules.send("alice", "3", "bob");
        receive("IPM.Note", 0);
        rules.send("alice", "4", "bob");
        assertIn(rules.inbox("bob"), "1", "4");
        assertIn(one, "2");
        assertIn(two, "3");
    }

    @Test
    void reportsGoToTheirOwnFolder() {
        long reports = rules.folder("bob", "Reports");
        receive("Report.IPM.Note", reports);
        sendReceipt("read");
        rules.send("alice", "plain", "bob");
        rules.send("bob", "nobody there", "nobody");
        rules.awaitEmptyQueue();
        assertIn(rules.inbox("bob"), "plain");
        assertThat(rules.in("bob", reports)).extracting(bag -> bag.getString(
                PropertyTags.PidTagMessageClass)).containsExactly("REPORT.IPM.Note.IPNRN",
                        "REPORT.IPM.Note.NDR");
    }

    @Test
    void rulesOfTheReceiveFolderAreCarriedOutAndNotThoseOfTheInbox() {
        long secrets = rules.folder("bob", "Secrets");
        long byInbox = rules.folder("bob", "By the Inbox's rule");
        long bySecrets = rules.folder("bob", "By the receive folder's rule");
        rules.always("bob", new RuleAction.Move(to(byInbox)));
        rules.rule("bob", secrets, 10, ENABLED, every(),
                new RuleAction(0, 0, new RuleAction.Move(to(bySecrets))));
        sendSecret("0");
        receive("IPM.Note.SMIME", secrets);
        sendSecret("1");
        rules.send("alice", "2", "bob");
        receive("IPM.Note.SMIME", 0);
        sendSecret("3");
        assertIn(bySecrets, "1");
        assertIn(byInbox, "0", "2", "3");
        assertIn(secrets);
        assertIn(rules.inbox("bob"));
    }

    @Test
    void ruleMovesFromTheReceiveFolderToTheInboxWhoseRulesFollow() {
        long secrets = rules.folder("bob", "Secrets");
        long last = rules.folder("bob", "Last");
        receive("IPM.Note.SMIME", secrets);
        rules.rule("bob", secrets, 10, ENABLED, every(),
                new RuleAction(0, 0, new RuleAction.Move(to(rules.inbox("bob")))));
        sendSecret("1");
        rules.always("bob", new RuleAction.Copy(to(last)));
        sendSecret("2");
        assertIn(rules.inbox("bob"), "1", "2");
        assertIn(last, "2");
    }

    @Test
    void mailGoesToTheInboxWhenTheReceiveFolderIsGone() {
        long secrets = rules.folder("bob", "Secrets");
        receive("IPM.Note.SMIME", secrets);
        rules.rule("bob", secrets, 10, ENABLED, every(),
                new RuleAction(0, 0, new RuleAction.Delete()));
        sendSecret("1");
        rules.mailbox("bob").write(change -> {
            change.deleteFolder(secrets, true);
            return true;
        });
        sendSecret("2");
        sendSecret("3");
        assertIn(rules.inbox("bob"), "2", "3");
        assertThat(settings("bob").receiveFolders().of("IPM.Note.SMIME").orElseThrow()
                .messageClass()).isEqualTo("IPM");
    }

    @Test
    void goesToAFolderThatWasSetBeforeTheServerStarted() {
        long secrets = rules.folder("bob", "Secrets");
        receive("IPM.Note.SMIME", secrets);
        sendSecret("1");
        assertIn(secrets, "1");
    }

    @Test
    void folderThatTakesNoMessagesCannotBeAReceiveFolder() {
        for (SpecialFolder special : new SpecialFolder[]{SpecialFolder.REMINDERS,
                SpecialFolder.RECOVERABLE_DELETIONS, SpecialFolder.RECOVERABLE_ITEMS}) {
            assertThatThrownBy(() -> receive("IPM.Note", rules.folder("bob", special)))
                    .isInstanceOf(MailError.Invalid.class);
        }
    }

    @Test
    void damagedSettingsDoNotKeepMailOut() {
        rules.mailbox("bob").write(change -> {
            change.setFolderProperties(change.folder(SpecialFolder.ROOT).folderId(),
                    new PropertyBag().set(MailboxSettings.STORED,
                            org.rialto.mapi.Binary.of((byte) 99)),
                    java.util.Set.of());
            return true;
        });
        rules.send("alice", "1", "bob");
        assertIn(rules.inbox("bob"), "1");
    }
}

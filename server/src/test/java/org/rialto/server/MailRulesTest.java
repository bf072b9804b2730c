package org.rialto.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.directory.Actor;
import org.rialto.directory.DirectoryObject;
import org.rialto.mailbox.MailboxSession;
import org.rialto.mailbox.rules.RuleEdits;
import org.rialto.mailbox.rules.RuleLimits;
import org.rialto.mapi.Binary;
import org.rialto.mapi.FolderId;
import org.rialto.mapi.FuzzyLevel;
import org.rialto.mapi.MessageId;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyValue;
import org.rialto.mapi.Restriction;
import org.rialto.mapi.RuleAction;
import org.rialto.mapi.RuleActions;
import org.rialto.mapi.ServerId;
import org.rialto.store.MessageContent;
import org.rialto.store.NewFolder;
import org.rialto.store.NewMessage;
import org.rialto.store.SpecialFolder;

/// Rules from SMTP to IMAP, in a whole server.
@Timeout(300)
class MailRulesTest {
    private static final String PASSWORD = "Password01!";

    @TempDir
    Path directory;

    private static MailboxSession session(ServerUnderTest server, String user) {
        DirectoryObject.User found = (DirectoryObject.User) server.rooms().directory()
                .named(user);
        return server.rooms().mailboxes().open(new Actor.Server(), found.mailboxGuid());
    }

    private static void rule(MailboxSession session, int state, Restriction condition,
            RuleAction.Data data) {
        RuleEdits edits = new RuleEdits(false);
        edits.add(List.of(PropertyValue.of(PropertyTags.PidTagRuleProvider, "test"),
                PropertyValue.of(PropertyTags.PidTagRuleState, state),
                PropertyValue.of(PropertyTags.PidTagRuleCondition, condition),
                PropertyValue.of(PropertyTags.PidTagRuleActions,
                        new RuleActions(List.of(new RuleAction(0, 0, data))))));
        long inbox = session.mailbox().read(s -> s.folder(SpecialFolder.INBOX).folderId());
        assertThat(edits.apply(session.mailbox(), inbox, RuleLimits.DEFAULT)).isTrue();
    }

    private static void send(ServerUnderTest server, String from, String subject, String to)
            throws Exception {
        try (TextClient client = new TextClient(server.address("smtp"))) {
            client.await("220 ");
            client.say("HELO client").await("250 ");
            client.say("MAIL FROM:<" + from + ">").await("250 ");
            client.say("RCPT TO:<" + to + ">").await("250 ");
            client.say("DATA").await("354 ");
            client.say("From: " + from).say("To: " + to).say("Subject: " + subject).say("")
                    .say("text").say(".").await("250 ");
        }
    }

    private static TextClient imap(ServerUnderTest server, String user) throws Exception {
        TextClient client = new TextClient(server.address("imap"));
        client.await("* OK");
        client.say("a LOGIN " + user + " " + PASSWORD).await("a OK");
        return client;
    }

    @Test
    void mailIsMovedAndAnsweredOnceToEachSender() throws Exception {
        try (ServerUnderTest server = new ServerUnderTest(directory.resolve("home"))) {
            server.addUser("ann", PASSWORD);
            server.addUser("bob", PASSWORD);
            MailboxSession bob = session(server, "bob");
            long inbox = bob.mailbox().read(s -> s.folder(SpecialFolder.INBOX).folderId());
            long lists = bob.mailbox().write(change -> change.createFolder(
                    change.folder(SpecialFolder.IPM_SUBTREE).folderId(),
                    NewFolder.generic("Lists")).folderId());
            long template = bob.mailbox().write(change -> change.addMessage(inbox,
                    new NewMessage(new MessageContent(new PropertyBag()
                            .set(PropertyTags.PidTagMessageClass,
                                    "IPM.Note.rules.OOFTemplate.Microsoft")
                            .set(PropertyTags.PidTagBody, "Back on Monday."), List.of(),
                            List.of()), true, 0, Set.of(), java.time.Instant.EPOCH, null,
                            null))
                    .messageId());
            rule(bob, 1, Restriction.content(new FuzzyLevel(FuzzyLevel.PREFIX, 0),
                    PropertyTags.PidTagSubject, "[list]"),
                    new RuleAction.Move(new RuleAction.Target(true, Binary.EMPTY,
                            ServerId.ofFolder(new FolderId(1, lists)).encode())));
            rule(bob, 1 | 4 | 8, Restriction.exist(PropertyTags.PidTagMessageClass),
                    new RuleAction.OutOfOfficeReply(new RuleAction.TemplateById(
                            new FolderId(1, inbox), new MessageId(1, template),
                            new java.util.UUID(0, 0))));
            bob.settings().setOutOfOffice(true);
            send(server, "ann@example.org", "[list] news", "bob@example.org");
            send(server, "ann@example.org", "hello", "bob@example.org");
            try (TextClient client = imap(server, "bob")) {
                client.say("b SELECT Lists").await("* 1 EXISTS");
                client.await("b OK");
                client.say("c FETCH 1 BODY[HEADER.FIELDS (SUBJECT)]")
                        .await("Subject: [list] news");
                client.await("c OK");
                client.say("d SELECT INBOX").await("* 1 EXISTS");
                client.await("d OK");
            }
            try (TextClient client = imap(server, "ann")) {
                client.say("b SELECT INBOX").await("b OK");
                for (int i = 0; i < 200; i++) {
                    client.say("c SEARCH ALL");
                    if (client.await("* SEARCH").length() > "* SEARCH".length()) {
                        break;
                    }
                    client.await("c OK");
                    Thread.sleep(25);
                }
                client.say("d FETCH 1 BODY[]").await("Return-Path: <>");
                client.await("Back on Monday.");
                client.await("d OK");
                client.say("e SEARCH ALL");
                assertThat(client.await("* SEARCH")).isEqualTo("* SEARCH 1");
            }
        }
    }
}

package org.rialto.transport;

import static org.rialto.database.Patience.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.rialto.base.ByteWriter;
import org.rialto.database.TestEngine;
import org.rialto.directory.DirectoryObject;
import org.rialto.mapi.Binary;
import org.rialto.mapi.FolderId;
import org.rialto.mapi.MessageId;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyValue;
import org.rialto.mapi.Restriction;
import org.rialto.mapi.RuleAction;
import org.rialto.mapi.RuleActions;
import org.rialto.mapi.ServerId;
import org.rialto.store.Access;
import org.rialto.store.FolderRule;
import org.rialto.store.Mailbox;
import org.rialto.store.MessageContent;
import org.rialto.store.MessagePart;
import org.rialto.store.MessageRow;
import org.rialto.store.NewFolder;
import org.rialto.store.NewMessage;
import org.rialto.store.SpecialFolder;
import org.rialto.transport.outbound.ScriptedDns;
import org.rialto.transport.queue.QueueAdministration.Selection;

/// A server with Alice, Bob and Carol, whose mailboxes get rules, for tests.
final class RuleServer implements AutoCloseable {
    static final int ENABLED = 0x01;
    static final UUID TEMPLATE = UUID.fromString("aaaaaaaa-1111-2222-3333-444444444444");
    final TestServer server;

    RuleServer(TestEngine engine, Path folder) {
        server = new TestServer(engine, folder, new ScriptedDns(), 1, TestServer.quick())
                .user("alice").user("bob").user("carol");
    }

    DirectoryObject.User user(String name) {
        return (DirectoryObject.User) server.directory.named(name);
    }

    Mailbox mailbox(String name) {
        return server.store.open(server.store.findMailbox(user(name).mailboxGuid()).orElseThrow()
                .mailboxId(), Access.SYSTEM);
    }

    long inbox(String name) { return folder(name, SpecialFolder.INBOX); }

    long folder(String name, SpecialFolder special) {
        return mailbox(name).read(snapshot -> snapshot.folder(special).folderId());
    }

    long folder(String owner, String name) {
        long top = folder(owner, SpecialFolder.IPM_SUBTREE);
        return mailbox(owner).write(change -> change.createFolder(top, NewFolder.generic(name)))
                .folderId();
    }

    /// Adds a rule to a folder's; answers its id.
    long rule(String owner, long folderId, int sequence, int state, Restriction condition,
            RuleAction... actions) {
        return mailbox(owner).write(change -> {
            List<FolderRule> rules = new ArrayList<>(change.rules(folderId));
            long id = change.reserveCounters(1);
            rules.add(new FolderRule(id, new PropertyBag()
                    .set(PropertyTags.PidTagRuleSequence, sequence)
                    .set(PropertyTags.PidTagRuleState, state)
                    .set(PropertyTags.PidTagRuleProvider, "RuleOrganizer")
                    .set(PropertyTags.PidTagRuleCondition, condition)
                    .set(PropertyTags.PidTagRuleActions,
                            new RuleActions(List.of(actions)))));
            change.setRules(folderId, rules);
            return id;
        });
    }

    /// A rule of the Inbox for every message.
    long always(String owner, RuleAction.Data... data) {
        RuleAction[] actions = new RuleAction[data.length];
        for (int i = 0; i < data.length; i++) {
            actions[i] = new RuleAction(0, 0, data[i]);
        }
        return always(owner, actions);
    }

    long always(String owner, RuleAction... actions) {
        return rule(owner, inbox(owner), 10, ENABLED, every(), actions);
    }

    static Restriction every() { return Restriction.exist(PropertyTags.PidTagMessageClass); }

    static RuleAction.Target to(long folderId) {
        return new RuleAction.Target(true, Binary.of((byte) 0),
                ServerId.ofFolder(new FolderId(1, folderId)).encode());
    }

    static RuleAction.Recipient recipient(String address) {
        return new RuleAction.Recipient(List.of(
                PropertyValue.of(PropertyTags.PidTagDisplayName, address),
                PropertyValue.of(PropertyTags.PidTagAddressType, "SMTP"),
                PropertyValue.of(PropertyTags.PidTagEmailAddress,
                        TestServer.address(address).toString()),
                PropertyValue.of(PropertyTags.PidTagRecipientType, 1)));
    }

    static RuleAction forward(int flavor, String... addresses) {
        List<RuleAction.Recipient> recipients = new ArrayList<>();
        for (String each : addresses) {
            recipients.add(recipient(each));
        }
        return new RuleAction(flavor, 0, new RuleAction.Forward(recipients));
    }

    /// A template in a user's Inbox.
    RuleAction.TemplateById template(String owner, PropertyBag properties,
            List<PropertyBag> recipients) {
        long inbox = inbox(owner);
        properties.set(PropertyTags.PidTagMessageClass, "IPM.Note.rules.ReplyTemplate.Microsoft")
                .set(PropertyTags.PidTagReplyTemplateId, Binary.wrap(
                        new ByteWriter(16).writeGuid(TEMPLATE).toByteArray()));
        long id = add(owner, inbox, true, properties, recipients);
        return new RuleAction.TemplateById(new FolderId(1, inbox), new MessageId(1, id), TEMPLATE);
    }

    long add(String owner, long folderId, boolean associated, PropertyBag properties,
            List<PropertyBag> recipients) {
        NewMessage message = new NewMessage(new MessageContent(properties, recipients, List.of()),
                associated, 0, Set.of(), java.time.Instant.EPOCH, null, null);
        return mailbox(owner).write(change -> change.addMessage(folderId, message).messageId());
    }

    RuleAction.TemplateById template(String owner, String text) {
        return template(owner, new PropertyBag().set(PropertyTags.PidTagBody, text), List.of());
    }

    /// Mail from one user to others, with further header lines.
    void sendWith(String from, String header, String body, String... to) {
        String all = String.join(", ", List.of(to).stream()
                .map(each -> TestServer.address(each).toString()).toList());
        server.send(TestServer.envelope(from, to), "From: " + TestServer.address(from) + "\r\nTo: "
                + all + "\r\nMessage-ID: <" + UUID.randomUUID() + "@client.example>\r\n" + header
                + "\r\n" + body);
    }

    void send(String from, String subject, String... to) {
        sendWith(from, "Subject: " + subject + "\r\n", "Hello\r\n", to);
    }

    List<MessageRow> rows(String owner, long folderId) {
        return mailbox(owner).read(snapshot -> snapshot.contents(folderId, false, 1, 1000,
                Set.of(MessagePart.PROPERTIES)));
    }

    List<PropertyBag> in(String owner, long folderId) {
        return rows(owner, folderId).stream().map(MessageRow::properties).toList();
    }

    List<String> subjects(String owner, long folderId) {
        return in(owner, folderId).stream()
                .map(bag -> bag.getString(PropertyTags.PidTagSubject, "")).toList();
    }

    void awaitEmptyQueue() {
        await().atMost(Duration.ofSeconds(60)).until(() -> server.transport.queue()
                .list(Selection.ALL, null, 100).isEmpty());
    }

    @Override
    public void close() { server.close(); }
}

package org.rialto.mailbox.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteWriter;
import org.rialto.base.MalformedDataException;
import org.rialto.directory.SmtpAddress;
import org.rialto.formats.mime.MailAddress;
import org.rialto.mapi.Binary;
import org.rialto.mapi.EntryId;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.RuleAction;
import org.rialto.store.MessageContent;
import org.rialto.store.MessagePart;
import org.rialto.store.MessageRow;
import org.rialto.store.Snapshot;

/// The messages that rules send about one delivered message. MS-OXORULE §2.2.5.1.1, §3.2.5.1.
final class Sending {
    // ActionFlavor of a forward
    private static final int PRESERVE_SENDER = 0x01;
    private static final int NO_CHANGES = 0x02;
    private static final int AS_ATTACHMENT = 0x04;
    private static final int AS_TEXT_MESSAGE = 0x08;
    // ActionFlavor of a reply
    private static final int NOT_TO_SENDER = 0x01;
    private static final int FIXED_TEXT = 0x02;
    private static final int AT_A_TIME = 100;

    private final RuleScene scene;
    private final Incoming incoming;
    private final List<Outgoing> outgoing = new ArrayList<>();

    Sending(RuleScene scene, Incoming incoming) {
        this.scene = scene;
        this.incoming = incoming;
    }

    List<Outgoing> outgoing() { return List.copyOf(outgoing); }

    private Owner owner() {
        Owner owner = scene.owner();
        if (owner == null) {
            throw new RuleFailure(RuleError.EXECUTING);
        }
        return owner;
    }

    private LoopGuard guard() { return new LoopGuard(incoming, owner(), scene.limits()); }

    private AutomaticMail mail() { return new AutomaticMail(incoming, owner(), scene.now()); }

    /// Who wrote the message, as Internet mail says it; null when nobody can be answered.
    private @Nullable MailAddress author() {
        PropertyBag bag = incoming.message().content().properties();
        String address = bag.getString(PropertyTags.PidTagSentRepresentingSmtpAddress, "");
        SmtpAddress parsed = SmtpAddress.parseOrNull(address);
        return parsed == null
                ? null
                : new MailAddress(
                        bag.getString(PropertyTags.PidTagSentRepresentingName, "")
                                .equals(address)
                                        ? ""
                                        : bag.getString(PropertyTags.PidTagSentRepresentingName,
                                                ""),
                        parsed.localPart(), parsed.domain());
    }

    /// How the author stands in a rule's history.
    private @Nullable String authorKey() {
        MailAddress author = author();
        SmtpAddress parsed = author == null ? null : SmtpAddress.parseOrNull(author.address());
        return parsed == null ? null : parsed.key().toLowerCase(Locale.ROOT);
    }

    boolean wasAnswered(Rule rule) {
        String author = authorKey();
        return author != null && scene.mailbox().read(snapshot -> snapshot
                .hasReplied(rule.folderId(), rule.ruleId(), author));
    }

    void reply(Rule rule, RuleAction action, RuleAction.Template template, boolean outOfOffice) {
        MailAddress author = author();
        if (author == null || owner().is(author.address()) || !guard().mayReply(outOfOffice)) {
            return;
        }
        MessageContent content = scene.mailbox().read(snapshot -> template(snapshot, rule,
                template));
        List<MailAddress> to = new ArrayList<>();
        if ((action.flavor() & NOT_TO_SENDER) == 0) {
            to.add(author);
        }
        for (PropertyBag row : content.recipients()) {
            MailAddress one = scene.book().address(row);
            if (one != null && to.size() < scene.limits().recipients()) {
                to.add(one);
            }
        }
        if (to.isEmpty()) {
            throw new RuleFailure(RuleError.TEMPLATE);
        }
        String key = authorKey();
        Outgoing.Reply once = rule.keepsHistory() && outOfOffice && key != null
                ? new Outgoing.Reply(rule.folderId(), rule.ruleId(), key)
                : null;
        send(new Outgoing(outOfOffice ? Outgoing.Kind.OUT_OF_OFFICE : Outgoing.Kind.REPLY, null,
                owner().address(), addresses(to), false,
                mail().reply(content, to, outOfOffice, (action.flavor() & FIXED_TEXT) != 0),
                once));
    }

    private void send(Outgoing one) {
        if (outgoing.size() == scene.limits().automaticMessages()) {
            throw new RuleFailure(RuleError.TOO_MANY_RECIPIENTS);
        }
        outgoing.add(one);
    }

    /// The template, by its id or else by its GUID: what brings messages over from elsewhere gives
    /// them other ids.
    private static MessageContent template(Snapshot snapshot, Rule rule,
            RuleAction.Template template) {
        long folderId = rule.folderId();
        try {
            long messageId = switch (template) {
                case RuleAction.TemplateById ids -> ids.message().globalCounter();
                case RuleAction.TemplateByEntryId id -> EntryId
                        .decode(id.message()) instanceof EntryId.Message message
                                ? message.message().globalCounter()
                                : 0;
            };
            MessageRow row = snapshot.message(messageId, Set.of());
            // Of the rule's own folder only: whoever owns that may not see others.
            if (row.associated() && row.mime() == null && row.folderId() == folderId) {
                return snapshot.content(messageId);
            }
        } catch (MailError.NotFound | MalformedDataException e) {
            // Looked for by its GUID.
        }
        return byGuid(snapshot, folderId, Binary.wrap(
                new ByteWriter(16).writeGuid(template.guid()).toByteArray()));
    }

    private static MessageContent byGuid(Snapshot snapshot, long folderId, Binary guid) {
        try {
            int next = 1;
            while (true) {
                List<MessageRow> some = snapshot.contents(folderId, true, next, AT_A_TIME,
                        Set.of(MessagePart.PROPERTIES));
                for (MessageRow row : some) {
                    Binary found = row.properties()
                            .getBinary(PropertyTags.PidTagReplyTemplateId);
                    if (found != null && found.equals(guid)) {
                        return snapshot.content(row.messageId());
                    }
                }
                if (some.size() < AT_A_TIME) {
                    throw new RuleFailure(RuleError.TEMPLATE);
                }
                next = some.getLast().uid() + 1;
            }
        } catch (MailError.NotFound e) {
            throw new RuleFailure(RuleError.TEMPLATE);
        }
    }

    void forward(RuleAction action, List<RuleAction.Recipient> recipients) {
        List<MailAddress> to = others(recipients);
        if (to.isEmpty() || !guard().mayForward()) {
            return;
        }
        int flavor = action.flavor();
        boolean asItCame = (flavor & (PRESERVE_SENDER | NO_CHANGES)) != 0;
        Outgoing.Content content = asItCame
                ? mail().again(to, (flavor & PRESERVE_SENDER) != 0)
                : (flavor & AS_ATTACHMENT) != 0
                        ? mail().attached(to)
                        : (flavor & AS_TEXT_MESSAGE) != 0
                                ? mail().textMessage(to)
                                : mail().forward(to);
        send(new Outgoing(Outgoing.Kind.FORWARD, reversePath(), owner().address(), addresses(to),
                asItCame, content, null));
    }

    void delegate(List<RuleAction.Recipient> recipients) {
        List<MailAddress> to = others(recipients);
        if (to.isEmpty() || !guard().mayForward()) {
            return;
        }
        send(new Outgoing(Outgoing.Kind.DELEGATE, reversePath(), owner().address(),
                addresses(to), true, mail().again(to, false), null));
    }

    /// The owner hears of what does not arrive; nobody, of a message that nobody was to hear of.
    private @Nullable SmtpAddress reversePath() {
        return incoming.returnPath() == null ? null : owner().address();
    }

    /// Those to send to: not who wrote the message, not the owner.
    private List<MailAddress> others(List<RuleAction.Recipient> recipients) {
        if (recipients.size() > scene.limits().recipients()) {
            throw new RuleFailure(RuleError.TOO_MANY_RECIPIENTS);
        }
        MailAddress author = author();
        List<MailAddress> to = new ArrayList<>();
        for (RuleAction.Recipient recipient : recipients) {
            MailAddress one = scene.book().address(PropertyBag.of(recipient.values()));
            if (one == null) {
                throw new RuleFailure(RuleError.EXECUTING);
            }
            boolean back = author != null && one.address().equalsIgnoreCase(author.address());
            if (!back && !owner().is(one.address())) {
                to.add(one);
            }
        }
        return to;
    }

    private static List<SmtpAddress> addresses(List<MailAddress> to) {
        List<SmtpAddress> addresses = new ArrayList<>();
        for (MailAddress one : to) {
            SmtpAddress parsed = SmtpAddress.parseOrNull(one.address());
            if (parsed != null && !addresses.contains(parsed)) {
                addresses.add(parsed);
            }
        }
        return addresses;
    }
}

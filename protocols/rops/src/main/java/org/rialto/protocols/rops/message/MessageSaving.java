package org.rialto.protocols.rops.message;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rialto.items.mail.MimeProperties;
import org.rialto.mailbox.rules.ExtendedRules;
import org.rialto.mailbox.rules.RuleLimits;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.protocols.rops.sync.PropertySelection;
import org.rialto.store.Change;
import org.rialto.store.MailboxInfo;
import org.rialto.store.MessageContent;
import org.rialto.store.MessageFlags;
import org.rialto.store.MessagePart;
import org.rialto.store.MessageRow;
import org.rialto.store.MessageUpdate;
import org.rialto.store.NewMessage;

/// Saves an open message: into its folder, or into the attachment that it is embedded in.
/// MS-OXCMSG §3.2.5.3.
final class MessageSaving {
    private static final int FOLLOW_UP_FLAGGED = 2;
    private static final int REPLY_TO_SENDER = 102;
    private static final int REPLY_TO_ALL = 103;
    private static final int FORWARD = 104;
    /// What a message's MIME says: with another value of one of these it is not true any more. All
    /// others are kept beside it.
    private static final Set<Integer> IN_MIME = Stream.of(PropertyTags.PidTagMessageClass,
            PropertyTags.PidTagSubject, PropertyTags.PidTagSubjectPrefix,
            PropertyTags.PidTagNormalizedSubject, PropertyTags.PidTagBody, PropertyTags.PidTagHtml,
            PropertyTags.PidTagRtfCompressed, PropertyTags.PidTagClientSubmitTime,
            PropertyTags.PidTagSenderName, PropertyTags.PidTagSenderAddressType,
            PropertyTags.PidTagSenderEmailAddress, PropertyTags.PidTagSenderSmtpAddress,
            PropertyTags.PidTagSenderEntryId, PropertyTags.PidTagSentRepresentingName,
            PropertyTags.PidTagSentRepresentingAddressType,
            PropertyTags.PidTagSentRepresentingEmailAddress,
            PropertyTags.PidTagSentRepresentingSmtpAddress,
            PropertyTags.PidTagSentRepresentingEntryId, PropertyTags.PidTagReplyRecipientEntries,
            PropertyTags.PidTagInternetMessageId, PropertyTags.PidTagInReplyToId,
            PropertyTags.PidTagInternetReferences, PropertyTags.PidTagImportance,
            PropertyTags.PidTagSensitivity).map(PropertyTag::id).collect(Collectors.toSet());
    private final OpenMessage message;

    MessageSaving(OpenMessage message) { this.message = message; }

    long save(boolean force, boolean staysWritable) {
        message.takeStreams();
        PropertyBag bag = message.bag();
        if (message.isAssociated()) {
            ExtendedRules.check(bag, RuleLimits.DEFAULT);
        }
        Instant now = Instant.now();
        MessageImport importing = message.importing();
        bag.set(PropertyTags.PidTagLastModificationTime,
                importing == null ? now : importing.modified());
        bag.set(PropertyTags.PidTagLocalCommitTime, now);
        bag.set(PropertyTags.PidTagLastModifierName, message.context().author());
        bag.set(PropertyTags.PidTagLastModifierEntryId, message.context().authorEntryId());
        OpenAttachment container = message.container();
        if (container != null) {
            MessageState state = materialized(message, bag);
            container.embed(new MessageState(bag.copy(), state.recipients(),
                    state.attachments()));
            message.settled(null, null, staysWritable);
            return 0;
        }
        if (importing != null) {
            return new ImportSaving(message, importing, uploaded(bag)).save(staysWritable);
        }
        MessageRow row = message.row();
        return row == null ? add(staysWritable) : replace(row, force, staysWritable);
    }

    private long add(boolean staysWritable) {
        PropertyBag bag = message.bag().copy();
        bag.remove(PropertyTags.PidTagMessageFlags);
        Bodies.settle(bag);
        MessageContent content = stored(message, message.state(bag));
        NewMessage added = newMessage(message, content);
        MessageRow saved = write(change -> {
            long id = change.addMessage(message.folderId(), added).messageId();
            return change.message(id, EnumSet.allOf(MessagePart.class));
        });
        message.settled(saved, content, staysWritable);
        return saved.messageId();
    }

    /// What a client uploads has what every message has, and nothing that servers keep for themselves.
    private static PropertyBag uploaded(PropertyBag set) {
        PropertyBag bag = new PropertyBag();
        set.forEach(each -> {
            if (!PropertySelection.isInternal(each.id())) {
                bag.set(each);
            }
        });
        bag.remove(PropertyTags.PidTagMessageFlags);
        if (!bag.contains(PropertyTags.PidTagMessageClass)) {
            bag.set(PropertyTags.PidTagMessageClass, "IPM.Note");
        }
        Bodies.settle(bag);
        return bag;
    }

    /// The message with all its bytes in the store. What the mailbox has no room for is not written
    /// there first.
    static MessageContent stored(OpenMessage message, MessageState state) {
        long more = state.pendingBytes();
        MessageRow before = message.row();
        if (more > 0) {
            MailboxInfo info = message.context().mailbox().info();
            long most = info.quota().prohibitReceiveBytes();
            long there = info.contentSize() - (before == null ? 0 : before.size());
            if (most > 0 && there + more > most) {
                throw new MailError.Quota("the mailbox is full: its quota is " + most + " bytes");
            }
        }
        return state.store(message.context().blobs());
    }

    /// The first version of a message, with the state that its properties say.
    static NewMessage newMessage(OpenMessage message, MessageContent content) {
        int written = message.get(PropertyTags.PidTagMessageFlags) instanceof Integer flags
                ? flags
                : 0;
        Instant received = content.properties().getTime(PropertyTags.PidTagMessageDeliveryTime);
        int flags = state(content.properties()) | (has(written, ComputedProperties.MF_READ)
                ? MessageFlags.READ
                : 0) | (has(written, ComputedProperties.MF_UNSENT) ? MessageFlags.UNSENT : 0)
                | (has(written, ComputedProperties.MF_RESEND) ? MessageFlags.RESEND : 0);
        return new NewMessage(content, message.isAssociated(), flags, Set.of(),
                received == null ? Instant.now() : received, null, null);
    }

    private static boolean has(int flags, int bit) { return (flags & bit) != 0; }

    private long replace(MessageRow row, boolean force, boolean staysWritable) {
        boolean keepsMime = keepsMime();
        PropertyBag bag = message.bag().copy();
        // It is of the change that is made now: the store makes a key of that.
        bag.remove(PropertyTags.PidTagChangeKey);
        MessageState state = keepsMime ? message.state(bag) : materialized(message, bag);
        int set = state(bag) & touched();
        int clear = touched() & ~set;
        MessageContent content = stored(message, state);
        MessageUpdate update = new MessageUpdate(content, keepsMime, set, clear);
        long id = row.messageId();
        MessageRow saved = write(change -> {
            long expected = force
                    ? change.message(id, Set.of()).contentChangeNumber()
                    : row.contentChangeNumber();
            change.saveMessage(id, expected, update);
            return change.message(id, EnumSet.allOf(MessagePart.class));
        });
        message.settled(saved, content, staysWritable);
        return id;
    }

    private MessageRow write(Function<Change, MessageRow> work) {
        return message.context().mailbox().write(work);
    }

    private boolean keepsMime() {
        return message.mime() != null && !message.isRecipientsChanged()
                && !message.isAttachmentsChanged()
                && message.written().stream().noneMatch(IN_MIME::contains);
    }

    /// The message with these properties and without its MIME: what was read from that is set, and new
    /// MIME can be made of the bodies.
    ///
    /// @param bag is the state's then
    static MessageState materialized(OpenMessage message, PropertyBag bag) {
        MimeProperties lazy = message.mimeProperties();
        if (lazy != null) {
            boolean bodies = message.bodies().mime() != null;
            for (PropertyTag tag : MimeProperties.lazyTags()) {
                if (bag.property(tag.id()) == null && (bodies || !Bodies.isBody(tag.id()))) {
                    bag.setOrRemove(tag, lazy.get(tag));
                }
            }
        }
        Bodies.settle(bag);
        MessageState state = message.state(bag);
        return lazy == null
                ? state
                : new MessageState(bag, state.recipients().stream()
                        .map(each -> Recipients.withKeys(each.copy())).toList(),
                        state.attachments());
    }

    /// The bits that the properties of the bag stand for.
    static int state(PropertyBag bag) {
        int flags = bag.getInteger32(PropertyTags.PidTagFlagStatus, 0) == FOLLOW_UP_FLAGGED
                ? MessageFlags.FLAGGED
                : 0;
        return flags | switch (bag.getInteger32(PropertyTags.PidTagLastVerbExecuted, 0)) {
            case REPLY_TO_SENDER, REPLY_TO_ALL -> MessageFlags.ANSWERED;
            case FORWARD -> MessageFlags.FORWARDED;
            default -> 0;
        };
    }

    /// The bits whose properties were written.
    private int touched() {
        return (message.isWritten(PropertyTags.PidTagFlagStatus) ? MessageFlags.FLAGGED : 0)
                | (message.isWritten(PropertyTags.PidTagLastVerbExecuted)
                        ? MessageFlags.ANSWERED | MessageFlags.FORWARDED
                        : 0);
    }
}

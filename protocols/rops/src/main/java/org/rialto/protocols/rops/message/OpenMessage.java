package org.rialto.protocols.rops.message;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteWriter;
import org.rialto.base.MalformedDataException;
import org.rialto.formats.mime.MessageBytes;
import org.rialto.formats.mime.MimeStructure;
import org.rialto.items.mail.MimeProperties;
import org.rialto.mapi.Binary;
import org.rialto.mapi.CodePage;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertySource;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.store.ImportedVersion;
import org.rialto.store.MessageContent;
import org.rialto.store.MessagePart;
import org.rialto.store.MessageRow;
import org.rialto.store.MessageValues;
import org.rialto.store.Snapshot;

/// An open message: of a folder, new, or embedded in another's attachment. What is done to it is
/// seen by nobody else before it is saved. MS-OXCMSG §2.2.1 and §3.2.5.
public final class OpenMessage extends OpenObject {
    private static final MessageDigest MD5 = md5();
    /// Messages within messages. The store keeps some more.
    private static final int DEEPEST = 40;
    private static final int MOST_ATTACHMENTS = 5_000;
    private static final int MOST_RECIPIENTS = 10_000;
    private final MessageContext context;
    private final @Nullable OpenAttachment container;
    private final long folderId;
    private final boolean associated;
    private final SortedMap<Integer, PropertyBag> recipients = new TreeMap<>();
    private final SortedMap<Integer, AttachmentState> attachments = new TreeMap<>();
    private @Nullable MessageRow row;
    private @Nullable Mime mime;
    private @Nullable MessageImport importing;
    private boolean recipientsChanged;
    private boolean attachmentsChanged;
    /// Whether the properties that name the recipients are as those are.
    private boolean displayed = true;
    private int nextAttachment;
    private long recipientBytes;
    private long attachmentBytes;

    /// The MIME that an unchanged message is read from.
    record Mime(MimeStructure structure, MessageBytes bytes) {}

    private OpenMessage(MessageContext context, @Nullable OpenAttachment container, long folderId,
            boolean associated, MessageState state, @Nullable Mime mime, boolean writable,
            Charset charset) {
        super(state.properties().copy(), writable, charset);
        this.context = context;
        this.container = container;
        this.folderId = folderId;
        this.associated = associated;
        this.mime = mime;
        take(state);
    }

    private void take(MessageState state) {
        recipients.clear();
        int next = 0;
        for (PropertyBag each : state.recipients()) {
            int id = each.getInteger32(PropertyTags.PidTagRowid, next);
            id = recipients.containsKey(id) ? next : id;
            recipients.put(id, each);
            next = Math.max(next, id) + 1;
        }
        attachments.clear();
        state.attachments().forEach(each -> attachments.put(each.number(), each));
        nextAttachment = Math.max(nextAttachment,
                attachments.isEmpty() ? 0 : attachments.lastKey() + 1);
        weigh();
    }

    private void weigh() {
        recipientBytes = Weight.ofAll(recipients.values());
        attachmentBytes = attachments.values().stream().mapToLong(Weight::of).sum();
    }

    @Override
    ObjectSpace space() { return context.space(); }

    @Override
    long withinBytes() {
        MessageRow known = row;
        byte[] structure = known == null ? null : known.structure();
        byte[] encoded = known == null ? null : known.encodedProperties();
        return recipientBytes + attachmentBytes + (structure == null ? 0 : structure.length)
                + (encoded == null ? 0 : encoded.length);
    }

    @Override
    void keeps(ObjectSpace.Held held) {
        attachments.values().forEach(each -> OpenAttachment.keeps(each.value(), held));
        if (container != null) {
            held.object(container);
        }
    }

    @Override
    boolean isKeptElsewhere(PropertyTag tag) { return false; }

    /// Opens a message of a mailbox.
    public static OpenMessage open(MessageContext context, long messageId, boolean writable,
            Charset charset) {
        Read read = context.mailbox().read(snapshot -> read(snapshot, messageId));
        read.content().properties().remove(ImportedVersion.STORED); // the store's own
        OpenMessage open = new OpenMessage(context, null, read.row().folderId(),
                read.row().associated(), MessageState.of(read.content()), null, writable, charset);
        open.row = read.row();
        open.mime = open.mimeOf(read.row());
        return open;
    }

    private record Read(MessageRow row, MessageContent content) {}

    private static Read read(Snapshot snapshot, long messageId) {
        return new Read(snapshot.message(messageId, EnumSet.allOf(MessagePart.class)),
                snapshot.content(messageId));
    }

    private @Nullable Mime mimeOf(MessageRow of) {
        byte[] structure = of.structure();
        if (of.mime() == null || structure == null) {
            return null;
        }
        try {
            return new Mime(MimeStructure.decode(structure), context.bytes(of.mime()));
        } catch (MalformedDataException e) {
            throw new MailError.Damaged(
                    "the structure of message " + of.messageId() + " is damaged", e);
        }
    }

    /// Begins a message of a folder; it is there once it is saved.
    public static OpenMessage create(MessageContext context, long folderId, boolean associated,
            int codePage, Charset charset) {
        return new OpenMessage(context, null, folderId, associated, initial(context, codePage),
                null, true, charset);
    }

    /// The language of who begins it (LCID), where that is known. MS-OXCMSG §3.2.5.2.
    public void writtenIn(int localeId) {
        if (localeId != 0) {
            bag().set(PropertyTags.PidTagMessageLocaleId, localeId)
                    .set(PropertyTags.PidTagLocaleId, localeId);
        }
    }

    /// Begins the upload of a version of a message, new or not, that a client made: it is there once
    /// it is saved. MS-OXCFXICS §3.2.5.9.4.2.
    public static OpenMessage imported(MessageContext context, long folderId, boolean associated,
            MessageImport importing, Charset charset) {
        Instant now = Instant.now();
        PropertyBag bag = new PropertyBag().set(PropertyTags.PidTagCreationTime, now)
                .set(PropertyTags.PidTagLastModificationTime, importing.modified())
                .set(PropertyTags.PidTagSearchKey, randomKey())
                .set(PropertyTags.PidTagCreatorName, context.author())
                .set(PropertyTags.PidTagCreatorEntryId, context.authorEntryId());
        OpenMessage open = new OpenMessage(context, null, folderId, associated,
                new MessageState(bag, List.of(), List.of()), null, true, charset);
        open.importing = importing;
        return open;
    }

    static OpenMessage embedded(OpenAttachment container, MessageState state, @Nullable Mime mime,
            boolean writable, Charset charset) {
        OpenMessage around = container.message();
        return new OpenMessage(around.context, container, around.folderId, false, state, mime,
                writable, charset);
    }

    /// MS-OXCMSG §3.2.5.2.
    static MessageState initial(MessageContext context, int codePage) {
        Instant now = Instant.now();
        PropertyBag bag = new PropertyBag().set(PropertyTags.PidTagImportance, 1)
                .set(PropertyTags.PidTagMessageClass, "IPM.Note")
                .set(PropertyTags.PidTagSensitivity, 0).set(PropertyTags.PidTagDisplayTo, "")
                .set(PropertyTags.PidTagDisplayCc, "").set(PropertyTags.PidTagDisplayBcc, "")
                .set(PropertyTags.PidTagTrustSender, 1)
                .set(PropertyTags.PidTagCreationTime, now)
                .set(PropertyTags.PidTagLastModificationTime, now)
                .set(PropertyTags.PidTagSearchKey, randomKey())
                .set(PropertyTags.PidTagCreatorName, context.author())
                .set(PropertyTags.PidTagCreatorEntryId, context.authorEntryId())
                .set(PropertyTags.PidTagLastModifierName, context.author())
                .set(PropertyTags.PidTagLastModifierEntryId, context.authorEntryId());
        if (codePage != 0) {
            bag.set(PropertyTags.PidTagMessageCodepage, codePage);
        }
        return new MessageState(bag, List.of(), List.of());
    }

    private static Binary randomKey() {
        return Binary.wrap(new ByteWriter().writeGuid(UUID.randomUUID()).toByteArray());
    }

    static void requireDepth(int depth) {
        if (depth > DEEPEST) {
            throw new MailError.TooLarge(
                    "messages are embedded in each other at most " + DEEPEST + " deep");
        }
    }

    int depth() { return container == null ? 0 : container.message().depth() + 1; }

    /// Whether it is the other message, or embedded in it at any depth.
    public boolean isWithin(OpenMessage other) {
        for (OpenMessage at = this; at != null;) {
            if (at == other) {
                return true;
            }
            at = at.container == null ? null : at.container.message();
        }
        return false;
    }

    public MessageContext context() { return context; }

    public long folderId() { return folderId; }

    public boolean isAssociated() { return associated; }

    public boolean isEmbedded() { return container != null; }

    @Nullable
    OpenAttachment container() { return container; }

    /// What its client said of the version that is not saved yet; null of any other message.
    @Nullable
    MessageImport importing() { return importing; }

    /// As it was when it was opened or saved; null of one that is new or embedded.
    public @Nullable MessageRow row() { return row; }

    MessageRow requireRow() {
        MessageRow known = row;
        if (known == null) {
            throw new IllegalStateException("the message is not in the store");
        }
        return known;
    }

    @Nullable
    Mime mime() { return mime; }

    /// Whether something was done to it since it was opened or saved.
    public boolean isChanged() {
        return !written().isEmpty() || recipientsChanged || attachmentsChanged;
    }

    boolean isRecipientsChanged() { return recipientsChanged; }

    boolean isAttachmentsChanged() { return attachmentsChanged; }

    // Properties

    Bodies bodies() {
        boolean replaced = isWritten(PropertyTags.PidTagBody)
                || isWritten(PropertyTags.PidTagHtml)
                || isWritten(PropertyTags.PidTagRtfCompressed);
        return new Bodies(bag(), replaced ? null : mimeProperties());
    }

    @Nullable
    MimeProperties mimeProperties() {
        return mime == null
                ? null
                : new MimeProperties(bag(), mime.structure(), mime.bytes());
    }

    @Override
    boolean isComputed(PropertyTag tag) { return ComputedProperties.isReadOnly(this, tag); }

    @Override
    List<PropertyTag> computedTags() { return ComputedProperties.TAGS; }

    @Override
    @Nullable
    Object computed(PropertyTag tag) {
        Object value = new ComputedProperties(this).get(tag);
        if (value != null || bag().property(tag.id()) != null) {
            return value;
        }
        if (Bodies.isBody(tag.id())) {
            return null;
        }
        MimeProperties lazy = mimeProperties();
        return lazy == null ? null : lazy.get(tag);
    }

    @Override
    boolean exists(PropertyTag tag) {
        return Bodies.isBody(tag.id()) ? !bodies().isEmpty() : super.exists(tag);
    }

    @Override
    void changed(Set<Integer> ids) {
        SubjectRules.settle(bag(), ids);
        if (ids.stream().noneMatch(Bodies::isBody)) {
            return;
        }
        // A body that was written replaces the others, but those that came with it.
        for (PropertyTag body : List.of(PropertyTags.PidTagBody, PropertyTags.PidTagHtml,
                PropertyTags.PidTagRtfCompressed)) {
            if (!isWritten(body)) {
                bag().remove(body);
            }
        }
        if (!isWritten(PropertyTags.PidTagNativeBody)) {
            bag().remove(PropertyTags.PidTagNativeBody);
        }
        if (!isWritten(PropertyTags.PidTagRtfInSync)) {
            bag().remove(PropertyTags.PidTagRtfInSync);
        }
        if (ids.contains(PropertyTags.PidTagHtml.id())
                && !bag().contains(PropertyTags.PidTagInternetCodepage)) {
            bag().set(PropertyTags.PidTagInternetCodepage, CodePage.UTF_8);
        }
    }

    @Override
    @Nullable
    ValueBytes bytesElsewhere(PropertyTag tag) { return null; }

    @Override
    void takeStream(LiveValue value) {
        super.takeStream(value);
        changed(Set.of(value.tag().id()));
    }

    /// The properties that the store has beside the bag.
    @Nullable
    MessageValues state() {
        MessageRow known = row;
        return known == null
                ? null
                : new MessageValues(context.ids(), known,
                        () -> new MessageContent(bag(), recipients(), List.of()));
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has MD5", missing);
        }
    }

    static Binary keyOf(String text) {
        try {
            // Quicker than to look for one.
            MessageDigest digest = (MessageDigest) MD5.clone();
            return Binary.wrap(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("Java's own MD5 can be copied", e);
        }
    }

    /// Its state bits were changed otherwise; that is no change of what it is made of.
    public void flagsChanged() {
        MessageRow known = row;
        if (known == null) {
            return;
        }
        int flags = context.mailbox().read(snapshot -> snapshot.message(known.messageId(),
                Set.of())).flags();
        row = new MessageRow(known.folderId(), known.messageId(), known.uid(), known.associated(),
                flags, known.keywords(), known.changeNumber(), known.contentChangeNumber(),
                known.size(), known.mimeSize(), known.received(), known.saved(), known.modified(),
                known.committed(), known.mime(), known.textId(), known.groupChanges(),
                known.structure(),
                known.encodedProperties());
    }

    // Recipients: by PidTagRowid, ascending.

    public List<PropertyBag> recipients() { return List.copyOf(recipients.values()); }

    /// Sets recipients by their rows' ids, in place of those that are there; null removes one.
    public void setRecipients(SortedMap<Integer, @Nullable PropertyBag> changes) {
        requireWritable();
        long more = 0;
        int most = recipients.size();
        for (var each : changes.entrySet()) {
            more += each.getValue() == null ? 0 : Weight.of(each.getValue());
            most += each.getValue() == null || recipients.containsKey(each.getKey()) ? 0 : 1;
        }
        if (most > MOST_RECIPIENTS) {
            throw new MailError.TooLarge("a message has at most " + MOST_RECIPIENTS
                    + " recipients");
        }
        space().requireMemory(more);
        changes.forEach((rowId, recipient) -> {
            PropertyBag now = recipient == null
                    ? null
                    : recipient.copy().set(PropertyTags.PidTagRowid, rowId);
            PropertyBag before = now == null
                    ? recipients.remove(rowId)
                    : recipients.put(rowId, now);
            recipientBytes += (now == null ? 0 : Weight.of(now))
                    - (before == null ? 0 : Weight.of(before));
        });
        recipientsChanged();
    }

    /// Sets one.
    public void setRecipient(int rowId, PropertyBag recipient) {
        setRecipients(new TreeMap<>(Map.of(rowId, recipient)));
    }

    public void removeAllRecipients() {
        requireWritable();
        recipients.clear();
        recipientBytes = 0;
        recipientsChanged();
    }

    private void recipientsChanged() {
        recipientsChanged = true;
        displayed = false;
        recount();
    }

    @Override
    void settle() {
        if (!displayed) {
            displayed = true;
            Recipients.display(bag(), recipients.values());
        }
    }

    // Attachments: by number, ascending.

    public List<PropertySource> attachmentRows() {
        List<PropertySource> rows = new ArrayList<>();
        attachments.values().forEach(each -> rows.add(OpenAttachment.open(this, each, false)));
        return rows;
    }

    public List<Integer> attachmentNumbers() { return List.copyOf(attachments.keySet()); }

    /// @throws MailError.NotFound there is none of that number
    public OpenAttachment openAttachment(int number, boolean writable) {
        AttachmentState state = attachments.get(number);
        if (state == null) {
            throw new MailError.NotFound("there is no attachment " + number);
        }
        return OpenAttachment.open(this, state, writable);
    }

    /// Begins an attachment; it is the message's once it is saved.
    ///
    /// @throws MailError.TooLarge there are as many as a message may have
    public OpenAttachment createAttachment() {
        requireWritable();
        if (attachments.size() >= MOST_ATTACHMENTS) {
            throw new MailError.TooLarge("a message has at most " + MOST_ATTACHMENTS
                    + " attachments");
        }
        return OpenAttachment.create(this, nextAttachment++);
    }

    public void deleteAttachment(int number) {
        requireWritable();
        AttachmentState before = attachments.remove(number);
        if (before == null) {
            throw new MailError.NotFound("there is no attachment " + number);
        }
        attachmentBytes -= Weight.of(before);
        attachmentsChanged();
    }

    void put(AttachmentState state) {
        space().requireMemory(Weight.of(state));
        AttachmentState before = attachments.put(state.number(), state);
        attachmentBytes += Weight.of(state) - (before == null ? 0 : Weight.of(before));
        attachmentsChanged();
    }

    private void attachmentsChanged() {
        attachmentsChanged = true;
        recount();
        space().released();
    }

    Collection<AttachmentState> attachmentStates() { return attachments.values(); }

    /// Takes another message's recipients or attachments in place of its own.
    public void copyRecipients(OpenMessage from) {
        requireWritable();
        space().requireMemory(from.recipientBytes);
        recipients.clear();
        recipients.putAll(from.recipients);
        weigh();
        recipientsChanged();
    }

    public void copyAttachments(OpenMessage from) {
        requireWritable();
        space().requireMemory(from.attachmentBytes);
        attachments.clear();
        for (AttachmentState each : from.attachments.values()) {
            attachments.put(nextAttachment, new AttachmentState(nextAttachment,
                    each.properties().copy(), each.value()));
            nextAttachment++;
        }
        weigh();
        attachmentsChanged();
    }

    // Saving: see MessageSaving.

    MessageState state(PropertyBag properties) {
        return new MessageState(properties, recipients(), List.copyOf(attachments.values()));
    }

    /// Saves; answers the message's id in the store, or 0 of an embedded one.
    ///
    /// @param force whether it replaces what somebody else saved meanwhile
    /// @throws MailError.Conflict it was changed by somebody else; nothing was saved
    public long save(boolean force, boolean staysWritable) {
        requireWritable();
        return new MessageSaving(this).save(force, staysWritable);
    }

    /// What was uploaded is saved; of a conflict, what came of it is what is there.
    void imported(MessageRow saved, MessageContent content, boolean conflict,
            boolean staysWritable) {
        importing = null;
        if (conflict) {
            reset(content.properties().copy());
        }
        settled(saved, content, staysWritable);
    }

    /// What was saved is what is there.
    void settled(@Nullable MessageRow saved, @Nullable MessageContent content,
            boolean staysWritable) {
        row = saved;
        if (content != null) {
            take(MessageState.of(content));
        }
        mime = saved == null ? null : mimeOf(saved);
        recipientsChanged = false;
        attachmentsChanged = false;
        saved(staysWritable);
    }
}

package org.rialto.protocols.rops.engine;

import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyName;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyType;
import org.rialto.protocols.rops.message.LiveValue;
import org.rialto.protocols.rops.message.MessageContext;
import org.rialto.protocols.rops.message.ObjectSpace;
import org.rialto.protocols.rops.message.OpenMessage;
import org.rialto.protocols.rops.message.OpenObject;
import org.rialto.protocols.rops.message.ValueBytes;
import org.rialto.protocols.rops.sync.FastTransferEvent;
import org.rialto.protocols.rops.sync.FastTransferSink;
import org.rialto.protocols.rops.sync.PropertySelection;
import org.rialto.protocols.rops.sync.StreamProperty;
import org.rialto.store.MessageRow;

/// Writes what a fast transfer stream says into folders, messages and attachments. A message that
/// the stream begins is saved where it ends; before that nobody sees any of it.
/// MS-OXCFXICS §2.2.4.3.
final class TransferSink implements FastTransferSink {
    /// Of the values that a message holds in memory, with all that are embedded in it.
    private static final long MOST_HELD_BYTES = 64L << 20;
    /// Of the data of a message's attachments.
    private static final long MOST_ATTACHED_BYTES = ValueBytes.LARGEST;
    private static final int AT_A_TIME = 500;
    private final LogonObject logon;
    private final MessageContext context;
    private final Charset charset;
    private final Deque<TransferTarget> targets = new ArrayDeque<>();
    private final NameIds names;
    /// Properties whose names the mailbox has yet to be asked for, and recipients that ended with some.
    private final List<Named> waiting = new ArrayList<>();
    private final List<TransferTarget.OfRecipient> ended = new ArrayList<>();
    private final boolean topFolder;
    private long heldBytes;
    private long attachedBytes;
    private @Nullable Large large;

    /// A value that comes in parts.
    private record Large(StreamProperty property, ValueBytes bytes, @Nullable Charset charset) {}

    private record Named(TransferTarget target, PropertyName name, PropertyTag tag,
            Object value) {}

    /// @param topFolder whether the folder that the stream begins with comes below the target
    TransferSink(LogonObject logon, MessageContext context, Charset charset, ServerObject target,
            boolean topFolder) {
        this.logon = logon;
        this.names = new NameIds(logon.mailbox());
        this.context = context;
        this.charset = charset;
        this.topFolder = topFolder;
        targets.push(switch (target) {
            case FolderObject folder -> TransferTarget.OfFolder.there(folder);
            case StoredMessage message ->
                new TransferTarget.OfMessage(message.message(), false);
            case StoredAttachment attachment ->
                new TransferTarget.OfAttachment(attachment.attachment());
            default -> throw new RopError(ErrorCodes.NotSupported);
        });
    }

    private TransferTarget target() { return targets.getFirst(); }

    /// The innermost object, of the kind that the grammar says it is.
    private <T extends TransferTarget> T target(Class<T> kind) {
        TransferTarget target = target();
        if (!kind.isInstance(target)) {
            throw new MalformedDataException("this is not within " + kind.getSimpleName(), 0);
        }
        return kind.cast(target);
    }

    @Override
    public void event(FastTransferEvent event) {
        if (!isGathered(event)) {
            settle();
        }
        switch (event) {
            case FastTransferEvent.Property property -> {
                held(RowEncoder.sizeBytes(property.value()));
                property(property.property(), property.value());
            }
            case FastTransferEvent.Mark mark -> mark(mark);
            case FastTransferEvent.StartMessage start -> {
                long folderId = target(TransferTarget.OfFolder.class).folderId();
                heldBytes = 0;
                attachedBytes = 0;
                targets.push(new TransferTarget.OfMessage(OpenMessage.create(context, folderId,
                        start.associated(), 0, charset), true));
            }
            case FastTransferEvent.StartRecipient start -> {
                target(TransferTarget.OfMessage.class).flush();
                targets.push(new TransferTarget.OfRecipient(start.rowId(), new PropertyBag()));
            }
            case FastTransferEvent.StartAttachment _ -> {
                TransferTarget.OfMessage message = target(TransferTarget.OfMessage.class);
                message.flush();
                targets.push(
                        new TransferTarget.OfAttachment(message.message().createAttachment()));
            }
            case FastTransferEvent.Subobjects subobjects -> delete(subobjects.kind());
            case FastTransferEvent.Failure _ -> abandon();
            // About what is not there, or for people.
            case FastTransferEvent.Warning _,FastTransferEvent.FolderReplicas _ -> {
            }
            case FastTransferEvent.ProgressTotal _,FastTransferEvent.ProgressOfMessage _,FastTransferEvent.StartMessageChange _,FastTransferEvent.GroupInfo _,FastTransferEvent.StartPartialChange _,FastTransferEvent.PropertyGroup _,FastTransferEvent.Deletions _,FastTransferEvent.ReadStateChanges _,FastTransferEvent.State _ ->
                throw new MalformedDataException("a synchronization is not uploaded", 0);
        }
    }

    private void held(long bytes) {
        heldBytes += bytes;
        if (heldBytes > MOST_HELD_BYTES) {
            throw new MailError.TooLarge("the properties of a message are over "
                    + MOST_HELD_BYTES + " bytes");
        }
    }

    private void mark(FastTransferEvent.Mark mark) {
        switch (mark) {
            case START_TOP_FOLDER, START_SUBFOLDER -> targets.push(TransferTarget.OfFolder
                    .below(logon, target(TransferTarget.OfFolder.class).folderId()));
            case END_FOLDER -> {
                target(TransferTarget.OfFolder.class).flush();
                targets.pop();
                heldBytes = 0;
            }
            case END_MESSAGE -> {
                TransferTarget.OfMessage message = target(TransferTarget.OfMessage.class);
                message.flush();
                message.message().save(false, false);
                targets.pop();
                heldBytes = 0;
            }
            case START_EMBEDDED_MESSAGE -> {
                TransferTarget.OfAttachment around = target(TransferTarget.OfAttachment.class);
                around.flush();
                around.attachment().delete(List.of(PropertyTags.PidTagAttachDataBinary));
                targets.push(new TransferTarget.OfMessage(
                        around.attachment().openEmbedded(true, true), true));
            }
            case END_EMBEDDED_MESSAGE -> {
                TransferTarget.OfMessage message = target(TransferTarget.OfMessage.class);
                message.flush();
                message.message().save(false, false);
                targets.pop();
            }
            case END_RECIPIENT -> {
                TransferTarget.OfRecipient recipient = target(TransferTarget.OfRecipient.class);
                targets.pop();
                if (waiting.isEmpty()) {
                    set(recipient);
                } else {
                    ended.add(recipient);
                }
            }
            case END_ATTACHMENT -> {
                TransferTarget.OfAttachment attachment = target(
                        TransferTarget.OfAttachment.class);
                attachment.flush();
                attachment.attachment().save(false);
                targets.pop();
            }
            case START_FOLDER_CHANGE, END_FOLDER_CHANGE, END_MESSAGE_CHANGE,
                    END_OF_SYNCHRONIZATION ->
                throw new MalformedDataException("a synchronization is not uploaded", 0);
        }
    }

    /// Of a message's own properties and its recipients, names are asked for together.
    private static boolean isGathered(FastTransferEvent event) {
        return event instanceof FastTransferEvent.Property
                || event instanceof FastTransferEvent.StartRecipient
                || event == FastTransferEvent.Mark.END_RECIPIENT
                || event instanceof FastTransferEvent.Failure;
    }

    private void set(TransferTarget.OfRecipient recipient) {
        target(TransferTarget.OfMessage.class).message().setRecipient(recipient.rowId(),
                recipient.bag());
    }

    /// Gives ids to all names that wait for one, before something is set by them.
    private void settle() {
        if (waiting.isEmpty()) {
            return;
        }
        names.require(waiting.stream().map(Named::name).toList());
        waiting.forEach(each -> take(each.target(), named(each.name(), each.tag()),
                each.value()));
        waiting.clear();
        ended.forEach(this::set);
        ended.clear();
    }

    /// What came of the message before is not to be used.
    private void abandon() {
        waiting.removeIf(each -> !(each.target() instanceof TransferTarget.OfFolder));
        ended.clear();
        while (!(target() instanceof TransferTarget.OfFolder)) {
            targets.pop();
        }
    }

    /// All of a kind go, for those that are in the stream. §2.2.4.1.5.1.
    private void delete(PropertyTag kind) {
        TransferTarget target = target();
        target.flush();
        if (target instanceof TransferTarget.OfMessage open) {
            OpenMessage message = open.message();
            if (kind.id() == PropertyTags.PidTagMessageRecipients.id()) {
                message.removeAllRecipients();
            } else if (kind.id() == PropertyTags.PidTagMessageAttachments.id()) {
                message.attachmentNumbers().forEach(message::deleteAttachment);
            }
        } else if (target instanceof TransferTarget.OfFolder folder) {
            if (kind.id() == PropertyTags.PidTagContainerContents.id()) {
                deleteMessages(folder.folderId(), false);
            } else if (kind.id() == PropertyTags.PidTagFolderAssociatedContents.id()) {
                deleteMessages(folder.folderId(), true);
            }
        }
    }

    private void deleteMessages(long folderId, boolean associated) {
        int from = 1;
        List<Integer> uids = new ArrayList<>();
        while (true) {
            int first = from;
            List<MessageRow> rows = logon.mailbox().read(snapshot -> snapshot.contents(folderId,
                    associated, first, AT_A_TIME, Set.of()));
            rows.forEach(row -> uids.add(row.uid()));
            if (rows.size() < AT_A_TIME) {
                break;
            }
            from = rows.getLast().uid() + 1;
        }
        logon.mailbox().deleteMessages(folderId,
                uids.stream().mapToInt(Integer::intValue).toArray(), false);
    }

    private void property(StreamProperty property, Object value) {
        PropertyName name = property.name();
        if (name != null && !names.knows(name)) {
            waiting.add(new Named(target(), name, property.tag(), value));
        } else {
            take(target(), name == null ? property.tag() : named(name, property.tag()), value);
        }
    }

    /// Text is kept as Unicode.
    private void take(TransferTarget target, PropertyTag of, Object value) {
        PropertyTag tag = switch (of.type()) {
            case STRING8 -> of.withType(PropertyType.STRING);
            case MULTIPLE_STRING8 -> of.withType(PropertyType.MULTIPLE_STRING);
            default -> of;
        };
        boolean kept = tag.hasKnownType() && tag.id() != 0
                && !PropertySelection.isInternal(tag.id()) && switch (tag.type()) {
                    case ERROR_CODE, UNSPECIFIED, NULL -> false;
                    default -> true;
                };
        // A folder around the first one has nothing of the stream but that.
        boolean around = topFolder && target == targets.getLast();
        if (kept && !around) {
            target.property(tag, value);
        }
    }

    /// A named property has an id of the mailbox that it comes to.
    private PropertyTag named(PropertyName name, PropertyTag tag) {
        return new PropertyTag(names.of(name) << 16 | tag.typeCode());
    }

    private boolean isData(StreamProperty property) {
        return target() instanceof TransferTarget.OfAttachment
                && property.tag().id() == PropertyTags.PidTagAttachDataBinary.id();
    }

    @Override
    public void startValue(StreamProperty property, long length, @Nullable Charset ofText) {
        if (isData(property)) {
            attachedBytes += length;
            if (length > ValueBytes.LARGEST || attachedBytes > MOST_ATTACHED_BYTES) {
                throw new MailError.TooLarge("the attachments of a message are over "
                        + MOST_ATTACHED_BYTES + " bytes");
            }
        } else {
            if (length > LiveValue.LARGEST_IN_ROW) {
                throw new MailError.TooLarge("a value of " + length + " bytes is over "
                        + LiveValue.LARGEST_IN_ROW);
            }
            held(length);
        }
        large = new Large(property, new ValueBytes(context.space()), ofText);
    }

    @Override
    public void valuePart(byte[] bytes, int offset, int length) {
        if (large != null) {
            large.bytes().write(large.bytes().size(), bytes, offset, length);
        }
    }

    @Override
    public void endValue() {
        Large value = large;
        large = null;
        if (value == null) {
            return;
        }
        if (isData(value.property())) {
            target(TransferTarget.OfAttachment.class).data(value.bytes());
            return;
        }
        byte[] bytes = value.bytes().toByteArray(LiveValue.LARGEST_IN_ROW);
        property(value.property(), value.charset() == null
                ? Binary.wrap(bytes)
                : new String(bytes, value.charset()));
    }

    /// What it holds of the message that it is at, at most.
    long heldBytes() { return heldBytes; }

    void holds(ObjectSpace.Held held) {
        if (large != null) {
            held.value(large.bytes());
        }
        for (TransferTarget each : targets) {
            OpenObject object = TransferTarget.object(each);
            if (object != null) {
                held.object(object);
            }
        }
    }

    /// What came of the object that the stream is written into is set in it, for it has no end.
    void endOfBuffer() {
        if (targets.size() == 1 && !topFolder) {
            settle();
            target().flush();
        }
    }
}

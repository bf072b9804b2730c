package org.rialto.protocols.rops.message;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;
import org.rialto.formats.mime.MessageBytes;
import org.rialto.formats.mime.MimeStructure;
import org.rialto.formats.rtf.BestBody;
import org.rialto.items.mail.AddressProperties;
import org.rialto.items.mail.MimeProperties;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.protocols.rops.sync.MessageSource;
import org.rialto.protocols.rops.sync.PropertySelection;
import org.rialto.store.Blobs;
import org.rialto.store.MessageContent;
import org.rialto.store.MessageRow;
import org.rialto.store.MessageValues;
import org.rialto.store.WholeMessage;

/// A message of the store, or embedded in one, as a download takes it: the same properties as those
/// of one that is opened ([OpenMessage]), without opening it. MS-OXCFXICS §2.2.4.3.16.
public final class StoredMessageSource implements MessageSource {
    /// From the state of the message.
    private static final List<PropertyTag> STATE = List.of(
            PropertyTags.PidTagMessageDeliveryTime, PropertyTags.PidTagMessageSize,
            PropertyTags.PidTagMessageStatus, PropertyTags.PidTagFlagStatus,
            PropertyTags.PidTagLastVerbExecuted, PropertyTags.PidTagCreationTime);
    private static final List<PropertyTag> IDENTITY = List.of(PropertyTags.PidTagSourceKey,
            PropertyTags.PidTagChangeKey, PropertyTags.PidTagPredecessorChangeList,
            PropertyTags.PidTagLastModificationTime);
    private static final List<PropertyTag> STATE_AND_IDENTITY = Stream
            .concat(STATE.stream(), IDENTITY.stream()).toList();
    private static final List<PropertyTag> BODIES = List.of(PropertyTags.PidTagBody,
            PropertyTags.PidTagHtml, PropertyTags.PidTagRtfCompressed);
    private static final Object AS_STORED = new Object();
    private static final List<PropertyTag> LAZY = MimeProperties.lazyTags().stream()
            .filter(tag -> !Bodies.isBody(tag.id())).toList();
    private static final List<AddressProperties> CORRESPONDENTS = List
            .of(AddressProperties.SENDER, AddressProperties.REPRESENTED);

    private final MessageContext context;
    private final @Nullable MessageRow row;
    private final MessageContent content;
    private final OpenMessage.@Nullable Mime mime;
    private final DownloadForm form;
    private final int depth;

    private StoredMessageSource(MessageContext context, @Nullable MessageRow row,
            MessageContent content, OpenMessage.@Nullable Mime mime, DownloadForm form,
            int depth) {
        this.context = context;
        this.row = row;
        this.content = content;
        this.mime = mime;
        this.form = form;
        this.depth = depth;
    }

    /// @param content of the message, decoded for this source alone
    public static MessageSource of(MessageContext context, WholeMessage message,
            MessageContent content, DownloadForm form) {
        return of(context, message, null, content, form);
    }

    /// @param read the message's MIME, if it was read already
    /// @param content of the message, decoded for this source alone
    public static MessageSource of(MessageContext context, WholeMessage message,
            Blobs.@Nullable Bytes read, MessageContent content, DownloadForm form) {
        return new StoredMessageSource(context, message.row(), content,
                mimeOf(context, message.row(), read), form, 0);
    }

    /// Of a version of the message, without MIME.
    static MessageSource version(MessageContext context, MessageRow row, MessageContent content,
            DownloadForm form) {
        return new StoredMessageSource(context, row, content, null, form, 0);
    }

    static MessageSource embedded(MessageContext context, MessageContent content,
            OpenMessage.@Nullable Mime mime, DownloadForm form, int depth) {
        OpenMessage.requireDepth(depth);
        return new StoredMessageSource(context, null, content, mime, form, depth);
    }

    private static OpenMessage.@Nullable Mime mimeOf(MessageContext context, MessageRow row,
            Blobs.@Nullable Bytes read) {
        byte[] structure = row.structure();
        if (row.mime() == null || structure == null) {
            return null;
        }
        try {
            MessageBytes bytes = context.bytes(row.mime());
            return new OpenMessage.Mime(MimeStructure.decodeParts(structure),
                    row.mime().length() <= SmallMime.MOST_BYTES
                            ? new SmallMime(bytes, row.mime().length(), read)
                            : bytes);
        } catch (MalformedDataException e) {
            throw new MailError.Damaged(
                    "the structure of message " + row.messageId() + " is damaged", e);
        }
    }

    @Override
    public PropertyBag properties() {
        PropertyBag bag = content.properties();
        PropertySelection selection = form.selection();
        MimeProperties lazy = mime == null
                ? null
                : new MimeProperties(bag, mime.structure(), mime.bytes());
        MessageRow known = row;
        int flags;
        if (known == null) {
            flags = bag.getInteger32(PropertyTags.PidTagMessageFlags, 0);
        } else {
            MessageValues values = new MessageValues(context.ids(), known, content);
            flags = values.get(PropertyTags.PidTagMessageFlags) instanceof Integer state
                    ? state
                    : 0;
            take(values, bag);
        }
        bodies(new Bodies(bag, lazy), bag);
        if (lazy != null) {
            // Both properties of one at once, which the loop then finds there.
            CORRESPONDENTS.forEach(each -> each.complete(bag, selection::includes));
            for (PropertyTag tag : LAZY) {
                if (selection.includes(tag) && !bag.contains(tag)) {
                    bag.setOrRemove(tag, lazy.get(tag));
                }
            }
        }
        bag.set(PropertyTags.PidTagMessageFlags,
                ComputedProperties.messageFlags(flags, bag, known,
                        !content.attachments().isEmpty()));
        bag.set(PropertyTags.PidTagHasAttachments, !content.attachments().isEmpty());
        if (!bag.contains(PropertyTags.PidTagSearchKey)) {
            bag.setOrRemove(PropertyTags.PidTagSearchKey,
                    ComputedProperties.searchKey(bag, known, context));
        }
        return bag;
    }

    private void take(MessageValues values, PropertyBag bag) {
        List<PropertyTag> tags = form.selection().hasIdentity() ? STATE_AND_IDENTITY : STATE;
        @Nullable
        Object[] found = new @Nullable Object[tags.size()];
        for (int i = 0; i < found.length; i++) {
            found[i] = values.get(tags.get(i));
        }
        for (int i = 0; i < found.length; i++) {
            bag.setOrRemove(tags.get(i), found[i]);
        }
        if (form.selection().hasIdentity()) {
            bag.setOrRemove(PropertyTags.PidTagOriginalEntryId,
                    values.get(PropertyTags.PidTagEntryId));
        }
    }

    /// Whether what [Bodies] gives is the value in the bag, whatever it is.
    private static boolean isAsStored(PropertyTag tag, PropertyBag bag) {
        return !tag.equals(PropertyTags.PidTagHtml) && tag.equals(bag.tag(tag.id()));
    }

    /// The forms of the body that are wanted. One that a client lists is made, if it has to be.
    private void bodies(Bodies bodies, PropertyBag bag) {
        List<PropertyTag> wanted = form.selection().isList()
                ? BODIES
                : bodies.forms(form.bestBody());
        BestBody best = bodies.best();
        List<@Nullable Object> values = new ArrayList<>(BODIES.size());
        for (PropertyTag tag : BODIES) {
            boolean sent = wanted.contains(tag) && form.selection().includes(tag);
            values.add(!sent ? null : isAsStored(tag, bag) ? AS_STORED : bodies.get(tag));
        }
        for (int i = 0; i < BODIES.size(); i++) {
            if (values.get(i) != AS_STORED) {
                bag.setOrRemove(BODIES.get(i), values.get(i));
            }
        }
        if (best != BestBody.UNDEFINED) {
            bag.set(PropertyTags.PidTagNativeBody, best.code());
            bag.set(PropertyTags.PidTagRtfInSync, best == BestBody.RTF);
        }
    }

    @Override
    public List<PropertyBag> recipients() {
        if (mime != null) {
            content.recipients().forEach(Recipients::withKeys);
        }
        return content.recipients();
    }

    @Override
    public List<? extends AttachmentSource> attachments() {
        if (content.attachments().isEmpty()) {
            return List.of();
        }
        return content.attachments().stream()
                .map(each -> new StoredAttachmentSource(context, each, form.within(), depth))
                .toList();
    }
}

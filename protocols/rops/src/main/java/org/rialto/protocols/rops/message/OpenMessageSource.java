package org.rialto.protocols.rops.message;

import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyValue;
import org.rialto.protocols.rops.sync.LargeValue;
import org.rialto.protocols.rops.sync.MessageSource;

/// A message that a client has open, as a download takes it: as it is there, saved or not.
/// MS-OXCFXICS §3.2.5.8.1.1.
public record OpenMessageSource(OpenMessage message, DownloadForm form) implements MessageSource {
    /// What is so of this object in this mailbox only, and so in a copy only where a client lists it.
    private static final Set<Integer> OF_THIS_OBJECT = ids(PropertyTags.PidTagEntryId,
            PropertyTags.PidTagParentEntryId, PropertyTags.PidTagInstanceKey,
            PropertyTags.PidTagRecordKey, PropertyTags.PidTagAccess,
            PropertyTags.PidTagAccessLevel, PropertyTags.PidTagObjectType, PropertyTags.PidTagRead,
            PropertyTags.PidTagAssociated);

    private static Set<Integer> ids(PropertyTag... tags) {
        Set<Integer> ids = new HashSet<>();
        for (PropertyTag tag : tags) {
            ids.add(tag.id());
        }
        return ids;
    }

    @Override
    public PropertyBag properties() {
        PropertyBag bag = bag(message, form);
        List<PropertyTag> forms = message.bodies().forms(form.bestBody());
        for (PropertyTag body : List.of(PropertyTags.PidTagBody, PropertyTags.PidTagHtml,
                PropertyTags.PidTagRtfCompressed)) {
            boolean live = message.liveValue(body) != null;
            if (!live && !forms.contains(body) && !form.selection().isList()) {
                bag.remove(body);
            } else if (bag.property(body.id()) != null) {
                // HTML is binary, also where it was set as text.
                bag.setOrRemove(body, message.get(body));
            }
        }
        return bag;
    }

    static PropertyBag bag(OpenObject object, DownloadForm form) {
        PropertyBag bag = new PropertyBag();
        for (PropertyTag each : object.tags()) {
            // Of the two of one id, that of a stream.
            PropertyTag tag = each.equals(PropertyTags.PidTagMessageSizeExtended)
                    ? PropertyTags.PidTagMessageSize
                    : each;
            boolean own = OF_THIS_OBJECT.contains(tag.id()) && !form.selection().isList();
            boolean data = object instanceof OpenAttachment && tag.id() == OpenAttachment.DATA.id();
            if (!own && !data && form.selection().includes(tag)) {
                PropertyValue value = object.property(tag);
                if (value != null) {
                    bag.set(value);
                }
            }
        }
        return bag;
    }

    @Override
    public List<PropertyBag> recipients() { return message.recipients(); }

    @Override
    public List<? extends AttachmentSource> attachments() {
        return message.attachmentNumbers().stream()
                .map(number -> new OpenAttachmentSource(message.openAttachment(number, false),
                        form.within()))
                .toList();
    }

    /// The same of an attachment.
    public record OpenAttachmentSource(OpenAttachment attachment,
            DownloadForm form) implements AttachmentSource {
        @Override
        public int number() { return attachment.number(); }

        @Override
        public PropertyBag properties() { return bag(attachment, form); }

        @Override
        public List<LargeValue> largeValues() {
            PropertyTag tag = attachment.method() == OpenAttachment.OLE
                    ? OpenAttachment.DATA_OBJECT
                    : OpenAttachment.DATA;
            boolean none = attachment.method() == OpenAttachment.EMBEDDED_MESSAGE
                    || !form.selection().includes(tag) || !attachment.tags().contains(tag);
            if (none) {
                return List.of();
            }
            ValueBytes bytes = attachment.stream(tag, false, false).bytes();
            return List.of(new LargeValue(tag, bytes.size(), () -> new ValueStream(bytes)));
        }

        @Override
        public @Nullable MessageSource embedded() {
            return attachment.method() == OpenAttachment.EMBEDDED_MESSAGE
                    ? new OpenMessageSource(attachment.openEmbedded(false, false), form.within())
                    : null;
        }
    }

    /// A value's bytes, from the first to the last.
    private static final class ValueStream extends InputStream {
        private final ValueBytes bytes;
        private long at;

        ValueStream(ValueBytes bytes) { this.bytes = bytes; }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int count) {
            int read = bytes.read(at, into, offset, count);
            at += read;
            return read == 0 && count > 0 ? -1 : read;
        }
    }
}

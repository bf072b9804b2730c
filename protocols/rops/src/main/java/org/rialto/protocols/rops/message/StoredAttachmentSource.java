package org.rialto.protocols.rops.message;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.formats.mime.TransferEncoding;
import org.rialto.items.mail.AttachmentBytes;
import org.rialto.items.mail.MimeMessages;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.protocols.rops.sync.LargeValue;
import org.rialto.protocols.rops.sync.MessageSource;
import org.rialto.store.Attachment;
import org.rialto.store.AttachmentData;

/// An attachment of the store as a download takes it: as one that is opened ([OpenAttachment]),
/// without opening it, and without holding its data. MS-OXCFXICS §2.2.4.3.1.
final class StoredAttachmentSource implements MessageSource.AttachmentSource {
    /// Data in a transfer encoding has its length counted by decoding it: into memory, when it is no
    /// more than this.
    private static final int DECODED_IN_MEMORY = 256 << 10;

    private final MessageContext context;
    private final Attachment attachment;
    private final DownloadForm form;
    private final int depth;

    /// @param form of a message that is embedded
    /// @param depth of the message that it is attached to
    StoredAttachmentSource(MessageContext context, Attachment attachment, DownloadForm form,
            int depth) {
        this.context = context;
        this.attachment = attachment;
        this.form = form;
        this.depth = depth;
    }

    @Override
    public int number() { return attachment.number(); }

    private int method() {
        return attachment.properties().getInteger32(PropertyTags.PidTagAttachMethod, 0);
    }

    @Override
    public PropertyBag properties() {
        PropertyBag bag = attachment.properties();
        bag.remove(OpenAttachment.DATA);
        return bag.set(PropertyTags.PidTagAttachSize,
                OpenAttachment.attachSize(attachment.data()));
    }

    @Override
    public List<LargeValue> largeValues() {
        PropertyTag tag = method() == OpenAttachment.OLE
                ? OpenAttachment.DATA_OBJECT
                : OpenAttachment.DATA;
        AttachmentData data = attachment.data();
        if (method() == OpenAttachment.EMBEDDED_MESSAGE) {
            return List.of();
        }
        return switch (data) {
            case AttachmentData.None _ -> List.of();
            case AttachmentData.Embedded _ -> List.of();
            case AttachmentData.Inline inline ->
                List.of(new LargeValue(tag, inline.bytes().length, () -> open(inline)));
            case AttachmentData.InBlob in ->
                List.of(new LargeValue(tag, in.blob().length(), () -> open(in)));
            case AttachmentData.InMime range -> List.of(inMime(tag, range));
        };
    }

    private LargeValue inMime(PropertyTag tag, AttachmentData.InMime range) {
        if (TransferEncoding.of(range.encoding()).isIdentity()) {
            return new LargeValue(tag, range.length(), () -> open(range));
        }
        try (InputStream in = open(range)) {
            if (range.length() <= DECODED_IN_MEMORY) {
                byte[] bytes = in.readAllBytes();
                return new LargeValue(tag, bytes.length, () -> new ByteArrayInputStream(bytes));
            }
            long length = in.transferTo(java.io.OutputStream.nullOutputStream());
            return new LargeValue(tag, length, () -> open(range));
        } catch (IOException e) {
            throw damaged(e);
        }
    }

    private InputStream open(AttachmentData data) {
        try {
            return new AttachmentBytes(context.blobs()).open(data);
        } catch (IOException e) {
            throw damaged(e);
        }
    }

    private MailError damaged(IOException e) {
        return new MailError.Damaged("attachment " + number() + " cannot be read", e);
    }

    @Override
    public @Nullable MessageSource embedded() {
        return switch (attachment.data()) {
            case AttachmentData.Embedded embedded -> StoredMessageSource.embedded(context,
                    embedded.message(), null, form, depth + 1);
            case AttachmentData.InMime range when method() == OpenAttachment.EMBEDDED_MESSAGE ->
                ofMime(range);
            case AttachmentData.InBlob in when method() == OpenAttachment.EMBEDDED_MESSAGE ->
                ofMime(new AttachmentData.InMime(in.blob(), 0, in.blob().length(), "binary"));
            default -> null;
        };
    }

    private MessageSource ofMime(AttachmentData.InMime range) {
        MimeMessages.Embedded read = OpenAttachment.embedded(context, range);
        return StoredMessageSource.embedded(context, read.content(),
                new OpenMessage.Mime(read.structure(), read.bytes()), form, depth + 1);
    }
}

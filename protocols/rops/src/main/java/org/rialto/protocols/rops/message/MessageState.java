package org.rialto.protocols.rops.message;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyBag;
import org.rialto.store.Attachment;
import org.rialto.store.AttachmentData;
import org.rialto.store.BlobWriter;
import org.rialto.store.Blobs;
import org.rialto.store.MessageContent;

/// What an open message is made of at a moment.
record MessageState(PropertyBag properties, List<PropertyBag> recipients,
        List<AttachmentState> attachments) {
    private static final int INLINE_BYTES = 1024;

    static MessageState of(MessageContent content) {
        return new MessageState(content.properties(), content.recipients(),
                content.attachments().stream().map(each -> new AttachmentState(each.number(),
                        each.properties(), new AttachmentValue.Stored(each.data()))).toList());
    }

    /// The message that is embedded in an attachment of the store; null where none is.
    static @Nullable MessageState embeddedOf(AttachmentData data) {
        return data instanceof AttachmentData.Embedded embedded ? of(embedded.message()) : null;
    }

    /// The bytes that the store does not have yet.
    long pendingBytes() {
        return attachments.stream().mapToLong(each -> switch (each.value()) {
            case AttachmentValue.Pending pending -> pending.bytes().size();
            case AttachmentValue.Embedded embedded -> embedded.message().pendingBytes();
            case AttachmentValue.Stored _ -> 0;
        }).sum();
    }

    /// The same with all bytes in the store. Call it outside of units of work.
    MessageContent store(Blobs blobs) {
        List<Attachment> stored = new ArrayList<>();
        for (AttachmentState each : attachments) {
            stored.add(
                    new Attachment(each.number(), each.properties(), store(each.value(), blobs)));
        }
        return new MessageContent(properties, recipients, stored);
    }

    private static AttachmentData store(AttachmentValue value, Blobs blobs) {
        return switch (value) {
            case AttachmentValue.Stored stored -> stored.data();
            case AttachmentValue.Embedded embedded ->
                new AttachmentData.Embedded(embedded.message().store(blobs));
            case AttachmentValue.Pending pending -> store(pending.bytes(), blobs);
        };
    }

    private static AttachmentData store(ValueBytes bytes, Blobs blobs) {
        if (bytes.size() <= INLINE_BYTES) {
            return new AttachmentData.Inline(bytes.toByteArray(INLINE_BYTES));
        }
        try (BlobWriter out = blobs.create()) {
            bytes.writeTo(out);
            return new AttachmentData.InBlob(out.finish());
        } catch (IOException e) {
            throw new MailError.Unavailable("an attachment cannot be stored", e);
        }
    }
}

package org.rialto.mailbox.search;

import java.io.IOException;
import java.io.InputStream;
import org.rialto.extraction.DocumentKinds;
import org.rialto.extraction.TextExtractor;
import org.rialto.formats.header.Charsets;
import org.rialto.formats.mime.MessageBytes;
import org.rialto.formats.mime.MimePart;
import org.rialto.formats.mime.MimeStructure;
import org.rialto.formats.text.HtmlText;
import org.rialto.items.mail.AttachmentBytes;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;
import org.rialto.store.Attachment;
import org.rialto.store.AttachmentData;
import org.rialto.store.Blobs;
import org.rialto.store.MessageContent;

/// The text of what is attached to a message, embedded messages' attachments too. Bounded: of many
/// or long ones the first count.
final class AttachmentTexts {
    private static final int CHARACTERS = 512 << 10;
    private static final int DOCUMENTS = 16;
    private static final int DEPTH = 16;
    private static final int TEXT_BYTES = 256 << 10;
    private final TextExtractor extractor;
    private final AttachmentBytes bytes;

    AttachmentTexts(Blobs blobs, TextExtractor extractor) {
        this.extractor = extractor;
        this.bytes = new AttachmentBytes(blobs);
    }

    /// What was found so far.
    private static final class Found {
        private final StringBuilder text = new StringBuilder();
        private int documents;

        boolean isFull() { return text.length() >= CHARACTERS; }

        void add(String some) {
            text.append(some, 0, Math.min(some.length(), CHARACTERS - text.length()))
                    .append('\n');
        }
    }

    /// Documents in a message that is MIME. Its text parts, attached ones too, and the names of
    /// attachments are part of the body's text.
    String of(MimeStructure structure, MessageBytes message) throws IOException {
        Found found = new Found();
        search(structure.root(), message, found);
        return found.text.toString();
    }

    private void search(MimePart part, MessageBytes message, Found found) throws IOException {
        if (found.isFull() || found.documents >= DOCUMENTS) {
            return;
        }
        if (!part.isLeaf()) {
            for (MimePart child : part.children()) {
                search(child, message, found);
            }
        } else if (DocumentKinds.isDocument(
                part.contentType().type() + "/" + part.contentType().subtype(),
                part.fileName())) {
            try (InputStream document = message.openDecoded(part)) {
                document(document, found);
            }
        }
    }

    private void document(InputStream document, Found found) throws IOException {
        found.documents++;
        found.add(extractor.text(document));
    }

    /// Names and text of the attachments of a message that was written as properties.
    String of(MessageContent content) {
        Found found = new Found();
        search(content, found, 0);
        return found.text.toString();
    }

    private void search(MessageContent content, Found found, int depth) {
        for (Attachment attachment : content.attachments()) {
            if (found.isFull() || depth > DEPTH) {
                return;
            }
            PropertyBag properties = attachment.properties();
            String name = properties.getString(PropertyTags.PidTagAttachLongFilename,
                    properties.getString(PropertyTags.PidTagAttachFilename, ""));
            found.add(name);
            if (attachment.data() instanceof AttachmentData.Embedded(MessageContent inner)) {
                found.add(inner.properties().getString(PropertyTags.PidTagSubject, ""));
                found.add(inner.properties().getString(PropertyTags.PidTagBody, ""));
                search(inner, found, depth + 1);
                continue;
            }
            String type = properties.getString(PropertyTags.PidTagAttachMimeTag,
                    "application/octet-stream");
            try {
                data(type, name, attachment.data(), found);
            } catch (IOException e) {
                // Its name is found; `rialto check` names what is damaged.
            }
        }
    }

    private void data(String type, String name, AttachmentData data, Found found)
            throws IOException {
        boolean document = DocumentKinds.isDocument(type, name);
        if (document && found.documents < DOCUMENTS) {
            try (InputStream in = bytes.open(data)) {
                document(in, found);
            }
        } else if (!document && type.regionMatches(true, 0, "text/", 0, 5)) {
            try (InputStream in = bytes.open(data)) {
                String text = Charsets.decode(in.readNBytes(TEXT_BYTES), null);
                found.add(
                        type.equalsIgnoreCase("text/html") ? HtmlText.of(text, TEXT_BYTES) : text);
            }
        }
    }
}

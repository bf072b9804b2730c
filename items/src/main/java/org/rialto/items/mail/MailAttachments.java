package org.rialto.items.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rialto.formats.header.EncodedWords;
import org.rialto.formats.mime.ImapEnvelope;
import org.rialto.formats.mime.MimePart;
import org.rialto.formats.mime.TransferEncoding;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;
import org.rialto.store.Attachment;
import org.rialto.store.AttachmentData;
import org.rialto.store.BlobRef;

/// The attachments of a MIME message, as ranges of its bytes. MS-OXCMAIL §2.2.3.4: every part that
/// is not the body; embedded messages, whose range is the message itself; inline pictures, hidden.
/// A signed or encrypted message has one attachment, its whole protected content (MS-OXOSMIME
/// §2.1.3).
final class MailAttachments {
    /// Values of PidTagAttachMethod, MS-OXCMSG §2.2.2.9.
    static final int BY_VALUE = 1;
    static final int EMBEDDED_MESSAGE = 5;
    /// PidTagAttachFlags: attRenderedInBody.
    static final int RENDERED_IN_BODY = 4;
    private static final int LIMIT = 5_000;
    private static final int NAME_CHARACTERS = 256;
    private static final Map<String, String> EXTENSIONS = Map.ofEntries(
            Map.entry("text/plain", ".txt"), Map.entry("text/html", ".htm"),
            Map.entry("text/calendar", ".ics"), Map.entry("text/vcard", ".vcf"),
            Map.entry("text/x-vcard", ".vcf"), Map.entry("text/csv", ".csv"),
            Map.entry("image/png", ".png"), Map.entry("image/gif", ".gif"),
            Map.entry("image/jpeg", ".jpg"), Map.entry("image/jpg", ".jpg"),
            Map.entry("image/bmp", ".bmp"), Map.entry("image/tiff", ".tif"),
            Map.entry("application/pdf", ".pdf"), Map.entry("application/zip", ".zip"),
            Map.entry("application/msword", ".doc"), Map.entry("message/rfc822", ".eml"),
            Map.entry("application/pgp-signature", ".asc"),
            Map.entry("application/pkcs7-signature", ".p7s"));

    private final BlobRef mime;
    private final MailBody body;
    private final List<Attachment> attachments = new ArrayList<>();

    private MailAttachments(BlobRef mime, MailBody body) {
        this.mime = mime;
        this.body = body;
    }

    /// @param mime the blob that the ranges are of
    static List<Attachment> of(BlobRef mime, MimePart root, long messageSize, MailBody body,
            String messageClass) {
        MailAttachments found = new MailAttachments(mime, body);
        if (messageClass.equals(MessageClasses.SIGNED_SMIME)) {
            found.add(properties("smime.p7m", "multipart/signed", messageSize),
                    new AttachmentData.InMime(mime, 0, messageSize,
                            TransferEncoding.BINARY.text()));
        } else if (messageClass.equals(MessageClasses.OPAQUE_SMIME)) {
            found.add(properties("smime.p7m", root.contentType().mediaType(), decodedSize(root)),
                    found.range(root));
        } else {
            found.collect(root, null);
        }
        return found.attachments;
    }

    private void collect(MimePart part, @Nullable MimePart parent) {
        if (attachments.size() >= LIMIT || body.contains(part)) {
            return;
        }
        if (part.isMultipart()) {
            part.children().forEach(child -> collect(child, part));
            return;
        }
        boolean alternative = parent != null
                && parent.contentType().subtype().equalsIgnoreCase("alternative");
        // Other forms of the body are no attachments, save the one that is more than text.
        if (alternative && part.contentType().isText()
                && !part.contentType().is("text", "calendar")) {
            return;
        }
        if (part.bodySize() == 0 && part.contentType().isText() && part.fileName() == null) {
            return;
        }
        if (part.embeddedMessage() != null) {
            embedded(part, part.embeddedMessage());
        } else {
            file(part, parent);
        }
    }

    private void embedded(MimePart part, MimePart message) {
        ImapEnvelope envelope = message.envelope();
        String subject = envelope == null || envelope.subject() == null
                ? ""
                : EncodedWords.decode(envelope.subject());
        String name = subject.isBlank() ? nameless(part) : safe(subject) + ".eml";
        PropertyBag bag = properties(name, part.contentType().mediaType(), part.bodySize());
        bag.set(PropertyTags.PidTagAttachMethod, EMBEDDED_MESSAGE);
        bag.set(PropertyTags.PidTagDisplayName,
                cut(subject.isBlank() ? nameless(part) : subject));
        add(bag, range(part));
    }

    private void file(MimePart part, @Nullable MimePart parent) {
        String name = part.fileName();
        PropertyBag bag = properties(name == null ? nameless(part) : safe(name),
                part.contentType().mediaType(), decodedSize(part));
        String id = part.id();
        if (id != null && !id.isEmpty()) {
            bag.set(PropertyTags.PidTagAttachContentId, strip(EncodedWords.decode(id)));
        }
        if (part.location() != null && !part.location().isEmpty()) {
            bag.set(PropertyTags.PidTagAttachContentLocation,
                    cut(EncodedWords.decode(part.location())));
        }
        if (isInline(part, parent)) {
            bag.set(PropertyTags.PidTagAttachFlags, RENDERED_IN_BODY);
            bag.set(PropertyTags.PidTagAttachmentHidden, true);
        }
        add(bag, range(part));
    }

    // §2.2.3.4.1.4.1, without looking for the `<img>` that refers to it.
    private boolean isInline(MimePart part, @Nullable MimePart parent) {
        boolean related = parent != null && parent.contentType().is("multipart", "related");
        boolean referable = part.id() != null || part.location() != null;
        return related && referable && body.html() != null && switch (part.contentType()
                .mediaType()) {
            case "image/jpeg", "image/jpg", "image/pjpeg", "image/gif", "image/bmp", "image/png",
                    "image/x-png", "image/svg+xml", "image/webp" ->
                true;
            default -> false;
        };
    }

    private void add(PropertyBag bag, AttachmentData data) {
        int number = attachments.size();
        bag.set(PropertyTags.PidTagAttachNumber, number);
        attachments.add(new Attachment(number, bag, data));
    }

    private static PropertyBag properties(String name, String mediaType, long size) {
        PropertyBag bag = new PropertyBag();
        String longName = cut(name);
        bag.set(PropertyTags.PidTagAttachMethod, BY_VALUE);
        bag.set(PropertyTags.PidTagRenderingPosition, -1);
        bag.set(PropertyTags.PidTagAttachFlags, 0);
        bag.set(PropertyTags.PidTagAttachMimeTag, cut(mediaType));
        bag.set(PropertyTags.PidTagAttachSize, (int) Math.min(size, Integer.MAX_VALUE));
        bag.set(PropertyTags.PidTagAttachLongFilename, longName);
        bag.set(PropertyTags.PidTagAttachFilename, shortName(longName));
        bag.set(PropertyTags.PidTagDisplayName, longName);
        bag.set(PropertyTags.PidTagAttachExtension, extension(longName));
        return bag;
    }

    private AttachmentData range(MimePart part) {
        TransferEncoding encoding = part.isLeaf() ? part.encoding() : TransferEncoding.BINARY;
        return new AttachmentData.InMime(mime, part.bodyOffset(), part.bodySize(), encoding.text());
    }

    // Near enough for a list, without decoding: base64 has four characters for three bytes.
    private static long decodedSize(MimePart part) {
        return part.encoding() == TransferEncoding.BASE64
                ? Math.max(0, part.bodySize() - 2 * part.bodyLines()) / 4 * 3
                : part.bodySize();
    }

    private String nameless(MimePart part) {
        String extension = EXTENSIONS.getOrDefault(part.contentType().mediaType(), ".dat");
        return String.format(Locale.ROOT, "ATT%05d%s", attachments.size() + 1, extension);
    }

    // Characters that no file system takes (§2.2.3.4.1.2) become underscores.
    private static String safe(String name) {
        StringBuilder out = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            out.append(c < ' ' || "\"*/:<>?\\|".indexOf(c) >= 0 ? '_' : c);
        }
        return out.toString();
    }

    private static String cut(String text) {
        if (text.length() <= NAME_CHARACTERS) {
            return text;
        }
        String extension = extension(text);
        int keep = extension.length() > 20 ? 0 : extension.length();
        return text.substring(0, NAME_CHARACTERS - keep)
                + text.substring(text.length() - keep);
    }

    private static String extension(String name) {
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? "" : name.substring(dot);
    }

    // Eight characters and three, for programs of another century.
    private static String shortName(String name) {
        String extension = extension(name);
        String base = name.substring(0, name.length() - extension.length());
        String ending = extension.substring(0, Math.min(4, extension.length()));
        return base.length() <= 8 && ending.equals(extension)
                ? name
                : base.substring(0, Math.min(6, base.length())) + "~1" + ending;
    }

    private static String strip(String id) {
        int from = id.startsWith("<") ? 1 : 0;
        int to = id.endsWith(">") && id.length() > from ? id.length() - 1 : id.length();
        return cut(id.substring(from, to));
    }
}

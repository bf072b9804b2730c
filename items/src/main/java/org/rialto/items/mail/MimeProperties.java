package org.rialto.items.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteWriter;
import org.rialto.formats.header.RawText;
import org.rialto.formats.mime.ByteRange;
import org.rialto.formats.mime.MailAddress;
import org.rialto.formats.mime.MessageBytes;
import org.rialto.formats.mime.MimeStructure;
import org.rialto.formats.text.PartText;
import org.rialto.mapi.Binary;
import org.rialto.mapi.EntryIdLists;
import org.rialto.mapi.PropertySource;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;

/// All properties of a MIME-backed message: those stored with it, and those that are read from its
/// MIME when somebody asks. Bodies and transport headers are bounded; nothing is kept.
public final class MimeProperties implements PropertySource {
    /// PidTagInternetCodepage: PidTagHtml is given in UTF-8, whatever it came in.
    static final int UTF_8_CODE_PAGE = 65001;
    private static final int BODY_BYTES = 16 << 20;
    private static final int HEADER_BYTES = 256 << 10;
    /// What [#get] can give besides the stored properties.
    private static final List<PropertyTag> LAZY = List.of(PropertyTags.PidTagBody,
            PropertyTags.PidTagHtml, PropertyTags.PidTagTransportMessageHeaders,
            PropertyTags.PidTagReplyRecipientEntries, PropertyTags.PidTagSenderEntryId,
            PropertyTags.PidTagSenderSearchKey, PropertyTags.PidTagSentRepresentingEntryId,
            PropertyTags.PidTagSentRepresentingSearchKey);

    private final PropertySource stored;
    private final MimeStructure structure;
    private final MessageBytes message;

    public MimeProperties(PropertySource stored, MimeStructure structure, MessageBytes message) {
        this.stored = stored;
        this.structure = structure;
        this.message = message;
    }

    /// The tags of the properties that are computed; those the message lacks give null.
    public static List<PropertyTag> lazyTags() { return LAZY; }

    /// A recipient's row with its entry id and search key, which are not stored.
    public static PropertySource recipient(PropertySource row) {
        return tag -> {
            Object value = row.get(tag);
            return value != null
                    ? value
                    : AddressProperties.RECIPIENT.derive(row,
                            tag.id() == PropertyTags.PidTagRecipientEntryId.id()
                                    ? PropertyTags.PidTagEntryId
                                    : tag);
        };
    }

    @Override
    public @Nullable Object get(PropertyTag tag) {
        Object value = stored.get(tag);
        if (value != null) {
            return value;
        }
        value = AddressProperties.SENDER.derive(stored, tag);
        value = value == null ? AddressProperties.REPRESENTED.derive(stored, tag) : value;
        if (value != null) {
            return value;
        }
        try {
            return compute(tag);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private @Nullable Object compute(PropertyTag tag) throws IOException {
        int id = tag.id();
        if (id == PropertyTags.PidTagBody.id()) {
            return body();
        } else if (id == PropertyTags.PidTagHtml.id()) {
            String html = html();
            boolean binary = tag.equals(PropertyTags.PidTagHtml);
            return html == null || !binary
                    ? html
                    : Binary.wrap(html.getBytes(StandardCharsets.UTF_8));
        } else if (id == PropertyTags.PidTagTransportMessageHeaders.id()) {
            return transportHeaders();
        } else if (id == PropertyTags.PidTagReplyRecipientEntries.id()) {
            return replyEntries();
        }
        return null;
    }

    private @Nullable Binary replyEntries() {
        List<MailAddress> replyTo = MailAddress.of(structure.envelope().replyTo());
        if (replyTo.isEmpty()) {
            return null;
        }
        ByteWriter out = new ByteWriter();
        EntryIdLists.writeFlat(out, replyTo.stream().map(AddressProperties::entryId).toList());
        return Binary.wrap(out.toByteArray());
    }

    /// Which parts are the body: known without reading them.
    public MailBody bodyParts() { return MailBody.of(structure.root()); }

    /// The body as plain text: as it came, or the text of the HTML. Null when there is neither.
    public @Nullable String body() throws IOException {
        MailBody body = MailBody.of(structure.root());
        if (body.plain() != null) {
            return PartText.readable(message, body.plain(), BODY_BYTES);
        }
        return body.html() == null ? null : PartText.readable(message, body.html(), BODY_BYTES);
    }

    /// The HTML of the body, or null when it has none.
    public @Nullable String html() throws IOException {
        MailBody body = MailBody.of(structure.root());
        return body.html() == null ? null : PartText.read(message, body.html(), BODY_BYTES);
    }

    /// The whole header, up to a limit. MS-OXOMSG §2.2.1.61.
    public String transportHeaders() throws IOException {
        ByteRange header = new ByteRange(structure.root().headerOffset(),
                Math.min(HEADER_BYTES, structure.root().headerSize()));
        try (InputStream in = message.open(header)) {
            return RawText.decode8Bit(in.readAllBytes());
        }
    }
}

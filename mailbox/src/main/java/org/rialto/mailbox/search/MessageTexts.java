package org.rialto.mailbox.search;

import java.io.IOException;
import java.util.List;
import org.rialto.base.MalformedDataException;
import org.rialto.extraction.TextExtractor;
import org.rialto.formats.header.EncodedWords;
import org.rialto.formats.mime.ImapAddress;
import org.rialto.formats.mime.ImapEnvelope;
import org.rialto.formats.mime.MessageBytes;
import org.rialto.formats.mime.MimeStructure;
import org.rialto.formats.text.HtmlText;
import org.rialto.formats.text.MessageText;
import org.rialto.mapi.Binary;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;
import org.rialto.store.BlobReader;
import org.rialto.store.BlobRef;
import org.rialto.store.Blobs;
import org.rialto.store.Mailbox;
import org.rialto.store.MessageFlags;
import org.rialto.store.MessageRow;
import org.rialto.store.search.IndexedText;

/// Takes the searchable text out of messages. Bounded: of a very long message the beginning counts.
final class MessageTexts {
    private static final int BODY_CHARACTERS = 1 << 20;
    private final Blobs blobs;
    private final AttachmentTexts attachments;

    MessageTexts(Blobs blobs, TextExtractor extractor) {
        this.blobs = blobs;
        this.attachments = new AttachmentTexts(blobs, extractor);
    }

    /// @param row read with its structure and properties
    IndexedText of(Mailbox mailbox, MessageRow row) {
        byte[] structure = row.structure();
        BlobRef bytes = row.mime();
        if (bytes == null || structure == null) {
            return ofProperties(row.properties(), (row.flags() & MessageFlags.HAS_ATTACHMENTS) == 0
                    ? ""
                    : attachments.of(mailbox.read(
                            snapshot -> snapshot.content(row.messageId()))));
        }
        MimeStructure mime = MimeStructure.decode(structure);
        ImapEnvelope envelope = mime.envelope();
        String subject = envelope.subject() == null ? "" : EncodedWords.decode(envelope.subject());
        StringBuilder people = new StringBuilder();
        for (List<ImapAddress> some : List.of(envelope.from(), envelope.sender(), envelope.to(),
                envelope.cc(), envelope.bcc(), envelope.replyTo())) {
            some.forEach(address -> append(people, address));
        }
        try (BlobReader reader = blobs.open(bytes)) {
            MessageBytes message = reader::stream;
            return new IndexedText(subject, people.toString(), attachments.of(mime, message),
                    MessageText.searchable(mime, message, BODY_CHARACTERS));
        } catch (IOException | MalformedDataException e) {
            throw new MailError.Damaged("the bytes of a message cannot be read", e);
        }
    }

    private static void append(StringBuilder people, ImapAddress address) {
        if (address.name() != null) {
            people.append(EncodedWords.decode(address.name())).append(' ');
        }
        if (address.mailbox() != null) {
            people.append(address.mailbox());
        }
        if (address.host() != null) {
            people.append('@').append(address.host());
        }
        people.append('\n');
    }

    private static IndexedText ofProperties(PropertyBag properties, String files) {
        String people = String.join("\n",
                properties.getString(PropertyTags.PidTagSenderName, ""),
                properties.getString(PropertyTags.PidTagSenderSmtpAddress, ""),
                properties.getString(PropertyTags.PidTagSentRepresentingName, ""),
                properties.getString(PropertyTags.PidTagDisplayTo, ""),
                properties.getString(PropertyTags.PidTagDisplayCc, ""));
        String body = properties.getString(PropertyTags.PidTagBody, "");
        Binary html = properties.getBinary(PropertyTags.PidTagHtml);
        if (body.isEmpty() && html != null) {
            body = HtmlText.of(new String(html.toByteArray(),
                    java.nio.charset.StandardCharsets.UTF_8), BODY_CHARACTERS);
        }
        return new IndexedText(properties.getString(PropertyTags.PidTagSubject, ""), people,
                files, body);
    }
}

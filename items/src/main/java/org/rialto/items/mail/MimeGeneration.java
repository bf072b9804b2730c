package org.rialto.items.mail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;
import org.rialto.formats.compose.ComposedPart;
import org.rialto.formats.compose.HeaderWriter;
import org.rialto.formats.compose.MessageComposer;
import org.rialto.formats.header.Charsets;
import org.rialto.formats.header.HeaderFields;
import org.rialto.formats.header.MessageIds;
import org.rialto.formats.mime.MailAddress;
import org.rialto.formats.mime.MimeLimits;
import org.rialto.formats.mime.TransferEncoding;
import org.rialto.items.voice.VoiceHeaders;
import org.rialto.mapi.Binary;
import org.rialto.mapi.CodePage;
import org.rialto.mapi.EntryId;
import org.rialto.mapi.EntryIdLists;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyName;
import org.rialto.mapi.PropertyTags;
import org.rialto.store.Attachment;
import org.rialto.store.AttachmentData;
import org.rialto.store.Blobs;
import org.rialto.store.Mailbox;
import org.rialto.store.MessageContent;
import org.rialto.store.MessageRow;

/// Makes MIME of a message that has none, or whose MIME is no longer true. MS-OXCMAIL §2.1.
/// Attachments stream. Blind copies are left out unless asked for (drafts, sent items).
public final class MimeGeneration {
    private static final int HEADER_BYTES = 256 << 10;
    private static final String[] IMPORTANCE = {"low", "normal", "high"};
    private static final String[] SUPPRESSED = {"DR", "NDR", "RN", "NRN", "OOF", "AutoReply"};
    private static final String[] SENSITIVITY = {"Normal", "Personal", "Private",
            "Company-Confidential"};

    private final AttachmentBytes attachments;

    public MimeGeneration(Blobs blobs) { this(new AttachmentBytes(blobs)); }

    MimeGeneration(AttachmentBytes attachments) { this.attachments = attachments; }

    /// Writes the message.
    ///
    /// @param withBcc whether blind copies are shown
    public void write(MessageContent message, boolean withBcc, OutputStream out)
            throws IOException {
        write(message, Map.of(), withBcc, out);
    }

    /// The same of a message that has named properties.
    ///
    /// @param names of named properties by their ids
    public void write(MessageContent message, Map<Integer, PropertyName> names, boolean withBcc,
            OutputStream out) throws IOException {
        new MessageComposer().write(header(message, names, withBcc), root(message, names), out);
    }

    /// Writes a message of a mailbox, blind copies included: the same bytes every time, as long as
    /// its contents are the same. IMAP and POP3 clients rely on that.
    public void write(Mailbox mailbox, MessageRow row, OutputStream out) throws IOException {
        record Read(MessageContent content, Map<Integer, PropertyName> names) {}
        Read read = mailbox.read(snapshot -> {
            MessageContent content = snapshot.content(row.messageId());
            return new Read(content,
                    NamedHeaders.mayHave(content) ? snapshot.namedProperties() : Map.of());
        });
        // Other contents, another UID.
        new MessageComposer(boundaries(mailbox.info().guid() + "/" + row.messageId() + "/"
                + row.uid())).write(header(read.content(), read.names(), true),
                        root(read.content(), read.names()), out);
    }

    /// Who writes a text cannot tell what numbers it will have, so he cannot have written its
    /// boundaries. `=_` occurs in neither base64 nor quoted-printable (RFC 2045 §6.7).
    private static Supplier<String> boundaries(String message) {
        int[] number = new int[1];
        return () -> {
            byte[] name = (message + "/" + number[0]++).getBytes(StandardCharsets.US_ASCII);
            try {
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(name);
                return "=_" + HexFormat.of().formatHex(hash, 0, 16);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        };
    }

    private static HeaderWriter header(MessageContent message, Map<Integer, PropertyName> names,
            boolean withBcc) {
        PropertyBag bag = message.properties();
        HeaderWriter header = new HeaderWriter();
        Instant time = bag.getTime(PropertyTags.PidTagClientSubmitTime);
        if (time != null) {
            header.date("Date", time.atOffset(ZoneOffset.UTC));
        }
        MailAddress from = AddressProperties.REPRESENTED.get(bag);
        MailAddress sender = AddressProperties.SENDER.get(bag);
        from = from == null ? sender : from;
        if (from != null) {
            header.addresses("From", List.of(from));
            if (sender != null && !sender.asciiAddress().equals(from.asciiAddress())) {
                header.addresses("Sender", List.of(sender));
            }
        }
        header.addresses("Reply-To", replyTo(bag));
        header.addresses("To", MailRecipients.addresses(message.recipients(), MailRecipients.TO));
        header.addresses("Cc", MailRecipients.addresses(message.recipients(), MailRecipients.CC));
        if (withBcc) {
            header.addresses("Bcc",
                    MailRecipients.addresses(message.recipients(), MailRecipients.BCC));
        }
        header.text("Subject", subject(bag));
        identifiers(bag, header);
        conversation(bag, header);
        attitudes(bag, header, from);
        lists(bag, header);
        VoiceHeaders.write(bag, names, header);
        NamedHeaders.write(bag, names, header);
        return header;
    }

    private static String subject(PropertyBag bag) {
        String subject = bag.getString(PropertyTags.PidTagSubject);
        return subject != null
                ? subject
                : bag.getString(PropertyTags.PidTagSubjectPrefix, "")
                        + bag.getString(PropertyTags.PidTagNormalizedSubject, "");
    }

    private static void identifiers(PropertyBag bag, HeaderWriter header) {
        header.messageIds("Message-ID",
                MessageIds.parse(bag.getString(PropertyTags.PidTagInternetMessageId)));
        header.messageIds("In-Reply-To",
                MessageIds.parse(bag.getString(PropertyTags.PidTagInReplyToId)));
        header.messageIds("References",
                MessageIds.parse(bag.getString(PropertyTags.PidTagInternetReferences)));
    }

    private static void conversation(PropertyBag bag, HeaderWriter header) {
        String topic = bag.getString(PropertyTags.PidTagConversationTopic);
        if (topic != null && !topic.isEmpty()) {
            header.text("Thread-Topic", topic);
        }
        Binary index = bag.getBinary(PropertyTags.PidTagConversationIndex);
        if (index != null && !index.isEmpty()) {
            header.structured("Thread-Index", new ConversationIndex(index).toHeader());
        }
    }

    private static void attitudes(PropertyBag bag, HeaderWriter header,
            @Nullable MailAddress from) {
        int importance = bag.getInteger32(PropertyTags.PidTagImportance, 1);
        if (importance == 0 || importance == 2) {
            header.structured("Importance", IMPORTANCE[importance]);
            header.structured("X-Priority", importance == 2 ? "1" : "5");
        }
        int sensitivity = bag.getInteger32(PropertyTags.PidTagSensitivity, 0);
        if (sensitivity > 0 && sensitivity < SENSITIVITY.length) {
            header.structured("Sensitivity", SENSITIVITY[sensitivity]);
        }
        Instant expiry = bag.getTime(PropertyTags.PidTagExpiryTime);
        if (expiry != null) {
            header.date("Expiry-Date", expiry.atOffset(ZoneOffset.UTC));
        }
        Instant reply = bag.getTime(PropertyTags.PidTagReplyTime);
        if (reply != null) {
            header.date("Reply-By", reply.atOffset(ZoneOffset.UTC));
        }
        if (bag.getBoolean(PropertyTags.PidTagReadReceiptRequested, false)) {
            String asked = bag.getString(PropertyTags.PidTagReadReceiptSmtpAddress);
            List<MailAddress> to = asked != null
                    ? MailAddress.parseText(asked)
                    : from == null ? List.of() : List.of(from);
            header.addresses("Disposition-Notification-To", to);
        }
        if (bag.getBoolean(PropertyTags.PidTagOriginatorDeliveryReportRequested, false)
                && from != null) {
            header.addresses("Return-Receipt-To", List.of(from));
        }
    }

    private static void lists(PropertyBag bag, HeaderWriter header) {
        list(header, "List-Help", bag.getString(PropertyTags.PidTagListHelp));
        list(header, "List-Subscribe", bag.getString(PropertyTags.PidTagListSubscribe));
        list(header, "List-Unsubscribe", bag.getString(PropertyTags.PidTagListUnsubscribe));
        if (bag.getBoolean(PropertyTags.PidTagAutoForwarded, false)) {
            header.structured("X-MS-Exchange-Organization-AutoForwarded", "true");
        }
        int suppress = bag.getInteger32(PropertyTags.PidTagAutoResponseSuppress, 0);
        StringJoiner names = new StringJoiner(", ");
        for (int bit = 0; bit < SUPPRESSED.length && suppress != -1; bit++) {
            if ((suppress & 1 << bit) != 0) {
                names.add(SUPPRESSED[bit]);
            }
        }
        list(header, "X-Auto-Response-Suppress", suppress == -1 ? "All" : names.toString());
    }

    private static void list(HeaderWriter header, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            header.text(name, value);
        }
    }

    // PidTagReplyRecipientEntries; names alone say nothing about where to.
    private static List<MailAddress> replyTo(PropertyBag bag) {
        Binary entries = bag.getBinary(PropertyTags.PidTagReplyRecipientEntries);
        List<MailAddress> addresses = new ArrayList<>();
        if (entries != null) {
            for (Binary entry : flat(entries)) {
                if (decoded(entry) instanceof EntryId.OneOff to
                        && to.addressType().equals("SMTP")) {
                    List<MailAddress> parsed = MailAddress.parseText(to.emailAddress());
                    if (!parsed.isEmpty()) {
                        MailAddress address = parsed.getFirst();
                        String name = to.displayName().equals(to.emailAddress())
                                ? ""
                                : to.displayName();
                        addresses.add(
                                new MailAddress(name, address.localPart(), address.domain()));
                    }
                }
            }
        }
        return addresses;
    }

    /// Clients write what they like there.
    private static List<Binary> flat(Binary entries) {
        try {
            return EntryIdLists.readFlat(entries.reader());
        } catch (MalformedDataException noList) {
            return List.of();
        }
    }

    private static @Nullable EntryId decoded(Binary entry) {
        try {
            return EntryId.decode(entry, CodePage.charset(CodePage.WINDOWS_1252));
        } catch (MalformedDataException noEntryId) {
            return null;
        }
    }

    private ComposedPart root(MessageContent message, Map<Integer, PropertyName> names) {
        ComposedPart secured = secured(message);
        if (secured != null) {
            return secured;
        }
        ComposedPart report = ReportWriting.of(message, returned(message, names));
        if (report != null) {
            return report;
        }
        List<ComposedPart.Data> inline = new ArrayList<>();
        List<ComposedPart> attached = new ArrayList<>();
        ComposedPart html = html(message.properties());
        for (Attachment attachment : message.attachments()) {
            ComposedPart part = part(attachment, names);
            if (html != null && part instanceof ComposedPart.Data data
                    && "inline".equals(data.disposition())) {
                inline.add(data);
            } else if (part != null) {
                attached.add(part);
            }
        }
        String text = message.properties().getString(PropertyTags.PidTagBody);
        List<ComposedPart> forms = new ArrayList<>(2);
        if (text != null || html == null) {
            forms.add(ComposedPart.plain(text == null ? "" : text));
        }
        if (html != null) {
            forms.add(html);
        }
        // §2.1.3.3.6: pictures are related to the body as a whole, files are beside it.
        ComposedPart body = ComposedPart.related(ComposedPart.alternative(forms), inline);
        return attached.isEmpty() ? body : ComposedPart.mixed(body, attached);
    }

    /// A report's first embedded message is what it reports on.
    private @Nullable ComposedPart returned(MessageContent message,
            Map<Integer, PropertyName> names) {
        for (Attachment attachment : message.attachments()) {
            if (attachment.properties().getInteger32(PropertyTags.PidTagAttachMethod,
                    MailAttachments.BY_VALUE) == MailAttachments.EMBEDDED_MESSAGE) {
                return part(attachment, names);
            }
        }
        return null;
    }

    // What was signed or encrypted is in the one attachment, and stays as it is. MS-OXOSMIME §2.2.
    private @Nullable ComposedPart secured(MessageContent message) {
        String messageClass = message.properties().getString(PropertyTags.PidTagMessageClass, "");
        if (message.attachments().size() != 1
                || !messageClass.startsWith(MessageClasses.OPAQUE_SMIME)) {
            return null;
        }
        Attachment only = message.attachments().getFirst();
        String type = only.properties().getString(PropertyTags.PidTagAttachMimeTag, "");
        AttachmentData data = only.data();
        if (type.equalsIgnoreCase("multipart/signed")) {
            return new ComposedPart.Stored(() -> entity(attachments.open(data)));
        }
        return new ComposedPart.Data("application/pkcs7-mime", "attachment", "smime.p7m", null,
                null, () -> attachments.open(data));
    }

    // A stored entity without the fields of a message that stand before its content fields.
    private static InputStream entity(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int lineLength = 0;
        for (int b = in.read(); b >= 0 && bytes.size() < HEADER_BYTES; b = in.read()) {
            bytes.write(b);
            if (b == '\n' && lineLength == 0) {
                break;
            }
            lineLength = b == '\n' ? 0 : b == '\r' ? lineLength : lineLength + 1;
        }
        byte[] header = bytes.toByteArray();
        HeaderFields fields = HeaderFields.parse(header, 0, header.length,
                MimeLimits.DEFAULT.headerFields());
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        for (int field = 0; field < fields.count(); field++) {
            if (fields.name(field).toLowerCase(Locale.ROOT).startsWith("content-")) {
                kept.write(header, fields.start(field),
                        fields.fieldEnd(field) - fields.start(field));
            }
        }
        kept.writeBytes(new byte[]{'\r', '\n'});
        return new SequenceInputStream(new ByteArrayInputStream(kept.toByteArray()), in);
    }

    private static ComposedPart.@Nullable Text html(PropertyBag bag) {
        Object html = bag.get(PropertyTags.PidTagHtml);
        if (html instanceof Binary bytes) {
            int codePage = bag.getInteger32(PropertyTags.PidTagInternetCodepage,
                    CodePage.WINDOWS_1252);
            String text = codePage == MimeProperties.UTF_8_CODE_PAGE
                    ? new String(bytes.toByteArray(), StandardCharsets.UTF_8)
                    : Charsets.decode(bytes.toByteArray(), CodePage.charset(codePage).name());
            return ComposedPart.html(text);
        }
        Object text = html != null ? html : bag.get(PropertyTags.PidTagBodyHtml);
        return text instanceof String string ? ComposedPart.html(string) : null;
    }

    private @Nullable ComposedPart part(Attachment attachment,
            Map<Integer, PropertyName> names) {
        PropertyBag bag = attachment.properties();
        AttachmentData data = attachment.data();
        String name = bag.getString(PropertyTags.PidTagAttachLongFilename);
        name = name == null ? bag.getString(PropertyTags.PidTagAttachFilename) : name;
        name = name == null ? bag.getString(PropertyTags.PidTagDisplayName) : name;
        if (data instanceof AttachmentData.None) {
            return null;
        }
        if (data instanceof AttachmentData.Embedded embedded) {
            return new ComposedPart.Message(header(embedded.message(), names, true),
                    root(embedded.message(), names));
        }
        boolean message = bag.getInteger32(PropertyTags.PidTagAttachMethod,
                MailAttachments.BY_VALUE) == MailAttachments.EMBEDDED_MESSAGE;
        if (message) {
            return ComposedPart.message(TransferEncoding.EIGHT_BIT, () -> attachments.open(data));
        }
        String id = bag.getString(PropertyTags.PidTagAttachContentId);
        String location = bag.getString(PropertyTags.PidTagAttachContentLocation);
        boolean rendered = (bag.getInteger32(PropertyTags.PidTagAttachFlags, 0)
                & MailAttachments.RENDERED_IN_BODY) != 0;
        boolean inline = rendered && (id != null || location != null);
        return new ComposedPart.Data(mediaType(bag), inline ? "inline" : "attachment", name, id,
                location, () -> attachments.open(data));
    }

    // MS-OXCMAIL §2.1.3.4.2: what is no content type, or not one for a file, is octet-stream.
    private static String mediaType(PropertyBag bag) {
        String type = bag.getString(PropertyTags.PidTagAttachMimeTag, "");
        boolean sound = type.matches("[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+");
        String lower = type.toLowerCase(Locale.ROOT);
        boolean file = !lower.startsWith("multipart/") && !lower.startsWith("message/")
                && !lower.equals("application/applefile")
                && !lower.equals("application/mac-binhex40");
        return sound && file ? lower : "application/octet-stream";
    }
}

package org.rialto.items.mail;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rialto.formats.mime.ByteRange;
import org.rialto.formats.mime.ImapEnvelope;
import org.rialto.formats.mime.MessageBytes;
import org.rialto.formats.mime.MimePart;
import org.rialto.formats.mime.MimeScan;
import org.rialto.formats.mime.MimeScanner;
import org.rialto.formats.mime.MimeStructure;
import org.rialto.formats.text.MessageText;
import org.rialto.items.voice.VoiceHeaders;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyType;
import org.rialto.store.Attachment;
import org.rialto.store.AttachmentData;
import org.rialto.store.BlobRef;
import org.rialto.store.MessageContent;
import org.rialto.store.NewMessage;

/// Makes a MIME-backed message of a scanned MIME message: what views need is read now, the rest
/// when somebody asks ([MimeProperties]). MS-OXCMAIL §2.2.
public final class MimeMessages {
    /// The start of the body in one line, RFC 8970. Of this server's own: MS-OXPROPS has no such
    /// property.
    public static final PropertyTag PREVIEW = PropertyTag.of(0x3FD9, PropertyType.STRING);

    private MimeMessages() {}

    /// As the other, without what only the body tells: a preview, and what a report reports.
    public static NewMessage toNewMessage(BlobRef mime, MimeScan scan, int flags,
            Set<String> keywords, Instant received) {
        MessageContent content = content(mime, scan, null, received);
        return newMessage(content, mime, scan, flags, keywords, received);
    }

    /// @param mime the stored bytes of what was scanned
    /// @param bytes the same bytes, to read from
    /// @param flags bits of [org.rialto.store.MessageFlags]
    /// @param keywords IMAP keywords
    /// @param received when it came
    /// @throws IOException when `bytes` cannot be read; their contents are never a problem
    public static NewMessage toNewMessage(BlobRef mime, MimeScan scan, MessageBytes bytes,
            int flags, Set<String> keywords, Instant received) throws IOException {
        ReportReading report = ReportReading.of(scan.structure().root(), bytes);
        MessageContent content = content(mime, scan, report, received);
        content.properties().set(PREVIEW, MessageText.preview(scan.structure(), bytes));
        return newMessage(content, mime, scan, flags, keywords, received);
    }

    private static NewMessage newMessage(MessageContent content, BlobRef mime, MimeScan scan,
            int flags, Set<String> keywords, Instant received) {
        return new NewMessage(content, false, flags, keywords, received, mime,
                scan.structure().encode());
    }

    /// An embedded message, read from its range of the message around it.
    ///
    /// @param content its properties, recipients and attachments, whose ranges are into the bytes
    ///        of the message around it
    /// @param structure its parts, in its own bytes
    /// @param bytes its own bytes
    public record Embedded(MessageContent content, MimeStructure structure, MessageBytes bytes) {}

    /// Opens the embedded message that is `range` of `outer`, whose blob is `mime`.
    public static Embedded embedded(BlobRef mime, MessageBytes outer, ByteRange range)
            throws IOException {
        MimeScan scan;
        try (InputStream in = outer.open(range)) {
            scan = MimeScanner.scan(in);
        }
        MessageBytes bytes = (offset, length) -> outer.open(range.offset() + offset, length);
        ReportReading report = ReportReading.of(scan.structure().root(), bytes);
        MessageContent content = content(mime, scan, report, null);
        List<Attachment> moved = content.attachments().stream()
                .map(attachment -> moved(attachment, range.offset())).toList();
        return new Embedded(new MessageContent(content.properties(), content.recipients(), moved),
                scan.structure(), bytes);
    }

    private static Attachment moved(Attachment attachment, long by) {
        return attachment.data() instanceof AttachmentData.InMime in
                ? new Attachment(attachment.number(), attachment.properties(),
                        new AttachmentData.InMime(in.mime(), in.offset() + by, in.length(),
                                in.encoding()))
                : attachment;
    }

    private static MessageContent content(BlobRef mime, MimeScan scan,
            @Nullable ReportReading report, @Nullable Instant received) {
        MimePart root = scan.structure().root();
        ImapEnvelope envelope = scan.structure().envelope();
        PropertyBag bag = new PropertyBag();
        String messageClass = MessageClasses.of(root, report == null ? null : report.action());
        if (messageClass.equals(MessageClasses.NOTE)) {
            messageClass = VoiceHeaders.messageClass(scan.header(), root).orElse(messageClass);
        }
        bag.set(PropertyTags.PidTagMessageClass, messageClass);
        VoiceHeaders.read(scan.header(), bag);
        HeaderProperties.set(bag, scan.header(), envelope, received);
        MailBody body = MailBody.of(root);
        bag.set(PropertyTags.PidTagNativeBody, body.nativeBody());
        bag.set(PropertyTags.PidTagInternetCodepage, MimeProperties.UTF_8_CODE_PAGE);
        List<Attachment> attachments = MailAttachments.of(mime, root, scan.structure().size(), body,
                messageClass);
        List<PropertyBag> recipients = MailRecipients.rows(envelope);
        if (report != null) {
            recipients = reported(bag, report, received, recipients);
        }
        return new MessageContent(bag, recipients, attachments);
    }

    /// What makes a report of it; answers its recipients, which are those that it reports on.
    private static List<PropertyBag> reported(PropertyBag bag, ReportReading report,
            @Nullable Instant received, List<PropertyBag> otherwise) {
        bag.setAll(report.properties());
        Instant time = bag.getTime(PropertyTags.PidTagClientSubmitTime);
        bag.setOrRemove(PropertyTags.PidTagReportTime, time == null ? received : time);
        if (bag.getString(PropertyTags.PidTagMessageClass, "").endsWith("RN")) {
            bag.setOrRemove(PropertyTags.PidTagReceiptTime, time);
        }
        if (report.recipients().isEmpty()) {
            return otherwise;
        }
        bag.set(PropertyTags.PidTagDisplayTo, HeaderProperties.displayList(
                MailRecipients.addresses(report.recipients(), MailRecipients.TO)));
        return report.recipients();
    }
}

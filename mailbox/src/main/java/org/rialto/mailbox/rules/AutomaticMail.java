package org.rialto.mailbox.rules;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;
import org.rialto.directory.SmtpAddress;
import org.rialto.formats.compose.ComposedPart;
import org.rialto.formats.compose.HeaderWriter;
import org.rialto.formats.compose.MessageComposer;
import org.rialto.formats.header.HeaderFields;
import org.rialto.formats.mime.MailAddress;
import org.rialto.formats.mime.TransferEncoding;
import org.rialto.formats.rtf.RtfBody;
import org.rialto.formats.rtf.RtfCompression;
import org.rialto.items.mail.MimeGeneration;
import org.rialto.items.mail.MimeProperties;
import org.rialto.mapi.Binary;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.store.MessageContent;

/// Writes what rules send. MS-OXORULE §3.2.5.1; the marks of automatic mail, RFC 3834 §3.1.
final class AutomaticMail {
    private static final int UTF_8 = 65001;
    private static final int SUPPRESS_ALL = -1;
    private static final int TO = 1;
    private static final int TEXT_MESSAGE_CHARACTERS = 160;
    private static final String FIXED_TEXT = """
            This is an automatic answer to your message.
            """;
    /// Of a template, what says nothing about the answer.
    private static final List<PropertyTag> NOT_OF_TEMPLATE = List.of(
            PropertyTags.PidTagConversationIndex, PropertyTags.PidTagConversationTopic,
            PropertyTags.PidTagReadReceiptRequested, PropertyTags.PidTagReplyTemplateId,
            PropertyTags.PidTagOriginatorDeliveryReportRequested,
            PropertyTags.PidTagSubjectPrefix, PropertyTags.PidTagNormalizedSubject);

    private final Incoming incoming;
    private final Owner owner;
    private final Instant now;

    AutomaticMail(Incoming incoming, Owner owner, Instant now) {
        this.incoming = incoming;
        this.owner = owner;
        this.now = now;
    }

    private PropertyBag original() { return incoming.message().content().properties(); }

    /// An answer made of a template.
    ///
    /// @param fixed whether the server's own text stands for the template's
    Outgoing.Content reply(MessageContent template, List<MailAddress> to, boolean outOfOffice,
            boolean fixed) {
        PropertyBag bag = fixed ? new PropertyBag() : template.properties().copy();
        NOT_OF_TEMPLATE.forEach(bag::remove);
        plainBody(bag);
        if (fixed) {
            bag.set(PropertyTags.PidTagBody, FIXED_TEXT);
        }
        String subject = template.properties().getString(PropertyTags.PidTagSubject, "");
        if (subject.isBlank() || fixed) {
            subject = (outOfOffice ? "Automatic reply: " : "Re: ")
                    + original().getString(outOfOffice
                            ? PropertyTags.PidTagSubject
                            : PropertyTags.PidTagNormalizedSubject, "");
        }
        bag.set(PropertyTags.PidTagSubject, subject);
        mine(bag);
        String answered = original().getString(PropertyTags.PidTagInternetMessageId);
        if (answered != null) {
            bag.set(PropertyTags.PidTagInReplyToId, answered);
            bag.set(PropertyTags.PidTagInternetReferences,
                    (original().getString(PropertyTags.PidTagInternetReferences, "") + " "
                            + answered).strip());
        }
        bag.set(PropertyTags.PidTagAutoResponseSuppress, SUPPRESS_ALL);
        MessageContent content = new MessageContent(bag, rows(to),
                fixed ? List.of() : template.attachments());
        return out -> {
            marks(out, "auto-replied", false);
            new MimeGeneration(incoming.blobs()).write(content, false, out);
        };
    }

    /// Templates may have their text as RTF only.
    private static void plainBody(PropertyBag bag) {
        Binary rtf = bag.getBinary(PropertyTags.PidTagRtfCompressed);
        if (rtf == null || bag.contains(PropertyTags.PidTagBody)
                || bag.contains(PropertyTags.PidTagHtml)) {
            return;
        }
        try {
            byte[] plain = RtfCompression.decompress(rtf.toByteArray());
            String html = RtfBody.html(plain);
            if (html != null) {
                bag.set(PropertyTags.PidTagHtml,
                        Binary.wrap(html.getBytes(StandardCharsets.UTF_8)));
                bag.set(PropertyTags.PidTagInternetCodepage, UTF_8);
            }
            bag.set(PropertyTags.PidTagBody, RtfBody.text(plain));
        } catch (MalformedDataException e) {
            throw new MailError.Invalid("the template's text cannot be read");
        }
    }

    /// A message of the owner's with the text and attachments of the original.
    Outgoing.Content forward(List<MailAddress> to) {
        String messageClass = original().getString(PropertyTags.PidTagMessageClass, "");
        if (messageClass.startsWith("IPM.Note.SMIME")) {
            return attached(to); // what was signed or encrypted stays whole
        }
        PropertyBag bag = forwarding();
        MimeProperties properties = new MimeProperties(original(), incoming.structure(),
                incoming::stream);
        try {
            String html = properties.html();
            String plain = properties.body();
            bag.set(PropertyTags.PidTagBody, above("", "\r\n") + "\r\n"
                    + (plain == null ? "" : plain));
            if (html != null) {
                bag.set(PropertyTags.PidTagHtml, Binary.wrap(below(html)
                        .getBytes(StandardCharsets.UTF_8)));
                bag.set(PropertyTags.PidTagInternetCodepage, UTF_8);
            }
        } catch (IOException e) {
            throw new MailError.Unavailable("the message cannot be read", e);
        }
        MessageContent content = new MessageContent(bag, rows(to),
                incoming.message().content().attachments());
        return out -> {
            marks(out, "auto-generated", true);
            new MimeGeneration(incoming.blobs()).write(content, false, out);
        };
    }

    /// A message of the owner's with the original in it.
    Outgoing.Content attached(List<MailAddress> to) {
        HeaderWriter header = new HeaderWriter().date("Date", now.atOffset(ZoneOffset.UTC))
                .addresses("From", List.of(owner.mailAddress())).addresses("To", to)
                .text("Subject", forwardSubject())
                .messageIds("Message-ID", List.of(messageId()))
                .structured("Content-Transfer-Encoding", "8bit");
        ComposedPart root = ComposedPart.mixed(ComposedPart.plain(""),
                List.of(ComposedPart.message(TransferEncoding.EIGHT_BIT, incoming::original)));
        return out -> {
            marks(out, "auto-generated", true);
            new MessageComposer().write(header, root, out);
        };
    }

    /// A text message: the subject and the beginning of the text, as much as one holds.
    Outgoing.Content textMessage(List<MailAddress> to) {
        PropertyBag bag = forwarding();
        MimeProperties properties = new MimeProperties(original(), incoming.structure(),
                incoming::stream);
        try {
            String body = properties.body();
            String text = original().getString(PropertyTags.PidTagSubject, "") + ": "
                    + (body == null ? "" : body.strip());
            bag.set(PropertyTags.PidTagBody, text.length() <= TEXT_MESSAGE_CHARACTERS
                    ? text
                    : text.substring(0, TEXT_MESSAGE_CHARACTERS));
        } catch (IOException e) {
            throw new MailError.Unavailable("the message cannot be read", e);
        }
        MessageContent content = new MessageContent(bag, rows(to), List.of());
        return out -> {
            marks(out, "auto-generated", true);
            new MimeGeneration(incoming.blobs()).write(content, false, out);
        };
    }

    /// The message itself, with what RFC 5322 §3.6.6 asks of who sends a message again.
    ///
    /// @param forwarded whether it says that it was forwarded automatically
    Outgoing.Content again(List<MailAddress> to, boolean forwarded) {
        HeaderWriter resent = new HeaderWriter()
                .date("Resent-Date", now.atOffset(ZoneOffset.UTC))
                .addresses("Resent-From", List.of(owner.mailAddress()))
                .addresses("Resent-To", to)
                .messageIds("Resent-Message-ID", List.of(messageId()));
        return out -> {
            loop(out, forwarded, true);
            out.write(resent.toByteArray());
            try (java.io.InputStream in = incoming.original()) {
                in.transferTo(out);
            }
        };
    }

    private PropertyBag forwarding() {
        PropertyBag bag = new PropertyBag();
        bag.set(PropertyTags.PidTagSubject, forwardSubject());
        mine(bag);
        for (PropertyTag tag : List.of(PropertyTags.PidTagImportance,
                PropertyTags.PidTagSensitivity, PropertyTags.PidTagConversationTopic)) {
            bag.setOrRemove(tag, original().get(tag));
        }
        bag.setOrRemove(PropertyTags.PidTagInternetReferences,
                original().get(PropertyTags.PidTagInternetMessageId));
        return bag;
    }

    private String forwardSubject() {
        return "FW: " + original().getString(PropertyTags.PidTagNormalizedSubject, "");
    }

    private void mine(PropertyBag bag) {
        String address = owner.address().toString();
        bag.set(PropertyTags.PidTagSentRepresentingName, owner.display());
        bag.set(PropertyTags.PidTagSentRepresentingAddressType, "SMTP");
        bag.set(PropertyTags.PidTagSentRepresentingEmailAddress, address);
        bag.set(PropertyTags.PidTagSentRepresentingSmtpAddress, address);
        bag.set(PropertyTags.PidTagSenderName, owner.display());
        bag.set(PropertyTags.PidTagSenderAddressType, "SMTP");
        bag.set(PropertyTags.PidTagSenderEmailAddress, address);
        bag.set(PropertyTags.PidTagSenderSmtpAddress, address);
        bag.set(PropertyTags.PidTagClientSubmitTime, now);
        bag.set(PropertyTags.PidTagInternetMessageId, messageId());
    }

    private String messageId() {
        return "<" + UUID.randomUUID() + "@" + SmtpAddress.domainKey(owner.address().domain())
                + ">";
    }

    private static List<PropertyBag> rows(List<MailAddress> to) {
        List<PropertyBag> rows = new ArrayList<>();
        for (MailAddress one : to) {
            rows.add(new PropertyBag().set(PropertyTags.PidTagRowid, rows.size())
                    .set(PropertyTags.PidTagRecipientType, TO)
                    .set(PropertyTags.PidTagDisplayName, one.display())
                    .set(PropertyTags.PidTagAddressType, "SMTP")
                    .set(PropertyTags.PidTagEmailAddress, one.address())
                    .set(PropertyTags.PidTagSmtpAddress, one.address()));
        }
        return rows;
    }

    private void marks(OutputStream out, String submitted, boolean forwarded) throws IOException {
        loop(out, forwarded, false);
        out.write(new HeaderWriter().structured("Auto-Submitted", submitted).toByteArray());
    }

    /// @param asItCame whether the original's own fields follow
    private void loop(OutputStream out, boolean forwarded, boolean asItCame)
            throws IOException {
        HeaderFields header = incoming.header();
        HeaderWriter marks = new HeaderWriter();
        if (forwarded) {
            marks.structured("X-MS-Exchange-Organization-AutoForwarded", "true");
        }
        marks.structured(LoopGuard.FIELD, owner.address().toString());
        if (!asItCame) {
            for (int field = header.find(LoopGuard.FIELD, 0); field >= 0; field = header
                    .find(LoopGuard.FIELD, field + 1)) {
                marks.structured(LoopGuard.FIELD, header.raw(field).strip());
            }
        }
        out.write(marks.toByteArray());
    }

    /// Who wrote what to whom, above a forwarded text.
    private String above(String start, String end) {
        StringBuilder text = new StringBuilder(start);
        line(text, "From", display(PropertyTags.PidTagSentRepresentingName,
                PropertyTags.PidTagSentRepresentingSmtpAddress), end);
        Instant sent = original().getTime(PropertyTags.PidTagClientSubmitTime);
        if (sent != null) {
            line(text, "Sent", org.rialto.formats.header.DateTimes
                    .format(sent.atOffset(ZoneOffset.UTC)), end);
        }
        line(text, "To", original().getString(PropertyTags.PidTagDisplayTo), end);
        line(text, "Cc", original().getString(PropertyTags.PidTagDisplayCc), end);
        line(text, "Subject", original().getString(PropertyTags.PidTagSubject), end);
        return text.toString();
    }

    private String display(PropertyTag name, PropertyTag address) {
        String who = original().getString(name, "");
        String where = original().getString(address, "");
        return who.isEmpty() || who.equals(where) ? where : who + " <" + where + ">";
    }

    private static void line(StringBuilder text, String name, @Nullable String value, String end) {
        if (value != null && !value.isEmpty()) {
            boolean html = !end.equals("\r\n");
            text.append(html ? "<b>" + name + ":</b> " : name + ": ")
                    .append(html ? escaped(value) : value).append(end);
        }
    }

    private static String escaped(String value) {
        return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /// HTML with the lines above at the top of what it shows.
    private String below(String html) {
        String lines = "<div>" + above("", "<br>") + "</div><br>";
        int body = indexOfTag(html);
        return html.substring(0, body) + lines + html.substring(body);
    }

    /// Behind `<body …>`, or the beginning.
    private static int indexOfTag(String html) {
        for (int at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at + 1)) {
            if (html.regionMatches(true, at, "<body", 0, 5)) {
                int end = html.indexOf('>', at);
                return end < 0 ? 0 : end + 1;
            }
        }
        return 0;
    }
}

package org.rialto.items.mail;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rialto.base.ByteReader;
import org.rialto.formats.mime.ByteRange;
import org.rialto.formats.mime.MessageBytes;
import org.rialto.formats.mime.MimeScan;
import org.rialto.formats.mime.MimeScanner;
import org.rialto.mapi.Binary;
import org.rialto.mapi.EntryId;
import org.rialto.mapi.EntryIdLists;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;
import org.rialto.store.Attachment;
import org.rialto.store.AttachmentData;
import org.rialto.store.BlobRef;
import org.rialto.store.NewMessage;

class MimeMessagesTest {
    static final Instant RECEIVED = Instant.parse("2026-11-21T05:36:53Z");
    static final String FULL = """
            Return-Path: <agent@example.com>
            From: =?utf-8?Q?J=C3=B8rgen?= <j@example.com>
            Sender: "Agent" <agent@example.com>
            Reply-To: Desk <desk@example.com>
            To: "Doe, John" <john@example.org>, team:a@example.org, b@example.org;
            Cc: c@example.org
            Subject: =?utf-8?Q?Re:_caf=C3=A9?=
            Date: Fri, 20 Nov 2026 09:55:06 -0600
            Message-ID: <m@example.com>
            In-Reply-To: <p@example.org>
            References: <root@example.org> <p@example.org>
            Importance: High
            Sensitivity: Company-Confidential
            Disposition-Notification-To: j@example.com
            X-Auto-Response-Suppress: OOF, AutoReply
            List-Unsubscribe: <https://example.com/u>
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=m

            --m
            Content-Type: multipart/related; boundary=r

            --r
            Content-Type: multipart/alternative; boundary=a

            --a
            Content-Type: text/plain; charset=utf-8

            Plain caf\u00E9
            --a
            Content-Type: text/html; charset=iso-8859-1
            Content-Transfer-Encoding: quoted-printable

            <p>Html caf=E9 <img src="cid:pic@1"></p>
            --a--
            --r
            Content-Type: image/png; name=pic.png
            Content-ID: <pic@1>
            Content-Disposition: inline
            Content-Transfer-Encoding: base64

            AAAA
            --r--
            --m
            Content-Type: application/pdf
            Content-Disposition: attachment; filename*=utf-8''%E2%82%AC%20bill.pdf
            Content-Transfer-Encoding: base64

            SGVsbG8=
            --m
            Content-Type: message/rfc822

            Subject: inner
            From: x@example.net
            Content-Type: multipart/mixed; boundary=i

            --i

            inner text
            --i
            Content-Type: application/octet-stream

            data
            --i--
            --m--
            """;

    static byte[] bytes(String text) {
        return text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    static NewMessage convert(byte[] message) throws IOException {
        MimeScan scan = MimeScanner.scan(message);
        return MimeMessages.toNewMessage(new BlobRef(1, message.length), scan,
                MessageBytes.of(message), 0, Set.of(), RECEIVED);
    }

    @Test
    void headersBecomeProperties() throws IOException {
        PropertyBag bag = convert(bytes(FULL)).content().properties();
        assertThat(bag.getString(PropertyTags.PidTagMessageClass)).isEqualTo("IPM.Note");
        assertThat(bag.getString(PropertyTags.PidTagSubject)).isEqualTo("Re: caf\u00E9");
        assertThat(bag.getString(PropertyTags.PidTagSubjectPrefix)).isEqualTo("Re: ");
        assertThat(bag.getString(PropertyTags.PidTagNormalizedSubject)).isEqualTo("caf\u00E9");
        assertThat(bag.getString(PropertyTags.PidTagSentRepresentingName)).isEqualTo("J\u00F8rgen");
        assertThat(bag.getString(PropertyTags.PidTagSentRepresentingSmtpAddress))
                .isEqualTo("j@example.com");
        assertThat(bag.getString(PropertyTags.PidTagSenderName)).isEqualTo("Agent");
        assertThat(bag.getString(PropertyTags.PidTagSenderAddressType)).isEqualTo("SMTP");
        assertThat(bag.getString(PropertyTags.PidTagDisplayTo))
                .isEqualTo("Doe, John; a@example.org; b@example.org");
        assertThat(bag.getString(PropertyTags.PidTagDisplayCc)).isEqualTo("c@example.org");
        assertThat(bag.getString(PropertyTags.PidTagDisplayBcc)).isEmpty();
        assertThat(bag.getTime(PropertyTags.PidTagClientSubmitTime))
                .isEqualTo(Instant.parse("2026-11-20T15:55:06Z"));
        assertThat(bag.getTime(PropertyTags.PidTagMessageDeliveryTime)).isEqualTo(RECEIVED);
        assertThat(bag.getString(PropertyTags.PidTagInternetMessageId))
                .isEqualTo("<m@example.com>");
        assertThat(bag.getString(PropertyTags.PidTagInReplyToId)).isEqualTo("<p@example.org>");
        assertThat(bag.getInteger32(PropertyTags.PidTagImportance)).isEqualTo(2);
        assertThat(bag.getInteger32(PropertyTags.PidTagPriority)).isEqualTo(0);
        assertThat(bag.getInteger32(PropertyTags.PidTagSensitivity)).isEqualTo(3);
        assertThat(bag.getBoolean(PropertyTags.PidTagReadReceiptRequested)).isTrue();
        assertThat(bag.getInteger32(PropertyTags.PidTagAutoResponseSuppress)).isEqualTo(0x30);
        assertThat(bag.getString(PropertyTags.PidTagListUnsubscribe))
                .isEqualTo("<https://example.com/u>");
        assertThat(bag.getInteger32(PropertyTags.PidTagNativeBody)).isEqualTo(3);
        assertThat(bag.getString(MimeMessages.PREVIEW)).isEqualTo("Plain caf\u00E9");
    }

    @Test
    void recipientsBecomeRows() throws IOException {
        List<PropertyBag> rows = convert(bytes(FULL)).content().recipients();
        assertThat(rows).extracting(row -> row.getString(PropertyTags.PidTagSmtpAddress))
                .containsExactly("john@example.org", "a@example.org", "b@example.org",
                        "c@example.org");
        assertThat(rows).extracting(row -> row.getInteger32(PropertyTags.PidTagRecipientType))
                .containsExactly(1, 1, 1, 2);
        assertThat(rows.getFirst().getString(PropertyTags.PidTagDisplayName))
                .isEqualTo("Doe, John");
        Binary key = (Binary) requireNonNull(MimeProperties.recipient(rows.getFirst())
                .get(PropertyTags.PidTagSearchKey));
        assertThat(new String(key.toByteArray(), StandardCharsets.US_ASCII))
                .isEqualTo("SMTP:JOHN@EXAMPLE.ORG\0");
    }

    @Test
    void attachmentsAreRangesOfTheMessage() throws IOException {
        byte[] message = bytes(FULL);
        List<Attachment> attachments = convert(message).content().attachments();
        assertThat(attachments)
                .extracting(each -> each.properties()
                        .getString(PropertyTags.PidTagAttachLongFilename))
                .containsExactly("pic.png", "\u20AC bill.pdf", "inner.eml");
        PropertyBag picture = attachments.get(0).properties();
        assertThat(picture.getString(PropertyTags.PidTagAttachContentId)).isEqualTo("pic@1");
        assertThat(picture.getBoolean(PropertyTags.PidTagAttachmentHidden)).isTrue();
        assertThat(picture.getInteger32(PropertyTags.PidTagAttachFlags)).isEqualTo(4);
        PropertyBag bill = attachments.get(1).properties();
        assertThat(bill.getInteger32(PropertyTags.PidTagRenderingPosition)).isEqualTo(-1);
        assertThat(bill.getString(PropertyTags.PidTagAttachExtension)).isEqualTo(".pdf");
        assertThat(bill.getString(PropertyTags.PidTagAttachMimeTag)).isEqualTo("application/pdf");
        assertThat(bill.getBoolean(PropertyTags.PidTagAttachmentHidden)).isNull();
        AttachmentData.InMime data = (AttachmentData.InMime) attachments.get(1).data();
        assertThat(data.encoding()).isEqualTo("base64");
        assertThat(new String(message, (int) data.offset(), (int) data.length(),
                StandardCharsets.US_ASCII)).isEqualTo("SGVsbG8=");
        assertThat(attachments.get(2).properties().getInteger32(PropertyTags.PidTagAttachMethod))
                .isEqualTo(5);
    }

    @Test
    void embeddedMessagesAreOpenedFromTheirRange() throws IOException {
        byte[] message = bytes(FULL);
        AttachmentData.InMime range = (AttachmentData.InMime) convert(message).content()
                .attachments().get(2).data();
        MimeMessages.Embedded embedded = MimeMessages.embedded(range.mime(),
                MessageBytes.of(message),
                new ByteRange(range.offset(), range.length()));
        assertThat(embedded.content().properties().getString(PropertyTags.PidTagSubject))
                .isEqualTo("inner");
        MimeProperties properties = new MimeProperties(embedded.content().properties(),
                embedded.structure(), embedded.bytes());
        assertThat(properties.body()).isEqualTo("inner text");
        AttachmentData.InMime inner = (AttachmentData.InMime) embedded.content().attachments()
                .getFirst().data();
        assertThat(new String(message, (int) inner.offset(), (int) inner.length(),
                StandardCharsets.US_ASCII)).isEqualTo("data");
    }

    @Test
    void otherPropertiesAreReadWhenAskedFor() throws IOException {
        byte[] message = bytes(FULL);
        PropertyBag bag = convert(message).content().properties();
        MimeProperties all = new MimeProperties(bag, MimeScanner.scan(message).structure(),
                MessageBytes.of(message));
        assertThat(all.get(PropertyTags.PidTagBody)).isEqualTo("Plain caf\u00E9");
        Binary html = (Binary) requireNonNull(all.get(PropertyTags.PidTagHtml));
        assertThat(new String(html.toByteArray(), StandardCharsets.UTF_8))
                .isEqualTo("<p>Html caf\u00E9 <img src=\"cid:pic@1\"></p>");
        assertThat((String) all.get(PropertyTags.PidTagBodyHtml)).startsWith("<p>Html");
        assertThat((String) all.get(PropertyTags.PidTagTransportMessageHeaders))
                .startsWith("Return-Path: <agent@example.com>\r\n").endsWith("\r\n\r\n");
        Binary entries = (Binary) requireNonNull(
                all.get(PropertyTags.PidTagReplyRecipientEntries));
        Binary entry = EntryIdLists.readFlat(new ByteReader(entries.toByteArray())).getFirst();
        assertThat(EntryId.decode(entry, StandardCharsets.US_ASCII))
                .isEqualTo(EntryId.OneOff.smtp("Desk", "desk@example.com"));
        assertThat(all.get(PropertyTags.PidTagSenderSearchKey)).isInstanceOf(Binary.class);
        assertThat(all.get(PropertyTags.PidTagSubject)).isEqualTo("Re: caf\u00E9");
        assertThat(all.get(PropertyTags.PidTagRtfCompressed)).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, value = {
            "RE: x|RE: |x", "Fwd:x|Fwd: |x", "AW:   x|AW: |x", "x|''|x", "R2: x|''|R2: x",
            "Long: x|''|Long: x", ": x|''|: x", "Re|''|Re", "Re:|Re: |''", "R e: x|''|R e: x",
            "\u56DE\u590D: x|\u56DE\u590D: |x"})
    void subjectsHaveTwoParts(String subject, String prefix, String normalized) {
        assertThat(SubjectParts.of(subject)).isEqualTo(new SubjectParts(prefix, normalized));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"X-Priority: 1 (Highest)|2", "X-Priority: 5|0",
            "Priority: urgent|2", "Priority: Non-Urgent|0", "X-MSMail-Priority: High|2",
            "Importance: low\\nX-Priority: 1|0", "X-Other: 1|1"})
    void importanceComesFromTheFirstHeaderThatSays(String header, int importance)
            throws IOException {
        PropertyBag bag = convert(bytes(header.replace("\\n", "\n") + "\n\nx")).content()
                .properties();
        assertThat(bag.getInteger32(PropertyTags.PidTagImportance)).isEqualTo(importance);
    }

    @ParameterizedTest
    @CsvSource({"delivery-status,failed,REPORT.IPM.Note.NDR",
            "delivery-status,delivered,REPORT.IPM.Note.DR",
            "delivery-status,delayed,REPORT.IPM.Note.Delayed.DR",
            "disposition-notification,manual-action/MDN-sent-manually; displayed,"
                    + "REPORT.IPM.Note.IPNRN",
            "disposition-notification,automatic-action/MDN-sent-automatically; deleted,"
                    + "REPORT.IPM.Note.IPNNRN"})
    void reportsHaveTheirClass(String type, String action, String messageClass)
            throws IOException {
        String field = type.startsWith("disp") ? "Disposition" : "Reporting-MTA: dns; x\n\nAction";
        PropertyBag bag = convert(bytes("Content-Type: multipart/report; boundary=b; report-type="
                + type + "\n\n--b\n\ntext\n--b\nContent-Type: message/" + type + "\n\n" + field
                + ": " + action + "\n--b--\n")).content().properties();
        assertThat(bag.getString(PropertyTags.PidTagMessageClass)).isEqualTo(messageClass);
    }

    @Test
    void signedAndEncryptedMessagesKeepTheirContentInOneAttachment() throws IOException {
        byte[] signed = bytes("Subject: s\nContent-Type: multipart/signed; boundary=b\n\n"
                + "--b\n\nsigned text\n--b\nContent-Type: application/pkcs7-signature\n\nx\n--b--\n");
        NewMessage message = convert(signed);
        assertThat(message.content().properties().getString(PropertyTags.PidTagMessageClass))
                .isEqualTo("IPM.Note.SMIME.MultipartSigned");
        assertThat(message.content().attachments()).singleElement().satisfies(only -> {
            assertThat(only.properties().getString(PropertyTags.PidTagAttachMimeTag))
                    .isEqualTo("multipart/signed");
            assertThat(only.data())
                    .isEqualTo(new AttachmentData.InMime(new BlobRef(1, signed.length), 0,
                            signed.length, "binary"));
        });
        assertThat(message.content().properties().getString(MimeMessages.PREVIEW))
                .isEqualTo("signed text");
        byte[] opaque = bytes("Content-Type: application/pkcs7-mime; name=smime.p7m\n"
                + "Content-Transfer-Encoding: base64\n\nAAAA\n");
        assertThat(convert(opaque).content().properties()
                .getString(PropertyTags.PidTagMessageClass)).isEqualTo("IPM.Note.SMIME");
        assertThat(convert(opaque).content().attachments()).hasSize(1);
    }

    @Test
    void messagesOfOneThreadHaveOneConversation() throws IOException {
        Binary root = conversation("Message-ID: <r@x>\nSubject: a");
        assertThat(conversation("Message-ID: <2@x>\nIn-Reply-To: <r@x>\nSubject: b"))
                .isEqualTo(root);
        assertThat(conversation("Message-ID: <3@x>\nReferences: <r@x> <2@x>\nSubject: c"))
                .isEqualTo(root);
        assertThat(conversation("Message-ID: <4@x>\nSubject: a")).isNotEqualTo(root);
        // A Thread-Index as Exchange sent it.
        assertThat(conversation(
                "Message-ID: <5@x>\nThread-Index: Acs/rMUoyFa/fEiUQO6GaRwsvRMO9g==").hex())
                .isEqualTo("C856BF7C489440EE86691C2CBD130EF6");
        assertThat(conversation("Subject: no ids at all"))
                .isEqualTo(ConversationIndex.conversationIdOfTopic("NO IDS AT ALL"));
    }

    private static Binary conversation(String header) throws IOException {
        PropertyBag bag = convert(bytes(header + "\n\nx")).content().properties();
        return requireNonNull(bag.getBinary(PropertyTags.PidTagConversationId));
    }

    @Test
    void conversationIndexesGrowByFiveBytesAReply() {
        Instant begun = Instant.parse("2026-11-21T05:36:53Z");
        ConversationIndex first = ConversationIndex.header(begun,
                Binary.ofHex("00112233445566778899AABBCCDDEEFF"));
        assertThat(first.bytes().hex()).startsWith("01DD").hasSize(44);
        ConversationIndex reply = first.reply(begun.plusSeconds(3600), 0x5A);
        assertThat(reply.bytes().length()).isEqualTo(27);
        assertThat(reply.bytes().byteAt(26)).isEqualTo((byte) 0x5A);
        assertThat(reply.conversationId()).isEqualTo(first.conversationId());
        assertThat(ConversationIndex.ofHeader(reply.toHeader())).isEqualTo(reply);
        // Years later the coarse form, marked by its first bit.
        assertThat(first.reply(begun.plusSeconds(100_000_000), 0).bytes().byteAt(22)).isNegative();
        assertThat(ConversationIndex.ofHeader("not base64!")).isNull();
        assertThat(ConversationIndex.ofHeader("AAAA")).isNull();
    }
}

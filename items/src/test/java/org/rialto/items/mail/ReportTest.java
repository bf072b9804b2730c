package org.rialto.items.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.rialto.formats.mime.MailAddress;
import org.rialto.mapi.Binary;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyName;
import org.rialto.mapi.PropertySets;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyType;
import org.rialto.store.MessageContent;
import org.rialto.store.NewMessage;

/// Reports, from MIME and to it. MS-OXCMAIL §2.2.3.7 and §2.1.3.6, MS-OXOMSG §2.2.2.
class ReportTest {
    private static final String FAILURE = "From: MAILER-DAEMON@mail.example.com\r\n"
            + "To: alice@example.com\r\nSubject: Undeliverable: Plans\r\n"
            + "Date: Mon, 4 May 2026 03:00:00 +0000\r\nMIME-Version: 1.0\r\n"
            + "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
            + "--b\r\nContent-Type: text/plain\r\n\r\nIt could not be delivered.\r\n"
            + "--b\r\nContent-Type: message/delivery-status\r\n\r\n"
            + "Reporting-MTA: dns; mail.example.com\r\n\r\n"
            + "Final-Recipient: rfc822; slow@outside.example\r\nAction: delayed\r\n"
            + "Status: 4.4.1\r\n\r\n"
            + "Original-Recipient: rfc822; info@outside.example\r\n"
            + "Final-Recipient: rfc822; carol@outside.example\r\nAction: failed\r\n"
            + "Status: 5.1.1\r\nRemote-MTA: dns; mx.outside.example\r\n"
            + "Diagnostic-Code: smtp; 550 5.1.1 nobody\r\n"
            + "--b\r\nContent-Type: text/rfc822-headers\r\n\r\n"
            + "From: Alice <alice@example.com>\r\nTo: Info <info@outside.example>\r\n"
            + "Subject: Plans\r\nMessage-ID: <1@example.com>\r\n"
            + "Date: Mon, 4 May 2026 02:59:00 +0000\r\n\r\n--b--\r\n";
    private static final String READ = "From: Bob <bob@example.com>\r\nTo: alice@example.com\r\n"
            + "Subject: Read: Plans\r\nDate: Mon, 4 May 2026 03:00:00 +0000\r\n"
            + "MIME-Version: 1.0\r\nContent-Type: multipart/report;\r\n"
            + " report-type=disposition-notification; boundary=b\r\n\r\n"
            + "--b\r\nContent-Type: text/plain\r\n\r\nIt was read.\r\n"
            + "--b\r\nContent-Type: message/disposition-notification\r\n\r\n"
            + "Final-Recipient: rfc822; bob@example.com\r\nOriginal-Message-ID: <1@example.com>\r\n"
            + "Disposition: manual-action/MDN-sent-manually; displayed\r\n"
            + "X-MSExch-Correlation-Key: AQID\r\n--b--\r\n";

    private static NewMessage convert(String mime) throws IOException {
        return MimeMessagesTest.convert(mime.getBytes(StandardCharsets.UTF_8));
    }

    private static String write(MessageContent content, Map<Integer, PropertyName> names)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new MimeGeneration(new AttachmentBytes((blob, offset, length) -> {
            throw new AssertionError("it has no blobs");
        })).write(content, names, false, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aFailureNamesWhoDidNotGetWhat() throws IOException {
        MessageContent report = convert(FAILURE).content();
        PropertyBag bag = report.properties();
        assertThat(bag.getString(PropertyTags.PidTagMessageClass))
                .isEqualTo("REPORT.IPM.Note.NDR");
        assertThat(bag.getString(PropertyTags.PidTagReportText))
                .isEqualTo("It could not be delivered.");
        assertThat(bag.getString(PropertyTags.PidTagOriginalSubject)).isEqualTo("Plans");
        assertThat(bag.getString(PropertyTags.PidTagOriginalMessageId))
                .isEqualTo("<1@example.com>");
        assertThat(bag.getString(PropertyTags.PidTagOriginalSenderName)).isEqualTo("Alice");
        assertThat(bag.getString(PropertyTags.PidTagOriginalDisplayTo)).isEqualTo("Info");
        assertThat(bag.getTime(PropertyTags.PidTagOriginalSubmitTime))
                .isEqualTo(Instant.parse("2026-05-04T02:59:00Z"));
        assertThat(bag.getTime(PropertyTags.PidTagReportTime))
                .isEqualTo(Instant.parse("2026-05-04T03:00:00Z"));
        assertThat(bag.getString(PropertyTags.PidTagReportingMessageTransferAgent))
                .isEqualTo("mail.example.com");
        assertThat(bag.getString(PropertyTags.PidTagDisplayTo)).isEqualTo("info@outside.example");
        assertThat(report.recipients()).hasSize(1);
        PropertyBag row = report.recipients().getFirst();
        assertThat(row.getString(PropertyTags.PidTagEmailAddress))
                .isEqualTo("info@outside.example");
        assertThat(row.getInteger32(PropertyTags.PidTagNonDeliveryReportStatusCode)).isEqualTo(511);
        assertThat(row.getInteger32(PropertyTags.PidTagNonDeliveryReportDiagCode)).isZero();
        assertThat(row.getInteger32(PropertyTags.PidTagNonDeliveryReportReasonCode)).isZero();
        assertThat(row.getString(PropertyTags.PidTagRemoteMessageTransferAgent))
                .isEqualTo("mx.outside.example");
        assertThat(row.getString(PropertyTags.PidTagSupplementaryInfo))
                .isEqualTo("<mx.outside.example #5.1.1 smtp; 550 5.1.1 nobody>");
    }

    @Test
    void theWorstActionDecidesTheClass() throws IOException {
        Map<String, String> classes = Map.of("delivered", "DR", "expanded", "Expanded.DR",
                "relayed", "Relayed.DR", "delayed", "Delayed.DR");
        for (Map.Entry<String, String> each : classes.entrySet()) {
            String mime = FAILURE.replace("Action: failed", "Action: " + each.getKey())
                    .replace("Action: delayed\r\nStatus: 4", "Action: " + each.getKey()
                            + "\r\nStatus: 4");
            assertThat(convert(mime).content().properties()
                    .getString(PropertyTags.PidTagMessageClass))
                    .isEqualTo("REPORT.IPM.Note." + each.getValue());
        }
    }

    @Test
    void aNotificationOfReadingIsAReport() throws IOException {
        PropertyBag bag = convert(READ).content().properties();
        assertThat(bag.getString(PropertyTags.PidTagMessageClass))
                .isEqualTo("REPORT.IPM.Note.IPNRN");
        assertThat(bag.getString(PropertyTags.PidTagOriginalMessageId))
                .isEqualTo("<1@example.com>");
        assertThat(bag.getBinary(PropertyTags.PidTagParentKey)).isEqualTo(Binary.ofHex("010203"));
        assertThat(bag.getString(PropertyTags.PidTagReportDisposition)).isEqualTo("displayed");
        assertThat(bag.getString(PropertyTags.PidTagReportDispositionMode))
                .isEqualTo("manual-action/MDN-sent-manually");
        assertThat(bag.getTime(PropertyTags.PidTagReceiptTime))
                .isEqualTo(Instant.parse("2026-05-04T03:00:00Z"));
        PropertyBag unread = convert(READ.replace("; displayed", "; deleted")).content()
                .properties();
        assertThat(unread.getString(PropertyTags.PidTagMessageClass))
                .isEqualTo("REPORT.IPM.Note.IPNNRN");
    }

    @Test
    void aReportOfPropertiesIsTheSameReportInMime() throws IOException {
        MessageContent read = convert(READ).content();
        MessageContent again = convert(write(read, Map.of())).content();
        for (PropertyTag tag : List.of(PropertyTags.PidTagMessageClass,
                PropertyTags.PidTagOriginalMessageId, PropertyTags.PidTagParentKey,
                PropertyTags.PidTagReportDisposition, PropertyTags.PidTagReportText,
                PropertyTags.PidTagSubject)) {
            assertThat(again.properties().get(tag)).as(tag.toString())
                    .isEqualTo(read.properties().get(tag));
        }
        MessageContent failed = convert(FAILURE).content();
        MessageContent failedAgain = convert(
                write(new MessageContent(failed.properties(), failed.recipients(), List.of()),
                        Map.of()))
                .content();
        assertThat(failedAgain.properties().getString(PropertyTags.PidTagMessageClass))
                .isEqualTo("REPORT.IPM.Note.NDR");
        assertThat(failedAgain.recipients().getFirst()
                .getInteger32(PropertyTags.PidTagNonDeliveryReportStatusCode)).isEqualTo(511);
    }

    @Test
    void internetHeadersAndCategoriesAreWritten() throws IOException {
        PropertyBag bag = new PropertyBag().set(PropertyTags.PidTagSubject, "x")
                .set(PropertyTag.of(0x8001, PropertyType.STRING), "yes\r\nBcc: evil@example.com")
                .set(PropertyTag.of(0x8002, PropertyType.STRING), "forged@example.com")
                .set(PropertyTag.of(0x8003, PropertyType.MULTIPLE_STRING),
                        List.of("Red", "Blue"));
        String mime = write(new MessageContent(bag, List.of(), List.of()), Map.of(
                0x8001, PropertyName.of(PropertySets.PS_INTERNET_HEADERS, "X-Ticket"),
                0x8002, PropertyName.of(PropertySets.PS_INTERNET_HEADERS, "From"),
                0x8003, PropertyName.of(PropertySets.PS_PUBLIC_STRINGS, "Keywords")));
        assertThat(mime)
                .contains("x-ticket: yes Bcc: evil@example.com\r\n", "Keywords: Red, Blue\r\n")
                .doesNotContain("forged", "\r\nBcc:");
    }

    private static void convertMutated(byte[] message) {
        try {
            MessageContent content = MimeMessagesTest.convert(message).content();
            assertThat(content.recipients()).hasSizeLessThanOrEqualTo(2_000);
            String text = content.properties().getString(PropertyTags.PidTagReportText, "");
            assertThat(text.length()).isLessThanOrEqualTo(8_000);
            PropertyBag bag = content.properties();
            assertThat(PropertyBag.decode(bag.encode())).isEqualTo(bag);
            convert(write(new MessageContent(bag, content.recipients(), List.of()), Map.of()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void mutatedReportsAreConverted() {
        byte[] failure = FAILURE.getBytes(StandardCharsets.UTF_8);
        byte[] read = READ.getBytes(StandardCharsets.UTF_8);
        MimeMessagesFuzzTest.mutate(Integer.getInteger("rialto.fuzz.runs", 3_000),
                run -> run % 2 == 0 ? failure : read, ReportTest::convertMutated);
    }

    /// Whatever a client sets on a message, what is sent of it is one message with one header.
    @Test
    void randomPropertiesMakeMessages() throws IOException {
        int runs = Integer.getInteger("rialto.fuzz.runs", 2_000);
        List<PropertyTag> tags = List.of(PropertyTags.PidTagSubject, PropertyTags.PidTagBody,
                PropertyTags.PidTagInternetMessageId, PropertyTags.PidTagInReplyToId,
                PropertyTags.PidTagInternetReferences, PropertyTags.PidTagSenderName,
                PropertyTags.PidTagSenderSmtpAddress, PropertyTags.PidTagConversationTopic,
                PropertyTags.PidTagListHelp, PropertyTags.PidTagReportText,
                PropertyTags.PidTagReportDisposition, PropertyTags.PidTagOriginalMessageId,
                PropertyTags.PidTagReadReceiptSmtpAddress);
        List<String> classes = List.of("IPM.Note", "REPORT.IPM.Note.NDR",
                "REPORT.IPM.Note.IPNRN");
        for (int run = 0; run < runs; run++) {
            Random random = new Random(run);
            PropertyBag bag = new PropertyBag().set(PropertyTags.PidTagMessageClass,
                    classes.get(random.nextInt(classes.size())));
            for (PropertyTag tag : tags) {
                if (random.nextBoolean()) {
                    bag.set(tag, text(random));
                }
            }
            bag.set(PropertyTags.PidTagReadReceiptRequested, random.nextBoolean());
            bag.set(PropertyTags.PidTagHtml, Binary.wrap(text(random)
                    .getBytes(StandardCharsets.UTF_8)));
            byte[] entries = new byte[random.nextInt(30)];
            random.nextBytes(entries);
            bag.set(PropertyTags.PidTagReplyRecipientEntries, Binary.wrap(entries));
            PropertyBag row = MailRecipients.row(
                    new MailAddress(text(random), text(random), text(random)), 1, 0);
            String mime = write(new MessageContent(bag, List.of(row), List.of()), Map.of());
            String header = mime.substring(0, mime.indexOf("\r\n\r\n"));
            assertThat(header.replace("\r\n", "")).as("run " + run).doesNotContain("\r", "\n");
            assertThat(header.lines().filter(line -> line.startsWith("Bcc:"))).isEmpty();
            convert(mime);
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(40); i > 0; i--) {
            int kind = random.nextInt(8);
            text.append(kind == 0
                    ? "\r\nBcc: x@y"
                    : kind == 1
                            ? "\n"
                            : kind == 2
                                    ? String.valueOf((char) random.nextInt(0xFFFF))
                                    : String.valueOf((char) (32 + random.nextInt(95))));
        }
        return text.toString();
    }

    @FuzzTest
    void report(byte[] message) { convertMutated(message); }
}

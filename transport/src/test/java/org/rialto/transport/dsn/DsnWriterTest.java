package org.rialto.transport.dsn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.rialto.directory.SmtpAddress;
import org.rialto.formats.mime.MimePart;
import org.rialto.formats.mime.MimeScanner;
import org.rialto.transport.EnhancedStatus;
import org.rialto.transport.Recipient;
import org.rialto.transport.Recipient.OriginalRecipient;
import org.rialto.transport.dsn.DeliveryReport.Action;
import org.rialto.transport.dsn.DeliveryReport.Line;
import org.rialto.transport.dsn.DeliveryReport.Returned;
import org.rialto.transport.outbound.Content;

/// Notifications byte for byte. `-Drialto.golden=write` writes the files anew.
final class DsnWriterTest {
    private static final Instant ARRIVED = Instant.parse("2026-11-20T10:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-20T14:00:05Z");
    private static final String MESSAGE = "From: alice@here.example\r\nSubject: Lunch\r\n\r\n"
            + "At noon?\r\n";

    private static Recipient to(String address) { return Recipient.of(SmtpAddress.parse(address)); }

    private static Line line(String address, Action action, String status, String diagnostic,
            boolean replied) {
        return new Line(to(address), action, Objects.requireNonNull(EnhancedStatus.parse(status)),
                diagnostic, replied ? "mx.there.example" : "", replied, NOW,
                action == Action.DELAYED ? ARRIVED.plusSeconds(5 * 86_400) : null);
    }

    private static String write(DeliveryReport report) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new DsnWriter("mail.here.example").write(report, NOW, "0TEST", out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static DeliveryReport report(Returned returned, String message, Line... lines) {
        return new DeliveryReport(SmtpAddress.parse("alice@here.example"), "envelope+1", ARRIVED,
                "Lunch", List.of(lines), Content.of(message.getBytes(StandardCharsets.UTF_8)),
                returned, false, !message.chars().allMatch(c -> c < 0x80));
    }

    private static void check(String name, String written) throws IOException {
        String resource = "golden/" + name + ".eml";
        if ("write".equals(System.getProperty("rialto.golden"))) {
            Path file = Path.of("src/test/resources/org/rialto/transport/dsn", resource);
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, written.replace("\r\n", "\n"));
        }
        try (InputStream golden = DsnWriterTest.class.getResourceAsStream(resource)) {
            assertThat(golden).as(resource).isNotNull();
            String expected = new String(Objects.requireNonNull(golden).readAllBytes(),
                    StandardCharsets.UTF_8).replace("\n", "\r\n");
            assertThat(written).isEqualTo(expected);
        }
        MimePart root = MimeScanner.scan(written.getBytes(StandardCharsets.UTF_8)).structure()
                .root();
        assertThat(root.contentType().mediaType()).isEqualTo("multipart/report");
        assertThat(root.children()).hasSize(3);
    }

    @Test
    void writesAFailureWithTheWholeMessage() throws IOException {
        Recipient first = new Recipient(SmtpAddress.parse("you@there.example"), Set.of(),
                new OriginalRecipient("rfc822", "team@here.example"));
        check("failed", write(report(Returned.FULL, MESSAGE,
                new Line(first, Action.FAILED, EnhancedStatus.BAD_MAILBOX,
                        "550 5.1.1 there is no such user here, whatever you may have been told by"
                                + " others about it",
                        "mx.there.example", true, NOW, null),
                line("nobody@lost.example", Action.FAILED, "5.1.2",
                        "the domain lost.example does not exist", false))));
    }

    @Test
    void writesADelayWithTheHeaderOnly() throws IOException {
        check("delayed", write(report(Returned.HEADERS, MESSAGE, line("you@there.example",
                Action.DELAYED, "4.4.1", "cannot connect to mx.there.example", false))));
    }

    @Test
    void writesSuccesses() throws IOException {
        check("success", write(report(Returned.HEADERS, MESSAGE,
                line("bob@here.example", Action.DELIVERED, "2.0.0", "delivered", false),
                line("you@there.example", Action.RELAYED, "2.0.0", "250 ok", true),
                line("team@here.example", Action.EXPANDED, "2.0.0", "", false))));
    }

    @Test
    void writesInternationalisedMailInItsForms() throws IOException {
        String message = "From: 爱丽丝@here.example\r\nSubject: 午饭\r\n\r\n中午?\r\n";
        DeliveryReport report = new DeliveryReport(SmtpAddress.parse("爱丽丝@here.example"), null,
                ARRIVED, "午饭",
                List.of(line("用户@例え.jp", Action.FAILED, "5.1.1", "550 不存在", true)),
                Content.of(message.getBytes(StandardCharsets.UTF_8)), Returned.FULL, true, true);
        check("global", write(report));
    }

    @Test
    void writesInternationalisedAddressesForThoseWhoCannotReadThem() throws IOException {
        check("escaped", write(report(Returned.HEADERS, "Subject: ü\r\n\r\n",
                line("用户@例え.jp", Action.FAILED, "5.6.7", "550 不", true))));
    }

    @Test
    void encodesASubjectThatIsNotAscii() throws IOException {
        DeliveryReport report = new DeliveryReport(SmtpAddress.parse("alice@here.example"), null,
                ARRIVED, "Grüße aus Köln und noch viel mehr Text, der lang ist",
                List.of(line("you@there.example", Action.FAILED, "5.1.1", "", false)),
                Content.of(new byte[0]), Returned.HEADERS, false, false);
        String subject = write(report).lines().filter(one -> one.startsWith("Subject:"))
                .findFirst().orElseThrow();
        assertThat(subject).startsWith("Subject: =?utf-8?B?");
        assertThat(write(report).lines()).allMatch(one -> one.length() <= 78);
    }

    @Test
    void doesNotLetAPeerWriteFields() throws IOException {
        String written = write(report(Returned.HEADERS, MESSAGE, line("you@there.example",
                Action.FAILED, "5.0.0", "550 bad\r\nAction: delivered\r\n\r\n--x", true)));
        assertThat(written.lines().filter(one -> one.startsWith("Action: ")))
                .containsExactly("Action: failed");
    }
}

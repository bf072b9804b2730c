package org.rialto.formats.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.rialto.formats.text.MessageText;

/// How long one delivered message takes to read. Long, because it must run compiled code.
@Tag("long")
class ScanSpeedTest {
    private static final String HEADER = """
            Return-Path: <sender@example.com>
            Received: from mail.example.com (mail.example.com [192.0.2.1])
            \tby mx.example.org (Postfix) with ESMTPS id 4F3A2B1C0D
            \tfor <someone@example.org>; Fri, 21 Nov 2026 09:55:06 -0600 (CST)
            Received: from localhost (localhost [127.0.0.1])
            \tby mail.example.com with ESMTP id ABCDEF; Fri, 21 Nov 2026 09:55:05 -0600
            DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.com; s=mail;
            \th=from:to:subject:date; bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=;
            \tb=dzdVyOfAKCdLXdJOc9G2q8LoXSlEniSbav+yuU4zGeeruD00lszZVoG4ZHRNiYzR
            From: "Nathaniel Borenstein" <nsb@example.com>
            To: Ned Freed <ned@example.org>, "Someone, Else" <else@example.org>
            Cc: team@example.org
            Subject: =?utf-8?Q?Caf=C3=A9?= and other things that we spoke about
            Date: Fri, 21 Nov 2026 09:55:06 -0600
            Message-ID: <20261121155506.GA12345@example.com>
            In-Reply-To: <20261120101010.GA54321@example.org>
            References: <20261119101010.GA1@example.org> <20261120101010.GA54321@example.org>
            MIME-Version: 1.0
            User-Agent: Mutt/2.2.9
            """;

    private static byte[] bytes(String text) {
        return text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private interface Work {
        int run(byte[] message) throws IOException, MimeException;
    }

    private static double micros(Work work, byte[] message) throws IOException, MimeException {
        int sink = 0;
        for (int i = 0; i < 20_000; i++) {
            sink += work.run(message);
        }
        double best = Double.MAX_VALUE;
        for (int round = 0; round < 7; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < 5_000; i++) {
                sink += work.run(message);
            }
            best = Math.min(best, (System.nanoTime() - start) / 5_000_000.0);
        }
        assertThat(sink).isNotZero();
        return best;
    }

    private static int mime4j(byte[] message) throws IOException, MimeException {
        MimeTokenStream stream = new MimeTokenStream();
        stream.parse(new ByteArrayInputStream(message));
        int count = 0;
        for (EntityState state = stream
                .getState(); state != EntityState.T_END_OF_STREAM; state = stream
                        .next()) {
            count++;
            if (state == EntityState.T_BODY) {
                stream.getInputStream().skip(Long.MAX_VALUE);
            }
        }
        return count;
    }

    @Test
    void fourKilobyteMessagesAreScannedInUnderThirtyMicroseconds() throws Exception {
        byte[] plain = bytes(HEADER + "Content-Type: text/plain; charset=utf-8\n\n"
                + "The quick brown fox jumps over the lazy dog, and so on and so on.\n".repeat(40));
        byte[] multipart = bytes(HEADER
                + "Content-Type: multipart/alternative; boundary=\"=_0123456789abcdef\"\n\n"
                + "--=_0123456789abcdef\nContent-Type: text/plain; charset=utf-8\n\n"
                + "The quick brown fox jumps over the lazy dog, and so on and so on.\n".repeat(18)
                + "--=_0123456789abcdef\nContent-Type: text/html; charset=utf-8\n\n"
                + "<p>The quick brown fox jumps over the lazy dog, and so on.</p>\n".repeat(20)
                + "--=_0123456789abcdef--\n");
        for (byte[] message : new byte[][]{plain, multipart}) {
            MimeStructure structure = MimeScanner.scan(message).structure();
            byte[] encoded = structure.encode();
            double scan = micros(m -> MimeScanner.scan(m).structure().root().hashCode() | 1,
                    message);
            double scanOnly = micros(m -> (int) MimeScanner.scan(m).structure().size(), message);
            double encode = micros(m -> structure.encode().length, message);
            double decode = micros(m -> (int) MimeStructure.decode(encoded).size(), message);
            double imap = micros(m -> ImapStructureWriter.body(structure, true, true).length
                    + ImapStructureWriter.envelope(structure.envelope(), true).length, message);
            double text = micros(m -> MessageText
                    .searchable(structure, MessageBytes.of(m), 1 << 20).length(), message);
            double preview = micros(
                    m -> MessageText.preview(structure, MessageBytes.of(m)).length(), message);
            double theirs = micros(ScanSpeedTest::mime4j, message);
            System.out.printf("%d bytes, stored in %d: scan %.1f (with hash %.1f), encode %.1f,"
                    + " decode %.1f, ENVELOPE and BODYSTRUCTURE %.1f, text %.1f, preview %.1f;"
                    + " mime4j tokens alone %.1f microseconds%n", message.length, encoded.length,
                    scanOnly, scan, encode, decode, imap, text, preview, theirs);
            assertThat(scanOnly).isLessThan(30);
        }
    }
}

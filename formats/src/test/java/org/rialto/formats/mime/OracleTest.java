package org.rialto.formats.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.junit.jupiter.api.Test;
import org.rialto.formats.Corpora;

/// Our reading of other people's messages against mime4j's: the same leaves with the same decoded
/// bytes. Where we differ on purpose, it says why.
class OracleTest {
    /// Messages that mime4j reads otherwise, and why.
    private static final Set<String> DIFFERENT = Set.of(
            // It opens embedded messages that are base64; we keep them as leaves.
            "testGroupWiseEml.eml", "bad-newlines-multiple-parts-base64.msg",
            "base64encoded-rfc822message-nested.msg", "base64encoded-rfc822message.msg",
            "multi-2gifs-base64.msg",
            // It has no part for a multipart without delimiters; we show its text.
            "badbound.msg", "missing-boundary.msg", "missing-inner-boundary.msg",
            "missing-inner-start-boundary.msg", "multipartnopart.msg",
            // It drops the last bytes of base64 that lacks its padding.
            "frag.msg", "multi-frag.msg", "sampleMail.msg",
            // Boundaries that end in spaces (RFC 2046 forbids them): it insists on the spaces.
            "very-long-boundary.msg", "weird-boundary.msg",
            // A delimiter of 7,000 characters: ours may have 2,048.
            "very-very-long-boundary.msg");

    private record Leaf(String mediaType, int length, int hash) {}

    // mime4j makes every line end of quoted-printable CRLF; we keep them.
    private static Leaf leaf(String mediaType, byte[] body) {
        byte[] lines = new String(body, StandardCharsets.ISO_8859_1).replace("\r\n", "\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        return new Leaf(mediaType, lines.length, Arrays.hashCode(lines));
    }

    private static List<Leaf> ours(byte[] message) throws IOException {
        List<Leaf> leaves = new ArrayList<>();
        collect(MimeScanner.scan(message).structure().root(), MessageBytes.of(message), leaves);
        return leaves;
    }

    private static void collect(MimePart part, MessageBytes message, List<Leaf> leaves)
            throws IOException {
        if (part.isLeaf()) {
            byte[] body = message.openDecoded(part).readAllBytes();
            leaves.add(leaf(part.contentType().mediaType(), body));
        }
        for (MimePart child : part.children()) {
            collect(child, message, leaves);
        }
    }

    private static List<Leaf> theirs(byte[] message) throws IOException, MimeException {
        MimeConfig config = MimeConfig.custom().setMaxLineLen(-1).setMaxHeaderLen(-1)
                .setMaxHeaderCount(-1).setMaxContentLen(-1).build();
        MimeTokenStream stream = new MimeTokenStream(config);
        List<Leaf> leaves = new ArrayList<>();
        stream.parse(new ByteArrayInputStream(message));
        for (EntityState state = stream
                .getState(); state != EntityState.T_END_OF_STREAM; state = stream
                        .next()) {
            if (state == EntityState.T_BODY) {
                byte[] body = stream.getDecodedInputStream().readAllBytes();
                String type = stream.getBodyDescriptor().getMimeType().toLowerCase(Locale.ROOT);
                leaves.add(leaf(type, body));
            }
        }
        return leaves;
    }

    private static void compare(List<Path> files) throws IOException {
        List<String> differences = new ArrayList<>();
        int same = 0;
        for (Path file : files) {
            byte[] message = Files.readAllBytes(file);
            MimeFuzzTest.structureOf(message);
            List<Leaf> theirs;
            try {
                theirs = theirs(message);
            } catch (MimeException refused) {
                differences.add(file.getFileName() + ": mime4j refuses: " + refused.getMessage());
                continue;
            }
            List<Leaf> ours = ours(message);
            if (ours.equals(theirs)) {
                same++;
            } else {
                differences.add(file.getFileName() + ": " + ours + " / " + theirs);
            }
        }
        System.out.println(same + " of " + files.size() + " messages read as mime4j reads them");
        differences.removeIf(line -> DIFFERENT.contains(line.substring(0, line.indexOf(':'))));
        assertThat(String.join("\n", differences)).isEmpty();
    }

    @Test
    void sampleMessagesAreReadAsMime4jReadsThem() throws IOException {
        compare(Corpora.messages());
    }

    @Test
    void realMessagesAreReadAsMime4jReadsThem() throws IOException {
        compare(Corpora.spamAssassin());
    }
}

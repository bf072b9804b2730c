package org.rialto.items.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.rialto.formats.mime.ByteRange;
import org.rialto.formats.mime.MessageBytes;
import org.rialto.formats.mime.MimeScanner;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.store.Attachment;
import org.rialto.store.AttachmentData;
import org.rialto.store.NewMessage;

/// Every message on earth becomes an item.
class MimeMessagesFuzzTest {
    static void convert(byte[] message) {
        try {
            NewMessage converted = MimeMessagesTest.convert(message);
            PropertyBag bag = converted.content().properties();
            assertThat(PropertyBag.decode(bag.encode())).isEqualTo(bag);
            MimeProperties all = new MimeProperties(bag, MimeScanner.scan(message).structure(),
                    MessageBytes.of(message));
            for (PropertyTag tag : MimeProperties.lazyTags()) {
                all.get(tag);
            }
            for (Attachment attachment : converted.content().attachments()) {
                AttachmentData.InMime range = (AttachmentData.InMime) attachment.data();
                assertThat(range.offset() + range.length()).isLessThanOrEqualTo(message.length);
                if (attachment.properties().getInteger32(PropertyTags.PidTagAttachMethod, 0) == 5) {
                    MimeMessages.embedded(range.mime(), MessageBytes.of(message),
                            new ByteRange(range.offset(), range.length()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Hands over a message of each run with bytes changed and moved.
    static void mutate(int runs, IntFunction<byte[]> seed, Consumer<byte[]> taker) {
        for (int run = 0; run < runs; run++) {
            Random random = new Random(run);
            byte[] message = seed.apply(run).clone();
            for (int i = random.nextInt(20); i >= 0; i--) {
                int at = random.nextInt(message.length);
                int from = random.nextInt(message.length);
                int length = Math.min(random.nextInt(60), message.length - Math.max(at, from));
                if (random.nextBoolean()) {
                    System.arraycopy(message, from, message, at, length);
                } else {
                    message[at] = (byte) random.nextInt(256);
                }
            }
            try {
                taker.accept(message);
            } catch (RuntimeException | AssertionError failure) {
                throw new AssertionError("run " + run, failure);
            }
        }
    }

    @Test
    void mutatedMessagesAreConverted() {
        byte[] seed = MimeMessagesTest.bytes(MimeMessagesTest.FULL);
        mutate(Integer.getInteger("rialto.fuzz.runs", 5_000), _ -> seed,
                MimeMessagesFuzzTest::convert);
    }

    @Test
    void sampleMessagesAreConverted() throws IOException {
        String named = System.getenv("RIALTO_CORPORA");
        Path root = named != null
                ? Path.of(named)
                : Path.of(System.getProperty("rialto.root", "."), "..", "shared", "corpora");
        if (!Files.isDirectory(root)) {
            String what = "no sample messages: RIALTO_CORPORA is not set and " + root
                    + " is not there";
            System.out.println("NOT RUN: " + what);
            Assumptions.abort(what);
        }
        for (String folder : List.of("mime", "eml", "mbox")) {
            try (Stream<Path> files = Files.list(root.resolve(folder))) {
                for (Path file : files.toList()) {
                    convert(Files.readAllBytes(file));
                }
            }
        }
    }

    @FuzzTest
    void message(byte[] message) { convert(message); }

    @FuzzTest
    void subject(byte[] bytes) {
        String subject = new String(bytes, StandardCharsets.UTF_16LE);
        SubjectParts parts = SubjectParts.of(subject);
        assertThat(parts.normalized().length()).isLessThanOrEqualTo(subject.length());
        ConversationIndex.ofHeader(subject);
        ConversationIndex.conversationIdOfTopic(subject);
    }
}

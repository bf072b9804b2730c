package org.rialto.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static java.util.Objects.requireNonNull;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// [TextExtractor]: its process comes and goes, and takes nothing down with it.
@Timeout(300)
final class TextExtractorTest {
    private static final ExtractionLimits LIMITS = ExtractionLimits.STANDARD;

    private static String text(TextExtractor extractor, byte[] document) throws IOException {
        return extractor.text(new ByteArrayInputStream(document));
    }

    private static ExtractionLimits limits(Duration time, Duration idle, long heapBytes) {
        return new ExtractionLimits(LIMITS.documentBytes(), LIMITS.characters(), time, idle,
                heapBytes);
    }

    @Test
    void startsAProcessForTheFirstDocumentAndKeepsItForTheNext() throws IOException {
        try (TextExtractor extractor = new TextExtractor(LIMITS)) {
            assertThat(extractor.process()).isNull();
            assertThat(text(extractor, Documents.pdf("first one"))).contains("first one");
            Process process = requireNonNull(extractor.process());
            assertThat(text(extractor, Documents.excel97("second one"))).contains("second one");
            assertThat(text(extractor, "%PDF-1.4 broken".getBytes(StandardCharsets.US_ASCII)))
                    .isEmpty();
            assertThat(text(extractor, Documents.pdf("third one"))).contains("third one");
            assertThat(extractor.process()).isSameAs(process);
            assertThat(extractor.read()).isEqualTo(3);
            assertThat(extractor.failed()).isEqualTo(1);
            extractor.close();
            assertThat(process.onExit().join().isAlive()).isFalse();
            assertThat(text(extractor, Documents.pdf("too late"))).isEmpty();
        }
    }

    @Test
    void goesOnWithANewProcessWhenOneIsGone() throws IOException {
        try (TextExtractor extractor = new TextExtractor(LIMITS)) {
            assertThat(text(extractor, Documents.pdf("before"))).contains("before");
            requireNonNull(extractor.process()).destroyForcibly().onExit().join();
            assertThat(text(extractor, Documents.pdf("after"))).contains("after");
        }
    }

    @Test
    void survivesADocumentThatFillsTheMemory() throws IOException {
        try (TextExtractor extractor = new TextExtractor(
                limits(LIMITS.time(), LIMITS.idle(), 16L << 20))) {
            byte[] large = new byte[20 << 20];
            large[0] = '%';
            assertThat(text(extractor, large)).isEmpty();
            assertThat(extractor.failed()).isEqualTo(1);
            assertThat(text(extractor, Documents.zip("content.xml", "<p>small</p>")))
                    .contains("small");
        }
    }

    @Test
    void endsWhoTakesTooLong() throws IOException {
        try (TextExtractor extractor = new TextExtractor(
                limits(Duration.ofMillis(1), LIMITS.idle(), LIMITS.heapBytes()))) {
            assertThat(text(extractor, Documents.pdf("slow"))).isEmpty();
            assertThat(extractor.process()).isNull();
            assertThat(extractor.failed()).isEqualTo(1);
        }
    }

    @Test
    void endsTheProcessWhenThereIsNothingToDo() throws Exception {
        try (TextExtractor extractor = new TextExtractor(
                limits(LIMITS.time(), Duration.ofMillis(200), LIMITS.heapBytes()))) {
            assertThat(text(extractor, Documents.pdf("once"))).contains("once");
            Process process = requireNonNull(extractor.process());
            process.onExit().get(20, java.util.concurrent.TimeUnit.SECONDS);
            assertThat(text(extractor, Documents.pdf("twice"))).contains("twice");
        }
    }

    @Test
    void looksAtNothingTooLargeAndAtNothingWhenItIsOff() throws IOException {
        try (TextExtractor off = TextExtractor.off();
                TextExtractor small = new TextExtractor(new ExtractionLimits(100, 100,
                        LIMITS.time(), LIMITS.idle(), LIMITS.heapBytes()))) {
            assertThat(text(off, Documents.pdf("off"))).isEmpty();
            assertThat(text(small, Documents.pdf("large"))).isEmpty();
            assertThat(off.process()).isNull();
            assertThat(small.process()).isNull();
        }
    }

    @Test
    void knowsDocumentsByTypeOrName() {
        assertThat(DocumentKinds.isDocument("Application/PDF", null)).isTrue();
        assertThat(DocumentKinds.isDocument("application/octet-stream", "Plan.DOCX")).isTrue();
        assertThat(DocumentKinds.isDocument("application/vnd.oasis.opendocument.text", null))
                .isTrue();
        assertThat(DocumentKinds.isDocument("image/png", "a.pdf")).isFalse();
        assertThat(DocumentKinds.isDocument("application/octet-stream", "a.exe")).isFalse();
        assertThat(DocumentKinds.isDocument("application/octet-stream", null)).isFalse();
    }
}

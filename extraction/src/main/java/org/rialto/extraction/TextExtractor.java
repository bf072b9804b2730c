package org.rialto.extraction;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gets the text of documents from a process that is started when the first one comes and ended
/// when there was none for a while. A document that breaks it, fills its memory or takes too long
/// has no text, costs the process, and nothing else. One document at a time.
public final class TextExtractor implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TextExtractor.class);
    /// After that many processes that did not come up, none is started for a while.
    private static final int FAILED_STARTS = 3;
    private static final Duration PAUSE = Duration.ofMinutes(10);
    private static final Duration START = Duration.ofSeconds(30);
    private final ExtractionLimits limits;
    private final boolean enabled;
    private final LongAdder read = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private volatile @Nullable Child child;
    private volatile boolean closed;
    // All below is guarded by this object's monitor.
    private long lastUsed;
    private int failedStarts;
    private long pausedUntil;

    public TextExtractor(ExtractionLimits limits) { this(limits, true); }

    private TextExtractor(ExtractionLimits limits, boolean enabled) {
        this.limits = limits;
        this.enabled = enabled;
    }

    /// One that finds no text in anything and starts nothing.
    public static TextExtractor off() {
        return new TextExtractor(ExtractionLimits.STANDARD, false);
    }

    /// Documents read, and those that could not be.
    public long read() { return read.sum(); }

    public long failed() { return failed.sum(); }

    /// The process at work; null when there is none.
    @Nullable
    Process process() {
        Child now = child;
        return now == null ? null : now.process;
    }

    /// The text of a document; empty when it has none, or none that can be found within the limits.
    /// Blocks.
    ///
    /// @throws IOException the document itself cannot be read
    public String text(InputStream document) throws IOException {
        if (!enabled) {
            return "";
        }
        byte[] bytes = document.readNBytes(limits.documentBytes() + 1);
        return bytes.length == 0 || bytes.length > limits.documentBytes() ? "" : text(bytes);
    }

    private synchronized String text(byte[] document) {
        Child running = running();
        if (running == null) {
            failed.increment();
            return "";
        }
        try {
            String text = running.ask(document, limits.time());
            lastUsed = System.nanoTime();
            if (text == null) {
                failed.increment();
                return "";
            }
            read.increment();
            return text;
        } catch (IOException e) {
            log.info("A document of {} bytes was too much for its parser, and is not indexed",
                    document.length);
            failed.increment();
            end();
            return "";
        }
    }

    private @Nullable Child running() {
        Child now = child;
        if (now != null && now.process.isAlive()) {
            return now;
        }
        end();
        if (closed || failedStarts >= FAILED_STARTS && System.nanoTime() - pausedUntil < 0) {
            return null;
        }
        try {
            now = Child.start(limits);
            failedStarts = 0;
        } catch (IOException e) {
            failedStarts++;
            pausedUntil = System.nanoTime() + PAUSE.toNanos();
            log.warn("The process that reads documents does not start: {}", e.getMessage());
            return null;
        }
        child = now;
        lastUsed = System.nanoTime();
        Child watched = now;
        Thread.ofVirtual().name("extraction-idle").start(() -> endWhenIdle(watched));
        return now;
    }

    private void endWhenIdle(Child watched) {
        try {
            long idle = limits.idle().toNanos();
            while (watched.process.isAlive()) {
                Thread.sleep(Math.max(1, limits.idle().toMillis() / 4));
                synchronized (this) {
                    if (child == watched && System.nanoTime() - lastUsed > idle) {
                        end();
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void end() {
        Child old = child;
        child = null;
        if (old != null) {
            old.process.destroyForcibly();
        }
    }

    /// Ends the process, at work or not; from then on there is no text.
    @Override
    public void close() {
        closed = true;
        Process process = process();
        if (process != null) {
            process.destroyForcibly();
        }
        end();
    }

    /// The process, seen from here.
    private record Child(Process process, DataInputStream answers, DataOutputStream questions,
            int mostBytes) {
        static Child start(ExtractionLimits limits) throws IOException {
            String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            String temporary = System.getProperty("java.io.tmpdir");
            ProcessBuilder builder = new ProcessBuilder(List.of(java,
                    "-Xmx" + (limits.heapBytes() >> 20) + "m", "-Xss2m", "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError",
                    "-XX:-UsePerfData", "-XX:-CreateCoredumpOnCrash", "-XX:ErrorFile=/dev/null",
                    "-XX:ActiveProcessorCount=1", "-Djava.awt.headless=true",
                    "-Djava.io.tmpdir=" + temporary, "-Dpdfbox.fontcache=" + temporary, "-cp",
                    System.getProperty("java.class.path"), ExtractionProcess.class.getName(),
                    String.valueOf(limits.characters()),
                    String.valueOf(limits.time().toSeconds() + 5)));
            builder.environment().clear();
            builder.directory(Path.of(temporary).toFile());
            builder.redirectError(ProcessBuilder.Redirect.DISCARD);
            Process process = builder.start();
            Child child = new Child(process,
                    new DataInputStream(new BufferedInputStream(process.getInputStream())),
                    new DataOutputStream(process.getOutputStream()), 4 * limits.characters());
            try (Watch _ = new Watch(process, START)) {
                if (child.answers.read() != ExtractionProcess.READY) {
                    throw new IOException("it ended at once");
                }
            } catch (IOException e) {
                process.destroyForcibly();
                throw e;
            }
            return child;
        }

        /// Null for a document that is broken.
        ///
        /// @throws IOException the process is gone, or has just been ended
        @Nullable
        String ask(byte[] document, Duration time) throws IOException {
            try (Watch _ = new Watch(process, time)) {
                questions.writeInt(document.length);
                questions.write(document);
                questions.flush();
                int status = answers.readUnsignedByte();
                int length = answers.readInt();
                if (length < 0 || length > mostBytes) {
                    throw new IOException("the process answers nonsense");
                }
                byte[] text = new byte[length];
                answers.readFully(text);
                return status == ExtractionProcess.TEXT
                        ? new String(text, StandardCharsets.UTF_8)
                        : null;
            }
        }
    }

    /// Ends a process that does not answer in time.
    private static final class Watch implements AutoCloseable {
        private final CountDownLatch answered = new CountDownLatch(1);

        Watch(Process process, Duration time) {
            Thread.ofVirtual().name("extraction-watch").start(() -> {
                try {
                    if (!answered.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                        process.destroyForcibly();
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }

        @Override
        public void close() { answered.countDown(); }
    }
}

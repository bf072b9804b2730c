package org.rialto.speech;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Prompts that were spoken once, kept in files (samples of 16 bits, little-endian) named by what
/// they say, the voice and its version. A file appears whole or not at all; a damaged or missing
/// one is spoken again. Of too many, those not asked for the longest go.
public final class PromptCache {
    private static final Logger log = LoggerFactory.getLogger(PromptCache.class);
    private static final String SUFFIX = ".pcm";
    private static final int STRIPES = 16;

    private final Path directory;
    private final SpeechSynthesizer synthesizer;
    private final int maximumPrompts;
    private final Object[] stripes = new Object[STRIPES];
    private int added;

    public PromptCache(Path directory, SpeechSynthesizer synthesizer, int maximumPrompts)
            throws IOException {
        this.directory = Files.createDirectories(directory);
        this.synthesizer = synthesizer;
        this.maximumPrompts = maximumPrompts;
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new Object();
        }
    }

    /// What the text sounds like at the rate of telephones.
    public Spoken pcm(String text) throws InterruptedException {
        Path file = file(text);
        Spoken kept = read(file);
        if (kept != null) {
            return kept;
        }
        // The same prompt is spoken by one caller, for whom the others wait.
        synchronized (stripes[Math.floorMod(file.hashCode(), STRIPES)]) {
            Spoken meanwhile = read(file);
            if (meanwhile != null) {
                return meanwhile;
            }
            Spoken spoken = synthesizer.speak(text);
            keep(file, spoken);
            return spoken;
        }
    }

    /// As [#pcm], spoken anew whatever is kept of it.
    public Spoken again(String text) throws InterruptedException {
        Spoken spoken = synthesizer.speak(text);
        keep(file(text), spoken);
        return spoken;
    }

    /// Where it is kept once it was spoken.
    public Path file(String text) { return directory.resolve(name(text) + SUFFIX); }

    private static String name(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((SpeechSynthesizer.VERSION + "\n").getBytes(StandardCharsets.UTF_8));
            byte[] hash = digest.digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 20);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 belongs to every JDK", e);
        }
    }

    private static @Nullable Spoken read(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            if (bytes.length == 0 || bytes.length % 2 != 0) {
                return null;
            }
            short[] samples = new short[bytes.length / 2];
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
            // Once an hour is enough to know what is in use.
            long now = System.currentTimeMillis();
            if (now - Files.getLastModifiedTime(file).toMillis() > 3_600_000) {
                Files.setLastModifiedTime(file, FileTime.fromMillis(now));
            }
            return new Spoken(samples, SpeechSynthesizer.TELEPHONE_RATE);
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            log.warn("a prompt could not be read: {}", e.toString());
            return null;
        }
    }

    private void keep(Path file, Spoken spoken) {
        if (spoken.samples().length == 0) {
            return;
        }
        try {
            ByteBuffer bytes = ByteBuffer.allocate(spoken.samples().length * 2)
                    .order(ByteOrder.LITTLE_ENDIAN);
            bytes.asShortBuffer().put(spoken.samples());
            Path whole = Files.createTempFile(directory, "prompt", ".tmp");
            try {
                Files.write(whole, bytes.array());
                Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(whole);
            }
            makeRoom();
        } catch (IOException e) {
            log.warn("a prompt could not be kept: {}", e.toString());
        }
    }

    private synchronized void makeRoom() throws IOException {
        if (added++ % Math.max(1, maximumPrompts / 10) != 0) {
            return;
        }
        List<Path> files;
        try (Stream<Path> all = Files.list(directory)) {
            files = all.filter(path -> path.toString().endsWith(SUFFIX))
                    .sorted(Comparator.comparing(PromptCache::lastUse)).toList();
        }
        for (Path old : files.subList(0, Math.max(0, files.size() - maximumPrompts))) {
            Files.deleteIfExists(old);
        }
    }

    private static FileTime lastUse(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }
}

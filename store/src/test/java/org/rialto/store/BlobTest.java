package org.rialto.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.rialto.database.TestEngine;
import org.rialto.mapi.MailError;

/// Bytes stored once, found again, and collected when nothing needs them.
@ParameterizedClass
@EnumSource(TestEngine.class)
class BlobTest {
    private final StoreFixture fixture;

    BlobTest(TestEngine engine, @TempDir Path directory) {
        fixture = new StoreFixture(engine, directory);
    }

    @AfterEach
    void close() { fixture.close(); }

    private static byte[] random(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private void reference(BlobRef blob) {
        fixture.database.write(sql -> {
            fixture.store.blobs().reference(sql, blob);
            return null;
        });
    }

    private void release(BlobRef blob) {
        fixture.database.write(sql -> {
            fixture.store.blobs().release(sql, blob);
            return null;
        });
    }

    @Test
    void keepsBlobsOfEverySizeOverARestart() {
        List<byte[]> contents = new ArrayList<>();
        List<BlobRef> refs = new ArrayList<>();
        for (int length : new int[]{0, 1, 4096, 256 * 1024, 256 * 1024 + 1, 700_000, 1 << 20,
                5_000_000}) {
            byte[] bytes = random(length, length);
            contents.add(bytes);
            BlobRef ref = fixture.blob(bytes);
            assertThat(ref.length()).isEqualTo(length);
            assertThat(fixture.read(ref)).isEqualTo(bytes); // before it has a row
            refs.add(ref);
            reference(ref);
        }
        for (int restart = 0; restart < 2; restart++) {
            for (int i = 0; i < refs.size(); i++) {
                assertThat(fixture.read(refs.get(i))).isEqualTo(contents.get(i));
            }
            fixture.reopen();
        }
    }

    @Test
    void storesTheSameBytesOnce() {
        byte[] bytes = random(10_000, 1);
        BlobRef first = fixture.blob(bytes);
        assertThat(fixture.blob(bytes)).isEqualTo(first);
        reference(first);
        assertThat(fixture.blob(bytes)).isEqualTo(first);
        reference(first);
        release(first);
        assertThat(fixture.store.blobs().collect(0)).isZero();
        assertThat(fixture.read(first)).isEqualTo(bytes);
        release(first);
        assertThat(fixture.store.blobs().collect(3600)).isZero();
        assertThat(fixture.store.blobs().collect(0)).isEqualTo(1);
        assertThatThrownBy(() -> fixture.read(first)).isInstanceOf(MailError.NotFound.class);
        assertThatThrownBy(() -> reference(first)).isInstanceOf(MailError.NotFound.class);
        BlobRef again = fixture.blob(bytes);
        assertThat(again).isNotEqualTo(first);
        reference(again);
        assertThat(fixture.read(again)).isEqualTo(bytes);
    }

    @Test
    void asksForTheBytesAgainWhenASyncFailed() throws IOException {
        if (fixture.engine() != TestEngine.SQLITE) { // PostgreSQL keeps blobs in rows
            return;
        }
        BlobRef first = fixture.blob("first");
        BlobRef second = fixture.blob("second");
        // An interrupted reader closes the file, and it cannot be opened again.
        Files.delete(fixture.directory().resolve("blobs").resolve("segment-00000001"));
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> fixture.read(first)).hasCauseInstanceOf(IOException.class);
        assertThat(Thread.interrupted()).isTrue();

        assertThatThrownBy(() -> reference(first)).isInstanceOf(MailError.Unavailable.class);
        assertThatThrownBy(() -> reference(first)).isInstanceOf(MailError.Unavailable.class);
        assertThatThrownBy(() -> reference(second)).isInstanceOf(MailError.Unavailable.class);
        BlobRef again = fixture.blob("second");
        assertThat(again).isNotEqualTo(second);
        reference(again);
        assertThat(fixture.read(again)).hasSize(6);
    }

    @Test
    void keepsAReferenceOnlyWithItsUnitOfWork() {
        BlobRef blob = fixture.blob("some text");
        assertThatThrownBy(() -> fixture.database.write(sql -> {
            fixture.store.blobs().reference(sql, blob);
            throw new MailError.Invalid("no");
        })).isInstanceOf(MailError.Invalid.class);
        reference(blob);
        assertThat(fixture.read(blob)).hasSize(9);
        fixture.database.write(sql -> {
            fixture.store.blobs().reference(sql, blob);
            fixture.store.blobs().release(sql, blob);
            return null;
        });
        assertThat(fixture.store.blobs().collect(0)).isZero();
    }

    @Test
    void readsRanges() throws IOException {
        byte[] bytes = random(600_000, 3);
        BlobRef blob = fixture.blob(bytes);
        reference(blob);
        try (BlobReader reader = fixture.store.blobs().open(blob)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            reader.transferTo(out, 262_000, 1_000);
            assertThat(out.toByteArray())
                    .isEqualTo(java.util.Arrays.copyOfRange(bytes, 262_000, 263_000));
            byte[] tail = new byte[100];
            int count = reader.read(599_990, tail, 50, 50);
            assertThat(count).isEqualTo(10);
            assertThat(java.util.Arrays.copyOfRange(tail, 50, 60))
                    .isEqualTo(java.util.Arrays.copyOfRange(bytes, 599_990, 600_000));
            assertThat(reader.read(600_000, tail, 0, 1)).isEqualTo(-1);
            try (InputStream in = reader.stream(100, 300_000)) {
                assertThat(in.readAllBytes())
                        .isEqualTo(java.util.Arrays.copyOfRange(bytes, 100, 300_100));
            }
            assertThatThrownBy(() -> reader.stream(599_999, 2))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void readsNeighboursTogether() {
        List<byte[]> contents = new ArrayList<>();
        List<BlobRef> refs = new ArrayList<>();
        for (int length : new int[]{2_000, 0, 1, 9_000, 300_000, 5_000, 6_000, 2_000_000, 70}) {
            contents.add(random(length, 100 + length));
            refs.add(fixture.blob(contents.getLast()));
            if (length != 6_000) {
                reference(refs.getLast()); // the others have no row yet
            }
        }
        // In any order, some twice, some far from each other, one that is nowhere.
        Random random = new Random(7);
        for (int i = 0; i < 40; i++) {
            int at = random.nextInt(contents.size());
            contents.add(contents.get(at));
            refs.add(refs.get(at));
        }
        contents.add(new byte[10]);
        refs.add(new BlobRef(123_456_789, 10));
        List<Blobs.@Nullable Bytes> read = fixture.store.blobs().readTogether(refs);
        assertThat(read).hasSameSizeAs(refs);
        int found = 0;
        for (int i = 0; i < read.size(); i++) {
            Blobs.Bytes bytes = read.get(i);
            if (bytes != null) {
                found++;
                assertThat(java.util.Arrays.copyOfRange(bytes.array(), bytes.offset(),
                        bytes.offset() + bytes.length())).isEqualTo(contents.get(i));
            }
        }
        assertThat(read.getLast()).isNull();
        assertThat(fixture.store.blobs().readTogether(List.of())).isEmpty();
        if (fixture.engine() == TestEngine.SQLITE) {
            assertThat(found).isGreaterThan(5);
        }
    }

    @Test
    void forgetsWhatWasNotFinished() throws IOException {
        try (BlobWriter writer = fixture.store.blobs().create()) {
            writer.write(random(400_000, 1));
        }
        try (Stream<Path> files = Files.list(fixture.directory().resolve("blobs"))) {
            assertThat(files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("new-"))).isEmpty();
        }
    }

    @Test
    void survivesAnInterruptedReader() throws Exception {
        byte[] bytes = random(100_000, 5);
        BlobRef blob = fixture.blob(bytes);
        reference(blob);
        Thread interrupted = Thread.startVirtualThread(() -> {
            Thread.currentThread().interrupt();
            try (BlobReader reader = fixture.store.blobs().open(blob)) {
                reader.read(0, new byte[100], 0, 100);
            } catch (IOException | RuntimeException e) {
                // its own affair
            }
        });
        interrupted.join();
        assertThat(fixture.read(blob)).isEqualTo(bytes);
        BlobRef next = fixture.blob("the next one");
        reference(next);
        assertThat(fixture.read(next)).hasSize(12);
    }

    @Test
    void reclaimsTheSpaceOfSegments() throws IOException {
        if (fixture.engine() == TestEngine.POSTGRES) {
            return; // rows; PostgreSQL's vacuum is what does this
        }
        Path blobs = fixture.directory().resolve("blobs");
        fixture.store.close();
        try (Store store = Store.open(fixture.database,
                new StoreConfiguration(blobs, 256 * 1024, 100_000))) {
            List<BlobRef> refs = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                try (BlobWriter writer = store.blobs().create()) {
                    writer.write(random(20_000, i));
                    refs.add(writer.finish());
                }
            }
            fixture.database.write(sql -> {
                for (BlobRef ref : refs) {
                    store.blobs().reference(sql, ref);
                }
                return null;
            });
            long before = bytes(blobs);
            BlobReader open = store.blobs().open(refs.get(3));
            fixture.database.write(sql -> {
                for (int i = 0; i < 20; i++) {
                    if (i % 5 != 3) {
                        store.blobs().release(sql, refs.get(i));
                    }
                }
                return null;
            });
            try (Stream<Path> files = Files.list(blobs)) {
                for (Path file : files.toList()) {
                    Files.setLastModifiedTime(file, FileTime.fromMillis(0));
                }
            }
            assertThat(store.blobs().collect(0)).isEqualTo(16);
            long segment = before / 5; // of four blobs; all of the second's are unused
            assertThat(bytes(blobs)).isEqualTo(before - segment);
            // Never more than it may copy, nor while somebody reads a snapshot's blobs.
            assertThat(store.blobs().compact(19_000)).isZero();
            try (Blobs.Kept kept = store.blobs().keepAll()) {
                assertThat(store.blobs().compact(1_000_000)).isZero();
            }
            assertThat(store.blobs().compact(21_000)).isEqualTo(segment - 20_044);
            assertThat(store.blobs().compact(1_000_000)).isPositive();
            assertThat(bytes(blobs)).isLessThan(before / 2);
            for (int i = 3; i < 20; i += 5) {
                try (BlobReader reader = store.blobs().open(refs.get(i));
                        InputStream in = reader.stream(0, reader.length())) {
                    assertThat(in.readAllBytes()).isEqualTo(random(20_000, i));
                }
            }
            try (InputStream in = open.stream(0, open.length())) {
                assertThat(in.readAllBytes()).isEqualTo(random(20_000, 3));
            }
            open.close();
        }
    }

    private static long bytes(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            long total = 0;
            for (Path file : files.toList()) {
                total += Files.size(file);
            }
            return total;
        }
    }
}

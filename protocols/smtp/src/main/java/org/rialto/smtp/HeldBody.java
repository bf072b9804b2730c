package org.rialto.smtp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The body of a message whose verification needs it whole before the first byte can be passed on:
/// in memory, from a limit on in a temporary file. Nothing here has to survive a crash, the message
/// was not yet accepted.
final class HeldBody implements AutoCloseable {
    private static final int MEMORY_OCTETS = 256 * 1024;

    private final ByteArrayOutputStream memory = new ByteArrayOutputStream(4096);
    private @Nullable Path file;
    private @Nullable OutputStream out;

    void write(byte[] bytes, int offset, int length) throws IOException {
        if (out == null && memory.size() + length > MEMORY_OCTETS) {
            Path spill = Files.createTempFile("rialto-smtp-", ".body");
            file = spill;
            out = Files.newOutputStream(spill);
            memory.writeTo(out);
            memory.reset();
        }
        if (out == null) {
            memory.write(bytes, offset, length);
        } else {
            out.write(bytes, offset, length);
        }
    }

    void transferTo(OutputStream target) throws IOException {
        OutputStream spilled = out;
        if (spilled == null || file == null) {
            memory.writeTo(target);
            return;
        }
        spilled.flush();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] piece = new byte[64 * 1024];
            int count;
            while ((count = in.read(piece)) > 0) {
                target.write(piece, 0, count);
            }
        }
    }

    @Override
    public void close() {
        try {
            if (out != null) {
                out.close();
            }
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + file, e);
        }
    }
}

package org.rialto.telephony.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Makes a source that only goes forward one that can be sought in: what was read is kept in a
/// file, which the operating system forgets with us.
final class SpooledSource implements PcmSource {
    private static final int BLOCK = 4_096;

    private final PcmSource source;
    private final FileChannel file;
    private final long maximum;
    private final short[] block = new short[BLOCK];
    private final ByteBuffer bytes = ByteBuffer.allocate(BLOCK * 2).order(ByteOrder.LITTLE_ENDIAN);
    private long spooled;
    private long position;

    /// Ends after `maximum` samples at the latest.
    SpooledSource(PcmSource source, Path directory, long maximum) throws IOException {
        this.source = source;
        this.maximum = maximum;
        Path path = Files.createTempFile(directory, "sound", ".pcm");
        this.file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
    }

    @Override
    public int sampleRate() { return source.sampleRate(); }

    @Override
    public int read(short[] samples, int offset, int count) throws IOException {
        if (position >= spooled && !spool()) {
            return -1;
        }
        int some = (int) Math.min(Math.min(count, BLOCK), spooled - position);
        bytes.clear().limit(some * 2);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, position * 2 + bytes.position()) < 0) {
                throw new IOException("a sound lost its file");
            }
        }
        bytes.flip();
        bytes.asShortBuffer().get(samples, offset, some);
        position += some;
        return some;
    }

    private boolean spool() throws IOException {
        int wanted = (int) Math.min(BLOCK, maximum - spooled);
        int count = wanted <= 0 ? -1 : source.read(block, 0, wanted);
        if (count < 0) {
            return false;
        }
        bytes.clear();
        bytes.asShortBuffer().put(block, 0, count);
        bytes.limit(count * 2);
        while (bytes.hasRemaining()) {
            file.write(bytes, spooled * 2 + bytes.position());
        }
        spooled += count;
        return true;
    }

    @Override
    public long position() { return position; }

    @Override
    public void seek(long sample) throws IOException {
        long wanted = Math.clamp(sample, 0, maximum);
        while (spooled < wanted && spool()) {
            // Decoded up to there.
        }
        position = Math.min(wanted, spooled);
    }

    @Override
    public void close() throws IOException {
        try (file) {
            source.close();
        }
    }
}

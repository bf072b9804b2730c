package org.rialto.telephony.audio;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;

/// Opens recordings that came from outside: WAVE or MP3, told by their first bytes.
public final class Sounds {
    /// How much of a file is looked at, and how much of its sound is played.
    public record Limits(long bytes, Duration duration) {
        public static final Limits USUAL = new Limits(64L << 20, Duration.ofHours(2));
    }

    private static final int BUFFER_BYTES = 16_384;

    private Sounds() {}

    /// At that rate, can be sought in; decodes as it is read, into a file in the directory that is
    /// gone with the source. A [org.rialto.base.MalformedDataException] when it is neither.
    public static PcmSource open(InputStream in, int sampleRate, Path directory, Limits limits)
            throws IOException {
        BufferedInputStream bounded = new BufferedInputStream(new Bounded(in, limits.bytes()),
                BUFFER_BYTES);
        try {
            bounded.mark(4);
            byte[] start = bounded.readNBytes(4);
            bounded.reset();
            boolean wave = start.length == 4 && start[0] == 'R' && start[1] == 'I'
                    && start[2] == 'F' && start[3] == 'F';
            PcmSource decoded = wave ? WavReader.of(bounded) : new Mp3Reader(bounded);
            long samples = limits.duration().toSeconds() * sampleRate;
            return new SpooledSource(Resampler.to(sampleRate, decoded), directory, samples);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /// As if the file ended where the limit is.
    private static final class Bounded extends FilterInputStream {
        private long left;

        Bounded(InputStream in, long limit) {
            super(in);
            this.left = limit;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int count) throws IOException {
            if (left <= 0) {
                return -1;
            }
            int some = in.read(target, offset, (int) Math.min(left, count));
            left -= Math.max(0, some);
            return some;
        }

        @Override
        public long skip(long count) throws IOException {
            long skipped = in.skip(Math.min(left, count));
            left -= skipped;
            return skipped;
        }
    }

    /// Bytes of a stream that only goes forward, for a reader whose positions only grow.
    static final class Forward implements WavFormat.Bytes {
        private final InputStream in;
        private long at;

        Forward(InputStream in) { this.in = in; }

        @Override
        public void read(ByteBuffer buffer, long position) throws IOException {
            try {
                in.skipNBytes(Math.max(0, position - at));
                at = Math.max(at, position);
            } catch (EOFException e) {
                return;
            }
            int count = in.readNBytes(buffer.array(), buffer.position(), buffer.remaining());
            buffer.position(buffer.position() + count);
            at += count;
        }

        @Override
        public long size() { return Long.MAX_VALUE; }
    }
}

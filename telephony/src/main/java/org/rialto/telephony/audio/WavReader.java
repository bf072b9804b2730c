package org.rialto.telephony.audio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Reads a WAVE file of 16-bit (or 8-bit) PCM, µ-law or A-law piece by piece; more channels are
/// mixed to one. Reads as well what a crash left: a head that says 0 bytes, or more than there are.
public final class WavReader implements PcmSource {
    private static final int BUFFER_BYTES = 8_192;

    private final WavFormat.Bytes file;
    private final AutoCloseable closing;
    private final WavFormat format;
    private final long length;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    private long position;

    private WavReader(WavFormat.Bytes file, AutoCloseable closing) throws IOException {
        this.file = file;
        this.closing = closing;
        this.format = WavFormat.read(file);
        long there = Math.max(0, file.size() - format.dataStart());
        boolean unfinished = format.dataBytes() == 0 || format.dataBytes() > there;
        this.length = (unfinished ? there : format.dataBytes()) / format.frameBytes();
        buffer.limit(0);
    }

    /// A [org.rialto.base.MalformedDataException] when it is no such file.
    public static WavReader open(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return new WavReader(new WavFormat.Bytes() {
                @Override
                public void read(ByteBuffer target, long from) throws IOException {
                    int count = 0;
                    while (target.hasRemaining() && count >= 0) {
                        count = channel.read(target, from + target.position());
                    }
                }

                @Override
                public long size() throws IOException { return channel.size(); }
            }, channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    public static WavReader of(byte[] bytes) {
        try {
            return new WavReader(new WavFormat.Bytes() {
                @Override
                public void read(ByteBuffer target, long from) {
                    int count = (int) Math.clamp(bytes.length - from, 0, target.remaining());
                    target.put(bytes, count == 0 ? 0 : (int) from, count);
                }

                @Override
                public long size() { return bytes.length; }
            }, () -> {});
        } catch (IOException e) {
            throw new IllegalStateException("an array is read without input", e);
        }
    }

    /// Goes forward only, as far as the stream does.
    static WavReader of(InputStream in) throws IOException {
        return new WavReader(new Sounds.Forward(in), in);
    }

    @Override
    public int sampleRate() { return format.sampleRate(); }

    WavFormat format() { return format; }

    /// Samples of one channel.
    public long length() { return length; }

    @Override
    public long position() { return position; }

    @Override
    public void seek(long sample) {
        position = Math.clamp(sample, 0, length);
        buffer.limit(0);
    }

    @Override
    public int read(short[] samples, int offset, int count) throws IOException {
        if (position >= length) {
            return -1;
        }
        int frame = format.frameBytes();
        if (buffer.remaining() < frame) {
            int bytes = (int) Math.min(BUFFER_BYTES / frame, length - position) * frame;
            buffer.clear().limit(bytes);
            file.read(buffer, format.dataStart() + position * frame);
            buffer.flip();
            if (buffer.remaining() < frame) {
                return -1;
            }
        }
        int some = Math.min(count, buffer.remaining() / frame);
        for (int i = 0; i < some; i++) {
            int sum = 0;
            for (int channel = 0; channel < format.channels(); channel++) {
                sum += sample();
            }
            samples[offset + i] = (short) (sum / format.channels());
        }
        position += some;
        return some;
    }

    private int sample() {
        return switch (format.coding()) {
            case PCM -> format.sampleBytes() == 2
                    ? buffer.getShort()
                    : (buffer.get() & 0xFF) - 128 << 8;
            case A_LAW -> G711.A_LAW.decode(buffer.get());
            case MU_LAW -> G711.MU_LAW.decode(buffer.get());
        };
    }

    @Override
    public void close() throws IOException {
        try {
            closing.close();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    /// All of it, refused when it is longer than so many samples.
    public static Pcm read(Path path, int limit) throws IOException {
        try (WavReader reader = open(path)) {
            return Pcm.read(reader, limit);
        }
    }
}

package org.rialto.telephony.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// Writes a WAVE file as the sound comes: the samples only ever follow what is there, the sizes in
/// the head are put in at the end. What a crash leaves is read by [WavReader] up to its last
/// sample.
public final class WavWriter implements PcmSink {
    /// Of the sizes in the head.
    private static final long MAXIMUM_BYTES = 0xFFFF_0000L;

    private final FileChannel file;
    private final int sampleRate;
    private final @Nullable G711 law;
    private ByteBuffer buffer = ByteBuffer.allocate(0);
    private long dataBytes;

    private WavWriter(FileChannel file, int sampleRate, @Nullable G711 law) throws IOException {
        this.file = file;
        this.sampleRate = sampleRate;
        this.law = law;
        writeAll(WavFormat.header(coding(), sampleRate, 0));
    }

    /// A new file of 16-bit PCM, or in one of the laws; what was there before is gone.
    public static WavWriter create(Path path, int sampleRate, @Nullable G711 law)
            throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        try {
            return new WavWriter(file, sampleRate, law);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private WavFormat.Coding coding() {
        if (law == null) {
            return WavFormat.Coding.PCM;
        }
        return switch (law) {
            case MU_LAW -> WavFormat.Coding.MU_LAW;
            case A_LAW -> WavFormat.Coding.A_LAW;
        };
    }

    @Override
    public int sampleRate() { return sampleRate; }

    @Override
    public void write(short[] samples, int offset, int count) throws IOException {
        if (buffer.capacity() < count * 2) {
            buffer = ByteBuffer.allocate(count * 2).order(ByteOrder.LITTLE_ENDIAN);
        }
        buffer.clear();
        put(buffer, samples, offset, count, law);
        buffer.flip();
        if (dataBytes + buffer.remaining() > MAXIMUM_BYTES) {
            throw new IOException("a WAVE file holds no more than 4 GB");
        }
        dataBytes += buffer.remaining();
        writeAll(buffer);
    }

    private static void put(ByteBuffer target, short[] samples, int offset, int count,
            @Nullable G711 law) {
        for (int i = offset; i < offset + count; i++) {
            if (law == null) {
                target.putShort(samples[i]);
            } else {
                target.put(law.encode(samples[i]));
            }
        }
    }

    private void writeAll(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    /// Pads to an even length, finishes the head, and waits until the disk has it.
    @Override
    public void close() throws IOException {
        try (file) {
            if (file.isOpen()) {
                if (dataBytes % 2 != 0) {
                    writeAll(ByteBuffer.allocate(1));
                }
                ByteBuffer header = WavFormat.header(coding(), sampleRate, dataBytes);
                while (header.hasRemaining()) {
                    file.write(header, header.position());
                }
                file.force(true);
            }
        }
    }

    /// Cuts a file to so many samples and finishes its head: for silence at the end, and with
    /// [Long#MAX_VALUE] for what a crash left.
    public static void shorten(Path path, long samples) throws IOException {
        WavFormat format;
        long length;
        try (WavReader reader = WavReader.open(path)) {
            format = reader.format();
            length = Math.clamp(samples, 0, reader.length());
        }
        long dataBytes = length * format.frameBytes();
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
            long end = format.dataStart() + dataBytes;
            file.truncate(end);
            if (dataBytes % 2 != 0) {
                file.write(ByteBuffer.allocate(1), end++);
            }
            putSize(file, 4, end - 8);
            putSize(file, format.dataStart() - 4, dataBytes);
            file.force(true);
        }
    }

    private static void putSize(FileChannel file, long at, long size) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt((int) size);
        bytes.flip();
        while (bytes.hasRemaining()) {
            file.write(bytes, at + bytes.position());
        }
    }

    /// The whole file of a short piece.
    public static byte[] bytes(Pcm pcm, @Nullable G711 law) {
        int count = pcm.samples().length;
        int dataBytes = law == null ? count * 2 : count;
        WavFormat.Coding coding = law == null
                ? WavFormat.Coding.PCM
                : law == G711.MU_LAW ? WavFormat.Coding.MU_LAW : WavFormat.Coding.A_LAW;
        ByteBuffer bytes = ByteBuffer.allocate(WavFormat.HEADER_BYTES + dataBytes + dataBytes % 2)
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(WavFormat.header(coding, pcm.sampleRate(), dataBytes));
        put(bytes, pcm.samples(), 0, count, law);
        return bytes.array();
    }
}

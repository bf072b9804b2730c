package org.rialto.telephony.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.rialto.base.MalformedDataException;

/// The head of a RIFF WAVE file. Multimedia Programming Interface and Data Specifications 1.0
/// (August 1991), "Waveform Audio File Format"; WAVE_FORMAT_EXTENSIBLE by its first two bytes.
///
/// @param sampleBytes of one sample of one channel: 1 or 2
/// @param dataStart where the samples begin in the file
/// @param dataBytes as the head says: 0 or more than there is when nobody finished it
record WavFormat(Coding coding, int sampleRate, int channels, int sampleBytes, long dataStart,
        long dataBytes) {
    /// How samples are written. The codes are those of RFC 2361.
    enum Coding {
        PCM(1), A_LAW(6), MU_LAW(7);

        private final int code;

        Coding(int code) { this.code = code; }

        int code() { return code; }
    }

    static final int HEADER_BYTES = 44;
    private static final int EXTENSIBLE = 0xFFFE;
    private static final int RIFF = 0x46464952;
    private static final int WAVE = 0x45564157;
    private static final int FORMAT = 0x20746D66;
    private static final int DATA = 0x61746164;
    /// Chunks that may stand before the samples.
    private static final int MAXIMUM_CHUNKS = 64;

    /// Bytes by position: a file or an array.
    interface Bytes {
        /// Fills the buffer from there as far as there is something.
        void read(ByteBuffer buffer, long position) throws IOException;

        long size() throws IOException;
    }

    int frameBytes() { return channels * sampleBytes; }

    static WavFormat read(Bytes file) throws IOException {
        ByteBuffer head = some(file, 0, 12);
        if (head.remaining() < 12 || head.getInt(0) != RIFF || head.getInt(8) != WAVE) {
            throw new MalformedDataException("not a RIFF WAVE file", 0);
        }
        WavFormat format = null;
        long at = 12;
        for (int chunk = 0; chunk < MAXIMUM_CHUNKS; chunk++) {
            ByteBuffer next = some(file, at, 8);
            if (next.remaining() < 8) {
                break;
            }
            long size = next.getInt(4) & 0xFFFF_FFFFL;
            if (next.getInt(0) == DATA) {
                if (format == null) {
                    throw malformed("samples before their format", at);
                }
                return new WavFormat(format.coding, format.sampleRate, format.channels,
                        format.sampleBytes, at + 8, size);
            }
            if (next.getInt(0) == FORMAT) {
                format = format(some(file, at + 8, (int) Math.min(size, 40)), at);
            }
            at += 8 + size + (size & 1);
        }
        throw malformed("a WAVE file without samples", at);
    }

    private static WavFormat format(ByteBuffer chunk, long at) {
        if (chunk.remaining() < 16) {
            throw malformed("a short format", at);
        }
        int code = chunk.getShort(0) & 0xFFFF;
        if (code == EXTENSIBLE && chunk.remaining() >= 26) {
            code = chunk.getShort(24) & 0xFFFF;
        }
        int channels = chunk.getShort(2) & 0xFFFF;
        int rate = chunk.getInt(4);
        int bits = chunk.getShort(14) & 0xFFFF;
        if (channels < 1 || channels > 8 || rate < 1_000 || rate > 192_000) {
            throw malformed("a sample rate or channels out of bounds", at);
        }
        for (Coding coding : Coding.values()) {
            int expected = coding == Coding.PCM ? 16 : 8;
            if (coding.code == code && (bits == expected || coding == Coding.PCM && bits == 8)) {
                return new WavFormat(coding, rate, channels, bits / 8, 0, 0);
            }
        }
        throw malformed("a coding that is not read here: " + code + " of " + bits + " bits", at);
    }

    private static MalformedDataException malformed(String problem, long at) {
        return new MalformedDataException(problem, (int) Math.min(at, Integer.MAX_VALUE));
    }

    private static ByteBuffer some(Bytes file, long position, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        file.read(buffer, position);
        return buffer.flip();
    }

    /// A head of 44 bytes; `dataBytes` is 0 while nobody knows.
    static ByteBuffer header(Coding coding, int sampleRate, long dataBytes) {
        int sampleBytes = coding == Coding.PCM ? 2 : 1;
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(RIFF).putInt((int) Math.min(dataBytes + HEADER_BYTES - 8, 0xFFFF_FFFFL));
        header.putInt(WAVE).putInt(FORMAT).putInt(16).putShort((short) coding.code);
        header.putShort((short) 1).putInt(sampleRate).putInt(sampleRate * sampleBytes);
        header.putShort((short) sampleBytes).putShort((short) (sampleBytes * 8));
        header.putInt(DATA).putInt((int) Math.min(dataBytes, 0xFFFF_FFFFL));
        return header.flip();
    }
}

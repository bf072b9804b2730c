package org.rialto.telephony.audio;

import java.io.IOException;
import java.io.InputStream;
import javazoom.jl.decoder.Bitstream;
import javazoom.jl.decoder.BitstreamException;
import javazoom.jl.decoder.Decoder;
import javazoom.jl.decoder.Header;
import javazoom.jl.decoder.JavaLayerException;
import javazoom.jl.decoder.SampleBuffer;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;

/// Decodes MPEG audio (layers I to III) frame by frame, channels mixed to one. Only goes forward:
/// [Sounds] makes it one that can be sought in. What is damaged in the middle is left out.
final class Mp3Reader implements PcmSource {
    /// Frames without any sound among what cannot be decoded: then it is no MP3.
    private static final int DAMAGED_FRAMES = 100;

    private final InputStream in;
    private final Bitstream bits;
    private final Decoder decoder = new Decoder();
    private final int sampleRate;
    private short[] ready = new short[0];
    private int from;
    private int to;
    private long position;
    private boolean ended;

    Mp3Reader(InputStream in) {
        this.in = in;
        this.bits = new Bitstream(in);
        int rate = decode();
        if (rate <= 0) {
            throw new MalformedDataException("no MPEG audio", 0);
        }
        sampleRate = rate;
    }

    @Override
    public int sampleRate() { return sampleRate; }

    @Override
    public int read(short[] samples, int offset, int count) {
        while (from == to && !ended) {
            decode();
        }
        if (from == to) {
            return -1;
        }
        int some = Math.min(count, to - from);
        System.arraycopy(ready, from, samples, offset, some);
        from += some;
        position += some;
        return some;
    }

    /// The rate of the next frame; 0 at the end.
    private int decode() {
        for (int damaged = 0; damaged < DAMAGED_FRAMES; damaged++) {
            try {
                Header header = bits.readFrame();
                if (header == null) {
                    break;
                }
                int rate = take(decode(header), header);
                bits.closeFrame();
                if (rate > 0) {
                    return rate;
                }
            } catch (BitstreamException e) {
                break;
            } catch (JavaLayerException | RuntimeException e) {
                // The decoder trips over damage in many ways; the next frame may be whole.
                bits.closeFrame();
            }
        }
        ended = true;
        return 0;
    }

    private @Nullable SampleBuffer decode(Header header) throws JavaLayerException {
        return decoder.decodeFrame(header, bits) instanceof SampleBuffer buffer ? buffer : null;
    }

    private int take(@Nullable SampleBuffer buffer, Header header) {
        int rate = header.frequency();
        boolean sameRate = sampleRate == 0 || rate == sampleRate;
        if (buffer == null || !sameRate || rate < 1_000) {
            return 0;
        }
        int channels = Math.max(1, buffer.getChannelCount());
        int count = buffer.getBufferLength() / channels;
        if (ready.length < count) {
            ready = new short[count];
        }
        for (int i = 0; i < count; i++) {
            int sum = 0;
            for (int channel = 0; channel < channels; channel++) {
                sum += buffer.getBuffer()[i * channels + channel];
            }
            ready[i] = (short) (sum / channels);
        }
        from = 0;
        to = count;
        return count == 0 ? 0 : rate;
    }

    @Override
    public long position() { return position; }

    @Override
    public void seek(long sample) throws IOException { throw new IOException("only goes forward"); }

    @Override
    public void close() throws IOException { in.close(); }
}

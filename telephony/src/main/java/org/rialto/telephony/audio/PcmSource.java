package org.rialto.telephony.audio;

import java.io.IOException;

/// Sound that is pulled: 16-bit samples of one channel. Used by one thread at a time; reading may
/// block (a file), so whoever plays it does not read on the thread that keeps time.
public interface PcmSource extends AutoCloseable {
    /// Samples a second.
    int sampleRate();

    /// Reads up to `count` samples, at least one; -1 at the end.
    int read(short[] samples, int offset, int count) throws IOException;

    /// The sample that is read next, counted from the start.
    long position();

    /// Moves to that sample, or to the nearest that there is.
    void seek(long sample) throws IOException;

    @Override
    default void close() throws IOException {}
}

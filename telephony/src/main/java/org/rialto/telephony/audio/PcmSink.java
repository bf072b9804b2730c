package org.rialto.telephony.audio;

import java.io.IOException;

/// Takes sound as it comes: 16-bit samples of one channel. Used by one thread at a time.
public interface PcmSink extends AutoCloseable {
    /// Samples a second of what is to be written.
    int sampleRate();

    void write(short[] samples, int offset, int count) throws IOException;

    /// Ends the sound: what was written is whole.
    @Override
    void close() throws IOException;
}

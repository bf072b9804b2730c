package org.rialto.protocols.rops.sync;

import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/// Where [FastTransferReader] tells what it reads. A sink may throw: the stream is refused then.
public interface FastTransferSink {
    void event(FastTransferEvent event);

    /// A property whose value of `length` bytes is not held follows in parts. A text is in
    /// `charset` and its parts are without the terminating null; it may have been cut between the
    /// bytes of a character.
    void startValue(StreamProperty property, long length, @Nullable Charset charset);

    /// The next bytes of the value, which are the sink's only until it returns.
    void valuePart(byte[] bytes, int offset, int length);

    void endValue();
}

package org.rialto.protocols.rops.sync;

import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/// What [LexicalReader] tells of the stream. Of each property first [#property], then either
/// [#value], or [#streams] saying yes and the parts of the value.
interface LexicalHandler {
    void marker(Marker marker);

    /// A property begins.
    void property(StreamProperty property);

    /// Whether the value, of this many bytes, is to come in parts. A text is in `charset`.
    boolean streams(StreamProperty property, long length, @Nullable Charset charset);

    void value(StreamProperty property, Object value);

    /// Part of a value that comes in parts. Of a text, all but its terminating null.
    void valuePart(byte[] bytes, int offset, int length);

    void endOfValue();
}

package org.rialto.extraction;

import java.time.Duration;

/// What a document may cost.
///
/// @param documentBytes a larger one is not looked at
/// @param characters of the text; the rest is left out
/// @param time for one document; who takes longer is ended
/// @param idle the process ends when there was nothing to do for so long
/// @param heapBytes the process' memory
public record ExtractionLimits(int documentBytes, int characters, Duration time, Duration idle,
        long heapBytes) {
    public static final ExtractionLimits STANDARD = new ExtractionLimits(24 << 20, 256 << 10,
            Duration.ofSeconds(20), Duration.ofMinutes(1), 256L << 20);
}

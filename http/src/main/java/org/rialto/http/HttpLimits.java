package org.rialto.http;

import java.time.Duration;

/// How much the HTTP listeners take on.
///
/// @param connections open at once, for each listener
/// @param connectionsPerAddress open at once from one address, for each listener; 0 for no limit
/// @param requests at work at once, over all listeners; those that only wait for news do not count
/// @param requestsPerAddress at work at once from one address; 0 for no limit
/// @param headerBytes the longest request head; tickets of Kerberos need much
/// @param idle how long a connection may be silent, within a request or between two
/// @param bodyBytesPerSecond the slowest average rate of a body; 0 for any
/// @param loopbackExempt whether the limits per address spare this machine
public record HttpLimits(int connections, int connectionsPerAddress, int requests,
        int requestsPerAddress, int headerBytes, Duration idle, int bodyBytesPerSecond,
        boolean loopbackExempt) {
    public static final HttpLimits DEFAULT = new HttpLimits(20_000, 100, 500, 50, 64 << 10,
            Duration.ofMinutes(2), 500, true);
}

package org.rialto.base.net;

/// Counters of one listener, for metrics and `rialto status`.
///
/// @param accepted connections handed to the protocol since the start
/// @param active connections now open
/// @param refusedTotal refused because too many were open
/// @param refusedAddress refused because too many came from one address, at once or in a minute
/// @param tlsFailures TLS handshakes that failed, implicit and STARTTLS
/// @param overdue connections cut because they were too slow or too long
/// @param bytesRead from the network, after TLS
/// @param bytesWritten to the network, before TLS
public record ListenerStatistics(long accepted, long active, long refusedTotal, long refusedAddress,
        long tlsFailures, long overdue, long bytesRead, long bytesWritten) {}

package org.rialto.transport.outbound;

import java.time.Duration;

/// How long the client waits at each step. RFC 5321 §4.5.3.2.
///
/// @param connect   for the TCP connection
/// @param greeting  for the 220 and for the reply to EHLO
/// @param command   for the replies to MAIL, RCPT, STARTTLS and AUTH, and for the TLS handshake
/// @param dataStart for the 354 to DATA
/// @param dataBlock for the peer to take a block of message
/// @param dataEnd   for the reply to the final dot
/// @param quit      for the reply to QUIT; nothing depends on it
public record Timeouts(Duration connect, Duration greeting, Duration command, Duration dataStart,
        Duration dataBlock, Duration dataEnd,
        Duration quit) {
    public static Timeouts standard() {
        return new Timeouts(Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofMinutes(5),
                Duration.ofMinutes(2), Duration.ofMinutes(3), Duration.ofMinutes(10),
                Duration.ofSeconds(2));
    }
}

package org.rialto.telephony.media;

import java.net.InetAddress;
import java.time.Duration;

/// How the sound of calls is carried here.
///
/// @param address where RTP is received; the wildcard address for all
/// @param ports bounds the number of sessions
/// @param inactivity after so long without a packet of a peer that should send, it is told dead
/// @param hold the same while sound goes one way or none: who has put a call on hold, or only listens, need not
///        send
/// @param reports how often RTCP reports go out
public record MediaSettings(InetAddress address, PortRange ports, Duration inactivity,
        Duration hold, Duration reports) {
    public static MediaSettings of(InetAddress address, PortRange ports) {
        return new MediaSettings(address, ports, Duration.ofSeconds(30),
                Duration.ofMinutes(15), Duration.ofSeconds(5));
    }
}

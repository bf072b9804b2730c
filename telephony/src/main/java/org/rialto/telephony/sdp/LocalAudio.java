package org.rialto.telephony.sdp;

import java.net.InetAddress;
import java.util.List;

/// What this side can do: where it receives and which codecs, in order of preference.
///
/// @param address that the other side is told to send to
/// @param rtpPort RTCP is at the next port
/// @param telephoneEvents whether RFC 4733 events are offered and taken
/// @param packetMillis `ptime`
public record LocalAudio(InetAddress address, int rtpPort, List<AudioCodec> codecs,
        boolean telephoneEvents, int packetMillis, Srtp srtp) {
    public LocalAudio {
        codecs = List.copyOf(codecs);
        if (codecs.isEmpty() || rtpPort < 1 || rtpPort > 65534)
            throw new IllegalArgumentException("no codec or no port");
    }

    /// Both codecs, events, 20 ms, SRTP when the other side wants it.
    public LocalAudio(InetAddress address, int rtpPort) {
        this(address, rtpPort, List.of(AudioCodec.values()), true, 20, Srtp.ALLOWED);
    }

    public LocalAudio with(Srtp wanted) {
        return new LocalAudio(address, rtpPort, codecs, telephoneEvents, packetMillis, wanted);
    }

    /// Whether media is encrypted, with keys in the session description (RFC 4568).
    public enum Srtp {
        /// RTP only.
        NEVER,
        /// Offers RTP, answers what was offered.
        ALLOWED,
        /// Offers SRTP only, refuses plain RTP.
        REQUIRED
    }
}

package org.rialto.telephony.sdp;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What offer and answer came to, from our view: enough to run the media.
///
/// @param codec what we send
/// @param payloadType of what we send
/// @param receivable codecs that may come, by our payload types
/// @param telephoneEventSent payload type of events we send, -1 when they are not to be sent
/// @param telephoneEventReceived payload type of events that may come, -1 when none
/// @param remoteHost address or name; null while the other side holds with `0.0.0.0`
/// @param remoteRtcpHost as given by `a=rtcp` (RFC 3605), else as RTP
/// @param direction ours: whether we may send, whether something will come
/// @param packetMillis how much sound a packet has that we send
/// @param sendKey SRTP key of what we send, null for plain RTP
/// @param receiveKey SRTP key of what comes, null for plain RTP
public record NegotiatedAudio(AudioCodec codec, int payloadType,
        Map<Integer, AudioCodec> receivable, int telephoneEventSent, int telephoneEventReceived,
        @Nullable String remoteHost, int remotePort, @Nullable String remoteRtcpHost,
        int remoteRtcpPort, Direction direction, int packetMillis,
        @Nullable CryptoAttribute sendKey, @Nullable CryptoAttribute receiveKey) {
    public NegotiatedAudio { receivable = Map.copyOf(receivable); }

    public boolean isSecure() { return sendKey != null && receiveKey != null; }
}

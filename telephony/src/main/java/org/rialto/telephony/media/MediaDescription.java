package org.rialto.telephony.media;

import java.net.InetSocketAddress;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rialto.telephony.audio.G711;

/// What offer and answer agreed on for the sound of a call (RFC 3264), without the SDP.
///
/// @param remote where our RTP goes, and the address that theirs is to come from
/// @param remoteControl where our RTCP goes; null sends none
/// @param send the law that we send in
/// @param sendPayloadType under this type, 0 to 127
/// @param receive the types that we take, each with its law
/// @param sendEventType the type under which they take telephone events (RFC 4733), -1 for none
/// @param receiveEventType the type under which we take telephone events, -1 for none
/// @param security the keys of SRTP; null is RTP in the clear
public record MediaDescription(InetSocketAddress remote, @Nullable InetSocketAddress remoteControl,
        G711 send, int sendPayloadType, Map<Integer, G711> receive, int sendEventType,
        int receiveEventType, Direction direction, @Nullable SrtpKeys security) {
    /// The static types of RFC 3551 §6.
    public static final int PCMU = 0;
    public static final int PCMA = 8;

    public MediaDescription {
        receive = Map.copyOf(receive);
        if (remote.isUnresolved() || remoteControl != null && remoteControl.isUnresolved()) {
            throw new IllegalArgumentException("an address that is not resolved");
        }
        if (sendPayloadType < 0 || sendPayloadType > 127) {
            throw new IllegalArgumentException("a payload type of " + sendPayloadType);
        }
    }

    /// One law of the static types both ways, events under one type, RTCP on the next port.
    public static MediaDescription of(InetSocketAddress remote, G711 law, int eventType) {
        int next = Math.min(65_535, remote.getPort() + 1);
        return new MediaDescription(remote, new InetSocketAddress(remote.getAddress(), next), law,
                law == G711.MU_LAW ? PCMU : PCMA, Map.of(PCMU, G711.MU_LAW, PCMA, G711.A_LAW),
                eventType, eventType, Direction.SEND_RECEIVE, null);
    }

    public MediaDescription with(Direction other) {
        return new MediaDescription(remote, remoteControl, send, sendPayloadType, receive,
                sendEventType, receiveEventType, other, security);
    }

    public MediaDescription with(@Nullable SrtpKeys keys) {
        return new MediaDescription(remote, remoteControl, send, sendPayloadType, receive,
                sendEventType, receiveEventType, direction, keys);
    }
}

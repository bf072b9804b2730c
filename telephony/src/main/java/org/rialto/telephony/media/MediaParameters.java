package org.rialto.telephony.media;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rialto.telephony.audio.G711;
import org.rialto.telephony.sdp.AudioCodec;
import org.rialto.telephony.sdp.CryptoAttribute;
import org.rialto.telephony.sdp.Direction;
import org.rialto.telephony.sdp.NegotiatedAudio;

/// What offer and answer agreed on for the sound of a call (RFC 3264), as it is carried.
///
/// @param remote where our RTP goes, and the address that theirs is to come from
/// @param remoteControl where our RTCP goes; null sends none
/// @param send the law that we send in
/// @param sendPayloadType under this type, 0 to 127
/// @param receive the types that we take, each with its law
/// @param sendEventType the type under which they take telephone events (RFC 4733), -1 for none
/// @param receiveEventType the type under which we take telephone events, -1 for none
/// @param security the keys of SRTP; null is RTP in the clear
/// @param signalling where the call's signalling comes from, whose RTP is taken as well, and followed: the
///        other end may be behind a router and name an address that nobody reaches (RFC 7362); null
///        where that is not known
public record MediaParameters(InetSocketAddress remote, @Nullable InetSocketAddress remoteControl,
        G711 send, int sendPayloadType, Map<Integer, G711> receive, int sendEventType,
        int receiveEventType, Direction direction, @Nullable SrtpKeys security,
        @Nullable InetAddress signalling) {
    /// The static types of RFC 3551 §6.
    public static final int PCMU = 0;
    public static final int PCMA = 8;

    public MediaParameters {
        receive = Map.copyOf(receive);
        if (remote.isUnresolved() || remoteControl != null && remoteControl.isUnresolved()) {
            throw new IllegalArgumentException("an address that is not resolved");
        }
        if (sendPayloadType < 0 || sendPayloadType > 127) {
            throw new IllegalArgumentException("a payload type of " + sendPayloadType);
        }
    }

    /// Without the address of the signalling.
    public MediaParameters(InetSocketAddress remote, @Nullable InetSocketAddress remoteControl,
            G711 send, int sendPayloadType, Map<Integer, G711> receive, int sendEventType,
            int receiveEventType, Direction direction, @Nullable SrtpKeys security) {
        this(remote, remoteControl, send, sendPayloadType, receive, sendEventType,
                receiveEventType, direction, security, null);
    }

    /// One law of the static types both ways, events under one type, RTCP on the next port.
    public static MediaParameters of(InetSocketAddress remote, G711 law, int eventType) {
        int next = Math.min(65_535, remote.getPort() + 1);
        return new MediaParameters(remote, new InetSocketAddress(remote.getAddress(), next), law,
                law == G711.MU_LAW ? PCMU : PCMA, Map.of(PCMU, G711.MU_LAW, PCMA, G711.A_LAW),
                eventType, eventType, Direction.SENDRECV, null);
    }

    /// What offer and answer came to. A peer that holds with the address `0.0.0.0` has none: then
    /// nothing is sent and nothing taken. RTCP goes to the address of RTP, whatever `a=rtcp` says of
    /// another: nobody is to be sent what was not asked for.
    ///
    /// @param signalling where the call's signalling comes from; null where that is not known
    /// @param names whether a host may be a name, which is then asked for: of somebody who is trusted
    ///        not to keep us waiting
    /// @throws UnknownHostException for a host that is none: many at once, or this machine for somebody
    ///         who is elsewhere
    public static MediaParameters of(NegotiatedAudio audio, @Nullable InetAddress signalling,
            boolean names) throws UnknownHostException {
        Map<Integer, G711> receive = new HashMap<>();
        audio.receivable().forEach((type, codec) -> receive.put(type, law(codec)));
        InetSocketAddress remote = address(audio.remoteHost(), audio.remotePort(), names);
        if (audio.remoteHost() != null)
            requireOneHost(remote.getAddress(), signalling);
        boolean controlled = audio.remoteRtcpPort() != 0 && audio.remoteHost() != null;
        return new MediaParameters(remote,
                controlled
                        ? new InetSocketAddress(remote.getAddress(),
                                Math.min(65_535, audio.remoteRtcpPort()))
                        : null,
                law(audio.codec()), audio.payloadType(), receive, audio.telephoneEventSent(),
                audio.telephoneEventReceived(), audio.direction(),
                keys(audio.sendKey(), audio.receiveKey()), signalling);
    }

    private static void requireOneHost(InetAddress address, @Nullable InetAddress signalling)
            throws UnknownHostException {
        boolean broadcast = Arrays.equals(address.getAddress(), new byte[]{-1, -1, -1, -1});
        boolean ourselves = address.isLoopbackAddress() && signalling != null
                && !signalling.isLoopbackAddress();
        if (address.isMulticastAddress() || address.isAnyLocalAddress() || broadcast || ourselves)
            throw new UnknownHostException("no sound goes there");
    }

    private static G711 law(AudioCodec codec) {
        return switch (codec) {
            case PCMU -> G711.MU_LAW;
            case PCMA -> G711.A_LAW;
        };
    }

    private static InetSocketAddress address(@Nullable String host, int port, boolean names)
            throws UnknownHostException {
        if (host == null)
            return new InetSocketAddress(0);
        try {
            return new InetSocketAddress(InetAddress.ofLiteral(host), port);
        } catch (IllegalArgumentException e) {
            if (!names)
                throw new UnknownHostException("a name instead of an address");
            return new InetSocketAddress(InetAddress.getByName(host), port);
        }
    }

    private static @Nullable SrtpKeys keys(@Nullable CryptoAttribute send,
            @Nullable CryptoAttribute receive) {
        if (send == null || receive == null) {
            return null;
        }
        return new SrtpKeys(send.suite(), send.keyAndSalt(), receive.keyAndSalt());
    }

    public MediaParameters with(Direction other) {
        return new MediaParameters(remote, remoteControl, send, sendPayloadType, receive,
                sendEventType, receiveEventType, other, security, signalling);
    }

    public MediaParameters with(@Nullable SrtpKeys keys) {
        return new MediaParameters(remote, remoteControl, send, sendPayloadType, receive,
                sendEventType, receiveEventType, direction, keys, signalling);
    }
}

package org.rialto.protocols.um.call;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.rialto.telephony.sdp.ConnectionAddress;
import org.rialto.telephony.sdp.MediaDescription;
import org.rialto.telephony.sdp.SessionDescription;
import org.rialto.telephony.sip.SipPeer;

/// Which of our addresses the other side is told to send sound to.
///
/// @param configured for all calls; null to take the one that leads to the other side
public record MediaAddress(@Nullable InetAddress configured) {
    /// Of documentation (RFC 5737): asking for the way there sends nothing.
    private static final String ANYWHERE = "192.0.2.1";
    private static final int DISCARD_PORT = 9;

    /// Towards somebody who offers sound. It goes to where the offer says, which need not be where
    /// the signalling comes from.
    public InetAddress towards(@Nullable SessionDescription offer, SipPeer peer)
            throws IOException {
        if (configured != null)
            return configured;
        String host = offer == null ? "" : soundOf(offer);
        if (host.matches("[0-9.]+|[0-9a-fA-F:]+:[0-9a-fA-F:.]*") && !host.equals("0.0.0.0"))
            return own(InetAddress.getByName(host));
        return peer.isInProcess() ? towardsAnybody() : own(peer.address());
    }

    private static String soundOf(SessionDescription offer) {
        for (MediaDescription media : offer.media()) {
            ConnectionAddress connection = offer.connectionOf(media);
            if (media.isAudio() && media.port() != 0 && connection != null)
                return connection.host();
        }
        return "";
    }

    /// Towards somebody whose address is not known yet.
    public InetAddress towardsAnybody() throws IOException {
        if (configured != null)
            return configured;
        try {
            return own(InetAddress.getByName(ANYWHERE));
        } catch (IOException e) {
            return InetAddress.getLoopbackAddress();
        }
    }

    private static InetAddress own(InetAddress peer) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(peer, DISCARD_PORT));
            InetAddress found = socket.getLocalAddress();
            return found.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : found;
        } catch (java.io.UncheckedIOException e) {
            throw e.getCause();
        }
    }
}

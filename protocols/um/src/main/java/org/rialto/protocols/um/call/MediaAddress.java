package org.rialto.protocols.um.call;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// Which of our addresses the other side is told to send sound to.
///
/// @param configured for all calls; null to take the one that leads to the other side
public record MediaAddress(@Nullable InetAddress configured) {
    /// Of documentation (RFC 5737): asking for the way there sends nothing.
    private static final String ANYWHERE = "192.0.2.1";
    private static final int DISCARD_PORT = 9;

    /// Towards somebody whose signalling comes from this address.
    public InetAddress towards(InetAddress peer) throws IOException {
        if (configured != null)
            return configured;
        return own(peer);
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

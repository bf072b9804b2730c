package org.rialto.base.net;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// The client's side of TLS 1.2 and 1.3 for outgoing connections: whom it believes, and the
/// certificate it shows when asked for one. A renewed certificate counts for new connections.
public final class ClientTls {
    private final @Nullable ServerTls identity;
    private final X509ExtendedTrustManager trust;
    private volatile SSLContext context;

    /// @param identity shown to servers that ask; null for none
    /// @param trust decides on the server's chain; it gets the socket, so that it can check the
    ///        name as `HTTPS` does
    public ClientTls(@Nullable ServerTls identity, X509ExtendedTrustManager trust)
            throws IOException {
        this.identity = identity;
        this.trust = trust;
        this.context = build();
        if (identity != null)
            identity.onReload(this::reload);
    }

    private void reload() {
        try {
            context = build();
        } catch (IOException e) {
            throw new IllegalStateException("cannot use the renewed certificate", e);
        }
    }

    private SSLContext build() throws IOException {
        try {
            SSLContext built = SSLContext.getInstance("TLS");
            KeyManager[] keys = identity == null ? null : identity.keyManagers();
            built.init(keys, new TrustManager[]{trust}, null);
            return built;
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot set up TLS: " + e.getMessage(), e);
        }
    }

    /// TLS over a connected socket, for this host name or address; the handshake is still to come.
    SSLSocket layer(Socket socket, String host) throws IOException {
        SSLSocket layered = (SSLSocket) context.getSocketFactory().createSocket(socket, host,
                socket.getPort(), true);
        layered.setUseClientMode(true);
        SSLParameters parameters = layered.getSSLParameters();
        parameters.setProtocols(ServerTls.PROTOCOLS);
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        layered.setSSLParameters(parameters);
        return layered;
    }
}

package org.rialto.transport.outbound;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.rialto.base.net.ServerTrust;

/// What every session of this server has in common.
///
/// @param hostName     for EHLO: a name that resolves to this server
/// @param verifyingTls trusts the usual authorities
/// @param anyTls       takes any certificate: against eavesdroppers only (RFC 7435)
public record ClientSettings(String hostName, Timeouts timeouts, SSLSocketFactory verifyingTls,
        SSLSocketFactory anyTls) {

    public static ClientSettings of(String hostName, Timeouts timeouts) {
        try {
            return of(hostName, timeouts, SSLContext.getDefault());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    public static ClientSettings of(String hostName, Timeouts timeouts, SSLContext verifying) {
        try {
            SSLContext any = SSLContext.getInstance("TLS");
            any.init(null, new TrustManager[]{new AnyCertificate()}, new SecureRandom());
            return new ClientSettings(hostName, timeouts, verifying.getSocketFactory(),
                    any.getSocketFactory());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    /// Opportunistic TLS to mail exchangers: most have no certificate that could be checked, and
    /// plain text would be the alternative.
    private static final class AnyCertificate extends ServerTrust {
        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}
    }
}

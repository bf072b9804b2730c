package org.rialto.directory.sasl;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Locale;

import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What ties a SASL exchange to its TLS connection, so that nobody in between can pass it on:
/// `tls-exporter` (RFC 9266) and `tls-server-end-point` (RFC 5929 §4). Null where the connection
/// has none.
public record ChannelBindings(byte @Nullable [] tlsExporter, byte @Nullable [] tlsServerEndPoint) {
    public static final ChannelBindings NONE = new ChannelBindings(null, null);
    private static final Logger LOG = LoggerFactory.getLogger(ChannelBindings.class);

    public boolean isEmpty() { return tlsExporter == null && tlsServerEndPoint == null; }

    /// The bytes of a channel binding type (RFC 5056 registry name); null for one not there.
    byte @Nullable [] ofType(String type) {
        return switch (type) {
            case "tls-exporter" -> tlsExporter;
            case "tls-server-end-point" -> tlsServerEndPoint;
            default -> null;
        };
    }

    /// Of a session whose handshake is done, seen from the server.
    public static ChannelBindings of(SSLSession session) {
        try {
            Certificate[] own = session.getLocalCertificates();
            return new ChannelBindings(exporter(session),
                    own != null && own.length > 0 && own[0] instanceof X509Certificate certificate
                            ? endPoint(certificate)
                            : null);
        } catch (GeneralSecurityException | SSLException e) {
            LOG.warn("no channel binding for this TLS session", e);
            return NONE;
        }
    }

    private static byte @Nullable [] exporter(SSLSession session) throws SSLException {
        // RFC 9266 §4.2: below TLS 1.3 the exporter is unique only with the extended master secret.
        return session instanceof ExtendedSSLSession extended
                && session.getProtocol().equals("TLSv1.3")
                        ? extended.exportKeyingMaterialData("EXPORTER-Channel-Binding", new byte[0],
                                32)
                        : null;
    }

    /// Hash of the certificate by its own signature's hash, SHA-256 in place of MD5 and SHA-1.
    private static byte @Nullable [] endPoint(X509Certificate certificate)
            throws GeneralSecurityException {
        String signature = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
        int with = signature.indexOf("WITH");
        // RFC 5929 §4.1: undefined for signatures without one hash, such as Ed25519.
        if (with < 0)
            return null;
        String hash = switch (signature.substring(0, with)) {
            case "MD5", "SHA1", "SHA256" -> "SHA-256";
            case "SHA384" -> "SHA-384";
            case "SHA512" -> "SHA-512";
            case "SHA224" -> "SHA-224";
            default -> "";
        };
        return hash.isEmpty()
                ? null
                : MessageDigest.getInstance(hash).digest(certificate.getEncoded());
    }
}

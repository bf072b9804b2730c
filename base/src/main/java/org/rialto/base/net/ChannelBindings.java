package org.rialto.base.net;

import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Locale;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLKeyException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// Bytes that tie an authentication to its TLS connection, for SCRAM-PLUS.
final class ChannelBindings {
    private static final int EXPORTER_BYTES = 32;

    private ChannelBindings() {}

    /// RFC 9266 section 2.
    static byte @Nullable [] tlsExporter(SSLSocket socket) {
        if (!(socket.getSession() instanceof ExtendedSSLSession session))
            return null;
        try {
            return session.exportKeyingMaterialData("EXPORTER-Channel-Binding", new byte[0],
                    EXPORTER_BYTES);
        } catch (SSLKeyException | UnsupportedOperationException | IllegalStateException e) {
            return null;
        }
    }

    /// RFC 5929 section 4.1.
    static byte @Nullable [] tlsServerEndPoint(SSLSocket socket) {
        Certificate[] chain = socket.getSession().getLocalCertificates();
        if (chain == null || chain.length == 0
                || !(chain[0] instanceof X509Certificate certificate)) {
            return null;
        }
        try {
            String hash = hashOf(certificate);
            return hash == null
                    ? null
                    : MessageDigest.getInstance(hash).digest(certificate.getEncoded());
        } catch (GeneralSecurityException | java.io.IOException e) {
            return null;
        }
    }

    private static @Nullable String hashOf(X509Certificate certificate)
            throws GeneralSecurityException, java.io.IOException {
        String algorithm = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
        if (algorithm.contains("PSS")) {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
            parameters.init(certificate.getSigAlgParams());
            PSSParameterSpec spec = parameters.getParameterSpec(PSSParameterSpec.class);
            return spec.getMGFParameters() instanceof MGF1ParameterSpec
                    ? spec.getDigestAlgorithm()
                    : null;
        }
        int with = algorithm.indexOf("WITH");
        if (with < 0)
            return null;
        String hash = algorithm.substring(0, with);
        return switch (hash) {
            case "MD5", "SHA1", "SHA256" -> "SHA-256";
            case "SHA224" -> "SHA-224";
            case "SHA384" -> "SHA-384";
            case "SHA512" -> "SHA-512";
            default -> hash;
        };
    }
}

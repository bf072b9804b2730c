package org.rialto.transport.outbound;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/// What a host's DNS says of its certificate. RFC 6698 §2.1, for SMTP by RFC 7672 §3.1: only usages
/// 2 and 3 count.
///
/// @param selector 0: the certificate, 1: its public key
/// @param matching 0: the bytes themselves, 1: their SHA-256, 2: their SHA-512
/// @param data     in lower-case hexadecimal digits
record Tlsa(int usage, int selector, int matching, String data) {
    static final int TRUST_ANCHOR = 2;
    static final int END_ENTITY = 3;

    static Tlsa of(int usage, int selector, int matching, byte[] data) {
        return new Tlsa(usage, selector, matching, HexFormat.of().formatHex(data));
    }

    boolean isUsable() {
        return (usage == TRUST_ANCHOR || usage == END_ENTITY) && selector <= 1 && matching <= 2
                && selector >= 0 && matching >= 0 && data.length() == switch (matching) {
                    case 1 -> 64;
                    case 2 -> 128;
                    default -> Math.max(data.length(), 2);
                };
    }

    boolean matches(X509Certificate certificate) {
        try {
            byte[] chosen = selector == 0
                    ? certificate.getEncoded()
                    : certificate.getPublicKey().getEncoded();
            byte[] shown = switch (matching) {
                case 1 -> MessageDigest.getInstance("SHA-256").digest(chosen);
                case 2 -> MessageDigest.getInstance("SHA-512").digest(chosen);
                default -> chosen;
            };
            return HexFormat.of().formatHex(shown).equals(data);
        } catch (CertificateEncodingException e) {
            return false;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-2", e);
        }
    }
}

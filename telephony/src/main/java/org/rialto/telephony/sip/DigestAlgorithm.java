package org.rialto.telephony.sip;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Hash algorithms of digest authentication, the better one first. RFC 8760 section 2.
public enum DigestAlgorithm {
    SHA_256("SHA-256"), MD5("MD5");

    private final String word;

    DigestAlgorithm(String word) { this.word = word; }

    /// As in a challenge.
    public String word() { return word; }

    /// MD5 when the challenge names none; null for one that is not known.
    static @Nullable DigestAlgorithm named(@Nullable String name) {
        if (name == null)
            return MD5;
        for (DigestAlgorithm each : values()) {
            if (each.word.equalsIgnoreCase(name))
                return each;
        }
        return null;
    }

    public byte[] digest(String text) {
        try {
            return MessageDigest.getInstance(word).digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// H(A1): what is kept of a password.
    public byte[] secret(String username, String realm, String password) {
        return digest(username + ":" + realm + ":" + password);
    }

    /// The response with `qop=auth`: RFC 7616 section 3.4.1.
    String response(byte[] secret, DigestParameters of, String method) {
        String second = hex(digest(method + ":" + of.get("uri")));
        return hex(digest(String.join(":", hex(secret), of.get("nonce"), of.get("nc"),
                of.get("cnonce"), "auth", second)));
    }

    /// Without `qop`: RFC 7616 section 3.4.1 as RFC 2069 had it.
    String plainResponse(byte[] secret, DigestParameters of, String method) {
        String second = hex(digest(method + ":" + of.get("uri")));
        return hex(digest(String.join(":", hex(secret), of.get("nonce"), second)));
    }

    private static String hex(byte[] bytes) { return HexFormat.of().formatHex(bytes); }
}

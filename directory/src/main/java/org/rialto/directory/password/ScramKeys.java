package org.rialto.directory.password;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.rialto.mapi.MailError;

/// What a server keeps to answer SCRAM-SHA-256 without knowing the password, RFC 5802 §3 and
/// RFC 7677. Written `SCRAM-SHA-256$ITERATIONS:SALT$STOREDKEY:SERVERKEY`.
public record ScramKeys(byte[] salt, int iterations, byte[] storedKey, byte[] serverKey) {
    /// RFC 7677 §4 asks for 4096 or more. Cyrus SASL clients refuse more than 65,536.
    public static final int DEFAULT_ITERATIONS = 32_768;
    private static final Pattern FORM = Pattern.compile(
            "SCRAM-SHA-256\\$(\\d{4,8}):([A-Za-z0-9+/=]{4,200})\\$([A-Za-z0-9+/=]{44})"
                    + ":([A-Za-z0-9+/=]{44})");

    public static ScramKeys parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches())
            throw new MailError.Invalid("the SCRAM keys are malformed");
        Base64.Decoder decoder = Base64.getDecoder();
        try {
            return new ScramKeys(decoder.decode(form.group(2)), Integer.parseInt(form.group(1)),
                    decoder.decode(form.group(3)), decoder.decode(form.group(4)));
        } catch (IllegalArgumentException e) {
            throw new MailError.Invalid("the SCRAM keys hold broken base64", e);
        }
    }

    public String text() {
        Base64.Encoder encoder = Base64.getEncoder();
        return "SCRAM-SHA-256$" + iterations + ":" + encoder.encodeToString(salt) + "$"
                + encoder.encodeToString(storedKey) + ":" + encoder.encodeToString(serverKey);
    }

    /// `SaltedPassword := Hi(Normalize(password), salt, i)` and the keys that follow from it.
    public static ScramKeys derive(String password, byte[] salt, int iterations) {
        byte[] salted = hi(PreparedText.passwordBytes(password), salt, iterations);
        byte[] clientKey = hmac(salted, "Client Key");
        return new ScramKeys(salt, iterations, sha256(clientKey), hmac(salted, "Server Key"));
    }

    /// Whether these keys come from the password; costs as much as [#derive].
    public boolean matches(String password) {
        return MessageDigest.isEqual(storedKey, derive(password, salt, iterations).storedKey);
    }

    /// Whether a client that signed `authMessage` with this proof knows the password.
    public boolean acceptsProof(byte[] authMessage, byte[] proof) {
        if (proof.length != storedKey.length)
            return false;
        byte[] clientKey = hmac(storedKey, authMessage);
        for (int i = 0; i < clientKey.length; i++) {
            clientKey[i] ^= proof[i];
        }
        return MessageDigest.isEqual(sha256(clientKey), storedKey);
    }

    /// Proves to the client that this server knows its keys.
    public byte[] serverSignature(byte[] authMessage) { return hmac(serverKey, authMessage); }

    /// PBKDF2 with one block (RFC 5802 §2.2).
    private static byte[] hi(byte[] password, byte[] salt, int iterations) {
        Mac mac = mac(password);
        mac.update(salt);
        byte[] block = mac.doFinal(new byte[]{0, 0, 0, 1});
        byte[] sum = Arrays.copyOf(block, block.length);
        for (int i = 1; i < iterations; i++) {
            block = mac.doFinal(block);
            for (int j = 0; j < sum.length; j++) {
                sum[j] ^= block[j];
            }
        }
        return sum;
    }

    static byte[] hmac(byte[] key, byte[] message) { return mac(key).doFinal(message); }

    private static byte[] hmac(byte[] key, String message) {
        return hmac(key, message.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    private static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            // HMAC pads its key with zeros, so an empty password is the key of one zero.
            mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

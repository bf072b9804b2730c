package org.rialto.smtp.authentication;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.rialto.base.MalformedDataException;

/// A signer's public key as published. RFC 6376 §3.6.1, RFC 8463 §3, RFC 8301 §3.2.
///
/// @param type    `rsa` or `ed25519`
/// @param hashes  h=; empty allows all
/// @param strict  t=s: the identity must be of the very domain
/// @param testing t=y
public record DkimKey(String type, List<String> hashes, boolean strict, boolean testing,
        PublicKey key) {
    private static final int RSA_MINIMUM_BITS = 1024;
    /// SubjectPublicKeyInfo of Ed25519 up to the 32 octets of the key (RFC 8410 §4).
    private static final byte[] ED25519_PREFIX = {0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65,
            0x70, 0x03, 0x21, 0x00};
    /// AlgorithmIdentifier rsaEncryption with NULL parameters.
    private static final byte[] RSA_ALGORITHM = {0x30, 0x0d, 0x06, 0x09, 0x2a, (byte) 0x86, 0x48,
            (byte) 0x86, (byte) 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00};

    /// @throws MalformedDataException naming what is wrong
    public static DkimKey read(String record) {
        TagList tags = TagList.parse(record);
        if (!tags.get("v", "DKIM1").equals("DKIM1")) {
            throw new MalformedDataException("the key has an unknown version", 0);
        }
        List<String> services = list(tags.get("s", "*"));
        if (!services.contains("*") && !services.contains("email")) {
            throw new MalformedDataException("the key is not for mail", 0);
        }
        String data = tags.get("p");
        if (data == null) {
            throw new MalformedDataException("the key is missing", 0);
        }
        if (data.isEmpty()) {
            throw new MalformedDataException("the key is revoked", 0);
        }
        String type = tags.get("k", "rsa").toLowerCase(Locale.ROOT);
        List<String> flags = list(tags.get("t", ""));
        return new DkimKey(type, list(tags.get("h", "")), flags.contains("s"), flags.contains("y"),
                key(type, DkimSignature.base64(data)));
    }

    private static List<String> list(String text) {
        return text.isBlank()
                ? List.of()
                : Arrays.asList(TagList.compact(text).toLowerCase(Locale.ROOT).split(":"));
    }

    private static PublicKey key(String type, byte[] data) {
        try {
            switch (type) {
                case "ed25519" -> {
                    byte[] encoded = data.length == 32 ? join(ED25519_PREFIX, data) : data;
                    return KeyFactory.getInstance("Ed25519")
                            .generatePublic(new X509EncodedKeySpec(encoded));
                }
                case "rsa" -> {
                    PublicKey key = rsa(data);
                    if (key instanceof RSAPublicKey rsa
                            && rsa.getModulus().bitLength() < RSA_MINIMUM_BITS) {
                        throw new MalformedDataException("the key is shorter than 1024 bits", 0);
                    }
                    return key;
                }
                default -> throw new MalformedDataException("the key is of an unknown type", 0);
            }
        } catch (GeneralSecurityException e) {
            throw new MalformedDataException("the key cannot be read", 0);
        }
    }

    /// SubjectPublicKeyInfo as everybody publishes it, or the bare RSAPublicKey of the standard.
    private static PublicKey rsa(byte[] data) throws GeneralSecurityException {
        KeyFactory factory = KeyFactory.getInstance("RSA");
        try {
            return factory.generatePublic(new X509EncodedKeySpec(data));
        } catch (GeneralSecurityException e) {
            byte[] bits = der(0x03, join(new byte[]{0}, data));
            return factory.generatePublic(
                    new X509EncodedKeySpec(der(0x30, join(RSA_ALGORITHM, bits))));
        }
    }

    private static byte[] der(int tag, byte[] content) {
        int length = content.length;
        return length < 0x80
                ? join(new byte[]{(byte) tag, (byte) length}, content)
                : join(new byte[]{(byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length},
                        content);
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }
}

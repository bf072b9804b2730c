package org.rialto.directory.password;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Encrypts small secrets under a key that is kept outside the database, so that the database alone,
/// or a backup of it, opens nothing. AES-256-GCM; text `1.` and base64 of nonce and ciphertext.
final class SecretSeal {
    static final int KEY_BYTES = 32;
    private static final String PREFIX = "1.";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    SecretSeal(byte[] key) {
        if (key.length != KEY_BYTES)
            throw new IllegalArgumentException("the key has 32 bytes");
        this.key = new SecretKeySpec(key, "AES");
    }

    String seal(byte[] secret) {
        byte[] sealed = new byte[NONCE_BYTES];
        random.nextBytes(sealed);
        try {
            byte[] cipher = cipher(Cipher.ENCRYPT_MODE, sealed).doFinal(secret);
            int length = sealed.length + cipher.length;
            sealed = Arrays.copyOf(sealed, length);
            System.arraycopy(cipher, 0, sealed, NONCE_BYTES, cipher.length);
            return PREFIX + Base64.getEncoder().encodeToString(sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Null when it was sealed under another key, or is damaged.
    byte @Nullable [] open(String sealed) {
        if (!sealed.startsWith(PREFIX))
            return null;
        try {
            byte[] bytes = Base64.getDecoder().decode(sealed.substring(PREFIX.length()));
            if (bytes.length < NONCE_BYTES)
                return null;
            return cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(bytes, NONCE_BYTES))
                    .doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return null;
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }
}

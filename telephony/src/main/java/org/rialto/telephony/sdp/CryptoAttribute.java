package org.rialto.telephony.sdp;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One `a=crypto` with an inline key. RFC 4568 section 9.1. Lines with a master key identifier,
/// several keys or session parameters that change the stream are not taken, as section 6.3.7 tells
/// who does not know them.
///
/// @param keyAndSalt 16 bytes of key, then 14 of salt
public record CryptoAttribute(int tag, CryptoSuite suite, byte[] keyAndSalt) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String INLINE = "inline:";

    public CryptoAttribute {
        if (keyAndSalt.length != CryptoSuite.KEY_BYTES + CryptoSuite.SALT_BYTES)
            throw new IllegalArgumentException("key and salt of " + keyAndSalt.length + " bytes");
    }

    static CryptoAttribute fresh(int tag, CryptoSuite suite) {
        byte[] keyAndSalt = new byte[CryptoSuite.KEY_BYTES + CryptoSuite.SALT_BYTES];
        RANDOM.nextBytes(keyAndSalt);
        return new CryptoAttribute(tag, suite, keyAndSalt);
    }

    public byte[] key() { return Arrays.copyOf(keyAndSalt, CryptoSuite.KEY_BYTES); }

    public byte[] salt() {
        return Arrays.copyOfRange(keyAndSalt, CryptoSuite.KEY_BYTES, keyAndSalt.length);
    }

    /// `tag crypto-suite key-params *session-params`; null when the line cannot be used.
    static @Nullable CryptoAttribute parse(String value) {
        String[] parts = value.strip().split("[ \t]+");
        if (parts.length != 3 || !parts[0].matches("[0-9]{1,9}"))
            return null;
        CryptoSuite suite = CryptoSuite.named(parts[1]);
        String key = parts[2];
        if (suite == null || !key.toLowerCase(Locale.ROOT).startsWith(INLINE)
                || key.indexOf(';') >= 0)
            return null;
        String[] fields = key.substring(INLINE.length()).split("\\|");
        // A lifetime may follow; a field with ":" is a master key identifier.
        if (fields.length > 2 || fields.length == 2 && fields[1].indexOf(':') >= 0)
            return null;
        try {
            byte[] keyAndSalt = Base64.getDecoder().decode(fields[0]);
            return keyAndSalt.length == CryptoSuite.KEY_BYTES + CryptoSuite.SALT_BYTES
                    ? new CryptoAttribute(Integer.parseInt(parts[0]), suite, keyAndSalt)
                    : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    CryptoAttribute withTag(int wanted) { return new CryptoAttribute(wanted, suite, keyAndSalt); }

    String value() {
        return tag + " " + suite + " " + INLINE + Base64.getEncoder().encodeToString(keyAndSalt);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CryptoAttribute that && tag == that.tag && suite == that.suite
                && Arrays.equals(keyAndSalt, that.keyAndSalt);
    }

    @Override
    public int hashCode() { return 31 * tag + Arrays.hashCode(keyAndSalt); }

    /// Without the key, which must not get into logs.
    @Override
    public String toString() { return tag + " " + suite; }
}

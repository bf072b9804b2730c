package org.rialto.telephony.sdp;

import org.jspecify.annotations.Nullable;

/// SRTP suites of RFC 4568 section 6.2: AES-CM with a 128-bit key and a 112-bit salt, HMAC-SHA1
/// cut to 80 or 32 bits.
public enum CryptoSuite {
    AES_CM_128_HMAC_SHA1_80, AES_CM_128_HMAC_SHA1_32;

    public static final int KEY_BYTES = 16;
    public static final int SALT_BYTES = 14;

    static @Nullable CryptoSuite named(String name) {
        for (CryptoSuite each : values()) {
            if (each.name().equalsIgnoreCase(name))
                return each;
        }
        return null;
    }
}

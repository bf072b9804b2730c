package org.rialto.telephony.media;

import java.util.Arrays;
import java.util.Base64;

/// The keys of one call's SRTP as SDP carries them: for either way 16 bytes of master key and 14
/// of salt. RFC 4568 §6.1 and §6.2. Never shown.
public record SrtpKeys(Suite suite, byte[] send, byte[] receive) {
    public static final int KEY_BYTES = 16;
    public static final int SALT_BYTES = 14;

    /// RFC 4568 §6.2.
    public enum Suite {
        AES_CM_128_HMAC_SHA1_80(10), AES_CM_128_HMAC_SHA1_32(4);

        private final int tagBytes;

        Suite(int tagBytes) { this.tagBytes = tagBytes; }

        /// Of the tag behind each RTP packet; behind RTCP it is always that of 80 bits.
        int tagBytes() { return tagBytes; }
    }

    public SrtpKeys {
        if (send.length != KEY_BYTES + SALT_BYTES || receive.length != KEY_BYTES + SALT_BYTES) {
            throw new IllegalArgumentException("a key of another length than 30 bytes");
        }
        send = send.clone();
        receive = receive.clone();
    }

    /// Of the base64 of two crypto attributes: `inline:` stands before it.
    public static SrtpKeys ofBase64(Suite suite, String send, String receive) {
        return new SrtpKeys(suite, Base64.getDecoder().decode(send),
                Base64.getDecoder().decode(receive));
    }

    @Override
    public byte[] send() { return send.clone(); }

    @Override
    public byte[] receive() { return receive.clone(); }

    @Override
    public boolean equals(Object other) {
        return other instanceof SrtpKeys keys && keys.suite == suite
                && Arrays.equals(keys.send, send) && Arrays.equals(keys.receive, receive);
    }

    @Override
    public int hashCode() { return suite.hashCode(); }

    @Override
    public String toString() { return suite.toString(); }
}

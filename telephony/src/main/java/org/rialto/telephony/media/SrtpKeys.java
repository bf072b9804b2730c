package org.rialto.telephony.media;

import java.util.Arrays;
import java.util.Base64;
import org.rialto.telephony.sdp.CryptoSuite;

/// The keys of one call's SRTP as SDP carries them: for either way 16 bytes of master key and 14
/// of salt. RFC 4568 §6.1 and §6.2. Never shown.
public record SrtpKeys(CryptoSuite suite, byte[] send, byte[] receive) {
    static final int KEY_BYTES = CryptoSuite.KEY_BYTES;
    static final int SALT_BYTES = CryptoSuite.SALT_BYTES;

    public SrtpKeys {
        if (send.length != KEY_BYTES + SALT_BYTES || receive.length != KEY_BYTES + SALT_BYTES) {
            throw new IllegalArgumentException("a key of another length than 30 bytes");
        }
        send = send.clone();
        receive = receive.clone();
    }

    /// Of the base64 of two crypto attributes: `inline:` stands before it.
    public static SrtpKeys ofBase64(CryptoSuite suite, String send, String receive) {
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

package org.rialto.directory.password;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.bouncycastle.crypto.digests.MD4Digest;
import org.bouncycastle.crypto.digests.MD5Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/// NTOWFv1 of a password, MS-NLMP §3.3.1: MD4 of its UTF-16. It is as good as the password to whoever
/// has it, so it is kept only where NTLM is turned on, and sealed ([NtHashSeal]).
public final class NtHash {
    static final int LENGTH_BYTES = 16;

    private final byte[] bytes;

    NtHash(byte[] bytes) {
        if (bytes.length != LENGTH_BYTES)
            throw new IllegalArgumentException("an NT hash has 16 bytes");
        this.bytes = bytes.clone();
    }

    public static NtHash of(String password) {
        byte[] text = password.getBytes(StandardCharsets.UTF_16LE);
        MD4Digest digest = new MD4Digest();
        digest.update(text, 0, text.length);
        byte[] result = new byte[LENGTH_BYTES];
        digest.doFinal(result, 0);
        return new NtHash(result);
    }

    /// Of nobody's password: what unknown names are checked against.
    public static NtHash ofNobody() { return new NtHash(new byte[LENGTH_BYTES]); }

    /// NTOWFv2, MS-NLMP §3.3.2, the key of an NTLMv2 response.
    ///
    /// @param user as the client wrote it; only its case does not count
    public byte[] responseKey(String user, String domain) {
        byte[] text = (user.toUpperCase(Locale.ROOT) + domain).getBytes(StandardCharsets.UTF_16LE);
        HMac mac = new HMac(new MD5Digest());
        mac.init(new KeyParameter(bytes));
        mac.update(text, 0, text.length);
        byte[] result = new byte[LENGTH_BYTES];
        mac.doFinal(result, 0);
        return result;
    }

    byte[] toBytes() { return bytes.clone(); }

    @Override
    public boolean equals(Object other) {
        return other instanceof NtHash hash && Arrays.equals(hash.bytes, bytes);
    }

    @Override
    public int hashCode() { return Arrays.hashCode(bytes); }

    @Override
    public String toString() { return "NtHash"; }
}

package org.rialto.directory.ntlm;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.crypto.engines.RC4Engine;
import org.bouncycastle.crypto.params.KeyParameter;
import org.rialto.base.ByteWriter;

/// Keys of an NTLM session with extended session security, and the signatures made with them:
/// MS-NLMP §3.4.4.2 and §3.4.5.
public final class NtlmSession {
    private static final String SIGN_CLIENT = "session key to client-to-server signing key magic"
            + " constant\0";
    private static final String SIGN_SERVER = "session key to server-to-client signing key magic"
            + " constant\0";
    private static final String SEAL_CLIENT = "session key to client-to-server sealing key magic"
            + " constant\0";
    private static final String SEAL_SERVER = "session key to server-to-client sealing key magic"
            + " constant\0";

    private final byte[] exportedSessionKey;
    private final int flags;

    NtlmSession(byte[] exportedSessionKey, int flags) {
        this.exportedSessionKey = exportedSessionKey;
        this.flags = flags;
    }

    /// Whether the client asked for what signatures need.
    public boolean canSign() { return has(NtlmFlags.EXTENDED_SESSION_SECURITY); }

    private boolean has(int flag) { return (flags & flag) != 0; }

    byte[] signKey(boolean client) {
        return Digests.md5(exportedSessionKey, ascii(client ? SIGN_CLIENT : SIGN_SERVER));
    }

    byte[] sealKey(boolean client) {
        int length = has(NtlmFlags.ENCRYPT_128) ? 16 : has(NtlmFlags.ENCRYPT_56) ? 7 : 5;
        return Digests.md5(Arrays.copyOf(exportedSessionKey, length),
                ascii(client ? SEAL_CLIENT : SEAL_SERVER));
    }

    private static byte[] ascii(String text) { return text.getBytes(StandardCharsets.US_ASCII); }

    /// NTLMSSP_MESSAGE_SIGNATURE of the first message in its direction, as SPNEGO needs it.
    public byte[] signFirst(boolean client, byte[] message) {
        byte[] checksum = Arrays.copyOf(Digests.hmacMd5(signKey(client), new byte[4], message), 8);
        if (has(NtlmFlags.KEY_EXCHANGE))
            checksum = rc4(sealKey(client), checksum);
        return new ByteWriter().writeInt32(1).writeBytes(checksum).writeInt32(0).toByteArray();
    }

    static byte[] rc4(byte[] key, byte[] data) {
        RC4Engine engine = new RC4Engine();
        engine.init(true, new KeyParameter(key));
        byte[] out = new byte[data.length];
        engine.processBytes(data, 0, data.length, out, 0);
        return out;
    }
}

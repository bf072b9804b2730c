package org.rialto.directory.ntlm;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.directory.password.NtHash;

/// The client's half of NTLMv2, with MIC, key exchange and channel binding, for tests.
public final class NtlmClient {
    private static final int FLAGS = NtlmFlags.UNICODE | NtlmFlags.REQUEST_TARGET | NtlmFlags.SIGN
            | NtlmFlags.NTLM | NtlmFlags.ALWAYS_SIGN | NtlmFlags.EXTENDED_SESSION_SECURITY
            | NtlmFlags.ENCRYPT_128 | NtlmFlags.KEY_EXCHANGE;
    private static final byte[] RANDOM_KEY = new byte[16];

    private final String domain;
    private final String user;
    private final String password;
    private byte @Nullable [] tlsServerEndPoint;
    private boolean mic = true;
    private int offered = FLAGS;

    public NtlmClient(String domain, String user, String password) {
        this.domain = domain;
        this.user = user;
        this.password = password;
    }

    public NtlmClient boundTo(byte @Nullable [] endPoint) {
        tlsServerEndPoint = endPoint;
        return this;
    }

    public NtlmClient withoutMic() {
        mic = false;
        return this;
    }

    /// As curl begins.
    public NtlmClient offeringOemNames() {
        offered = FLAGS & ~NtlmFlags.UNICODE;
        return this;
    }

    public byte[] negotiate() {
        return new ByteWriter().writeBytes(NtlmMessage.SIGNATURE).writeInt32(1).writeInt32(offered)
                .writeInt64(0).writeInt64(0).toByteArray();
    }

    public byte[] authenticate(byte[] challenge) {
        ByteReader in = new ByteReader(challenge);
        in.skip(24);
        byte[] serverChallenge = in.readBytes(8);
        in.skip(8);
        int length = in.readUint16();
        in.skip(2);
        int offset = in.readInt32();
        AvPairs pairs = AvPairs.read(new ByteReader(challenge, offset, length));
        if (mic)
            pairs.put(AvPairs.FLAGS, new byte[]{AvPairs.FLAG_MIC, 0, 0, 0});
        if (tlsServerEndPoint != null) {
            pairs.put(AvPairs.CHANNEL_BINDINGS,
                    NtlmServer.channelBindingHash(tlsServerEndPoint));
        }
        byte[] temp = new ByteWriter().writeInt32(0x0101).writeInt32(0)
                .writeBytes(Objects.requireNonNull(pairs.get(AvPairs.TIMESTAMP)))
                .writeBytes("clientch".getBytes(StandardCharsets.US_ASCII)).writeInt32(0)
                .writeBytes(pairs.toBytes()).writeInt32(0).toByteArray();
        byte[] key = NtHash.of(password).responseKey(user, domain);
        byte[] proof = Digests.hmacMd5(key, serverChallenge, temp);
        byte[] response = new ByteWriter().writeBytes(proof).writeBytes(temp).toByteArray();
        byte[] message = message(response,
                NtlmSession.rc4(Digests.hmacMd5(key, proof), RANDOM_KEY));
        if (mic) {
            byte[] sum = Digests.hmacMd5(RANDOM_KEY, negotiate(), challenge, message);
            System.arraycopy(sum, 0, message, 72, 16);
        }
        return message;
    }

    /// The signature of SPNEGO's list of mechanisms.
    public byte[] sign(byte[] data) {
        return new NtlmSession(RANDOM_KEY, FLAGS).signFirst(true, data);
    }

    /// What the server's signature of it should be.
    public byte[] expectedSignature(byte[] data) {
        return new NtlmSession(RANDOM_KEY, FLAGS).signFirst(false, data);
    }

    private byte[] message(byte[] response, byte[] encryptedKey) {
        byte[][] fields = {{}, response, domain.getBytes(StandardCharsets.UTF_16LE),
                user.getBytes(StandardCharsets.UTF_16LE), {}, encryptedKey};
        ByteWriter out = new ByteWriter().writeBytes(NtlmMessage.SIGNATURE).writeInt32(3);
        int offset = 88;
        for (byte[] field : fields) {
            out.writeInt16(field.length).writeInt16(field.length).writeInt32(offset);
            offset += field.length;
        }
        out.writeInt32(FLAGS).writeInt64(0).writeBytes(new byte[16]);
        Arrays.stream(fields).forEach(out::writeBytes);
        return out.toByteArray();
    }
}

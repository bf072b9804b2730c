package org.rialto.directory.ntlm;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.MalformedDataException;
import org.rialto.directory.password.NtHash;

/// The server's half of one NTLMv2 handshake: messages in, messages out, no accounts. MS-NLMP §3.2.5.
/// Responses older than NTLMv2 are refused, and so are anonymous ones.
public final class NtlmServer {
    /// What to call this server and its domain.
    public record Names(String netbiosDomain, String dnsDomain, String dnsComputer) {
        /// The first label, upper case, as NetBIOS names are.
        String netbiosComputer() {
            String label = dnsComputer.split("\\.", 2)[0].toUpperCase(Locale.ROOT);
            return label.length() > 15 ? label.substring(0, 15) : label;
        }
    }

    private static final int PROOF_BYTES = 16;
    private static final int CLIENT_CHALLENGE_BYTES = 28;
    private static final long FILETIME_OF_1970 = 116_444_736_000_000_000L;

    private final Names names;
    private final NtlmSettings.ChannelBinding policy;
    private final byte @Nullable [] tlsServerEndPoint;
    private final byte[] serverChallenge;
    private final long nowMillis;
    private byte[] negotiateMessage = {};
    private byte[] challengeMessage = {};
    private NtlmMessage.@Nullable Authenticate authenticate;
    private @Nullable NtlmSession session;

    /// @param tlsServerEndPoint RFC 5929 §4; null where there is no TLS or no such binding
    /// @param serverChallenge eight fresh random bytes
    public NtlmServer(Names names, NtlmSettings.ChannelBinding policy,
            byte @Nullable [] tlsServerEndPoint, byte[] serverChallenge, long nowMillis) {
        this.names = names;
        this.policy = policy;
        this.tlsServerEndPoint = tlsServerEndPoint;
        this.serverChallenge = serverChallenge.clone();
        this.nowMillis = nowMillis;
    }

    /// Whether these bytes begin like an NTLM message.
    public static boolean isNtlm(byte[] token) {
        return token.length >= 12 && Arrays.equals(Arrays.copyOf(token, 8), NtlmMessage.SIGNATURE);
    }

    /// Reads NEGOTIATE_MESSAGE, answers CHALLENGE_MESSAGE.
    ///
    /// @throws MalformedDataException
    public byte[] challenge(byte[] message) {
        NtlmMessage.Negotiate negotiate = NtlmMessage.Negotiate.read(message);
        // curl offers only OEM names, and sends Unicode where the server asks for it.
        int flags = NtlmFlags.UNICODE | NtlmFlags.NTLM | NtlmFlags.REQUEST_TARGET
                | NtlmFlags.TARGET_TYPE_DOMAIN | NtlmFlags.TARGET_INFO | NtlmFlags.VERSION
                | NtlmFlags.EXTENDED_SESSION_SECURITY
                | negotiate.flags() & NtlmFlags.GRANTED;
        byte[] info = new AvPairs().put(AvPairs.NETBIOS_DOMAIN_NAME, names.netbiosDomain())
                .put(AvPairs.NETBIOS_COMPUTER_NAME, names.netbiosComputer())
                .put(AvPairs.DNS_DOMAIN_NAME, names.dnsDomain())
                .put(AvPairs.DNS_COMPUTER_NAME, names.dnsComputer())
                .put(AvPairs.TIMESTAMP, filetime()).toBytes();
        negotiateMessage = message.clone();
        challengeMessage = new NtlmMessage.Challenge(names.netbiosDomain(), flags, serverChallenge,
                info).write();
        return challengeMessage.clone();
    }

    private byte[] filetime() {
        return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN)
                .putLong(nowMillis * 10_000 + FILETIME_OF_1970).array();
    }

    /// Reads AUTHENTICATE_MESSAGE; [#userName] and [#domainName] are known afterwards.
    ///
    /// @throws MalformedDataException also for what is not NTLMv2
    public void read(byte[] message) {
        NtlmMessage.Authenticate read = NtlmMessage.Authenticate.read(message);
        if (read.user().isEmpty())
            throw new MalformedDataException("nobody may log in anonymously", 0);
        byte[] response = read.ntResponse();
        if (response.length < PROOF_BYTES + CLIENT_CHALLENGE_BYTES + 4
                || response[PROOF_BYTES] != 1 || response[PROOF_BYTES + 1] != 1) {
            throw new MalformedDataException("the response is not NTLMv2", 0);
        }
        authenticate = read;
    }

    /// As the client wrote it; may hold a domain itself, as in `user@domain`.
    public String userName() { return message().user(); }

    /// May be empty, or the name of the client's own machine.
    public String domainName() { return message().domain(); }

    private NtlmMessage.Authenticate message() {
        if (authenticate == null)
            throw new IllegalStateException("read comes first");
        return authenticate;
    }

    /// Whether the response was made with this password, is of this connection, and was not
    /// tampered with.
    public boolean verify(NtHash hash) {
        NtlmMessage.Authenticate message = message();
        // §3.2.5.1.2: some clients leave the domain out of the computation.
        return verify(message, hash.responseKey(message.user(), message.domain()))
                || !message.domain().isEmpty()
                        && verify(message, hash.responseKey(message.user(), ""));
    }

    private boolean verify(NtlmMessage.Authenticate message, byte[] responseKey) {
        byte[] response = message.ntResponse();
        byte[] proof = Arrays.copyOf(response, PROOF_BYTES);
        byte[] clientChallenge = Arrays.copyOfRange(response, PROOF_BYTES, response.length);
        byte[] expected = Digests.hmacMd5(responseKey, serverChallenge, clientChallenge);
        if (!MessageDigest.isEqual(expected, proof))
            return false;
        // From here on everything was written by who knows the password.
        byte[] exported = exportedKey(message, Digests.hmacMd5(responseKey, proof));
        AvPairs pairs = AvPairs.read(new ByteReader(clientChallenge, CLIENT_CHALLENGE_BYTES,
                clientChallenge.length - CLIENT_CHALLENGE_BYTES));
        if ((pairs.flags() & AvPairs.FLAG_MIC) != 0) {
            byte[] mic = Digests.hmacMd5(exported, negotiateMessage, challengeMessage,
                    message.withoutMic());
            if (!MessageDigest.isEqual(mic, message.mic()))
                return false;
        }
        if (!isOfThisChannel(pairs.get(AvPairs.CHANNEL_BINDINGS)))
            return false;
        session = new NtlmSession(exported, message.flags());
        return true;
    }

    private static byte[] exportedKey(NtlmMessage.Authenticate message, byte[] sessionBaseKey) {
        boolean exchanged = (message.flags() & NtlmFlags.KEY_EXCHANGE) != 0
                && (message.flags() & (NtlmFlags.SIGN | NtlmFlags.SEAL)) != 0;
        return exchanged && message.encryptedSessionKey().length == 16
                ? NtlmSession.rc4(sessionBaseKey, message.encryptedSessionKey())
                : sessionBaseKey;
    }

    /// MsvAvChannelBindings, §2.2.2.1: MD5 of a gss_channel_bindings_struct; zeros are none.
    private boolean isOfThisChannel(byte @Nullable [] sent) {
        if (policy == NtlmSettings.ChannelBinding.OFF || tlsServerEndPoint == null)
            return true;
        if (sent == null || Arrays.equals(sent, new byte[16]))
            return policy != NtlmSettings.ChannelBinding.REQUIRE;
        return MessageDigest.isEqual(sent, channelBindingHash(tlsServerEndPoint));
    }

    static byte[] channelBindingHash(byte[] tlsServerEndPoint) {
        byte[] prefix = "tls-server-end-point:".getBytes(StandardCharsets.US_ASCII);
        int length = prefix.length + tlsServerEndPoint.length;
        ByteBuffer struct = ByteBuffer.allocate(20 + length).order(ByteOrder.LITTLE_ENDIAN);
        struct.position(16);
        return Digests.md5(struct.putInt(length).put(prefix).put(tlsServerEndPoint).array());
    }

    /// After [#verify] said yes.
    public NtlmSession session() {
        if (session == null)
            throw new IllegalStateException("not verified");
        return session;
    }
}

package org.rialto.telephony.sip;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;

/// Digest authentication of those who send us requests. RFC 3261 section 22, RFC 8760. Challenges
/// with SHA-256 and MD5 and `qop=auth`; `auth-int` is not offered, credentials without `qop` are
/// not taken.
///
/// A nonce is the time it was made at, signed, so none has to be kept; of those in use their counts
/// (`nc`) are, so that no credentials count twice.
public final class DigestServer {
    /// What a request's credentials are worth.
    public sealed interface Outcome {
        /// The user proved the password. The name is as the client wrote it.
        record Authenticated(String username) implements Outcome {}

        /// There are no credentials for our realm: challenge.
        record Missing() implements Outcome {}

        /// The credentials were good but their nonce is too old or was used already: challenge, with
        /// `stale`.
        record Stale() implements Outcome {}

        /// Wrong password, unknown user, or credentials that are not for this request: challenge,
        /// and count against the user or the address.
        record Failed(String username) implements Outcome {}
    }

    private static final int RANDOM_BYTES = 8;
    private static final int SIGNATURE_BYTES = 16;
    private static final int NONCE_BYTES = 8 + RANDOM_BYTES + SIGNATURE_BYTES;
    private static final int COUNTED_NONCES = 50_000;
    private static final int MAXIMUM_COUNT = 4096;

    private final String realm;
    private final List<DigestAlgorithm> offered;
    private final DigestSecrets secrets;
    private final long lifetimeMillis;
    private final LongSupplier clockMillis;
    private final SecureRandom random = new SecureRandom();
    private final byte[] key = new byte[32];
    private final Map<String, BitSet> counts = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, BitSet> eldest) {
            return size() > COUNTED_NONCES;
        }
    };
    /// Nonces made before this are stale, since their counts may have been forgotten.
    private long forgottenMillis;

    /// @param lifetimeMillis how long a nonce may be used
    public DigestServer(String realm, DigestSecrets secrets, long lifetimeMillis) {
        this(realm, secrets, lifetimeMillis, System::currentTimeMillis);
    }

    /// One whose requests are judged by a [DigestJudge].
    ///
    /// @param offered algorithms of challenges, the better first. Clients take the first that they
    ///        know (RFC 8760 section 2.4); baresip 1.0 and its like take none when one is there that
    ///        they do not know
    public DigestServer(String realm, List<DigestAlgorithm> offered, long lifetimeMillis) {
        this(realm, offered, (_, _, _) -> null, lifetimeMillis, System::currentTimeMillis);
    }

    DigestServer(String realm, DigestSecrets secrets, long lifetimeMillis,
            LongSupplier clockMillis) {
        this(realm, List.of(DigestAlgorithm.values()), secrets, lifetimeMillis, clockMillis);
    }

    private DigestServer(String realm, List<DigestAlgorithm> offered, DigestSecrets secrets,
            long lifetimeMillis, LongSupplier clockMillis) {
        this.realm = realm;
        this.offered = List.copyOf(offered);
        this.secrets = secrets;
        this.lifetimeMillis = lifetimeMillis;
        this.clockMillis = clockMillis;
        random.nextBytes(key);
    }

    public String realm() { return realm; }

    // ---- challenges ------------------------------------------------------------------------

    /// 401 as a registrar or user agent.
    public SipResponse challenge(ServerTransaction transaction, boolean stale) {
        return challenged(transaction.response(SipStatus.UNAUTHORIZED), "WWW-Authenticate",
                stale);
    }

    /// 407 as a proxy.
    public SipResponse proxyChallenge(ServerTransaction transaction, boolean stale) {
        return challenged(transaction.response(SipStatus.PROXY_AUTHENTICATION_REQUIRED),
                "Proxy-Authenticate", stale);
    }

    private SipResponse challenged(SipResponse response, String header, boolean stale) {
        String nonce = nonce(clockMillis.getAsLong());
        for (DigestAlgorithm algorithm : offered) {
            DigestParameters challenge = new DigestParameters().with("realm", realm)
                    .with("nonce", nonce).with("qop", "auth").with("algorithm", algorithm.word());
            if (stale)
                challenge.with("stale", "true");
            response.headers().add(header, challenge);
        }
        return response;
    }

    // ---- credentials -----------------------------------------------------------------------

    /// What Authorization is worth.
    public Outcome check(SipRequest request) {
        return check(request, "Authorization", this::proves);
    }

    /// What Proxy-Authorization is worth.
    public Outcome checkProxy(SipRequest request) {
        return check(request, "Proxy-Authorization", this::proves);
    }

    /// As [#check] or [#checkProxy], judged by who keeps the secrets and counts the guesses.
    public Outcome check(SipRequest request, boolean proxy, DigestJudge judge) {
        return check(request, proxy ? "Proxy-Authorization" : "Authorization", judge);
    }

    private boolean proves(DigestAlgorithm algorithm, String username,
            Predicate<byte[]> response) {
        byte[] secret = secrets.secret(algorithm, username, realm);
        // A user who is not there takes the same time as a wrong password.
        return response.test(secret == null ? key : secret) && secret != null;
    }

    /// Takes our credentials out of a request that is passed on: section 22.3.
    public void removeProxyCredentials(SipHeaders headers) {
        for (String value : headers.all("Proxy-Authorization")) {
            if (ours(value) != null)
                headers.removeValue("Proxy-Authorization", value);
        }
    }

    private Outcome check(SipRequest request, String header, DigestJudge judge) {
        for (String value : request.headers().all(header)) {
            DigestParameters given = ours(value);
            if (given != null)
                return check(request, given, judge);
        }
        return new Outcome.Missing();
    }

    private @Nullable DigestParameters ours(String value) {
        try {
            DigestParameters given = DigestParameters.parse(value);
            return given != null && given.get("realm").equals(realm) ? given : null;
        } catch (MalformedDataException e) {
            return null;
        }
    }

    private Outcome check(SipRequest request, DigestParameters given, DigestJudge judge) {
        String username = given.get("username");
        DigestAlgorithm algorithm = DigestAlgorithm
                .named(given.has("algorithm") ? given.get("algorithm") : null);
        int count = count(given.get("nc"));
        long made = madeAt(given.get("nonce"));
        if (algorithm == null || !given.get("qop").equalsIgnoreCase("auth") || count < 0
                || given.get("cnonce").isEmpty() || !isFor(request, given.get("uri")))
            return new Outcome.Failed(username);
        if (!judge.proves(algorithm, username, secret -> isOf(secret, algorithm, request, given)))
            return new Outcome.Failed(username);
        boolean fresh = made >= 0 && clockMillis.getAsLong() - made < lifetimeMillis
                && firstUse(given.get("nonce"), made, count);
        return fresh ? new Outcome.Authenticated(username) : new Outcome.Stale();
    }

    private static boolean isOf(byte[] secret, DigestAlgorithm algorithm, SipRequest request,
            DigestParameters given) {
        String wanted = algorithm.response(secret, given, request.method());
        return MessageDigest.isEqual(wanted.getBytes(StandardCharsets.US_ASCII), Parameters
                .lower(given.get("response")).getBytes(StandardCharsets.UTF_8));
    }

    /// Section 22.4: the credentials are for this Request-URI.
    private static boolean isFor(SipRequest request, String uri) {
        if (uri.equals(request.uri().toString()))
            return true;
        try {
            return SipUri.parse(uri).matches(request.uri());
        } catch (MalformedDataException e) {
            return false;
        }
    }

    /// `nc-value = 8LHEX`, -1 when it is not one that we take.
    private static int count(String text) {
        if (!text.matches("[0-9a-fA-F]{8}"))
            return -1;
        long value = Long.parseLong(text, 16);
        return value < 1 || value > MAXIMUM_COUNT ? MAXIMUM_COUNT : (int) value;
    }

    private boolean firstUse(String nonce, long made, int count) {
        // The last count makes the nonce stale, so that a client takes a new one.
        if (count == MAXIMUM_COUNT)
            return false;
        synchronized (counts) {
            BitSet used = counts.get(nonce);
            if (used == null) {
                if (made < forgottenMillis)
                    return false;
                if (counts.size() == COUNTED_NONCES)
                    forgottenMillis = Math.max(forgottenMillis,
                            madeAt(counts.keySet().iterator().next()) + 1);
                used = new BitSet();
                counts.put(nonce, used);
            }
            boolean first = !used.get(count);
            used.set(count);
            return first;
        }
    }

    // ---- nonces ----------------------------------------------------------------------------

    private String nonce(long now) {
        ByteBuffer nonce = ByteBuffer.allocate(NONCE_BYTES).putLong(now);
        byte[] salt = new byte[RANDOM_BYTES];
        random.nextBytes(salt);
        nonce.put(salt);
        nonce.put(signature(nonce.array()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(nonce.array());
    }

    /// When one of ours was made, -1 for another.
    private long madeAt(String nonce) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(nonce);
        } catch (IllegalArgumentException e) {
            return -1;
        }
        if (bytes.length != NONCE_BYTES)
            return -1;
        byte[] signature = Arrays.copyOfRange(bytes, NONCE_BYTES - SIGNATURE_BYTES, NONCE_BYTES);
        return MessageDigest.isEqual(signature, signature(bytes))
                ? ByteBuffer.wrap(bytes).getLong()
                : -1;
    }

    private byte[] signature(byte[] nonce) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(nonce, 0, NONCE_BYTES - SIGNATURE_BYTES);
            return Arrays.copyOf(mac.doFinal(realm.getBytes(StandardCharsets.UTF_8)),
                    SIGNATURE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

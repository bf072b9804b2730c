package org.rialto.directory.sasl;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;
import org.rialto.directory.Actor;
import org.rialto.directory.CredentialPurpose;
import org.rialto.directory.Directory;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.Domain;
import org.rialto.directory.Entry;
import org.rialto.directory.Flag;
import org.rialto.directory.LoginName;
import org.rialto.directory.LoginRecord;
import org.rialto.directory.Protocol;
import org.rialto.directory.SmtpAddress;
import org.rialto.directory.password.AppPasswordText;
import org.rialto.directory.kerberos.KerberosServer;
import org.rialto.directory.ntlm.NtlmServer;
import org.rialto.directory.ntlm.NtlmSettings;
import org.rialto.directory.password.Credential;
import org.rialto.directory.password.NtHash;
import org.rialto.directory.password.NtHashSeal;
import org.rialto.directory.password.PasswordHasher;
import org.rialto.directory.password.ScramKeys;
import org.rialto.directory.password.SipSecret;
import org.rialto.mapi.MailError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where everybody proves who they are: SASL exchanges for the protocols that have them, and
/// passwords and bearer tokens for HTTP. Answers an [Actor], or why not. Nothing it says or how long
/// it takes tells whether an account exists. Safe for any number of threads.
public final class Authenticator {
    /// @param offered which mechanisms to offer, where a connection can carry them
    /// @param memory how long a verified password is remembered
    /// @param passwordChangeEndsSessions whether sessions begun with the old password end when it
    /// changes
    public record Settings(Set<Mechanism> offered, Duration memory, GuessThrottle.Settings throttle,
            boolean passwordChangeEndsSessions) {
        public static final Settings DEFAULT = new Settings(EnumSet.allOf(Mechanism.class),
                Duration.ofMinutes(5), GuessThrottle.Settings.DEFAULT, true);
    }

    private static final Logger LOG = LoggerFactory.getLogger(Authenticator.class);

    private final Directory directory;
    private final PasswordHasher hasher;
    private final Settings settings;
    private final Optional<BearerTokens> tokens;
    private final Clock clock;
    private final GuessThrottle throttle;
    private final VerifiedPasswords verified;
    private final ConcurrentHashMap<VerifiedPasswords.Key, CompletableFuture<Void>> checking = new ConcurrentHashMap<>();
    private final byte[] madeUpSaltKey;
    private final LoginWatch watch;
    private final Optional<NtlmSettings> ntlm;
    private final Optional<KerberosServer> kerberos;
    private final SecureRandom random = new SecureRandom();

    public Authenticator(Directory directory, PasswordHasher hasher, Settings settings,
            Optional<BearerTokens> tokens) {
        this(directory, hasher, settings, tokens, Optional.empty());
    }

    /// @param ntlm where NTLM is turned on; `hasher` keeps NT hashes then
    public Authenticator(Directory directory, PasswordHasher hasher, Settings settings,
            Optional<BearerTokens> tokens, Optional<NtlmSettings> ntlm) {
        this(directory, hasher, settings, tokens, ntlm, Optional.empty());
    }

    /// @param kerberos where tickets are taken
    public Authenticator(Directory directory, PasswordHasher hasher, Settings settings,
            Optional<BearerTokens> tokens, Optional<NtlmSettings> ntlm,
            Optional<KerberosServer> kerberos) {
        this(directory, hasher, settings, tokens, ntlm, kerberos, Clock.systemUTC(),
                System::nanoTime);
    }

    Authenticator(Directory directory, PasswordHasher hasher, Settings settings,
            Optional<BearerTokens> tokens, Optional<NtlmSettings> ntlm,
            Optional<KerberosServer> kerberos, Clock clock, LongSupplier nanoClock) {
        this.ntlm = ntlm;
        this.kerberos = kerberos;
        this.directory = directory;
        this.hasher = hasher;
        this.settings = settings;
        this.tokens = tokens;
        this.clock = clock;
        this.throttle = new GuessThrottle(settings.throttle(), nanoClock);
        this.verified = new VerifiedPasswords(settings.memory(), nanoClock::getAsLong);
        this.madeUpSaltKey = directory.secret("scram-made-up-salt");
        this.watch = new LoginWatch(directory);
    }

    // SASL.

    /// What to offer on a connection, strongest first.
    public List<Mechanism> mechanisms(Peer peer) {
        List<Mechanism> offered = new ArrayList<>();
        for (Mechanism mechanism : Mechanism.values()) {
            if (settings.offered().contains(mechanism) && fits(mechanism, peer)) {
                offered.add(mechanism);
            }
        }
        return List.copyOf(offered);
    }

    private boolean fits(Mechanism mechanism, Peer peer) {
        return switch (mechanism) {
            case PLAIN, LOGIN -> peer.isConfidential();
            case SCRAM_SHA_256 -> hasher.keepsScramKeys();
            case SCRAM_SHA_256_PLUS -> hasher.keepsScramKeys() && !peer.channelBindings().isEmpty();
            case OAUTHBEARER, XOAUTH2 -> tokens.isPresent() && peer.isConfidential();
            case EXTERNAL -> peer.externalName().isPresent();
            case NTLM -> canNegotiate(SpnegoToken.NTLM) && peer.isConfidential();
            case GSS_SPNEGO -> peer.protocol().negotiates() && peer.isConfidential()
                    && canNegotiate();
        };
    }

    /// Begins an exchange; hand it the initial response, or null when there is none. A mechanism
    /// that is unknown or not offered gives an exchange that refuses at once.
    public SaslExchange begin(String mechanismName, Peer peer) {
        Mechanism mechanism = Mechanism.ofName(mechanismName).orElse(null);
        if (mechanism == null || !settings.offered().contains(mechanism)) {
            return new RefusedExchange(Mechanism.PLAIN, unsupported());
        }
        if (!fits(mechanism, peer)) {
            boolean secret = switch (mechanism) {
                case PLAIN, LOGIN -> true;
                case OAUTHBEARER, XOAUTH2 -> tokens.isPresent();
                case SCRAM_SHA_256, SCRAM_SHA_256_PLUS, EXTERNAL -> false;
                case NTLM -> canNegotiate(SpnegoToken.NTLM);
                case GSS_SPNEGO -> canNegotiate();
            };
            return new RefusedExchange(mechanism,
                    secret
                            ? Outcome.Refused.of(Outcome.Reason.ENCRYPTION_REQUIRED,
                                    "this mechanism needs an encrypted connection")
                            : unsupported());
        }
        return switch (mechanism) {
            case PLAIN -> new PlainExchange(this, peer);
            case LOGIN -> new LoginExchange(this, peer);
            case SCRAM_SHA_256 -> new ScramExchange(this, peer, false);
            case SCRAM_SHA_256_PLUS -> new ScramExchange(this, peer, true);
            case OAUTHBEARER -> new BearerExchange(this, peer, true);
            case XOAUTH2 -> new BearerExchange(this, peer, false);
            case EXTERNAL -> new ExternalExchange(this, peer);
            case NTLM -> beginNegotiated(SpnegoToken.NTLM, peer);
            case GSS_SPNEGO -> new SpnegoExchange(this, peer);
        };
    }

    private static Outcome.Refused unsupported() {
        return Outcome.Refused.of(Outcome.Reason.UNSUPPORTED_MECHANISM,
                "this mechanism is not offered here");
    }

    // Passwords.

    /// Checks a password, for SASL as for HTTP Basic.
    ///
    /// @param authorizationId whom to act as; empty for the same
    public Outcome password(String loginName, String password, String authorizationId, Peer peer) {
        if (!peer.isConfidential()) {
            return Outcome.Refused.of(Outcome.Reason.ENCRYPTION_REQUIRED,
                    "a password needs an encrypted connection");
        }
        Checked checked = check(loginName, password, peer);
        return checked.refused() != null
                ? checked.refused()
                : checked.proof() instanceof Login.Proof.Password proof
                        ? proved(checked.user(), proof, authorizationId, peer)
                        : finish(checked.user(), checked.proof(), authorizationId, peer);
    }

    /// Whose password it was: a user, or a refusal.
    private record Checked(DirectoryObject.@Nullable User user, Outcome.@Nullable Refused refused,
            Login.Proof proof) {
        static Checked refused(Outcome.Refused refused) {
            return new Checked(null, refused, new Login.Proof.Voucher());
        }

        static Checked byPassword(DirectoryObject.@Nullable User user,
                @Nullable LoginRecord login) {
            return new Checked(user, null,
                    new Login.Proof.Password(login == null ? 0 : login.version()));
        }
    }

    private Checked check(String loginName, String password, Peer peer) {
        DirectoryObject.User user = find(loginName);
        LoginRecord login = user == null ? null : directory.loginRecord(user.id()).orElse(null);
        LoginRecord.AppPassword appPassword = login == null
                ? null
                : appPassword(login, password);
        if (appPassword != null)
            return new Checked(user, null, new Login.Proof.AppPassword(appPassword.id()));
        String account = accountOf(user, loginName);
        VerifiedPasswords.Key key = verified.key(account, login == null ? 0 : login.version(),
                password);
        // A program that opens many connections at once says the same password on each: one is
        // checked, and the others wait for it, so that they cost neither a hash nor a guess.
        CompletableFuture<Void> mine = new CompletableFuture<>();
        for (CompletableFuture<Void> first; (first = checking.putIfAbsent(key, mine)) != null;) {
            first.join();
        }
        try {
            Boolean known = verified.verdict(key);
            if (known != null) {
                return known ? Checked.byPassword(user, login) : Checked.refused(invalid());
            }
            return judge(user, login, account, key, password, peer);
        } finally {
            checking.remove(key);
            mine.complete(null);
        }
    }

    private Checked judge(DirectoryObject.@Nullable User user, @Nullable LoginRecord login,
            String account, VerifiedPasswords.Key key, String password, Peer peer) {
        GuessThrottle.Attempt attempt = admit(account, peer);
        if (attempt.retryAfter() != null) {
            return Checked.refused(tooMany(attempt.retryAfter()));
        }
        boolean right;
        try {
            right = login != null && login.credential().isPresent()
                    ? hasher.matches(login.credential().get().hash(), password)
                    : hasher.matchesNobody(password);
        } catch (MailError.Unavailable e) {
            attempt.wasNotJudged();
            return Checked.refused(Outcome.Refused.of(Outcome.Reason.UNAVAILABLE,
                    "too many log-ins at once; try again later"));
        } catch (RuntimeException e) {
            attempt.wasNotJudged();
            throw e;
        }
        verified.put(key, right);
        if (!right || login == null || user == null) {
            attempt.wasWrong();
            // Not the name that was tried: people type passwords there.
            LOG.info("Wrong password for {} from {} ({})",
                    user == null ? "an unknown name" : user.entry().qualifiedName(),
                    peer.address().getHostAddress(), peer.protocol());
            return Checked.refused(invalid());
        }
        attempt.wasRight();
        renew(user, login, password);
        return Checked.byPassword(user, login);
    }

    private DirectoryObject.@Nullable User find(String loginName) {
        try {
            return directory.user(LoginName.parse(loginName)).orElse(null);
        } catch (MailError.Invalid e) {
            return null;
        }
    }

    /// What guesses are counted under. A name that is nobody's counts like any other.
    private static String accountOf(DirectoryObject.@Nullable User user, String loginName) {
        if (user != null)
            return "user " + user.id();
        String name = SmtpAddress.localKey(
                loginName.length() > LoginName.LIMIT
                        ? loginName.substring(0, LoginName.LIMIT)
                        : loginName);
        return "unknown " + name.replaceAll("\\p{Cntrl}", "?");
    }

    private static LoginRecord.@Nullable AppPassword appPassword(LoginRecord login,
            String password) {
        if (login.appPasswords().isEmpty() || password.length() > 100)
            return null;
        byte[] digest = AppPasswordText.digest(password);
        LoginRecord.AppPassword found = null;
        for (LoginRecord.AppPassword appPassword : login.appPasswords()) {
            if (MessageDigest.isEqual(appPassword.digest(), digest))
                found = appPassword;
        }
        return found;
    }

    /// Replaces a hash of another system or of another cost, now that the password is at hand.
    private void renew(DirectoryObject.User user, LoginRecord login, String password) {
        Credential old = login.credential().orElse(null);
        if (old == null)
            return;
        if (hasher.ntlm().isPresent()
                && directory.sealed(login.userId(), CredentialPurpose.NTLM)
                        .map(hasher.ntlm().get()::open).isEmpty()) {
            directory.addSealed(login, CredentialPurpose.NTLM,
                    hasher.ntlm().get().seal(NtHash.of(password)));
        }
        if (hasher.sip().isPresent() && sipSecret(user).isEmpty()) {
            directory.addSealed(login, CredentialPurpose.SIP, hasher.sip().get().pending(password)
                    .sealedFor(user.entry().name(), user.entry().domain().name()));
        }
        if (!hasher.isOutdated(old))
            return;
        try {
            directory.replaceHash(login, hasher.credentialOfAnyLength(password));
        } catch (MailError e) {
            LOG.warn("Could not renew the password hash of user {}: {}", login.userId(),
                    e.getMessage());
        }
    }

    /// A user's own change of password, possible also when the old one has expired.
    ///
    /// @throws MailError.Invalid when the new password will not do
    public Outcome changePassword(String loginName, String oldPassword, String newPassword,
            Peer peer) {
        Checked checked = check(loginName, oldPassword, peer);
        DirectoryObject.User user = checked.user();
        if (checked.refused() != null)
            return checked.refused();
        if (user == null || !(checked.proof() instanceof Login.Proof.Password))
            return invalid();
        if (!user.entry().is(Flag.LOGIN))
            return finish(user, checked.proof(), "", peer);
        Credential credential = hasher.credential(newPassword);
        directory.change(edit -> {
            edit.setCredential(user.id(), CredentialPurpose.PASSWORD, credential, null);
            return true;
        });
        return finish((DirectoryObject.User) directory.object(user.id()).orElseThrow(),
                passwordProof(user.id()), "", peer);
    }

    // SCRAM.

    /// What a SCRAM exchange needs to know.
    ///
    /// @param user null when nobody has the name, or nobody who can use SCRAM
    /// @param keys made up in that case, always the same for a name
    /// @param proof that the keys' password will be, when the client knows it
    record ScramAccount(DirectoryObject.@Nullable User user, String account, ScramKeys keys,
            Login.Proof.Password proof) {}

    ScramAccount scramAccount(String loginName) {
        DirectoryObject.User user = find(loginName);
        String account = accountOf(user, loginName);
        LoginRecord login = user == null ? null : directory.loginRecord(user.id()).orElse(null);
        ScramKeys keys = login == null
                ? null
                : login.credential().flatMap(Credential::scramKeys).orElse(null);
        return login == null || keys == null
                ? new ScramAccount(null, account, madeUpKeys(loginName),
                        new Login.Proof.Password(0))
                : new ScramAccount(user, account, keys, new Login.Proof.Password(login.version()));
    }

    /// RFC 5802 §9: an unknown user must look like one who exists, the next time too.
    private ScramKeys madeUpKeys(String loginName) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(madeUpSaltKey, "HmacSHA256"));
            byte[] salt = Arrays.copyOf(mac.doFinal(
                    SmtpAddress.localKey(loginName).getBytes(StandardCharsets.UTF_8)), 16);
            return new ScramKeys(salt, hasher.scramIterations(), new byte[32], new byte[32]);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    GuessThrottle.Attempt admit(String account, Peer peer) {
        return throttle.admit(account, peer.address());
    }

    static Outcome.Refused invalid() {
        return Outcome.Refused.of(Outcome.Reason.INVALID_CREDENTIALS,
                "the name or the password is wrong");
    }

    static Outcome.Refused tooMany(Duration retryAfter) {
        return new Outcome.Refused(Outcome.Reason.TOO_MANY_ATTEMPTS,
                "too many wrong passwords; try again in " + Math.max(1, retryAfter.toSeconds())
                        + " seconds",
                retryAfter);
    }

    // NTLM and Kerberos.

    private boolean canNegotiate() {
        return canNegotiate(SpnegoToken.NTLM) || canNegotiate(SpnegoToken.KERBEROS);
    }

    /// Whether a mechanism of SPNEGO works here.
    boolean canNegotiate(String mechanism) {
        return switch (mechanism) {
            case SpnegoToken.NTLM -> ntlm.isPresent() && hasher.ntlm().isPresent();
            case SpnegoToken.KERBEROS, SpnegoToken.KERBEROS_MICROSOFT -> kerberos.isPresent();
            default -> false;
        };
    }

    /// For whom a ticket was right.
    ///
    /// @param name null: the principal is nobody here
    Outcome kerberos(@Nullable LoginName name, String principal, Peer peer) {
        DirectoryObject.User user = name == null ? null : directory.user(name).orElse(null);
        if (user == null) {
            LOG.info("A Kerberos ticket of {} from {} ({}) is of nobody here",
                    principal.replaceAll("\\p{Cntrl}", "?"), peer.address().getHostAddress(),
                    peer.protocol());
        }
        // What the KDC says of passwords and their age is the KDC's business.
        return finish(user, new Login.Proof.Voucher(), "", peer);
    }

    Outcome.Refused kerberosRefused(KerberosServer.Refused reason, Peer peer) {
        LOG.info("A Kerberos ticket from {} ({}) was refused: {}",
                peer.address().getHostAddress(), peer.protocol(), reason.getMessage());
        return Outcome.Refused.of(Outcome.Reason.INVALID_CREDENTIALS,
                "the ticket is not valid here");
    }

    SaslExchange beginNegotiated(String mechanism, Peer peer) {
        if (!canNegotiate(mechanism))
            return new RefusedExchange(Mechanism.GSS_SPNEGO, unsupported());
        if (!mechanism.equals(SpnegoToken.NTLM))
            return new KerberosExchange(this, peer, kerberos.orElseThrow());
        NtlmSettings known = ntlm.orElseThrow();
        Domain domain = directory.defaultDomain().orElse(null);
        byte[] challenge = new byte[8];
        random.nextBytes(challenge);
        return new NtlmExchange(this, peer,
                new NtlmServer(new NtlmServer.Names(domain == null ? "RIALTO" : domain.shortName(),
                        domain == null ? known.hostName() : domain.name(), known.hostName()),
                        known.channelBinding(), peer.channelBindings().tlsServerEndPoint(),
                        challenge, clock.millis()));
    }

    /// Judges a handshake whose last message was read.
    Outcome ntlm(NtlmServer handshake, Peer peer) {
        NtHashSeal seal = hasher.ntlm().orElseThrow();
        String name = handshake.userName();
        String domain = handshake.domainName();
        DirectoryObject.User user = domain.isEmpty() ? null : find(domain + "\\" + name);
        // The domain may be that of the client's machine, which says nothing here.
        if (user == null)
            user = find(name);
        GuessThrottle.Attempt attempt = admit(accountOf(user, name), peer);
        if (attempt.retryAfter() != null)
            return tooMany(attempt.retryAfter());
        Login.Proof.Password proof = passwordProof(user == null ? -1 : user.id());
        NtHash hash;
        boolean right;
        try {
            hash = user == null
                    ? null
                    : directory.sealed(user.id(), CredentialPurpose.NTLM).map(seal::open)
                            .orElse(null);
            right = handshake.verify(hash == null ? NtHash.ofNobody() : hash) && hash != null;
        } catch (RuntimeException e) {
            attempt.wasNotJudged();
            throw e;
        }
        if (!right) {
            attempt.wasWrong();
            LOG.info("NTLM refused for {} from {} ({}){}",
                    user == null ? "an unknown name" : user.entry().qualifiedName(),
                    peer.address().getHostAddress(), peer.protocol(), user != null && hash == null
                            ? ": no NT hash is kept until a log-in with the password"
                            : "");
            return invalid();
        }
        attempt.wasRight();
        return proved(user, proof, "", peer);
    }

    // Digest authentication.

    /// A client's answer to a challenge of digest authentication (RFC 7616, in SIP RFC 8760): whether
    /// it is that of H(A1).
    @FunctionalInterface
    public interface DigestResponse {
        /// In constant time.
        boolean isOf(byte[] hashOfA1);
    }

    /// Judges a digest response; guesses at it count as those at a password do.
    ///
    /// @param userName as the client wrote it: a log-in name, or one with its domain
    /// @param realm of the challenge: the name of a domain of this server, in lower case
    public Outcome digest(String userName, String realm, SipSecret.Algorithm algorithm,
            DigestResponse response, Peer peer) {
        if (hasher.sip().isEmpty())
            return unsupported();
        DirectoryObject.User user = find(
                userName.contains("@") ? userName : userName + "@" + realm);
        GuessThrottle.Attempt attempt = admit(accountOf(user, userName), peer);
        if (attempt.retryAfter() != null)
            return tooMany(attempt.retryAfter());
        Login.Proof.Password proof = passwordProof(user == null ? -1 : user.id());
        byte[] hash;
        boolean right;
        try {
            hash = user == null
                    ? null
                    : sipSecret(user).flatMap(secret -> secret.hash(algorithm, userName, realm))
                            .orElse(null);
            right = response.isOf(hash == null ? new byte[32] : hash) && hash != null;
        } catch (RuntimeException e) {
            attempt.wasNotJudged();
            throw e;
        }
        if (!right) {
            attempt.wasWrong();
            LOG.info("Digest refused for {} from {} ({}){}",
                    user == null ? "an unknown name" : user.entry().qualifiedName(),
                    peer.address().getHostAddress(), peer.protocol(), user != null && hash == null
                            ? ": nothing is kept for it until a log-in with the password"
                            : "");
            return invalid();
        }
        attempt.wasRight();
        return proved(user, proof, "", peer);
    }

    /// H(A1) of a user who may log in to SIP now, for who computes responses itself; empty for anybody
    /// else. Guesses are not counted here: see [#digest].
    ///
    /// @param userName as the client wrote it, of which H(A1) is made
    public Optional<byte[]> digestSecret(String userName, String realm,
            SipSecret.Algorithm algorithm) {
        DirectoryObject.User user = find(
                userName.contains("@") ? userName : userName + "@" + realm);
        if (user == null || !user.entry().is(Flag.LOGIN) || !user.entry().is(Flag.SIP)
                || mustChangePassword(user))
            return Optional.empty();
        return sipSecret(user).flatMap(secret -> secret.hash(algorithm, userName, realm));
    }

    private Optional<SipSecret> sipSecret(DirectoryObject.User user) {
        Entry entry = user.entry();
        return hasher.sip().flatMap(seal -> directory.sealed(user.id(), CredentialPurpose.SIP)
                .map(sealed -> seal.open(sealed, entry.name(), entry.domain().name())));
    }

    // Tokens and certificates.

    /// @param status as OAuth names it
    public record BearerOutcome(Outcome outcome, BearerTokens.Status status) {}

    /// Checks a bearer token, for SASL as for HTTP.
    ///
    /// @param authorizationId whom the client says it is, or wants to act as; empty for the token's user
    public BearerOutcome bearer(String token, String authorizationId, Peer peer) {
        if (tokens.isEmpty()) {
            return new BearerOutcome(unsupported(), BearerTokens.Status.INVALID_REQUEST);
        }
        if (!peer.isConfidential()) {
            return new BearerOutcome(Outcome.Refused.of(Outcome.Reason.ENCRYPTION_REQUIRED,
                    "a token needs an encrypted connection"), BearerTokens.Status.INVALID_REQUEST);
        }
        BearerTokens.Verdict verdict;
        try {
            verdict = tokens.get().verify(token);
        } catch (MailError.Unavailable e) {
            return new BearerOutcome(
                    Outcome.Refused.of(Outcome.Reason.UNAVAILABLE,
                            "tokens cannot be checked at the moment"),
                    BearerTokens.Status.INVALID_TOKEN);
        }
        DirectoryObject.User user = verdict.loginName().map(this::find).orElse(null);
        if (user == null) {
            BearerTokens.Status status = verdict.status() == BearerTokens.Status.VALID
                    ? BearerTokens.Status.INVALID_TOKEN
                    : verdict.status();
            return new BearerOutcome(Outcome.Refused.of(Outcome.Reason.INVALID_CREDENTIALS,
                    "the token is not valid here"), status);
        }
        // What the issuer says of passwords and their age is the issuer's business.
        Outcome outcome = finish(user, new Login.Proof.Voucher(), authorizationId, peer);
        return new BearerOutcome(outcome, outcome instanceof Outcome.Granted
                ? BearerTokens.Status.VALID
                : BearerTokens.Status.INSUFFICIENT_SCOPE);
    }

    String tokenScope() { return tokens.map(known -> known.settings().scope()).orElse(""); }

    /// OpenID Connect Discovery 1.0 §4: where the client can learn where to get a token.
    String openidConfiguration() {
        return tokens.map(known -> known.settings().issuer().replaceAll("/$", "")
                + "/.well-known/openid-configuration").orElse("");
    }

    Outcome external(String authorizationId, Peer peer) {
        DirectoryObject.User user = peer.externalName().map(this::find).orElse(null);
        return finish(user, new Login.Proof.Voucher(), authorizationId, peer);
    }

    /// For a user whom a client certificate names that the protocol itself has verified.
    public Outcome certified(DirectoryObject.User user, Peer peer) {
        return finish(user, new Login.Proof.Voucher(), "", peer);
    }

    // Actors.

    /// For whom a password, or the proof of one, was right.
    Outcome proved(DirectoryObject.@Nullable User user, Login.Proof.Password proof,
            String authorizationId, Peer peer) {
        if (user == null)
            return invalid();
        if (mustChangePassword(user) && user.entry().is(Flag.LOGIN)) {
            return Outcome.Refused.of(Outcome.Reason.PASSWORD_EXPIRED,
                    "the password has expired and must be changed");
        }
        return finish(user, proof, authorizationId, peer);
    }

    private boolean mustChangePassword(DirectoryObject.User user) {
        Instant now = clock.instant();
        return user.entry().is(Flag.MUST_CHANGE_PASSWORD)
                || directory.loginRecord(user.id()).flatMap(LoginRecord::expiresAt)
                        .map(end -> !end.isAfter(now)).orElse(false);
    }

    private Login.Proof.Password passwordProof(long userId) {
        return new Login.Proof.Password(
                directory.loginRecord(userId).map(LoginRecord::version).orElse(0L));
    }

    private Outcome finish(DirectoryObject.@Nullable User user, Login.Proof proof,
            String authorizationId, Peer peer) {
        if (user == null)
            return invalid();
        if (!user.entry().is(Flag.LOGIN)) {
            return Outcome.Refused.of(Outcome.Reason.ACCOUNT_DISABLED, "the account is disabled");
        }
        if (!user.entry().is(peer.protocol().flag())) {
            return Outcome.Refused.of(Outcome.Reason.ACCOUNT_DISABLED,
                    "the account may not use this protocol");
        }
        Actor.Person self = actor(user);
        return authorizationId.isEmpty()
                ? granted(self, proof, peer.protocol())
                : actAs(self, proof, authorizationId, peer.protocol());
    }

    private Outcome.Granted granted(Actor.Person actor, Login.Proof proof, Protocol protocol) {
        return new Outcome.Granted(new Login(this, watch, actor, proof, protocol));
    }

    /// Acts as somebody else, who is named like at log-in or by an address.
    private Outcome actAs(Actor.Person self, Login.Proof proof, String authorizationId,
            Protocol protocol) {
        DirectoryObject target = find(authorizationId);
        SmtpAddress address = target == null ? SmtpAddress.parseOrNull(authorizationId) : null;
        if (address != null)
            target = directory.ofAddress(address).orElse(null);
        if (target != null && target.id() == self.userId())
            return granted(self, proof, protocol);
        return target instanceof DirectoryObject.MailboxOwner owner && mayBe(self, owner)
                ? granted(impersonated(self, owner), proof, protocol)
                : denied();
    }

    /// A log-in with another's rights, for EWS impersonation.
    public Outcome impersonate(Login by, DirectoryObject.MailboxOwner target) {
        Actor.Person self = by.actor();
        return mayBe(self, target)
                ? granted(impersonated(self, target), by.proof(), by.protocol())
                : denied();
    }

    /// The same log-in for another protocol: a connection of HTTP may carry several.
    public Outcome use(Login login, Protocol protocol) {
        if (login.protocol() == protocol)
            return new Outcome.Granted(login);
        Actor.Person self = login.actor();
        return directory.object(self.authenticatedAs().userId())
                .map(user -> user.entry().is(protocol.flag())).orElse(false)
                        ? granted(self, login.proof(), protocol)
                        : Outcome.Refused.of(Outcome.Reason.ACCOUNT_DISABLED,
                                "the account may not use this protocol");
    }

    private static boolean mayBe(Actor.Person by, DirectoryObject.MailboxOwner target) {
        return by.rights().impersonate() && !(target instanceof DirectoryObject.User
                && !target.entry().is(Flag.LOGIN));
    }

    /// The right to impersonate is not inherited: it would let one act as anybody twice over.
    private Actor.Person impersonated(Actor.Person by, DirectoryObject.MailboxOwner target) {
        return person(target, Actor.Rights.NONE, by.authenticatedAs());
    }

    /// Who a log-in is for as the directory is now; [MailError.LoggedOut] when the same log-in would
    /// be refused now. A password that has grown too old since does not end a session.
    Actor.Person actorNow(Login login) {
        Actor.Person then = login.actorAtLogin();
        if (!(directory.object(then.authenticatedAs().userId())
                .orElse(null) instanceof DirectoryObject.User user)) {
            throw new MailError.LoggedOut("the account was removed", false);
        }
        if (!user.entry().is(Flag.LOGIN))
            throw new MailError.LoggedOut("the account was disabled", false);
        if (!user.entry().is(login.protocol().flag())) {
            throw new MailError.LoggedOut("the account may not use this protocol any more", false);
        }
        if (!holds(login.proof(), user))
            throw new MailError.LoggedOut("the password was changed or withdrawn", true);
        Actor.Person self = actor(user);
        if (!then.isImpersonated())
            return self;
        if (!(directory.object(then.userId())
                .orElse(null) instanceof DirectoryObject.MailboxOwner target)
                || !mayBe(self, target)) {
            throw new MailError.LoggedOut("the right to act as that user was withdrawn", false);
        }
        return impersonated(self, target);
    }

    private boolean holds(Login.Proof proof, DirectoryObject.User user) {
        LoginRecord login = directory.loginRecord(user.id()).orElseThrow();
        return switch (proof) {
            case Login.Proof.Password(long version) -> login.credential().isPresent()
                    && !user.entry().is(Flag.MUST_CHANGE_PASSWORD)
                    && (login.version() == version || !settings.passwordChangeEndsSessions());
            case Login.Proof.AppPassword(long id) -> login.appPasswords().stream()
                    .anyMatch(appPassword -> appPassword.id() == id);
            case Login.Proof.Voucher() -> true;
        };
    }

    long directoryVersion() { return directory.version(); }

    private static Outcome.Refused denied() {
        return Outcome.Refused.of(Outcome.Reason.AUTHORIZATION_DENIED,
                "no right to act as that user");
    }

    /// The actor of a mailbox's owner, as if they had logged in.
    public Actor.Person actor(DirectoryObject.MailboxOwner owner) {
        Entry entry = owner.entry();
        return person(owner,
                new Actor.Rights(entry.is(Flag.ADMINISTRATOR), entry.is(Flag.IMPERSONATE)),
                new Actor.AuthenticatedAs(owner.id(), entry.qualifiedName()));
    }

    private Actor.Person person(DirectoryObject.MailboxOwner owner, Actor.Rights rights,
            Actor.AuthenticatedAs authenticatedAs) {
        Entry entry = owner.entry();
        return new Actor.Person(owner.id(), owner.guid(), owner.mailboxGuid(),
                entry.qualifiedName(), entry.address().toString(), entry.legacyDN(),
                directory.groupsOf(owner), rights, authenticatedAs);
    }
}

package org.rialto.directory.password;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.rialto.mapi.MailError;

/// Computes and verifies password hashes, never more at once than memory and cores allow.
/// Safe for any number of threads.
public final class PasswordHasher {
    /// @param argon2id cost of new hashes; a stored hash of another cost is replaced at log-in
    /// @param scramIterations 0 keeps no SCRAM keys
    /// @param concurrent how many hashes run at once; each takes its Argon2id memory
    /// @param patience how long a log-in waits for its turn before it is told to try later
    /// @param minimumLength of a new password, in characters
    public record Settings(Argon2idParameters argon2id, int scramIterations, int concurrent,
            Duration patience, int minimumLength) {
        public static final Settings DEFAULT = new Settings(Argon2idParameters.DEFAULT,
                ScramKeys.DEFAULT_ITERATIONS,
                Math.max(2, Runtime.getRuntime().availableProcessors()),
                Duration.ofSeconds(20), 8);
    }

    /// Longest password, in characters; more would only make hashing slow.
    public static final int PASSWORD_LIMIT = 1024;

    private final Settings settings;
    private final Semaphore turns;
    private final SecureRandom random = new SecureRandom();
    private final PasswordHash.Argon2id nobody;
    private final Optional<NtHashSeal> ntlm;
    private final Optional<SipSeal> sip;

    public PasswordHasher(Settings settings) { this(settings, Optional.empty()); }

    /// @param ntlm what seals NT hashes, where NTLM is turned on
    public PasswordHasher(Settings settings, Optional<NtHashSeal> ntlm) {
        this(settings, ntlm, Optional.empty());
    }

    /// @param sip what seals the secrets of digest authentication, where SIP is turned on
    public PasswordHasher(Settings settings, Optional<NtHashSeal> ntlm, Optional<SipSeal> sip) {
        this.ntlm = ntlm;
        this.sip = sip;
        this.settings = settings;
        this.turns = new Semaphore(settings.concurrent(), true);
        // Never matches anything: no password hashes to 32 zero bytes in practice.
        this.nobody = new PasswordHash.Argon2id(settings.argon2id(), randomBytes(16), new byte[32]);
    }

    /// Everything to be stored for a new password.
    ///
    /// @throws MailError.Invalid when the password is too short or too long
    public Credential credential(String password) {
        if (password.codePointCount(0, password.length()) < settings.minimumLength()) {
            throw new MailError.Invalid(
                    "a password needs at least " + settings.minimumLength() + " characters");
        }
        return credentialOfAnyLength(password);
    }

    /// As [#credential], for one that was accepted before: it is not measured again.
    public Credential credentialOfAnyLength(String password) {
        if (password.length() > PASSWORD_LIMIT) {
            throw new MailError.Invalid(
                    "a password may have at most " + PASSWORD_LIMIT + " characters");
        }
        return inTurn(() -> new Credential(
                PasswordHash.Argon2id.compute(settings.argon2id(), randomBytes(16), password),
                settings.scramIterations() == 0
                        ? Optional.empty()
                        : Optional.of(ScramKeys.derive(password, randomBytes(16),
                                settings.scramIterations())),
                ntlm.map(seal -> seal.seal(NtHash.of(password))),
                sip.map(seal -> seal.pending(password))));
    }

    /// A PIN of telephone access: its hash alone, since nothing but telephones knows it.
    public Credential pin(String digits) {
        return inTurn(() -> new Credential(
                PasswordHash.Argon2id.compute(settings.argon2id(), randomBytes(16), digits),
                Optional.empty()));
    }

    /// Whether the password fits the stored hash.
    ///
    /// @throws MailError.Unavailable when too many log-ins wait
    public boolean matches(PasswordHash hash, String password) {
        return password.length() <= PASSWORD_LIMIT && inTurn(() -> hash.matches(password));
    }

    /// Takes as long as [#matches] and says no: for users who do not exist.
    public boolean matchesNobody(String password) { return matches(nobody, password); }

    /// Whether a stored credential should be made anew now that the password is at hand.
    public boolean isOutdated(Credential credential) {
        boolean currentHash = credential.hash() instanceof PasswordHash.Argon2id stored
                && stored.parameters().equals(settings.argon2id());
        int iterations = credential.scramKeys().map(ScramKeys::iterations).orElse(0);
        return !currentHash || iterations != settings.scramIterations();
    }

    /// What seals NT hashes; empty where NTLM is turned off.
    public Optional<NtHashSeal> ntlm() { return ntlm; }

    /// What seals the secrets of digest authentication; empty where SIP is turned off.
    public Optional<SipSeal> sip() { return sip; }

    public boolean keepsScramKeys() { return settings.scramIterations() > 0; }

    public int scramIterations() { return settings.scramIterations(); }

    private <T> T inTurn(Supplier<T> work) {
        try {
            if (!turns.tryAcquire(settings.patience().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new MailError.Unavailable("too many log-ins at once; try again later");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MailError.Unavailable("interrupted while waiting to check a password", e);
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }

    private byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}

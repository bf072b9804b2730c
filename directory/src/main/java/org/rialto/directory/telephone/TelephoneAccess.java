package org.rialto.directory.telephone;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import org.rialto.directory.Attribute;
import org.rialto.directory.CredentialPurpose;
import org.rialto.directory.Directory;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.Flag;
import org.rialto.directory.TelephoneNumber;
import org.rialto.directory.TelephonePins;
import org.rialto.directory.password.Credential;
import org.rialto.directory.password.PasswordHash;
import org.rialto.directory.password.PasswordHasher;
import org.rialto.directory.sasl.GuessThrottle;
import org.rialto.mapi.MailError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who may hear a mailbox over the telephone: PINs are checked, changed and reset here, by the policy.
/// Wrong ones are counted in the database, before they are judged, so that neither a restart nor many
/// calls at once give more guesses. Before that, whoever has entered wrong ones has to wait, whatever the
/// mailboxes were: one stranger can neither try a few PINs at every mailbox nor lock them all, and many
/// together are slowed down. Nothing is counted at a mailbox then. How long an answer takes does not tell who has a PIN. Safe for any
/// number of threads.
public final class TelephoneAccess {
    private static final Logger LOG = LoggerFactory.getLogger(TelephoneAccess.class);
    private static final int GENERATED_DIGITS = 8;
    /// Three calls' worth of wrong PINs of one caller, then one an hour, and twice the time with each
    /// that comes no slower; of all callers who have not been right before, sixty, then one a minute,
    /// up to five. The first time is what goes on for ever, so it is what counts.
    private static final GuessThrottle.Settings GUESSES = new GuessThrottle.Settings(
            new GuessThrottle.Limit(9, Duration.ofHours(1), Duration.ofHours(6)),
            new GuessThrottle.Limit(9, Duration.ofHours(1), Duration.ofHours(6)),
            new GuessThrottle.Limit(60, Duration.ofMinutes(1), Duration.ofMinutes(5)), 100_000,
            Duration.ofDays(3));
    private static final List<Attribute> OWN_NUMBERS = List.of(Attribute.UM_EXTENSION,
            Attribute.PHONE_BUSINESS, Attribute.PHONE_BUSINESS_2, Attribute.PHONE_HOME,
            Attribute.PHONE_HOME_2, Attribute.PHONE_MOBILE);

    private final Directory directory;
    private final TelephonePins pins;
    private final PasswordHasher hasher;
    private final PinPolicy policy;
    private final Clock clock;
    private final GuessThrottle throttle;
    private final SecureRandom random = new SecureRandom();

    /// @param enabled whether the user's mailbox is on the telephone
    /// @param hasPin whether there is a PIN
    /// @param mustChange whether the PIN must be changed at the next call
    /// @param expires when it must be; empty for never
    public record Status(boolean enabled, Optional<String> extension, boolean hasPin,
            int failures, boolean locked, boolean mustChange, Optional<Instant> expires) {}

    public TelephoneAccess(Directory directory, PasswordHasher hasher, PinPolicy policy,
            Clock clock) {
        this(directory, hasher, policy, clock, System::nanoTime);
    }

    /// @param nanoClock as `System.nanoTime`
    TelephoneAccess(Directory directory, PasswordHasher hasher, PinPolicy policy, Clock clock,
            LongSupplier nanoClock) {
        this.throttle = new GuessThrottle(GUESSES, nanoClock);
        this.directory = directory;
        this.pins = directory.telephonePins();
        this.hasher = hasher;
        this.policy = policy;
        this.clock = clock;
    }

    public PinPolicy policy() { return policy; }

    /// Whether calls reach the user's mailbox: there is an extension, and telephone access is not
    /// turned off.
    public static boolean isEnabled(DirectoryObject.User user) {
        return user.entry().is(Flag.UM)
                && user.entry().attribute(Attribute.UM_EXTENSION).isPresent();
    }

    public Status status(DirectoryObject.User user) {
        TelephonePins.State state = pins.state(user.id());
        Instant end = end(state);
        return new Status(isEnabled(user), user.entry().attribute(Attribute.UM_EXTENSION),
                state.hash().isPresent(), state.failures(), state.locked(),
                mustChange(state, end), Optional.ofNullable(end));
    }

    private @Nullable Instant end(TelephonePins.State state) {
        return policy.lifetime().isZero()
                ? null
                : state.changedAt().map(set -> set.plus(policy.lifetime())).orElse(null);
    }

    private boolean mustChange(TelephonePins.State state, @Nullable Instant end) {
        return state.mustChange() || end != null && !end.isAfter(clock.instant());
    }

    /// Judges a PIN.
    ///
    /// @param user null where a caller named nobody's mailbox, which is not to be told from a wrong PIN
    /// @param caller names who calls, as well as somebody vouches for it: guesses are counted by it
    /// @throws MailError.Unavailable when too many are being checked
    public PinVerdict check(DirectoryObject.@Nullable User user, String pin, String caller) {
        GuessThrottle.Attempt attempt = throttle.admit(
                user == null ? "" : String.valueOf(user.id()), caller);
        if (attempt.retryAfter() != null) {
            LOG.info("PINs are tried too fast by {}", caller);
            return new PinVerdict.TooSoon();
        }
        PinVerdict verdict = null;
        try {
            verdict = judge(user, pin);
            return verdict;
        } finally {
            switch (verdict) {
                case PinVerdict.Granted _ -> attempt.wasRight();
                case PinVerdict.Wrong _,PinVerdict.Reset _,PinVerdict.Locked _ ->
                    attempt.wasWrong();
                case PinVerdict.TooSoon _ -> attempt.wasNotJudged();
                case null -> attempt.wasNotJudged();
            }
        }
    }

    private PinVerdict judge(DirectoryObject.@Nullable User user, String pin) {
        TelephonePins.State state = user != null && isEnabled(user)
                && user.entry().is(Flag.LOGIN) ? pins.state(user.id()) : null;
        if (user == null || state == null || state.hash().isEmpty()) {
            hasher.matchesNobody(pin);
            return new PinVerdict.Wrong();
        }
        int failures = pins.begin(user.id(), clock.instant());
        if (failures < 0) {
            hasher.matchesNobody(pin);
            return new PinVerdict.Locked();
        }
        boolean right;
        try {
            right = hasher.matches(state.hash().get(), pin);
        } catch (RuntimeException e) {
            pins.takeBack(user.id());
            throw e;
        }
        // The wrong ones of other calls, meanwhile, may have locked it.
        if (right && failures <= policy.failuresBeforeLock()) {
            pins.forgive(user.id(), state.version());
            return new PinVerdict.Granted(mustChange(state, end(state)));
        }
        LOG.info("Wrong PIN for {}, {} in a row", user.entry().qualifiedName(), failures);
        if (failures >= policy.failuresBeforeLock()) {
            pins.lock(user.id());
            return new PinVerdict.Locked();
        }
        return failures == policy.failuresBeforeReset()
                ? new PinVerdict.Reset(replaced(user))
                : new PinVerdict.Wrong();
    }

    /// The user's own change of PIN.
    ///
    /// @throws MailError.Invalid when the new one will not do, saying why
    public void change(DirectoryObject.User user, String pin) {
        policy.problem(pin, ownNumbers(user)).ifPresent(problem -> {
            throw new MailError.Invalid(problem);
        });
        TelephonePins.State state = pins.state(user.id());
        List<PasswordHash> earlier = new ArrayList<>(
                state.history().stream().limit(policy.history()).toList());
        if (policy.history() > 0 && state.history().isEmpty())
            state.hash().ifPresent(earlier::add);
        for (PasswordHash one : earlier) {
            if (hasher.matches(one, pin))
                throw new MailError.Invalid("this PIN was used before");
        }
        set(user, pin, false);
    }

    /// Another PIN, by an administrator or at the user's wish: one made up where none is given.
    /// Unlocks. Answers the PIN.
    ///
    /// @param mustChange whether the user has to choose another at the next call
    /// @throws MailError.Invalid when the given one will not do
    public String reset(DirectoryObject.User user, @Nullable String pin, boolean mustChange) {
        if (pin != null) {
            policy.problem(pin, ownNumbers(user)).ifPresent(problem -> {
                throw new MailError.Invalid(problem);
            });
        }
        return set(user, pin == null ? madeUp(user) : pin, mustChange);
    }

    private String replaced(DirectoryObject.User user) {
        String pin = madeUp(user);
        Credential credential = hasher.pin(pin);
        directory.change(edit -> {
            edit.replacePin(user.id(), credential);
            return true;
        });
        return pin;
    }

    private String set(DirectoryObject.User user, String pin, boolean mustChange) {
        Credential credential = hasher.pin(pin);
        directory.change(edit -> {
            edit.setCredential(user.id(), CredentialPurpose.PIN, credential, null);
            return edit.setPinMustChange(user.id(), mustChange);
        });
        return pin;
    }

    private String madeUp(DirectoryObject.User user) {
        int length = Math.max(GENERATED_DIGITS, policy.minimumDigits());
        while (true) {
            StringBuilder digits = new StringBuilder(length);
            for (int i = 0; i < length; i++)
                digits.append((char) ('0' + random.nextInt(10)));
            String pin = digits.toString();
            if (policy.problem(pin, ownNumbers(user)).isEmpty())
                return pin;
        }
    }

    private static List<String> ownNumbers(DirectoryObject.User user) {
        return OWN_NUMBERS.stream()
                .flatMap(attribute -> user.entry().attribute(attribute).stream())
                .map(TelephoneNumber::digits).toList();
    }
}

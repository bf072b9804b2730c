package org.rialto.directory.telephone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.rialto.database.Database;
import org.rialto.database.TestEngine;
import org.rialto.directory.Attribute;
import org.rialto.directory.Directory;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.Domain;
import org.rialto.directory.Flag;
import org.rialto.directory.password.Argon2idParameters;
import org.rialto.directory.password.PasswordHasher;
import org.rialto.mapi.MailError;

/// What a PIN opens, and when it no longer does.
@ParameterizedClass
@EnumSource(TestEngine.class)
class TelephoneAccessTest {
    private static final String PIN = "482059";
    private static final PasswordHasher HASHER = new PasswordHasher(new PasswordHasher.Settings(
            new Argon2idParameters(64, 1, 1), 0, 4, Duration.ofSeconds(30), 8));

    private final Database database;
    private final Directory directory;
    private final Domain domain;
    private final TelephoneAccess access;
    private final long alexId;
    private final AtomicInteger callers = new AtomicInteger();
    private final AtomicLong nanos = new AtomicLong();

    TelephoneAccessTest(TestEngine engine, @TempDir Path folder) {
        database = engine.open(folder);
        directory = Directory.open(database, Directory.Settings.DEFAULT);
        domain = directory.change(edit -> edit.domains().add("contoso.com"));
        alexId = directory.change(edit -> {
            long id = edit.addUser(domain, "alex").id();
            edit.set(id, Attribute.UM_EXTENSION, "5501");
            return id;
        });
        access = access(Duration.ZERO);
        access.reset(alex(), PIN, false);
    }

    @AfterEach
    void close() { database.close(); }

    private TelephoneAccess access(Duration later) {
        return new TelephoneAccess(Directory.open(database, Directory.Settings.DEFAULT), HASHER,
                PinPolicy.STANDARD, Clock.offset(Clock.systemUTC(), later));
    }

    /// Each time of another caller.
    private PinVerdict judged(TelephoneAccess by, DirectoryObject.@Nullable User user,
            String pin) {
        return by.check(user, pin, "caller " + callers.incrementAndGet());
    }

    private DirectoryObject.User alex() {
        return (DirectoryObject.User) directory.object(alexId).orElseThrow();
    }

    @Test
    void tellsRightFromWrong() {
        assertThat(judged(access, alex(), PIN)).isEqualTo(new PinVerdict.Granted(false));
        assertThat(judged(access, alex(), "482058")).isEqualTo(new PinVerdict.Wrong());
        assertThat(judged(access, null, PIN)).isEqualTo(new PinVerdict.Wrong());
    }

    @Test
    void forgivesWrongOnesAfterARightOne() {
        for (int i = 0; i < 12; i++) {
            assertThat(judged(access, alex(), "000000")).isEqualTo(new PinVerdict.Wrong());
            assertThat(judged(access, alex(), "000000")).isEqualTo(new PinVerdict.Wrong());
            assertThat(judged(access, alex(), PIN)).isEqualTo(new PinVerdict.Granted(false));
        }
        assertThat(access.status(alex()).failures()).isZero();
    }

    @Test
    void makesUpAnotherAfterFiveAndLocksAfterFifteenAcrossRestarts() {
        for (int i = 1; i < 5; i++)
            assertThat(judged(access, alex(), "000000")).isEqualTo(new PinVerdict.Wrong());
        PinVerdict fifth = judged(access(Duration.ZERO), alex(), "000000");
        assertThat(fifth).isInstanceOf(PinVerdict.Reset.class);
        String fresh = ((PinVerdict.Reset) fifth).newPin();
        assertThat(fresh).matches("[0-9]{8}");
        assertThat(fifth).hasToString("Reset");
        assertThat(judged(access, alex(), PIN)).isEqualTo(new PinVerdict.Wrong());
        for (int i = 7; i < 15; i++)
            assertThat(judged(access, alex(), "000000")).isEqualTo(new PinVerdict.Wrong());
        assertThat(judged(access(Duration.ZERO), alex(), "000000"))
                .isEqualTo(new PinVerdict.Locked());
        assertThat(judged(access, alex(), fresh)).isEqualTo(new PinVerdict.Locked());
        assertThat(access.status(alex()).locked()).isTrue();
        access.reset(alex(), "736405", true);
        assertThat(judged(access, alex(), "736405")).isEqualTo(new PinVerdict.Granted(true));
    }

    @Test
    void aMadeUpPinOpensAndMustBeChanged() {
        for (int i = 1; i < 5; i++)
            judged(access, alex(), "000000");
        String fresh = ((PinVerdict.Reset) judged(access, alex(), "000000")).newPin();
        assertThat(judged(access, alex(), fresh)).isEqualTo(new PinVerdict.Granted(true));
        access.change(alex(), "736405");
        assertThat(judged(access, alex(), "736405")).isEqualTo(new PinVerdict.Granted(false));
    }

    @Test
    void givesNoMoreGuessesToManyCallsAtOnce() throws Exception {
        List<Callable<PinVerdict>> guesses = new ArrayList<>();
        for (int i = 0; i < 40; i++)
            guesses.add(() -> judged(access, alex(), "000000"));
        List<PinVerdict> verdicts = new ArrayList<>();
        try (ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<PinVerdict> one : calls.invokeAll(guesses))
                verdicts.add(one.get());
        }
        assertThat(verdicts.stream().filter(one -> !(one instanceof PinVerdict.Locked)).count())
                .isEqualTo(14);
    }

    /// With a clock of its own.
    private TelephoneAccess braked() {
        return new TelephoneAccess(directory, HASHER, PinPolicy.STANDARD, Clock.systemUTC(),
                nanos::get);
    }

    private List<DirectoryObject.User> people(int count) {
        List<DirectoryObject.User> people = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int extension = 6000 + i;
            long id = directory.change(edit -> {
                long added = edit.addUser(domain, "user" + extension).id();
                edit.set(added, Attribute.UM_EXTENSION, String.valueOf(extension));
                return added;
            });
            people.add((DirectoryObject.User) directory.object(id).orElseThrow());
            access.reset(people.getLast(), PIN, false);
        }
        return people;
    }

    private void pass(Duration time) { nanos.addAndGet(time.toNanos()); }

    @Test
    void oneCallerNeitherGuessesAtEveryMailboxNorLocksThemAll() {
        TelephoneAccess guarded = braked();
        List<DirectoryObject.User> people = people(20);
        for (int pace : new int[]{1, 10, 61}) {
            int judged = 0;
            String caller = "192.0.2.7 at " + pace;
            for (int i = 0; i < 2 * 24 * 60 / pace; i++) {
                PinVerdict verdict = guarded.check(people.get(judged % 20), "000000", caller);
                judged += verdict instanceof PinVerdict.TooSoon ? 0 : 1;
                pass(Duration.ofMinutes(pace));
            }
            assertThat(judged).as("a guess each %s minutes", pace).isBetween(9, 60);
        }
        assertThat(people).noneMatch(each -> guarded.status(each).locked());
        // Nobody else waits for that caller.
        assertThat(guarded.check(alex(), PIN, "192.0.2.8"))
                .isEqualTo(new PinVerdict.Granted(false));
    }

    @Test
    void extensionsThatNobodyHasAreGuessedNoFaster() {
        TelephoneAccess guarded = braked();
        for (int i = 0; i < 9; i++)
            assertThat(guarded.check(null, PIN, "one")).isEqualTo(new PinVerdict.Wrong());
        assertThat(guarded.check(null, PIN, "one")).isEqualTo(new PinVerdict.TooSoon());
        assertThat(guarded.check(alex(), PIN, "one")).isEqualTo(new PinVerdict.TooSoon());
        assertThat(guarded.status(alex()).failures()).isZero();
        pass(Duration.ofHours(1));
        assertThat(guarded.check(alex(), PIN, "one")).isEqualTo(new PinVerdict.Granted(false));
    }

    @Test
    void manyCallersTogetherAreSlowedDownAndWhoIsKnownIsNot() {
        TelephoneAccess guarded = braked();
        assertThat(guarded.check(alex(), PIN, "home")).isEqualTo(new PinVerdict.Granted(false));
        int judged = 0;
        for (int i = 0; i < 3_600; i++) {
            PinVerdict verdict = guarded.check(null, "000000", "robot " + i);
            judged += verdict instanceof PinVerdict.TooSoon ? 0 : 1;
            pass(Duration.ofSeconds(1));
        }
        assertThat(judged).isBetween(60, 130);
        assertThat(guarded.check(alex(), PIN, "hotel")).isEqualTo(new PinVerdict.TooSoon());
        assertThat(guarded.check(alex(), PIN, "home")).isEqualTo(new PinVerdict.Granted(false));
    }

    @Test
    void rightPinsCostNothing() {
        TelephoneAccess guarded = braked();
        for (int i = 0; i < 100; i++)
            assertThat(guarded.check(alex(), PIN, "office " + i % 2))
                    .isEqualTo(new PinVerdict.Granted(false));
    }

    @Test
    void refusesTrivialEarlierAndForeignDigits() {
        for (String pin : List.of("123456", "550155", "12345", "12 456"))
            assertThatThrownBy(() -> access.change(alex(), pin))
                    .isInstanceOf(MailError.Invalid.class);
        List<String> earlier = List.of(PIN, "736401", "736402", "736403", "736404");
        for (String pin : earlier.subList(1, 5))
            access.change(alex(), pin);
        for (String pin : earlier)
            assertThatThrownBy(() -> access.change(alex(), pin))
                    .hasMessage("this PIN was used before");
        access.change(alex(), "736405");
        access.change(alex(), PIN);
        assertThat(judged(access, alex(), PIN)).isEqualTo(new PinVerdict.Granted(false));
    }

    @Test
    void aPinGrowsTooOld() {
        assertThat(judged(access(Duration.ofDays(59)), alex(), PIN))
                .isEqualTo(new PinVerdict.Granted(false));
        assertThat(judged(access(Duration.ofDays(61)), alex(), PIN))
                .isEqualTo(new PinVerdict.Granted(true));
    }

    @Test
    void opensNothingForWhoIsOffTheTelephoneOrDisabled() {
        for (Flag flag : List.of(Flag.UM, Flag.LOGIN)) {
            directory.change(edit -> edit.set(alexId, flag, false));
            assertThat(judged(access, alex(), PIN)).isEqualTo(new PinVerdict.Wrong());
            directory.change(edit -> edit.set(alexId, flag, true));
        }
        directory.change(edit -> edit.set(alexId, Attribute.UM_EXTENSION, null));
        assertThat(judged(access, alex(), PIN)).isEqualTo(new PinVerdict.Wrong());
        assertThat(access.status(alex()).enabled()).isFalse();
    }

    @Test
    void anExtensionIsOnesOwnInADomain() {
        assertThatThrownBy(() -> directory.change(edit -> {
            long id = edit.addUser(domain, "bob").id();
            return edit.set(id, Attribute.UM_EXTENSION, "5501");
        })).isInstanceOf(MailError.Exists.class).hasMessageContaining("alex@contoso.com");
        Domain other = directory.change(edit -> edit.domains().add("fabrikam.com"));
        long there = directory.change(edit -> {
            long id = edit.addUser(other, "bob").id();
            edit.set(id, Attribute.UM_EXTENSION, "5501");
            return id;
        });
        assertThat(directory.telephoneBook().ofExtension(domain, "5501").orElseThrow().id())
                .isEqualTo(alexId);
        assertThat(directory.telephoneBook().ofExtension(other, "5501").orElseThrow().id())
                .isEqualTo(there);
        assertThat(directory.telephoneBook().ofExtension(domain, "550")).isEmpty();
        assertThatThrownBy(() -> directory
                .change(edit -> edit.set(alexId, Attribute.UM_EXTENSION, "55x")))
                .isInstanceOf(MailError.Invalid.class);
    }
}

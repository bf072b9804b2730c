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

    private DirectoryObject.User alex() {
        return (DirectoryObject.User) directory.object(alexId).orElseThrow();
    }

    @Test
    void tellsRightFromWrong() {
        assertThat(access.check(alex(), PIN)).isEqualTo(new PinVerdict.Granted(false));
        assertThat(access.check(alex(), "482058")).isEqualTo(new PinVerdict.Wrong());
        assertThat(access.check(null, PIN)).isEqualTo(new PinVerdict.Wrong());
    }

    @Test
    void forgivesWrongOnesAfterARightOne() {
        for (int i = 0; i < 12; i++) {
            assertThat(access.check(alex(), "000000")).isEqualTo(new PinVerdict.Wrong());
            assertThat(access.check(alex(), "000000")).isEqualTo(new PinVerdict.Wrong());
            assertThat(access.check(alex(), PIN)).isEqualTo(new PinVerdict.Granted(false));
        }
        assertThat(access.status(alex()).failures()).isZero();
    }

    @Test
    void makesUpAnotherAfterFiveAndLocksAfterFifteenAcrossRestarts() {
        for (int i = 1; i < 5; i++)
            assertThat(access.check(alex(), "000000")).isEqualTo(new PinVerdict.Wrong());
        PinVerdict fifth = access(Duration.ZERO).check(alex(), "000000");
        assertThat(fifth).isInstanceOf(PinVerdict.Reset.class);
        String fresh = ((PinVerdict.Reset) fifth).newPin();
        assertThat(fresh).matches("[0-9]{8}");
        assertThat(fifth).hasToString("Reset");
        assertThat(access.check(alex(), PIN)).isEqualTo(new PinVerdict.Wrong());
        for (int i = 7; i < 15; i++)
            assertThat(access.check(alex(), "000000")).isEqualTo(new PinVerdict.Wrong());
        assertThat(access(Duration.ZERO).check(alex(), "000000"))
                .isEqualTo(new PinVerdict.Locked());
        assertThat(access.check(alex(), fresh)).isEqualTo(new PinVerdict.Locked());
        assertThat(access.status(alex()).locked()).isTrue();
        access.reset(alex(), "736405", true);
        assertThat(access.check(alex(), "736405")).isEqualTo(new PinVerdict.Granted(true));
    }

    @Test
    void aMadeUpPinOpensAndMustBeChanged() {
        for (int i = 1; i < 5; i++)
            access.check(alex(), "000000");
        String fresh = ((PinVerdict.Reset) access.check(alex(), "000000")).newPin();
        assertThat(access.check(alex(), fresh)).isEqualTo(new PinVerdict.Granted(true));
        access.change(alex(), "736405");
        assertThat(access.check(alex(), "736405")).isEqualTo(new PinVerdict.Granted(false));
    }

    @Test
    void givesNoMoreGuessesToManyCallsAtOnce() throws Exception {
        List<Callable<PinVerdict>> guesses = new ArrayList<>();
        for (int i = 0; i < 40; i++)
            guesses.add(() -> access.check(alex(), "000000"));
        List<PinVerdict> verdicts = new ArrayList<>();
        try (ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<PinVerdict> one : calls.invokeAll(guesses))
                verdicts.add(one.get());
        }
        assertThat(verdicts.stream().filter(one -> !(one instanceof PinVerdict.Locked)).count())
                .isEqualTo(14);
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
        assertThat(access.check(alex(), PIN)).isEqualTo(new PinVerdict.Granted(false));
    }

    @Test
    void aPinGrowsTooOld() {
        assertThat(access(Duration.ofDays(59)).check(alex(), PIN))
                .isEqualTo(new PinVerdict.Granted(false));
        assertThat(access(Duration.ofDays(61)).check(alex(), PIN))
                .isEqualTo(new PinVerdict.Granted(true));
    }

    @Test
    void opensNothingForWhoIsOffTheTelephoneOrDisabled() {
        for (Flag flag : List.of(Flag.UM, Flag.LOGIN)) {
            directory.change(edit -> edit.set(alexId, flag, false));
            assertThat(access.check(alex(), PIN)).isEqualTo(new PinVerdict.Wrong());
            directory.change(edit -> edit.set(alexId, flag, true));
        }
        directory.change(edit -> edit.set(alexId, Attribute.UM_EXTENSION, null));
        assertThat(access.check(alex(), PIN)).isEqualTo(new PinVerdict.Wrong());
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

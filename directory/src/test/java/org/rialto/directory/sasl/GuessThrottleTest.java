package org.rialto.directory.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

final class GuessThrottleTest {
    private static final InetAddress HOME = address("192.0.2.1");
    private static final InetAddress ATTACKER = address("198.51.100.7");

    private long now = 1_000_000_000_000L;
    private final GuessThrottle throttle = new GuessThrottle(GuessThrottle.Settings.DEFAULT,
            () -> now);

    @Test
    void makesTheSixthGuessWaitAndEachFollowingTwiceAsLong() {
        for (int i = 0; i < 5; i++) {
            assertThat(guessWrong("alex", ATTACKER)).as("guess %d", i).isZero();
        }
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            Duration wait = guessWrong("alex", ATTACKER);
            waits.add(wait.toSeconds());
            now += wait.toNanos();
            assertThat(guessWrong("alex", ATTACKER)).isZero();
        }
        assertThat(waits).containsExactly(2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 300L);
    }

    @Test
    void doesNotHoldTheUserWhereTheyLoggedInBefore() {
        throttle.admit("alex", HOME).wasRight();
        attackFromManyAddresses("alex", 500);
        assertThat(throttle.admit("alex", HOME).retryAfter()).isNull();
    }

    @Test
    void hearsTheFirstGuessOfACleanAddressWhileTheAccountIsUnderAttack() {
        attackFromManyAddresses("alex", 500);
        GuessThrottle.Attempt attempt = throttle.admit("alex", HOME);
        assertThat(attempt.retryAfter()).isNull();
        attempt.wasRight();
        assertThat(throttle.admit("alex", HOME).retryAfter()).isNull();
    }

    @Test
    void hearsAnAddressAgainAfterItsMistakeIsForgotten() {
        attackFromManyAddresses("alex", 500);
        assertThat(guessWrong("alex", HOME)).isZero();
        assertThat(guessWrong("alex", HOME)).isPositive();
        for (int minute = 0; minute < 16; minute++) {
            now += Duration.ofMinutes(1).toNanos();
            attackFromManyAddresses("alex", 3);
        }
        assertThat(throttle.admit("alex", HOME).retryAfter()).isNull();
    }

    @Test
    void slowsAnAddressThatTriesOnePasswordOnManyAccounts() {
        int heard = 0;
        for (int i = 0; i < 1000; i++) {
            if (guessWrong("user" + i, ATTACKER).isZero())
                heard++;
        }
        assertThat(heard).isEqualTo(50);
    }

    @Test
    void slowsAnAccountGuessedFromFewAddressesThatTakeTurns() {
        int heard = 0;
        for (int i = 0; i < 1000; i++) {
            if (guessWrong("alex", address("198.51.100." + i % 100)).isZero())
                heard++;
        }
        // One each as long as it is clean; the account's own bucket allows nothing beyond.
        assertThat(heard).isLessThanOrEqualTo(120);
    }

    @Test
    void countsAnIpv6NetworkAsOneAddress() {
        int heard = 0;
        for (int i = 0; i < 100; i++) {
            if (guessWrong("alex", address("2001:db8:0:10::" + Integer.toHexString(i))).isZero()) {
                heard++;
            }
        }
        assertThat(heard).isEqualTo(5);
    }

    @Test
    void takesNothingForTheRightPassword() {
        for (int i = 0; i < 1000; i++) {
            GuessThrottle.Attempt attempt = throttle.admit("alex", HOME);
            assertThat(attempt.retryAfter()).isNull();
            attempt.wasRight();
        }
    }

    @Test
    void chargesGuessesThatRunAtTheSameTime() {
        int heard = 0;
        for (int i = 0; i < 100; i++) {
            if (throttle.admit("alex", ATTACKER).retryAfter() == null)
                heard++;
        }
        assertThat(heard).isEqualTo(5);
    }

    @Test
    void forgetsAfterAnHourOfQuiet() {
        for (int i = 0; i < 5; i++) {
            guessWrong("alex", ATTACKER);
        }
        assertThat(guessWrong("alex", ATTACKER)).isPositive();
        now += Duration.ofMinutes(61).toNanos();
        for (int i = 0; i < 5; i++) {
            assertThat(guessWrong("alex", ATTACKER)).isZero();
        }
    }

    /// Each guess from an address of its own.
    private void attackFromManyAddresses(String account, int guesses) {
        for (int i = 0; i < guesses; i++) {
            guessWrong(account, address("203.0." + i / 250 + "." + i % 250));
        }
    }

    private Duration guessWrong(String account, InetAddress from) {
        GuessThrottle.Attempt attempt = throttle.admit(account, from);
        Duration wait = attempt.retryAfter();
        if (wait != null)
            return wait;
        attempt.wasWrong();
        return Duration.ZERO;
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}

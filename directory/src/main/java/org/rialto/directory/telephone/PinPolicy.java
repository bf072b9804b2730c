package org.rialto.directory.telephone;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/// What a PIN of telephone access must be, and what wrong ones lead to.
///
/// @param minimumDigits of a new PIN
/// @param history so many of the latest PINs, the present one among them, are not taken again
/// @param lifetime after which a PIN has to be changed; zero for never
/// @param commonPatterns whether PINs that everybody tries first are taken
/// @param failuresPerCall wrong ones after which a call ends
/// @param failuresBeforeReset wrong ones in a row, over all calls, after which another PIN is made up
///        and sent to the user; 0 for never
/// @param failuresBeforeLock wrong ones in a row, over all calls, after which no PIN is right until an
///        administrator sets one
public record PinPolicy(int minimumDigits, int history, Duration lifetime, boolean commonPatterns,
        int failuresPerCall, int failuresBeforeReset, int failuresBeforeLock) {
    public static final int LEAST_DIGITS = 4;
    public static final int MOST_DIGITS = 24;
    public static final PinPolicy STANDARD = new PinPolicy(6, 5, Duration.ofDays(60), false, 3, 5,
            15);

    public PinPolicy {
        if (minimumDigits < LEAST_DIGITS || minimumDigits > MOST_DIGITS || failuresPerCall < 1
                || failuresBeforeLock < 1 || failuresBeforeReset >= failuresBeforeLock) {
            throw new IllegalArgumentException("a PIN policy that cannot be kept");
        }
    }

    /// Why a PIN will not do, for people; empty when it will. Earlier PINs are another question.
    ///
    /// @param own numbers that everybody knows of the user: extension, telephones
    public Optional<String> problem(String pin, Collection<String> own) {
        if (!pin.matches("[0-9]*"))
            return Optional.of("a PIN has digits only");
        if (pin.length() < minimumDigits || pin.length() > MOST_DIGITS) {
            return Optional.of("a PIN has " + minimumDigits + " to " + MOST_DIGITS + " digits");
        }
        if (commonPatterns)
            return Optional.empty();
        if (isRow(pin) || isRepeated(pin)) {
            return Optional.of("this PIN is too easy to guess: no rows and no repeated digits");
        }
        boolean known = own.stream().anyMatch(number -> number.length() >= LEAST_DIGITS
                && (number.endsWith(pin) || pin.equals(number.repeat(
                        1 + pin.length() / number.length()).substring(0, pin.length()))));
        return known
                ? Optional.of("this PIN is too easy to guess: it is the user's own number")
                : Optional.empty();
    }

    /// 123456, 987654, 890123, 111111.
    private static boolean isRow(String pin) {
        int step = Math.floorMod(pin.charAt(1) - pin.charAt(0), 10);
        if (step != 0 && step != 1 && step != 9)
            return false;
        for (int i = 2; i < pin.length(); i++) {
            if (Math.floorMod(pin.charAt(i) - pin.charAt(i - 1), 10) != step)
                return false;
        }
        return true;
    }

    /// 121212.
    private static boolean isRepeated(String pin) {
        for (int i = 2; i < pin.length(); i++) {
            if (pin.charAt(i) != pin.charAt(i - 2))
                return false;
        }
        return true;
    }
}

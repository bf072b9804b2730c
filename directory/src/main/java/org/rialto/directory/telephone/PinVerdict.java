package org.rialto.directory.telephone;

/// What became of a PIN that a caller entered.
public sealed interface PinVerdict {
    /// It is right.
    ///
    /// @param mustChange whether another must be chosen before anything else: it was set by somebody
    ///        else, or has grown too old
    record Granted(boolean mustChange) implements PinVerdict {}

    /// It is wrong, or nobody's.
    record Wrong() implements PinVerdict {}

    /// It is wrong, and too many were: the user's PIN is another from now on, to be sent to the user.
    record Reset(String newPin) implements PinVerdict {
        @Override
        public String toString() { return "Reset"; }
    }

    /// It was not looked at: this caller, or all together, have entered too many wrong ones lately,
    /// for whatever mailboxes.
    record TooSoon() implements PinVerdict {}

    /// It does not matter what it is: too many were wrong, and an administrator has to set another.
    record Locked() implements PinVerdict {}
}

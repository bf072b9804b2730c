package org.rialto.mailbox.rules;

/// An action of a rule that cannot be carried out; the rest of the delivery goes on.
final class RuleFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int error;

    /// @param error PidTagRuleError, see [RuleError]
    RuleFailure(int error) {
        super("rule error " + error, null, false, false);
        this.error = error;
    }

    int error() { return error; }
}

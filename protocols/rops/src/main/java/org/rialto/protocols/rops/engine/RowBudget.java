package org.rialto.protocols.rops.engine;

import org.rialto.mapi.ErrorCodes;

/// How many rows of tables may be looked at while a call is carried out, to find, sort or restrict
/// them: an operation may look at every row of a large folder, and a call may hold many. When a call
/// has used it up, what else it asks of tables is TooComplex; the next call begins with all of it.
///
/// Used by whoever carries out the session's call.
final class RowBudget {
    private final long most;
    private long rows;

    /// @param most rows: what a core looks at in a few seconds
    RowBudget(long most) { this.most = most; }

    /// A call begins.
    void renew() { rows = 0; }

    /// @throws RopError TooComplex
    void require() {
        if (rows >= most) {
            throw new RopError(ErrorCodes.TooComplex);
        }
    }

    /// So many more were looked at.
    void spend(long lookedAt) { rows += lookedAt; }
}

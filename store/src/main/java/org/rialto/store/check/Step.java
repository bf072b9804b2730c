package org.rialto.store.check;

import java.sql.SQLException;

/// A part of a mailbox's check. Run on a snapshot first; when it found something to mend and may,
/// run again as a unit of work, which looks afresh. It mends some hundreds of rows at a time and is
/// run until it finds nothing more to mend.
@FunctionalInterface
interface Step {
    /// Rows that one unit of work mends.
    int ROWS = 500;

    void run(Scope scope) throws SQLException;
}

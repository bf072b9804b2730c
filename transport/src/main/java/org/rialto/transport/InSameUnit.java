package org.rialto.transport;

import java.sql.SQLException;
import java.util.OptionalLong;
import org.rialto.database.Sql;

/// What a caller writes in the unit of work in which the transport takes a message. It may run more
/// than once, after the unit before was undone; what it throws undoes the unit.
@FunctionalInterface
public interface InSameUnit {
    InSameUnit NOTHING = sql -> {};

    void write(Sql sql) throws SQLException;

    /// The mailbox that it changes, if any: so that it is joined in the order in which all are.
    default OptionalLong mailboxId() { return OptionalLong.empty(); }
}

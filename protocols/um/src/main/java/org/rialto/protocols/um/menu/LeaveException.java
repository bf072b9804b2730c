package org.rialto.protocols.um.menu;

/// The caller leaves what is going on, wherever that is: `*`, or too many wrong keys.
final class LeaveException extends Exception {
    private static final long serialVersionUID = 1;

    enum Where {
        /// Back to the main menu; before the log-in, to the choice of a mailbox.
        MAIN_MENU,
        /// The call is over; whoever throws it has said why.
        GOODBYE
    }

    private final Where where;

    LeaveException(Where where) {
        super(where.name(), null, false, false);
        this.where = where;
    }

    Where where() { return where; }
}

package org.rialto.protocols.um.menu;

/// The caller leaves what is going on, wherever that is: `*`, or too many wrong keys.
public final class LeaveException extends Exception {
    private static final long serialVersionUID = 1;

    public enum Where {
        /// Back to the main menu; before the log-in, to the choice of a mailbox.
        MAIN_MENU,
        /// The call is over; whoever throws it has said why.
        GOODBYE
    }

    private final Where where;

    public LeaveException(Where where) {
        super(where.name(), null, false, false);
        this.where = where;
    }

    public Where where() { return where; }
}

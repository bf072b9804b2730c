package org.rialto.protocols.um.line;

/// A fax machine was calling; it has been sent to who takes faxes. Ends a conversation like a call that
/// was hung up, but leaves nothing behind: no message, no note of a missed call.
public final class FaxException extends HungUpException {
    private static final long serialVersionUID = 1;

    public FaxException() { super("a fax machine was calling"); }
}

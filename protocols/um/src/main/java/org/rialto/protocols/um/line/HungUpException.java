package org.rialto.protocols.um.line;

/// The call has ended, by the other side or by a failure of its media. Ends a conversation wherever it
/// is.
public sealed class HungUpException extends Exception permits FaxException {
    private static final long serialVersionUID = 1;

    public HungUpException(String message) { super(message); }
}

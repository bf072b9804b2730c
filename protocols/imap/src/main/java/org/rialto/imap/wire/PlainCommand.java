package org.rialto.imap.wire;

/// The commands without arguments. RFC 9051 §6; UNSELECT RFC 3691, NAMESPACE RFC 2342, IDLE
/// RFC 2177.
public enum PlainCommand implements Command {
    CAPABILITY, NOOP, LOGOUT, STARTTLS, NAMESPACE, IDLE, CHECK, CLOSE, UNSELECT, EXPUNGE
}

package org.rialto.protocols.rops.engine;

import org.rialto.mapi.ErrorCode;

/// Why an operation fails, in the terms of its document. What other rooms refuse is a
/// [org.rialto.mapi.MailError], which [RopErrors] translates.
public final class RopError extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int code;

    public RopError(ErrorCode code) {
        super(code.name(), null, false, false);
        this.code = code.value();
    }

    public ErrorCode code() { return new ErrorCode(code); }
}

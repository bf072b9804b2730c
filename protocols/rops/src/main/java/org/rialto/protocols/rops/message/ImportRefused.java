package org.rialto.protocols.rops.message;

import org.rialto.mapi.ErrorCode;

/// A version that a client uploads is not taken, and nothing was done. The code says why, as
/// MS-OXCFXICS §3.3.4.3.3 has it.
public final class ImportRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int code;

    public ImportRefused(ErrorCode code) {
        super(code.name(), null, false, false);
        this.code = code.value();
    }

    public ErrorCode code() { return new ErrorCode(code); }
}

package org.rialto.protocols.rops.engine;

import org.jspecify.annotations.Nullable;
import org.rialto.mapi.ErrorCode;

/// A call fails as a whole, with what the carrier returns in place of responses; nothing of it was
/// done. MS-OXCRPC §3.1.4.2, MS-OXCROPS §3.2.5.1.
public final class CallError extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int code;

    public CallError(ErrorCode code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code.value();
    }

    public ErrorCode code() { return new ErrorCode(code); }
}

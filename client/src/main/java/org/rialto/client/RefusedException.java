package org.rialto.client;

import java.io.IOException;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapihttp.wire.ResponseCode;

/// The server refuses what it was asked.
public final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;
    private final ResponseCode responseCode;
    private final int errorCode;

    private RefusedException(String message, ResponseCode responseCode, int errorCode) {
        super(message);
        this.responseCode = responseCode;
        this.errorCode = errorCode;
    }

    static RefusedException of(ResponseCode code, String page) {
        return new RefusedException(code + ": " + page, code, 0);
    }

    static RefusedException of(String asked, int errorCode) {
        return new RefusedException(asked + " answers 0x" + Integer.toHexString(errorCode),
                ResponseCode.SUCCESS, errorCode);
    }

    static RefusedException of(String asked, ErrorCode code) {
        return new RefusedException(asked + " answers " + code.name(), ResponseCode.SUCCESS,
                code.value());
    }

    /// Success where the request was answered, with an error.
    public ResponseCode responseCode() { return responseCode; }

    /// Of a body or of an operation; 0 where the request was refused as a whole.
    public int errorCode() { return errorCode; }
}

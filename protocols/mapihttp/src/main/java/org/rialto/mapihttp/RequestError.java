package org.rialto.mapihttp;

import org.rialto.mapihttp.wire.ResponseCode;

/// A request is refused with a response code other than Success. The message is for people; it says
/// nothing that the client sent.
final class RequestError extends Exception {
    private static final long serialVersionUID = 1L;
    private final ResponseCode code;

    RequestError(ResponseCode code, String message) {
        super(message);
        this.code = code;
    }

    ResponseCode code() { return code; }

    String reason() { return String.valueOf(getMessage()); }
}

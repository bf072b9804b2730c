package org.rialto.mapihttp.wire;

/// X-ResponseCode: what the transport says of a request. MS-OXCMAPIHTTP §2.2.3.3.3. The number of
/// a code is its ordinal.
public enum ResponseCode {
    SUCCESS, UNKNOWN_FAILURE, INVALID_VERB, INVALID_PATH, INVALID_HEADER, INVALID_REQUEST_TYPE,
    /// The cookie is none that a server has ever given.
    INVALID_CONTEXT_COOKIE, MISSING_HEADER, ANONYMOUS_NOT_ALLOWED, TOO_LARGE,
    /// No such Session Context, or one of another user.
    CONTEXT_NOT_FOUND, NO_PRIVILEGE, INVALID_REQUEST_BODY, MISSING_COOKIE,
    /// Never sent.
    RESERVED,
    /// Another request of the Session Context is under way, or the client missed a response.
    INVALID_SEQUENCE, ENDPOINT_DISABLED, INVALID_RESPONSE, ENDPOINT_SHUTTING_DOWN;

    /// As in the header.
    public int number() { return ordinal(); }

    public static ResponseCode of(int number) {
        if (number < 0 || number >= values().length) {
            throw new IllegalArgumentException("no response code " + number);
        }
        return values()[number];
    }
}

package org.rialto.http;

import java.io.IOException;

/// The client's body is longer than its route allows.
public final class BodyTooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    BodyTooLargeException(long limitBytes) {
        super("the body is longer than " + limitBytes + " bytes");
    }
}

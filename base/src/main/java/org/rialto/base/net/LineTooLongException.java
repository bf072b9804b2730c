package org.rialto.base.net;

import java.io.IOException;

/// A line of a text protocol is longer than the limit. What was read of it is gone; the rest is
/// still to come: the protocol answers and either closes or calls [Connection#skipLine].
public final class LineTooLongException extends IOException {
    private static final long serialVersionUID = 1;

    public LineTooLongException(int maximumBytes) {
        super("line longer than " + maximumBytes + " bytes");
    }
}

package org.rialto.http;

import java.io.IOException;

/// What answers the requests of one path, on a virtual thread of each request's own.
@FunctionalInterface
public interface HttpEndpoint {
    /// Answers. What is not begun when this returns is ended as an empty answer with the status set
    /// so far. A [BodyTooLargeException] becomes 413; another `IOException` cuts the connection; any
    /// other exception is a bug, logged and answered 500 where nothing was sent yet.
    void answer(HttpExchange exchange) throws IOException;
}

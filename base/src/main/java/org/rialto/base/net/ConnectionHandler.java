package org.rialto.base.net;

import java.io.IOException;

/// What a protocol does with one connection, from greeting to end. Runs on the connection's own
/// virtual thread; when it returns or throws, the connection is closed.
@FunctionalInterface
public interface ConnectionHandler {
    /// Serves the connection. An `IOException` ends it quietly; anything else is logged as a bug.
    void handle(Connection connection) throws IOException;
}

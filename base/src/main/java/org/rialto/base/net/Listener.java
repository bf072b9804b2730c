package org.rialto.base.net;

import java.net.InetSocketAddress;
import java.time.Duration;

/// What listens on an address, as the server starts, watches and stops it.
public interface Listener extends AutoCloseable {
    String name();

    /// Where it listens, with the port that was taken.
    InetSocketAddress address();

    /// Whether the first byte is already TLS.
    boolean isImplicitTls();

    ListenerStatistics statistics();

    /// Stops accepting, lets commands at hand finish, and after the timeout cuts what is left. True
    /// when none had to be cut.
    boolean drain(Duration timeout) throws InterruptedException;

    /// Stops accepting and cuts every connection.
    @Override
    void close();
}

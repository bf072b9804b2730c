package org.rialto.pop3;

import java.io.IOException;
import java.time.Duration;
import org.rialto.base.net.Connection;
import org.rialto.base.net.ListenerSettings;
import org.rialto.base.net.TcpListener;
import org.rialto.directory.sasl.Authenticator;
import org.rialto.mailbox.Mailboxes;
import org.rialto.store.Blobs;

/// A POP3 listener: POP3 with STLS, or POP3S, as configured. RFC 1939, RFC 8314.
public final class Pop3Server implements AutoCloseable {
    private final Pop3Configuration configuration;
    private final Authenticator authenticator;
    private final Mailboxes mailboxes;
    private final Blobs blobs;
    private final Maildrops maildrops;
    private final TcpListener listener;

    private Pop3Server(Pop3Configuration configuration, Authenticator authenticator,
            Mailboxes mailboxes, Blobs blobs, Maildrops maildrops) throws IOException {
        this.configuration = configuration;
        this.authenticator = authenticator;
        this.mailboxes = mailboxes;
        this.blobs = blobs;
        this.maildrops = maildrops;
        this.listener = TcpListener.open(new ListenerSettings(configuration.name(),
                configuration.address(), configuration.tls(), configuration.implicitTls(),
                configuration.connectionLimits(),
                "-ERR [SYS/TEMP] too many connections, try again later\r\n",
                "-ERR [SYS/TEMP] the server is shutting down, nothing was deleted\r\n",
                configuration.limits().idleTimeoutMillis()), this::serve);
    }

    /// Binds and serves until closed.
    ///
    /// @param maildrops shared by all POP3 listeners of a store
    public static Pop3Server listen(Pop3Configuration configuration,
            Authenticator authenticator, Mailboxes mailboxes, Blobs blobs, Maildrops maildrops)
            throws IOException {
        return new Pop3Server(configuration, authenticator, mailboxes, blobs, maildrops);
    }

    private void serve(Connection connection) throws IOException {
        new Pop3Connection(connection, this).serve();
    }

    public Pop3Configuration configuration() { return configuration; }

    public Authenticator authenticator() { return authenticator; }

    public Mailboxes mailboxes() { return mailboxes; }

    public Blobs blobs() { return blobs; }

    public Maildrops maildrops() { return maildrops; }

    public TcpListener listener() { return listener; }

    /// Lets commands in progress finish; true when none had to be cut.
    public boolean drain(Duration timeout) throws InterruptedException {
        return listener.drain(timeout);
    }

    @Override
    public void close() { listener.close(); }
}

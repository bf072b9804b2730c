package org.rialto.smtp;

import java.io.IOException;
import java.time.Duration;
import org.rialto.base.net.Connection;
import org.rialto.base.net.ListenerSettings;
import org.rialto.base.net.TcpListener;
import org.rialto.directory.sasl.Authenticator;
import org.rialto.smtp.authentication.MessageAuthentication;
import org.rialto.transport.Transport;

/// An SMTP listener: receiving, submission or submissions, as configured. RFC 5321, RFC 6409,
/// RFC 8314.
public final class SmtpServer implements AutoCloseable {
    private final SmtpConfiguration configuration;
    private final Transport transport;
    private final Authenticator authenticator;
    private final MessageAuthentication messageAuthentication;
    private final TcpListener listener;

    private SmtpServer(SmtpConfiguration configuration, Transport transport,
            Authenticator authenticator, MessageAuthentication messageAuthentication)
            throws IOException {
        this.configuration = configuration;
        this.transport = transport;
        this.authenticator = authenticator;
        this.messageAuthentication = messageAuthentication;
        String host = configuration.hostName();
        listener = TcpListener.open(new ListenerSettings(configuration.name(),
                configuration.address(), configuration.tls(), configuration.implicitTls(),
                configuration.connectionLimits(),
                "421 4.7.0 " + host + " too many connections, try again later\r\n",
                "421 4.3.2 " + host + " is shutting down, try again later\r\n",
                configuration.limits().idleTimeoutMillis()), this::serve);
    }

    /// Binds and serves until closed.
    ///
    /// @param messageAuthentication verifies mail of who is not authenticated
    public static SmtpServer listen(SmtpConfiguration configuration, Transport transport,
            Authenticator authenticator, MessageAuthentication messageAuthentication)
            throws IOException {
        return new SmtpServer(configuration, transport, authenticator, messageAuthentication);
    }

    private void serve(Connection connection) throws IOException {
        new SmtpConnection(connection, configuration, transport, authenticator,
                messageAuthentication).serve();
    }

    public TcpListener listener() { return listener; }

    /// Lets messages in progress finish; true when none had to be cut.
    public boolean drain(Duration timeout) throws InterruptedException {
        return listener.drain(timeout);
    }

    @Override
    public void close() { listener.close(); }
}

package org.rialto.smtp;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;
import org.rialto.base.net.Connection;
import org.rialto.directory.Protocol;
import org.rialto.directory.sasl.Authenticator;
import org.rialto.directory.sasl.ChannelBindings;
import org.rialto.directory.sasl.Login;
import org.rialto.directory.sasl.Peer;
import org.rialto.mapi.MailError;
import org.rialto.smtp.authentication.MessageAuthentication;
import org.rialto.smtp.wire.LineCursor;
import org.rialto.smtp.wire.RcptCommand;
import org.rialto.smtp.wire.SmtpCommand;
import org.rialto.smtp.wire.SmtpReply;
import org.rialto.transport.Envelope;
import org.rialto.directory.SmtpAddress;
import org.rialto.transport.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One client's conversation: reads a command, lets its handler answer, writes the reply. Replies
/// to pipelined commands (RFC 2920) leave together.
public final class SmtpConnection {
    private static final Logger log = LoggerFactory.getLogger(SmtpConnection.class);

    private final Connection connection;
    private final SmtpConfiguration configuration;
    private final Transport transport;
    private final Authenticator authenticator;
    private final MessageAuthentication messageAuthentication;
    private final CommandLineReader reader;
    private SmtpState state = new SmtpState.Connected();
    private @Nullable Login login;
    private int errors;
    private int refusedRecipients;
    private int idleCommands;
    private int messages;

    SmtpConnection(Connection connection, SmtpConfiguration configuration, Transport transport,
            Authenticator authenticator, MessageAuthentication messageAuthentication) {
        this.connection = connection;
        this.configuration = configuration;
        this.transport = transport;
        this.authenticator = authenticator;
        this.messageAuthentication = messageAuthentication;
        this.reader = new CommandLineReader(connection, configuration.limits());
    }

    // ---- the conversation ----------------------------------------------------------------------

    void serve() throws IOException {
        log.debug("{}: connected", connection);
        write(SmtpReply.of(220, "", configuration.hostName() + " ESMTP Rialto"));
        try {
            while (!(state instanceof SmtpState.Closed) && connection.awaitCommand()) {
                step();
            }
            connection.flush();
        } catch (SocketTimeoutException e) {
            farewell(SmtpReply.of(421, "4.4.2",
                    configuration.hostName() + " closes the connection: too slow or too silent"));
            throw e;
        } catch (CommandLineReader.Endless e) {
            farewell(SmtpReply.of(421, "4.7.0",
                    configuration.hostName() + " closes the connection: a line without end"));
        } finally {
            become(new SmtpState.Closed());
            authenticate(null);
        }
    }

    private void farewell(SmtpReply reply) {
        try {
            write(reply);
            connection.flush();
        } catch (IOException e) {
            log.debug("{}: gone before the farewell", connection);
        }
    }

    private void step() throws IOException {
        SmtpReply reply;
        boolean recipient = false;
        try {
            LineCursor line = reader.read();
            if (line == null) {
                become(new SmtpState.Closed());
                return;
            }
            SmtpCommandTable.Row<?> row = SmtpCommandTable.find(verb(line));
            recipient = row != null && row.type() == RcptCommand.class;
            reply = row == null ? SmtpCommandTable.unknown(line, this) : dispatch(row, line);
        } catch (MalformedDataException e) {
            reply = SmtpReply.of(500, "5.5.2", String.valueOf(e.getMessage()));
        }
        write(reply);
        if (reply.code() == 421) {
            become(new SmtpState.Closed());
        }
        count(reply, recipient);
    }

    private <C extends SmtpCommand> SmtpReply dispatch(SmtpCommandTable.Row<C> row,
            LineCursor line) throws IOException {
        if (!row.states().contains(state.getClass())) {
            return SmtpCommandTable.outOfOrder(state);
        }
        C command;
        try {
            command = row.reader().apply(line);
        } catch (MalformedDataException e) {
            return SmtpReply.of(501, row.syntaxStatus(), String.valueOf(e.getMessage()));
        }
        try {
            return row.handler().handle(command, this);
        } catch (MailError e) {
            log.info("{}: {} refused: {}", connection, row.verb(), e.getMessage());
            return SmtpErrors.of(e);
        } catch (RuntimeException e) {
            // What was read of a message is unknown now, so the conversation cannot go on.
            String request = UUID.randomUUID().toString();
            log.error("{}: {} failed, request {}", connection, row.verb(), request, e);
            become(new SmtpState.Closed());
            return SmtpReply.of(421, "4.3.0", "internal error, request " + request);
        }
    }

    private static String verb(LineCursor line) {
        int start = line.position();
        while (line.peek() >= 'A' && line.peek() <= 'Z'
                || line.peek() >= 'a' && line.peek() <= 'z') {
            line.next();
        }
        return line.textFrom(start).toUpperCase(Locale.ROOT);
    }

    /// Ends the connection of who gets everything wrong or wants nothing.
    private void count(SmtpReply reply, boolean recipient) throws IOException {
        SmtpLimits limits = configuration.limits();
        idleCommands++;
        if (!reply.isPositive()) {
            if (recipient) {
                refusedRecipients++;
            } else {
                errors++;
            }
        } else if (recipient) {
            idleCommands = 0;
        }
        boolean tooMany = errors >= limits.errors()
                || refusedRecipients >= limits.refusedRecipients()
                || idleCommands >= limits.idleCommands();
        if (tooMany && !(state instanceof SmtpState.Closed)) {
            log.info("{}: ended after {} errors, {} refused recipients, {} idle commands",
                    connection, errors, refusedRecipients, idleCommands);
            write(SmtpReply.of(421, "4.7.0",
                    configuration.hostName() + " closes the connection: too many errors"));
            become(new SmtpState.Closed());
        }
    }

    // ---- for the handlers ----------------------------------------------------------------------

    public SmtpState state() { return state; }

    /// Enters a state; what the old one held open is given up unless the new one holds it too.
    public void become(SmtpState next) {
        if (state instanceof SmtpState.Chunking old
                && !(next instanceof SmtpState.Chunking now && now.message() == old.message())) {
            old.message().abort();
        }
        state = next;
    }

    /// Between messages again, whatever was begun.
    public void reset() {
        switch (state) {
            case SmtpState.Addressing now -> become(new SmtpState.Greeted(now.greeting()));
            case SmtpState.Chunking now -> become(new SmtpState.Greeted(now.greeting()));
            case SmtpState.Connected _,SmtpState.Greeted _,SmtpState.Closed _ -> {
            }
        }
    }

    /// Buffers a reply; it leaves when no more input is at hand.
    public void write(SmtpReply reply) throws IOException {
        if (reply != SmtpReply.NONE) {
            connection.write(reply.write());
        }
    }

    public Connection connection() { return connection; }

    public SmtpConfiguration configuration() { return configuration; }

    public Transport transport() { return transport; }

    /// The next line of a challenge and response exchange.
    public byte[] readResponse(int limitOctets) throws IOException {
        connection.flush();
        connection.setTotalTimeout(configuration.limits().commandTimeoutMillis());
        byte[] line = connection.readLine(limitOctets);
        connection.setTotalTimeout(0);
        if (line == null) {
            throw new EOFException("the connection ended in the middle of authentication");
        }
        return line;
    }

    public MessageAuthentication messageAuthentication() { return messageAuthentication; }

    public Authenticator authenticator() { return authenticator; }

    /// What the authenticator needs to know of the client.
    public Peer peer() {
        return new Peer(connection.remoteAddress().getAddress(), Protocol.SMTP,
                connection.isSecure(),
                new ChannelBindings(connection.tlsExporter(), connection.tlsServerEndPoint()),
                Optional.empty(), false);
    }

    /// Primary address of the authenticated user, null for anyone else.
    ///
    /// @throws MailError.LoggedOut when the log-in no longer holds
    public @Nullable SmtpAddress authenticated() {
        Login now = login;
        return now == null ? null : SmtpAddress.parse(now.actor().primaryAddress());
    }

    /// @param user null for nobody: TLS begins, or the connection ends
    public void authenticate(@Nullable Login user) {
        if (login != null) {
            login.close();
        }
        login = user;
        if (user != null) {
            user.whenEnded(error -> connection.end(SmtpErrors.of(error).write()));
        }
    }

    /// Whether mail of this client may go to other servers.
    public boolean mayRelay() { return authenticated() != null; }

    public boolean messagesExhausted() {
        return configuration.limits().messages() > 0
                && messages >= configuration.limits().messages();
    }

    /// A message was accepted: the client is up to something useful.
    public void messageAccepted() {
        messages++;
        errors = 0;
        refusedRecipients = 0;
        idleCommands = 0;
    }

    /// Who the client is, for envelopes and `Received`. Only in states with a greeting.
    public Envelope.Client client(String greeting, boolean extended, boolean smtpUtf8) {
        return new Envelope.Client(connection.remoteAddress().getAddress().getHostAddress(),
                greeting, protocol(extended, smtpUtf8), connection.isSecure());
    }

    /// The WITH protocol types of RFC 3848 and RFC 6531 §4.3.
    private String protocol(boolean extended, boolean smtpUtf8) {
        if (!extended) {
            return "SMTP";
        }
        return (smtpUtf8 ? "UTF8SMTP" : "ESMTP") + (connection.isSecure() ? "S" : "")
                + (login != null ? "A" : "");
    }

    @Override
    public String toString() { return connection.toString(); }
}

package org.rialto.pop3;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;
import org.rialto.base.net.Connection;
import org.rialto.base.net.LineTooLongException;
import org.rialto.directory.Protocol;
import org.rialto.directory.sasl.Authenticator;
import org.rialto.directory.sasl.ChannelBindings;
import org.rialto.directory.sasl.Login;
import org.rialto.directory.sasl.Mechanism;
import org.rialto.directory.sasl.Peer;
import org.rialto.mapi.MailError;
import org.rialto.pop3.wire.CommandLine;
import org.rialto.pop3.wire.Pop3Command;
import org.rialto.pop3.wire.Pop3Reply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One client's session: reads a command, lets its handler answer, writes the reply. Replies to
/// pipelined commands (RFC 2449 §6.6) leave together.
public final class Pop3Connection {
    private static final Logger log = LoggerFactory.getLogger(Pop3Connection.class);

    private final Connection connection;
    private final Pop3Server server;
    private Pop3State state = new Pop3State.Authorization("");
    private int errors;

    Pop3Connection(Connection connection, Pop3Server server) {
        this.connection = connection;
        this.server = server;
    }

    // ---- the conversation ----------------------------------------------------------------------

    void serve() throws IOException {
        log.debug("{}: connected", connection);
        connection.setTotalTimeout(configuration().limits().loginTimeoutMillis());
        write(Pop3Reply.ok(configuration().hostName() + " Rialto POP3 ready"));
        try {
            while (!(state instanceof Pop3State.Closed) && connection.awaitCommand()) {
                step();
            }
            connection.flush();
        } catch (SocketTimeoutException e) {
            farewell(Pop3Reply.error("SYS/TEMP", "too slow or too silent, nothing was deleted"));
            throw e;
        } finally {
            become(new Pop3State.Closed());
        }
    }

    private void farewell(Pop3Reply reply) {
        try {
            write(reply);
            connection.flush();
        } catch (IOException e) {
            log.debug("{}: gone before the farewell", connection);
        }
    }

    private void step() throws IOException {
        Pop3Reply reply;
        try {
            byte[] bytes = readLine();
            if (bytes == null) {
                become(new Pop3State.Closed());
                return;
            }
            CommandLine line = CommandLine.read(bytes);
            Pop3CommandTable.Row<?> row = Pop3CommandTable.find(line.keyword());
            reply = row == null ? Pop3Reply.error("unknown command") : dispatch(row, line);
        } catch (MalformedDataException e) {
            reply = Pop3Reply.error(String.valueOf(e.getMessage()));
        } catch (LineTooLongException e) {
            connection.skipLine();
            reply = Pop3Reply.error("the line is too long");
        }
        write(reply);
        if (!reply.ok() && ++errors >= configuration().limits().errors()
                && !(state instanceof Pop3State.Closed)) {
            write(Pop3Reply.error("SYS/PERM", "too many errors, closing"));
            become(new Pop3State.Closed());
        }
    }

    private <C extends Pop3Command> Pop3Reply dispatch(Pop3CommandTable.Row<C> row,
            CommandLine line) throws IOException {
        if (!row.states().contains(state.getClass())) {
            return Pop3Reply.error(state instanceof Pop3State.Authorization
                    ? "log in first"
                    : "not after the log-in");
        }
        C command;
        try {
            command = row.reader().apply(line);
        } catch (MalformedDataException e) {
            return Pop3Reply.error(String.valueOf(e.getMessage()));
        }
        try {
            if (state instanceof Pop3State.Transaction now) {
                now.login().actor();
            }
            return row.handler().handle(command, this);
        } catch (MailError.LoggedOut e) {
            log.info("{}: ended: {}", connection, e.getMessage());
            become(new Pop3State.Closed());
            return Pop3Errors.of(e);
        } catch (MailError e) {
            log.info("{}: {} refused: {}", connection, row.keyword(), e.getMessage());
            return Pop3Errors.of(e);
        } catch (RuntimeException e) {
            // A message may have been cut off in the middle, so the session cannot go on.
            String request = UUID.randomUUID().toString();
            log.error("{}: {} failed, request {}", connection, row.keyword(), request, e);
            become(new Pop3State.Closed());
            return Pop3Reply.error("SYS/TEMP", "internal error, request " + request);
        }
    }

    // ---- for the handlers ----------------------------------------------------------------------

    public Pop3State state() { return state; }

    /// Enters a state; the maildrop of the old one is given up unless the new one has it too.
    public void become(Pop3State next) {
        if (state instanceof Pop3State.Transaction(Login login, Maildrop old)
                && !(next instanceof Pop3State.Transaction now && now.maildrop() == old)) {
            old.close();
            login.close();
        }
        state = next;
    }

    public Connection connection() { return connection; }

    public Pop3Server server() { return server; }

    public Pop3Configuration configuration() { return server.configuration(); }

    /// Somebody has logged in: for as long as the log-in holds, even if the client is silent.
    public void begin(Login login, Maildrop maildrop) {
        become(new Pop3State.Transaction(login, maildrop));
        login.whenEnded(error -> connection
                .end(Pop3Errors.of(error).line().getBytes(StandardCharsets.UTF_8)));
    }

    /// The open maildrop; only for commands of the Transaction state.
    ///
    /// @throws MailError.LoggedOut when the log-in no longer holds
    public Maildrop maildrop() {
        if (state instanceof Pop3State.Transaction now) {
            now.login().actor();
            return now.maildrop();
        }
        throw new IllegalStateException("no maildrop is open");
    }

    /// Buffers a reply; it leaves when no more input is at hand.
    public void write(Pop3Reply reply) throws IOException {
        if (reply != Pop3Reply.NONE) {
            connection.write(reply.line());
        }
    }

    /// The next line without its end, null at the end of the stream.
    public byte @Nullable [] readLine() throws IOException {
        boolean whole = hasWholeLine();
        if (!whole) {
            connection.flush();
            if (state instanceof Pop3State.Transaction) {
                connection.setTotalTimeout(configuration().limits().commandTimeoutMillis());
            }
        }
        byte[] line = connection.readLine(configuration().limits().commandLineOctets());
        if (!whole && state instanceof Pop3State.Transaction) {
            connection.setTotalTimeout(0);
        }
        return line;
    }

    private boolean hasWholeLine() {
        byte[] input = connection.inputBytes();
        for (int at = connection.inputStart(); at < connection.inputEnd(); at++) {
            if (input[at] == '\n') {
                return true;
            }
        }
        return false;
    }

    /// The next line of a challenge and response exchange.
    public byte[] readResponse(int limitOctets) throws IOException {
        connection.flush();
        byte[] line = connection.readLine(limitOctets);
        if (line == null) {
            throw new EOFException("the connection ended in the middle of authentication");
        }
        return line;
    }

    public Authenticator authenticator() { return server.authenticator(); }

    /// What the authenticator needs to know of the client.
    public Peer peer() {
        return new Peer(connection.remoteAddress().getAddress(), Protocol.POP3,
                connection.isSecure(),
                new ChannelBindings(connection.tlsExporter(), connection.tlsServerEndPoint()),
                Optional.empty(), false);
    }

    /// Whether a password may be sent as it is.
    public boolean mayLogIn() {
        return authenticator().mechanisms(peer()).contains(Mechanism.PLAIN);
    }

    @Override
    public String toString() { return connection.toString(); }
}

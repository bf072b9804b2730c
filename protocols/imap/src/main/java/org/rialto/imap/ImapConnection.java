package org.rialto.imap;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;
import org.rialto.base.net.Connection;
import org.rialto.imap.command.CapabilityHandler;
import org.rialto.imap.view.SelectedFolder;
import org.rialto.imap.wire.Command;
import org.rialto.imap.wire.ImapReader;
import org.rialto.imap.wire.ImapWriter;
import org.rialto.imap.wire.Refusal;
import org.rialto.imap.wire.ResponseCode;
import org.rialto.mapi.MailError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One client from greeting to end, on its own virtual thread: read a command, do it, tell what
/// changed meanwhile, answer.
final class ImapConnection {
    private static final Logger log = LoggerFactory.getLogger(ImapConnection.class);
    private static final int MAX_ERRORS = 20;

    private final ImapSession session;
    private final Connection connection;
    private final ImapReader in;
    private final ImapWriter out;
    private int errors;
    private boolean lineTooLong;

    ImapConnection(ImapSession session) {
        this.session = session;
        this.connection = session.connection();
        this.in = session.in();
        this.out = session.out();
    }

    void run() throws IOException {
        connection.setIdleTimeout(session.server().configuration().strangerTimeout());
        connection.setTotalTimeout(3L * session.server().configuration().strangerTimeout());
        try {
            out.status("*", "OK",
                    new ResponseCode("CAPABILITY " + CapabilityHandler.capabilities(session)),
                    session.server().configuration().hostName() + " Rialto ready");
            while (awaitCommand()) {
                if (!command()) {
                    break;
                }
            }
        } catch (SocketTimeoutException e) {
            out.status("*", "BYE", null, "Silent for too long");
        } catch (EOFException e) {
            log.debug("{}: ended within a command", connection.name());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            session.logOut();
        }
        out.flush();
    }

    /// Sends what is written unless the client has already sent more, and waits for the next
    /// command without holding buffers.
    private boolean awaitCommand() throws IOException {
        if (!connection.hasBufferedInput()) {
            out.release();
        }
        return connection.awaitCommand();
    }

    /// Reads and does one command; false when the connection is to end.
    private boolean command() throws IOException {
        String tag = null;
        try {
            if (!nextCommand()) {
                return false;
            }
            tag = in.tag();
            if (tag == null) {
                throw in.syntax("expected a tag");
            }
            in.space();
            ImapCommandTable.Row<?> row = ImapCommandTable.readName(in);
            if (row == null) {
                throw Refusal.bad("There is no such command");
            }
            return run(tag, row);
        } catch (Refusal refusal) {
            return refused(tag == null ? tagOfLongLine() : tag, refusal);
        } catch (MailError error) {
            return refused(tag, ImapErrors.refusal(error));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (RuntimeException bug) {
            log.error("{}: unexpected failure", connection, bug);
            return refused(tag,
                    Refusal.no(ResponseCode.SERVERBUG, "Internal error on " + connection.name()));
        }
    }

    private boolean nextCommand() throws IOException {
        lineTooLong = true;
        boolean more = in.nextCommand();
        lineTooLong = false;
        return more;
    }

    /// What is kept of an over-long line still tells its tag, which the client waits for.
    private @Nullable String tagOfLongLine() { return lineTooLong ? in.tag() : null; }

    private <C extends Command> boolean run(String tag, ImapCommandTable.Row<C> row)
            throws IOException {
        if (!row.phases().contains(phase())) {
            throw Refusal.bad(switch (phase()) {
                case NOT_AUTHENTICATED -> "Log in first";
                case AUTHENTICATED -> session.state() instanceof ImapState.Authenticated
                        && row.phases().contains(ImapCommandTable.Phase.SELECTED)
                                ? "Select a mailbox first"
                                : "You are logged in already";
                case SELECTED -> "You are logged in already";
            });
        }
        if (phase() != ImapCommandTable.Phase.NOT_AUTHENTICATED) {
            session.account().login().actor();
        }
        session.setTag(tag);
        C command = row.reader().read(in);
        if (!row.streams()) {
            in.endOfCommand();
        }
        Completion completion = row.handler().handle(session, command);
        SelectedFolder folder = session.selectedOrNull();
        if (folder != null) {
            folder.update(out, row.looks(), row.mayExpunge());
        }
        out.status(tag, "OK", completion.code(), completion.text());
        ImapSession.AfterAnswer after = session.takeAfterAnswer();
        if (after != null) {
            out.flush();
            after.run();
        }
        return !(session.state() instanceof ImapState.LoggedOut);
    }

    private ImapCommandTable.Phase phase() {
        return switch (session.state()) {
            case ImapState.NotAuthenticated _,ImapState.LoggedOut _ ->
                ImapCommandTable.Phase.NOT_AUTHENTICATED;
            case ImapState.Authenticated _ -> ImapCommandTable.Phase.AUTHENTICATED;
            case ImapState.Selected _ -> ImapCommandTable.Phase.SELECTED;
        };
    }

    private boolean refused(@Nullable String tag, Refusal refusal) throws IOException {
        if (!out.isAtLineStart()) {
            // Half a response is out; anything said now would be taken for the rest of it.
            log.warn("{}: ended within a response: {}", connection.name(), refusal.text());
            return false;
        }
        if (refusal.status() == Refusal.Status.BYE) {
            out.status("*", "BYE", refusal.code(), refusal.text());
            return false;
        }
        SelectedFolder folder = session.selectedOrNull();
        if (folder != null && refusal.status() == Refusal.Status.NO) {
            try {
                folder.update(out, false, false);
            } catch (MailError | Refusal e) {
                log.debug("{}: no update: {}", connection.name(), e.getMessage());
            }
        }
        out.status(tag == null ? "*" : tag, refusal.status().name(), refusal.code(),
                refusal.text());
        // The answer goes out first: a client may wait for it before it sends a refused literal.
        out.flush();
        try {
            in.skipCommand();
        } catch (Refusal end) {
            out.status("*", "BYE", end.code(), end.text());
            return false;
        }
        if (refusal.status() == Refusal.Status.BAD && ++errors >= MAX_ERRORS
                && session.state() instanceof ImapState.NotAuthenticated) {
            out.status("*", "BYE", null, "Too many errors");
            return false;
        }
        return true;
    }
}

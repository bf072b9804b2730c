package org.rialto.imap.command;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.rialto.imap.Completion;
import org.rialto.imap.ImapSession;
import org.rialto.imap.view.SelectedFolder;
import org.rialto.imap.wire.Refusal;
import org.rialto.mapi.MailError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// IDLE. RFC 2177, RFC 9051 §6.3.13. The connection's own thread waits for DONE; when something
/// changed, a short-lived thread tells the client. So an idle client costs no thread but its own,
/// no buffers and no polling.
public final class IdleHandler {
    private static final Logger log = LoggerFactory.getLogger(IdleHandler.class);
    private static final int GATHER_MILLIS = 10;

    private final ImapSession session;
    private final @Nullable SelectedFolder folder;
    private final AtomicBoolean telling = new AtomicBoolean();
    private boolean idle = true;

    private IdleHandler(ImapSession session) {
        this.session = session;
        this.folder = session.selectedOrNull();
    }

    public static Completion handle(ImapSession session) throws IOException {
        return new IdleHandler(session).run();
    }

    private Completion run() throws IOException {
        session.out().text("+ idling").endLine();
        if (folder != null) {
            folder.update(session.out(), true, true);
            folder.whenChanged(this::changed);
        }
        session.out().release();
        try {
            if (folder != null && folder.isDirty()) {
                changed();
            }
            awaitDone();
        } finally {
            session.writing().lock();
            idle = false;
            session.writing().unlock();
            if (folder != null) {
                folder.whenChanged(() -> {});
            }
        }
        return Completion.ok("IDLE done");
    }

    private void awaitDone() throws IOException {
        int interval = session.server().configuration().keepAliveInterval();
        long deadline = System.currentTimeMillis()
                + session.server().configuration().idleTimeout();
        while (!session.connection().awaitInput(interval)) {
            if (System.currentTimeMillis() > deadline) {
                throw Refusal.bye(null, "Silent for too long");
            }
            // On PostgreSQL another process' change of the directory is noticed when asked.
            session.account().login().actor();
            session.writing().lock();
            try {
                session.out().untagged().text("OK Still here").endLine().release();
            } finally {
                session.writing().unlock();
            }
        }
        String line = session.in().nextBareLine();
        if (line == null) {
            throw new java.io.EOFException();
        }
        if (!line.strip().equalsIgnoreCase("DONE")) {
            throw Refusal.bad("Expected DONE");
        }
    }

    /// On a thread of the store: must be quick.
    private void changed() {
        if (telling.compareAndSet(false, true)) {
            Thread.ofVirtual().name(session.connection().name() + "-idle").start(this::tell);
        }
    }

    private void tell() {
        try {
            Thread.sleep(GATHER_MILLIS);
        } catch (InterruptedException e) {
            return;
        }
        session.writing().lock();
        try {
            telling.set(false);
            if (idle && folder != null && !session.connection().isDraining()) {
                folder.update(session.out(), false, true);
                session.out().release();
            }
        } catch (IOException e) {
            log.debug("{}: idling client is gone: {}", session.connection().name(), e.toString());
            session.connection().close();
        } catch (Refusal refusal) {
            end(refusal);
        } catch (MailError.LoggedOut e) {
            // Whoever watches log-ins ends the connection.
            log.debug("{}: {}", session.connection().name(), e.getMessage());
        } catch (MailError error) {
            log.warn("{}: cannot tell an idling client: {}", session.connection().name(),
                    error.getMessage());
        } finally {
            session.writing().unlock();
        }
    }

    private void end(Refusal refusal) {
        try {
            session.out().status("*", "BYE", refusal.code(), refusal.text()).flush();
        } catch (IOException e) {
            log.debug("{}: idling client is gone: {}", session.connection().name(), e.toString());
        }
        session.connection().close();
    }
}

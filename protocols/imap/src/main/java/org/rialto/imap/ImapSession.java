package org.rialto.imap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.rialto.base.net.Connection;
import org.rialto.imap.account.Account;
import org.rialto.imap.view.ClientFeatures;
import org.rialto.imap.view.SelectedFolder;
import org.rialto.imap.wire.ImapReader;
import org.rialto.imap.wire.ImapWriter;
import org.rialto.imap.wire.Refusal;
import org.rialto.imap.wire.ResponseCode;
import org.rialto.mapi.MailError;

/// What a command's handler works with: the two directions of the connection, the state, and what
/// the client has enabled.
public final class ImapSession {
    private final ImapServer server;
    private final Connection connection;
    private final ImapReader in;
    private final ImapWriter out;
    private final ReentrantLock writing = new ReentrantLock();
    private ClientFeatures features = new ClientFeatures();
    private ImapState state = new ImapState.NotAuthenticated();
    private @Nullable AfterAnswer afterAnswer;
    private String tag = "";

    /// Done once the tagged answer has been sent.
    public interface AfterAnswer {
        void run() throws IOException;
    }

    ImapSession(ImapServer server, Connection connection) {
        this.server = server;
        this.connection = connection;
        this.out = new ImapWriter(connection.outputStream());
        this.in = new ImapReader(connection.inputStream(), this::requestContinuation,
                server.configuration().limits().beforeAuthentication());
    }

    private void requestContinuation() {
        try {
            out.text("+ OK").endLine().flush();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    public ImapServer server() { return server; }

    public Connection connection() { return connection; }

    public ImapReader in() { return in; }

    public ImapWriter out() { return out; }

    public ClientFeatures features() { return features; }

    public ImapState state() { return state; }

    /// Held by whoever writes while a client idles; see `IdleHandler`.
    public ReentrantLock writing() { return writing; }

    /// Somebody has logged in: for as long as the log-in holds, and not a moment longer even if the
    /// client is silent.
    public void logIn(Account account) {
        authenticated(account);
        account.login().whenEnded(this::end);
    }

    private void end(MailError.LoggedOut error) {
        Refusal refusal = ImapErrors.refusal(error);
        ResponseCode code = refusal.code();
        String words = "* BYE " + (code == null ? "" : "[" + code.text() + "] ") + refusal.text();
        writing.lock();
        try {
            connection.end((words + "\r\n").getBytes(StandardCharsets.UTF_8));
        } finally {
            writing.unlock();
        }
    }

    /// The state after LOGIN, AUTHENTICATE, CLOSE, UNSELECT and a failed SELECT.
    public void authenticated(Account account) {
        leaveSelected();
        state = new ImapState.Authenticated(account);
    }

    public void select(Account account, SelectedFolder folder) {
        leaveSelected();
        state = new ImapState.Selected(account, folder);
    }

    public void logOut() {
        leaveSelected();
        switch (state) {
            case ImapState.Authenticated now -> now.account().login().close();
            case ImapState.Selected now -> now.account().login().close();
            case ImapState.NotAuthenticated _,ImapState.LoggedOut _ -> {
            }
        }
        state = new ImapState.LoggedOut();
    }

    private void leaveSelected() {
        if (state instanceof ImapState.Selected selected) {
            selected.folder().close();
        }
    }

    /// Who has logged in.
    public Account account() {
        return switch (state) {
            case ImapState.Authenticated authenticated -> authenticated.account();
            case ImapState.Selected selected -> selected.account();
            case ImapState.NotAuthenticated _,ImapState.LoggedOut _ -> throw Refusal
                    .bad("Log in first");
        };
    }

    /// The selected mailbox.
    public SelectedFolder selected() {
        SelectedFolder folder = selectedOrNull();
        if (folder == null) {
            throw Refusal.bad("Select a mailbox first");
        }
        return folder;
    }

    public @Nullable SelectedFolder selectedOrNull() {
        return state instanceof ImapState.Selected selected ? selected.folder() : null;
    }

    /// Whether a password may be sent as it is: under TLS, or from this machine.
    public boolean isConfidential() { return connection.isSecure() || connection.isLoopback(); }

    /// Turns on CONDSTORE, as any command that names mod-sequences does (RFC 7162 §3.1); says so
    /// when a mailbox is selected.
    public void enableCondstore() throws IOException {
        if (features.condstore()) {
            return;
        }
        features.enableCondstore();
        SelectedFolder folder = selectedOrNull();
        if (folder != null) {
            out.status("*", "OK",
                    ResponseCode.highestModSeq(
                            Math.max(1, folder.view().contentsChangeNumber())),
                    "Mod-sequences from now on");
        }
    }

    /// The tag of the command at hand.
    public String tag() { return tag; }

    void setTag(String tag) { this.tag = tag; }

    /// Has something done once the answer has been sent: what changes the stream itself.
    public void afterAnswer(AfterAnswer task) { afterAnswer = task; }

    @Nullable
    AfterAnswer takeAfterAnswer() {
        AfterAnswer task = afterAnswer;
        afterAnswer = null;
        return task;
    }

    /// What was enabled or learned in the clear is void (RFC 9051 §6.2.1).
    public void forgetFeatures() { features = new ClientFeatures(); }

    /// A user may send more, and be silent for longer, than a stranger.
    public void useLimitsOfUsers() {
        in.setLimits(server.configuration().limits());
        connection.setTotalTimeout(0);
        connection.setIdleTimeout(server.configuration().idleTimeout());
    }
}

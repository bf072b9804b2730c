package org.rialto.imap;

import java.io.IOException;
import java.util.List;
import org.rialto.base.net.Connection;
import org.rialto.base.net.ConnectionHandler;
import org.rialto.directory.Directory;
import org.rialto.directory.Protocol;
import org.rialto.directory.sasl.Authenticator;
import org.rialto.directory.sasl.ChannelBindings;
import org.rialto.directory.sasl.Mechanism;
import org.rialto.directory.sasl.Peer;
import org.rialto.mailbox.Mailboxes;
import org.rialto.store.Blobs;

/// Serves IMAP4rev1 (RFC 3501) and IMAP4rev2 (RFC 9051) to each connection of a listener.
public final class ImapServer implements ConnectionHandler {
    private final ImapConfiguration configuration;
    private final Authenticator authenticator;
    private final Directory directory;
    private final Mailboxes mailboxes;
    private final Blobs blobs;

    public ImapServer(ImapConfiguration configuration, Authenticator authenticator,
            Directory directory, Mailboxes mailboxes, Blobs blobs) {
        this.configuration = configuration;
        this.authenticator = authenticator;
        this.directory = directory;
        this.mailboxes = mailboxes;
        this.blobs = blobs;
    }

    @Override
    public void handle(Connection connection) throws IOException {
        new ImapConnection(new ImapSession(this, connection)).run();
    }

    public ImapConfiguration configuration() { return configuration; }

    public Authenticator authenticator() { return authenticator; }

    public Directory directory() { return directory; }

    public Mailboxes mailboxes() { return mailboxes; }

    public Blobs blobs() { return blobs; }

    /// What the directory needs to know of who is at the other end.
    public static Peer peer(Connection connection) {
        return new Peer(connection.remoteAddress().getAddress(), Protocol.IMAP,
                connection.isSecure())
                .withChannelBindings(connection.isSecure()
                        ? new ChannelBindings(connection.tlsExporter(),
                                connection.tlsServerEndPoint())
                        : ChannelBindings.NONE);
    }

    /// The SASL mechanisms to offer on a connection, strongest first.
    public List<Mechanism> mechanisms(ImapSession session) {
        return authenticator.mechanisms(peer(session.connection()));
    }
}

package org.rialto.mapihttp;

import java.util.List;
import org.rialto.directory.Protocol;
import org.rialto.http.HttpRoute;
import org.rialto.protocols.nspi.NspiLimits;
import org.rialto.protocols.nspi.NspiServer;
import org.rialto.protocols.nspi.NspiSession;
import org.rialto.protocols.rops.engine.RopServer;
import org.rialto.protocols.rops.engine.RopSession;

/// MAPI over HTTP: its routes, and the Session Contexts behind them until it is closed.
public final class MapiHttp implements AutoCloseable {
    private final MapiHttpConfiguration configuration;
    private final RopServer server;
    private final NspiServer addressBook;
    private final EndpointUrls urls;
    private final Counters counters = new Counters();
    private final SessionContexts<RopSession> mailboxContexts;
    private final SessionContexts<NspiSession> addressBookContexts;

    /// @param base what URLs of this server begin with: `https://mail.example.com`
    public MapiHttp(RopServer server, MapiHttpConfiguration configuration, String base) {
        this.server = server;
        this.configuration = configuration;
        this.addressBook = new NspiServer(server.directory(), NspiLimits.DEFAULT);
        this.urls = new EndpointUrls(base, server.directory(), server.serverName());
        this.mailboxContexts = new SessionContexts<>(configuration, counters,
                MailboxEndpoint::close);
        this.addressBookContexts = new SessionContexts<>(configuration, counters, _ -> {});
        mailboxContexts.start();
        addressBookContexts.start();
    }

    /// The endpoint bounds bodies itself, so that one that is too long gets a response code.
    public List<HttpRoute> routes() {
        return List.of(new HttpRoute("/mapi/*", Protocol.MAPI, HttpRoute.Access.LOGGED_IN,
                Long.MAX_VALUE,
                new MapiEndpoint(configuration,
                        new MailboxEndpoint(server, configuration, mailboxContexts, counters),
                        new AddressBookEndpoint(configuration, addressBookContexts,
                                addressBook, urls, counters),
                        counters)));
    }

    public MapiHttpStatistics statistics() {
        return counters.now(mailboxContexts.count() + addressBookContexts.count());
    }

    SessionContexts<RopSession> mailboxContexts() { return mailboxContexts; }

    /// Ends every Session Context and waits, for a few seconds, until what is at work in them has
    /// come to its end. Close the HTTP host before.
    @Override
    public void close() {
        addressBookContexts.close();
        mailboxContexts.close();
    }
}

package org.rialto.mapihttp;

import java.util.List;
import org.rialto.directory.Protocol;
import org.rialto.http.HttpRoute;
import org.rialto.protocols.rops.engine.RopServer;

/// MAPI over HTTP: its routes, and the Session Contexts behind them until it is closed.
public final class MapiHttp implements AutoCloseable {
    /// More than any body may have, so that one that has more gets a response code.
    private static final long BODY_LIMIT_BYTES = 4L * MapiEndpoint.MOST_BYTES;
    private final MapiHttpConfiguration configuration;
    private final RopServer server;
    private final SessionContexts contexts;

    public MapiHttp(RopServer server, MapiHttpConfiguration configuration) {
        this.server = server;
        this.configuration = configuration;
        this.contexts = new SessionContexts(server, configuration);
        contexts.start();
    }

    public List<HttpRoute> routes() {
        return List.of(new HttpRoute("/mapi/*", Protocol.MAPI, HttpRoute.Access.LOGGED_IN,
                BODY_LIMIT_BYTES,
                new MapiEndpoint(configuration,
                        new MailboxEndpoint(server, configuration, contexts),
                        new AddressBookEndpoint())));
    }

    /// How many Session Contexts there are.
    public int contexts() { return contexts.count(); }

    SessionContexts sessionContexts() { return contexts; }

    /// Ends every Session Context. Close the HTTP host before.
    @Override
    public void close() { contexts.close(); }
}

package org.rialto.server;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.rialto.base.net.ServerTls;
import org.rialto.http.HttpAuthentication;
import org.rialto.http.HttpHost;
import org.rialto.http.HttpLimits;
import org.rialto.http.HttpRoute;
import org.rialto.server.config.Configuration;
import org.rialto.server.config.ListenAddress;
import org.rialto.server.config.Setting;
import org.rialto.server.config.Settings;

/// Opens the HTTP listeners of the `listen` section, with an endpoint for each protocol that rides
/// on HTTP.
final class HttpService {
    private final Configuration configuration;
    private final Rooms rooms;
    private final ServerTls tls;
    private final int portOffset;

    HttpService(Configuration configuration, Rooms rooms, ServerTls tls, int portOffset) {
        this.configuration = configuration;
        this.rooms = rooms;
        this.tls = tls;
        this.portOffset = portOffset;
    }

    HttpHost open() throws IOException {
        List<HttpHost.Address> addresses = new ArrayList<>();
        add(addresses, "http", Settings.LISTEN_HTTP, false);
        add(addresses, "https", Settings.LISTEN_HTTPS, true);
        HttpHost.Settings settings = new HttpHost.Settings(MailFlow.hostName(configuration),
                addresses, tls, limits(), configuration.get(Settings.HTTP_ACCESS_LOG));
        return HttpHost.start(settings, routes(), new HttpAuthentication(rooms.authenticator()));
    }

    /// Who answers where. A new protocol is a line here.
    private List<HttpRoute> routes() { return List.of(); }

    private void add(List<HttpHost.Address> addresses, String name,
            Setting<List<ListenAddress>> setting, boolean implicitTls) throws IOException {
        for (ListenAddress address : configuration.get(setting)) {
            addresses.add(new HttpHost.Address(name, address.plus(portOffset).resolve(),
                    implicitTls));
        }
    }

    private HttpLimits limits() {
        return new HttpLimits(configuration.get(Settings.CONNECTIONS),
                configuration.get(Settings.CONNECTIONS_PER_ADDRESS),
                configuration.get(Settings.HTTP_REQUESTS),
                configuration.get(Settings.HTTP_REQUESTS_PER_ADDRESS),
                HttpLimits.DEFAULT.headerBytes(), configuration.get(Settings.HTTP_IDLE),
                configuration.get(Settings.HTTP_BODY_RATE), true);
    }
}

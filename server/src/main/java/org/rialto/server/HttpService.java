package org.rialto.server;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.rialto.autodiscover.Autodiscover;
import org.rialto.autodiscover.AutodiscoverConfiguration;
import org.rialto.autodiscover.MailService;
import org.rialto.autodiscover.Service;
import org.rialto.base.net.ServerTls;
import org.rialto.http.HttpAuthentication;
import org.rialto.http.HttpHost;
import org.rialto.http.HttpLimits;
import org.rialto.http.HttpRoute;
import org.rialto.server.acme.AcmeChallenges;
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
    private final AcmeChallenges challenges;

    HttpService(Configuration configuration, Rooms rooms, ServerTls tls, int portOffset,
            AcmeChallenges challenges) {
        this.configuration = configuration;
        this.rooms = rooms;
        this.tls = tls;
        this.portOffset = portOffset;
        this.challenges = challenges;
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
    private List<HttpRoute> routes() {
        List<HttpRoute> routes = new ArrayList<>();
        routes.add(challenges.route());
        routes.addAll(Autodiscover.routes(autodiscover(), rooms.directory(), rooms.mailboxes()));
        return routes;
    }

    /// What clients are told to use: only what this server has. A protocol that gets its route above
    /// gets its [Service] here.
    private AutodiscoverConfiguration autodiscover() {
        Set<Service> services = EnumSet.noneOf(Service.class);
        List<MailService> mail = new ArrayList<>();
        mail(mail, MailService.Kind.IMAP, Settings.LISTEN_IMAPS, true);
        mail(mail, MailService.Kind.IMAP, Settings.LISTEN_IMAP, false);
        mail(mail, MailService.Kind.POP3, Settings.LISTEN_POP3S, true);
        mail(mail, MailService.Kind.POP3, Settings.LISTEN_POP3, false);
        mail(mail, MailService.Kind.SMTP, Settings.LISTEN_SUBMISSIONS, true);
        mail(mail, MailService.Kind.SMTP, Settings.LISTEN_SUBMISSION, false);
        return new AutodiscoverConfiguration(MailFlow.hostName(configuration),
                configuration.get(Settings.LISTEN_HTTPS).stream().findFirst()
                        .map(address -> address.plus(portOffset).port()).orElse(443),
                services, mail);
    }

    /// The first listener of each kind, TLS from the start where there is one.
    private void mail(List<MailService> all, MailService.Kind kind,
            Setting<List<ListenAddress>> setting, boolean implicitTls) {
        if (all.stream().anyMatch(one -> one.kind() == kind))
            return;
        configuration.get(setting).stream().findFirst().ifPresent(address -> all.add(
                new MailService(kind, address.plus(portOffset).port(), implicitTls)));
    }

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

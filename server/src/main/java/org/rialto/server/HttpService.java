package org.rialto.server;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.rialto.autodiscover.Autodiscover;
import org.rialto.autodiscover.AutodiscoverConfiguration;
import org.rialto.autodiscover.MailService;
import org.rialto.autodiscover.Service;
import org.rialto.base.net.ServerTls;
import org.rialto.http.HttpAuthentication;
import org.rialto.http.HttpHost;
import org.rialto.http.HttpLimits;
import org.rialto.http.HttpRoute;
import org.jspecify.annotations.Nullable;
import org.rialto.mapihttp.MapiHttp;
import org.rialto.mapihttp.MapiHttpConfiguration;
import org.rialto.protocols.ews.Ews;
import org.rialto.protocols.ews.EwsServices;
import org.rialto.server.acme.AcmeChallenges;
import org.rialto.server.config.Configuration;
import org.rialto.server.config.ListenAddress;
import org.rialto.server.config.Setting;
import org.rialto.server.config.Settings;
import org.rialto.server.telephony.Telephony;
import org.rialto.server.telephony.UnifiedMessaging;

/// Opens the HTTP listeners of the `listen` section, with an endpoint for each protocol that rides
/// on HTTP.
final class HttpService {
    private final Configuration configuration;
    private final Rooms rooms;
    private final ServerTls tls;
    private final int portOffset;
    private final AcmeChallenges challenges;
    private final MapiHttp mapiHttp;
    private final Supplier<@Nullable UnifiedMessaging> unifiedMessaging;

    /// @param unifiedMessaging gives null before telephones are served, and where there is no voice mail
    HttpService(Configuration configuration, Rooms rooms, ServerTls tls, int portOffset,
            AcmeChallenges challenges, MapiHttp mapiHttp,
            Supplier<@Nullable UnifiedMessaging> unifiedMessaging) {
        this.configuration = configuration;
        this.rooms = rooms;
        this.tls = tls;
        this.portOffset = portOffset;
        this.challenges = challenges;
        this.mapiHttp = mapiHttp;
        this.unifiedMessaging = unifiedMessaging;
    }

    /// MAPI over HTTP as the configuration has it.
    static MapiHttp mapiHttp(Configuration configuration, Rooms rooms, int portOffset) {
        return new MapiHttp(rooms.remoteOperations(), new MapiHttpConfiguration(
                configuration.get(Settings.MAPI_CONTEXTS),
                configuration.get(Settings.MAPI_CONTEXTS_PER_USER),
                configuration.get(Settings.MAPI_IDLE),
                configuration.get(Settings.MAPI_NOTIFICATION_WAIT),
                configuration.get(Settings.MAPI_KEEP_ALIVE),
                configuration.get(Settings.MAPI_PROMPT)),
                AutodiscoverConfiguration.base(
                        MailFlow.hostName(configuration), httpsPort(configuration, portOffset)));
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
        routes.addAll(mapiHttp.routes());
        routes.addAll(Ews.routes(ews()));
        return routes;
    }

    private EwsServices ews() {
        return new EwsServices(rooms.directory(), rooms.authenticator(), rooms.mailboxes(),
                rooms.voiceMailboxes(), () -> {
                    UnifiedMessaging now = unifiedMessaging.get();
                    return now == null ? null : now.pinReset();
                }, () -> {
                    UnifiedMessaging now = unifiedMessaging.get();
                    return now == null ? null : now.phoneCalls();
                }, configuration.get(Settings.UM_ACCESS_NUMBERS));
    }

    /// What clients are told to use: only what this server has. A protocol that gets its route above
    /// gets its [Service] here. Of Exchange Web Services there is too little to send every client to.
    private AutodiscoverConfiguration autodiscover() {
        Set<Service> services = EnumSet.of(Service.MAPI_HTTP);
        if (configuration.get(Settings.HTTP_ANNOUNCE_EWS))
            services.add(Service.EWS);
        if (Telephony.hasVoiceMail(configuration))
            services.add(Service.UNIFIED_MESSAGING);
        List<MailService> mail = new ArrayList<>();
        mail(mail, MailService.Kind.IMAP, Settings.LISTEN_IMAPS, true);
        mail(mail, MailService.Kind.IMAP, Settings.LISTEN_IMAP, false);
        mail(mail, MailService.Kind.POP3, Settings.LISTEN_POP3S, true);
        mail(mail, MailService.Kind.POP3, Settings.LISTEN_POP3, false);
        mail(mail, MailService.Kind.SMTP, Settings.LISTEN_SUBMISSIONS, true);
        mail(mail, MailService.Kind.SMTP, Settings.LISTEN_SUBMISSION, false);
        return new AutodiscoverConfiguration(MailFlow.hostName(configuration),
                httpsPort(configuration, portOffset), services, mail);
    }

    private static int httpsPort(Configuration configuration, int portOffset) {
        return configuration.get(Settings.LISTEN_HTTPS).stream().findFirst()
                .map(address -> address.plus(portOffset).port()).orElse(443);
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

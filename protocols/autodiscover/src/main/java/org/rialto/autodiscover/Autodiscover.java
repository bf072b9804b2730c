package org.rialto.autodiscover;

import java.util.List;
import org.rialto.directory.Directory;
import org.rialto.directory.Protocol;
import org.rialto.http.HttpRoute;
import org.rialto.mailbox.Mailboxes;

/// The endpoints of Autodiscover.
public final class Autodiscover {
    /// A request names one address, or a hundred in SOAP.
    private static final long BODY_LIMIT_BYTES = 128 << 10;

    private Autodiscover() {}

    public static List<HttpRoute> routes(AutodiscoverConfiguration configuration,
            Directory directory, Mailboxes mailboxes) {
        Targets targets = new Targets(directory, mailboxes);
        JsonEndpoint json = new JsonEndpoint(configuration, targets);
        return List.of(
                new HttpRoute("/autodiscover/autodiscover.xml", Protocol.AUTODISCOVER,
                        HttpRoute.Access.LOGGED_IN, BODY_LIMIT_BYTES,
                        new PoxEndpoint(configuration, targets)),
                new HttpRoute("/autodiscover/autodiscover.svc", Protocol.AUTODISCOVER,
                        HttpRoute.Access.LOGGED_IN, BODY_LIMIT_BYTES,
                        new SoapEndpoint(configuration, targets)),
                new HttpRoute("/autodiscover/autodiscover.json", Protocol.AUTODISCOVER,
                        HttpRoute.Access.ANYBODY, 0, json),
                new HttpRoute("/autodiscover/autodiscover.json/*", Protocol.AUTODISCOVER,
                        HttpRoute.Access.ANYBODY, 0, json));
    }
}

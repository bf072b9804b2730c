package org.rialto.protocols.ews;

import java.util.List;
import org.rialto.directory.Protocol;
import org.rialto.http.HttpRoute;

/// Exchange Web Services on the server's HTTP listeners.
public final class Ews {
    /// Where unified messaging answers as Exchange 2007 had it: `UMUrl` of Autodiscover.
    public static final String LEGACY_UM_PATH = "/EWS/UM2007Legacy.asmx";
    private static final String PATH = "/EWS/Exchange.asmx";
    /// The same address as that release itself called it.
    private static final String EARLIER_UM_PATH = "/UnifiedMessaging/Service.asmx";
    private static final String DESCRIPTION_PATH = "/EWS/Services.wsdl";
    private static final long BODY_BYTES = 4 << 20;

    private Ews() {}

    public static List<HttpRoute> routes(EwsServices services) {
        EwsEndpoint legacy = new EwsEndpoint(OperationTable.LEGACY_UM, services);
        return List.of(route(PATH, new EwsEndpoint(OperationTable.EXCHANGE, services)),
                route(LEGACY_UM_PATH, legacy), route(EARLIER_UM_PATH, legacy),
                new HttpRoute(DESCRIPTION_PATH, Protocol.EWS, HttpRoute.Access.LOGGED_IN, 0,
                        exchange -> exchange.respond(404, "The service is described by the"
                                + " documents MS-OXWS*; there is no WSDL file here.\n")));
    }

    private static HttpRoute route(String path, EwsEndpoint endpoint) {
        return new HttpRoute(path, Protocol.EWS, HttpRoute.Access.LOGGED_IN, BODY_BYTES, endpoint);
    }
}

package org.rialto.autodiscover;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.rialto.directory.SmtpAddress;
import org.rialto.http.HttpEndpoint;
import org.rialto.http.HttpExchange;
import tools.jackson.databind.json.JsonMapper;

/// `/autodiscover/autodiscover.json`, Autodiscover v2: one URL for one protocol, before anybody has
/// logged in. What it says depends on the address's domain alone, so that it tells nobody who
/// exists.
final class JsonEndpoint implements HttpEndpoint {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String PREFIX = "/autodiscover/autodiscover.json/v1.0/";

    private final AutodiscoverConfiguration configuration;
    private final Targets targets;
    private final Map<String, String> urls = new LinkedHashMap<>();

    JsonEndpoint(AutodiscoverConfiguration configuration, Targets targets) {
        this.configuration = configuration;
        this.targets = targets;
        add("ActiveSync", Service.ACTIVESYNC);
        urls.put("AutodiscoverV1", configuration.base() + "/autodiscover/autodiscover.xml");
        add("Ews", Service.EWS);
    }

    private void add(String name, Service service) {
        if (configuration.has(service))
            urls.put(name, configuration.url(service));
    }

    @Override
    public void answer(HttpExchange exchange) throws IOException {
        if (!exchange.method().equals("GET") && !exchange.method().equals("HEAD")) {
            exchange.setHeader("Allow", "GET, HEAD");
            exchange.respond(405, "only GET and HEAD\n");
            return;
        }
        String email = email(exchange);
        String protocol = exchange.query("Protocol");
        if (email.isEmpty()) {
            error(exchange, 400, "MandatoryParameterMissing",
                    "A valid smtp address must be provided");
        } else if (protocol == null || protocol.isEmpty()) {
            error(exchange, 400, "MandatoryParameterMissing",
                    "A valid value must be provided for the query parameter 'Protocol'");
        } else {
            answer(exchange, email, protocol);
        }
    }

    /// Of the path, as in `/autodiscover.json/v1.0/alex@contoso.com`, or of the query.
    private static String email(HttpExchange exchange) {
        String path = exchange.path();
        String text = path.toLowerCase(Locale.ROOT).startsWith(PREFIX)
                ? URLDecoder.decode(path.substring(PREFIX.length()).replace("+", "%2B"),
                        StandardCharsets.UTF_8)
                : exchange.query("Email");
        return text == null ? "" : text.strip();
    }

    private void answer(HttpExchange exchange, String email, String protocol) throws IOException {
        SmtpAddress address = SmtpAddress.parseOrNull(email);
        if (address == null || !targets.isOurs(address.domain())) {
            error(exchange, 404, "UserNotFound", "The given user is not found");
            return;
        }
        for (Map.Entry<String, String> one : urls.entrySet()) {
            if (one.getKey().equalsIgnoreCase(protocol)) {
                send(exchange, 200, "Protocol", one.getKey(), "Url", one.getValue());
                return;
            }
        }
        error(exchange, 400, "InvalidProtocol", "The given protocol value '" + protocol
                + "' is invalid. Supported values are '" + String.join(",", urls.keySet()) + "'");
    }

    private static void error(HttpExchange exchange, int status, String code, String message)
            throws IOException {
        send(exchange, status, "ErrorCode", code, "ErrorMessage", message);
    }

    private static void send(HttpExchange exchange, int status, String name1, String value1,
            String name2, String value2) throws IOException {
        Map<String, String> content = new LinkedHashMap<>();
        content.put(name1, value1);
        content.put(name2, value2);
        exchange.setHeader("X-Content-Type-Options", "nosniff");
        exchange.respond(status, "application/json; charset=utf-8",
                MAPPER.writeValueAsBytes(content));
    }
}

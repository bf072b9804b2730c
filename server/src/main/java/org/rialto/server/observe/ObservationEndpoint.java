package org.rialto.server.observe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executors;

/// `/health` (200 or 503, JSON) and `/metrics` (Prometheus) on a port of their own.
public final class ObservationEndpoint implements AutoCloseable {
    private final HttpServer server;

    private ObservationEndpoint(HttpServer server) { this.server = server; }

    public static ObservationEndpoint open(InetSocketAddress address, Health health,
            Metrics metrics) throws IOException {
        HttpServer server;
        try {
            server = HttpServer.create(address, 0);
        } catch (IOException e) {
            throw new IOException("cannot listen on " + address + " for metrics: "
                    + e.getMessage(), e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", onGet("/", exchange -> answer(exchange, 200, "text/plain",
                "/health\n/metrics\n".getBytes(StandardCharsets.UTF_8))));
        server.createContext("/health", onGet("/health", exchange -> {
            Health.Report report = health.report();
            answer(exchange, report.healthy() ? 200 : 503, "application/json", json(report));
        }));
        server.createContext("/metrics", onGet("/metrics", exchange -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            metrics.write(out);
            answer(exchange, 200, "text/plain; version=0.0.4; charset=utf-8", out.toByteArray());
        }));
        server.start();
        return new ObservationEndpoint(server);
    }

    public InetSocketAddress address() { return server.getAddress(); }

    private static HttpHandler onGet(String path, HttpHandler handler) {
        return exchange -> {
            try (exchange) {
                String method = exchange.getRequestMethod();
                if (!exchange.getRequestURI().getPath().equals(path)) {
                    answer(exchange, 404, "text/plain", "not found\n".getBytes(
                            StandardCharsets.UTF_8));
                } else if (method.equals("GET") || method.equals("HEAD")) {
                    handler.handle(exchange);
                } else {
                    exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                    answer(exchange, 405, "text/plain", "only GET and HEAD\n".getBytes(
                            StandardCharsets.UTF_8));
                }
            }
        };
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] body)
            throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, -1);
        } else {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static byte[] json(Health.Report report) {
        StringBuilder text = new StringBuilder("{\"status\":\"")
                .append(report.healthy() ? "ok" : "failing").append("\",\"checks\":{");
        String comma = "";
        for (Map.Entry<String, String> check : report.checks().entrySet()) {
            text.append(comma).append(quoted(check.getKey())).append(':')
                    .append(quoted(check.getValue()));
            comma = ",";
        }
        return text.append("}}\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }

    @Override
    public void close() { server.stop(0); }
}

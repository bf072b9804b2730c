package org.rialto.http;

import java.io.IOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;
import org.eclipse.jetty.io.QuietException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.Actor;
import org.rialto.directory.sasl.Login;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What happens to every request: admission, route, transport security, log-in, endpoint, log.
final class Dispatcher extends Handler.Abstract {
    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);
    private static final Logger access = LoggerFactory.getLogger("org.rialto.http.access");
    private static final String RETRY_SECONDS = "5";

    private final HttpHost.Settings settings;
    private final RouteTable routes;
    private final HttpAuthentication authentication;
    private final RequestAdmission admission;
    private final LongPolls longPolls;
    private final IntSupplier httpsPort;
    private final long requestIdHigh;
    private final AtomicLong requestNumber = new AtomicLong();
    private final AtomicLongArray answered = new AtomicLongArray(6);
    private final LongAdder refused = new LongAdder();
    private final LongAdder failures = new LongAdder();

    Dispatcher(HttpHost.Settings settings, RouteTable routes, HttpAuthentication authentication,
            RequestAdmission admission, LongPolls longPolls, IntSupplier httpsPort) {
        this.settings = settings;
        this.routes = routes;
        this.authentication = authentication;
        this.admission = admission;
        this.longPolls = longPolls;
        this.httpsPort = httpsPort;
        // A version 4 GUID whose lower half counts: unique, and short to tell apart in a log.
        this.requestIdHigh = new SecureRandom().nextLong() & ~0xF000L | 0x4000L;
    }

    HttpStatistics statistics(int working, int waiting) {
        long[] counts = new long[answered.length()];
        for (int i = 0; i < counts.length; i++)
            counts[i] = answered.get(i);
        return new HttpStatistics(counts, refused.sum(), working, waiting, failures.sum());
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        long begun = System.nanoTime();
        long number = requestNumber.incrementAndGet();
        String connector = request.getConnectionMetaData().getConnector().getName();
        Thread.currentThread().setName(connector + "-" + number);
        String id = new UUID(requestIdHigh, Long.MIN_VALUE | number).toString();
        HttpExchange exchange = new HttpExchange(request, response, id, longPolls);
        response.getHeaders().put("request-id", id);
        InetAddress address = exchange.remoteAddress();
        boolean admitted = admits(address);
        // When the last bytes have been written: a server that stops waits for this.
        if (admitted)
            Request.addCompletionListener(request, _ -> admission.leave(address));
        Throwable cut = admitted ? guarded(exchange) : refuse(exchange);
        count(exchange, cut);
        if (settings.accessLog())
            log(exchange, cut, begun);
        if (cut == null) {
            callback.succeeded();
        } else {
            // Quiet: that a client went away is no news.
            callback.failed(new QuietException.RuntimeException(cut));
        }
        return true;
    }

    private boolean admits(InetAddress address) {
        if (longPolls.isDraining())
            return false;
        boolean admitted = admission.ask(address) == RequestAdmission.Answer.ADMITTED;
        if (!admitted)
            refused.increment();
        return admitted;
    }

    /// Null, or what the connection is to be cut for.
    private static @Nullable Throwable refuse(HttpExchange exchange) {
        try {
            exchange.setHeader("Retry-After", RETRY_SECONDS);
            exchange.setHeader("Connection", "close");
            exchange.respond(503, "busy, try again later\n");
            return null;
        } catch (IOException e) {
            return e;
        }
    }

    private @Nullable Throwable guarded(HttpExchange exchange) {
        try {
            try {
                route(exchange);
            } catch (BodyTooLargeException e) {
                tooLarge(exchange, e);
            } catch (RuntimeException | Error e) {
                failures.increment();
                log.error("request {} failed", exchange.requestId(), e);
                if (exchange.isCommitted())
                    return e;
                exchange.respond(500, "the server failed; request " + exchange.requestId()
                        + "\n");
            }
            exchange.finish();
            return null;
        } catch (IOException e) {
            log.debug("cut: {}", e.toString());
            return e;
        }
    }

    private void route(HttpExchange exchange) throws IOException {
        HttpRoute route = routes.find(exchange.path());
        if (route == null) {
            exchange.respond(404, "not found\n");
            return;
        }
        if (exchange.method().equals("TRACE")) {
            exchange.respond(405, "not allowed\n");
            return;
        }
        boolean confidential = exchange.isSecure()
                || exchange.remoteAddress().isLoopbackAddress();
        if (!confidential && route.access() != HttpRoute.Access.ANYBODY_IN_CLEAR) {
            sendToTls(exchange);
            return;
        }
        exchange.setBodyLimit(route.bodyLimitBytes(), settings.limits().bodyBytesPerSecond());
        if (exchange.contentLength() > route.bodyLimitBytes())
            throw new BodyTooLargeException(route.bodyLimitBytes());
        if (route.access() == HttpRoute.Access.LOGGED_IN) {
            Login login = authentication.logIn(exchange, route.protocol());
            if (login == null)
                return;
            exchange.setLogin(login);
        }
        route.endpoint().answer(exchange);
    }

    /// A password sent in the clear is already lost; one that is not yet sent must not be asked for.
    private void sendToTls(HttpExchange exchange) throws IOException {
        if (!exchange.method().equals("GET") && !exchange.method().equals("HEAD")) {
            exchange.setHeader("Connection", "close");
            exchange.respond(403, "this needs TLS\n");
            return;
        }
        int port = httpsPort.getAsInt();
        String query = exchange.rawQuery();
        exchange.redirect(302, "https://" + settings.hostName() + (port == 443 ? "" : ":" + port)
                + exchange.encodedPath() + (query.isEmpty() ? "" : "?" + query));
    }

    private static void tooLarge(HttpExchange exchange, BodyTooLargeException e)
            throws IOException {
        if (exchange.isCommitted())
            throw e;
        exchange.setHeader("Connection", "close");
        exchange.respond(413, e.getMessage() + "\n");
    }

    private void count(HttpExchange exchange, @Nullable Throwable cut) {
        int hundreds = cut == null ? exchange.status() / 100 : 0;
        answered.incrementAndGet(hundreds < answered.length() ? hundreds : 0);
    }

    /// No query, no body, no headers but the client's name for itself: nothing secret.
    private void log(HttpExchange exchange, @Nullable Throwable cut, long begun) {
        if (!access.isInfoEnabled())
            return;
        Actor.Person actor = exchange.actorAtLogin();
        access.info("{} {} \"{} {}\" {} {} {} {} ms \"{}\"",
                exchange.remoteAddress().getHostAddress(), actor == null ? "-" : actor.label(),
                printable(exchange.method(), 20), printable(exchange.path(), 200),
                cut == null ? exchange.status() : "cut", exchange.bytesRead(),
                exchange.bytesWritten(), (System.nanoTime() - begun) / 1_000_000,
                printable(exchange.header("User-Agent"), 100));
    }

    private static String printable(@Nullable String text, int limit) {
        if (text == null)
            return "-";
        String shortened = text.length() > limit ? text.substring(0, limit) : text;
        return shortened.replaceAll("[^ -~]|\"", "?");
    }
}

package org.rialto.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.http.CookieCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.rialto.base.net.Listener;
import org.rialto.base.net.ServerTls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The HTTP listeners of the server: Jetty's, with each request on a virtual thread of its own.
/// HTTP/1.1 only, since NTLM belongs to a connection, which HTTP/2 shares among requests.
public final class HttpHost implements AutoCloseable {
    /// Where to listen.
    ///
    /// @param name as in logs and metrics: `https`
    /// @param tls whether the first byte is TLS; without it, only this machine gets past what is
    ///        open to anybody in the clear
    public record Address(String name, InetSocketAddress address, boolean tls) {}

    /// @param hostName where requests in the clear are sent to
    /// @param tls needed for addresses with TLS
    /// @param accessLog whether each request is logged
    public record Settings(String hostName, List<Address> addresses, @Nullable ServerTls tls,
            HttpLimits limits, boolean accessLog) {}

    private static final Logger log = LoggerFactory.getLogger(HttpHost.class);
    private static final int BACKLOG = 1024;
    private static final int PLATFORM_THREADS = 24;

    private final Settings settings;
    private final Server server;
    private final Dispatcher dispatcher;
    private final RequestAdmission admission;
    private final LongPolls longPolls;
    private final List<HttpListener> listeners = new ArrayList<>();
    private final ReentrantLock stopping = new ReentrantLock();
    private @Nullable Boolean drained;

    private HttpHost(Settings settings, List<HttpRoute> routes, HttpAuthentication authentication) {
        this.settings = settings;
        this.admission = new RequestAdmission(settings.limits());
        this.longPolls = new LongPolls(admission);
        QueuedThreadPool threads = new QueuedThreadPool(PLATFORM_THREADS, 4);
        threads.setName("http");
        threads.setReservedThreads(0);
        threads.setDaemon(true);
        threads.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
        this.server = new Server(threads);
        this.dispatcher = new Dispatcher(settings, new RouteTable(routes), authentication,
                admission, longPolls, () -> httpsPort());
        server.setHandler(dispatcher);
        server.setStopTimeout(0);
    }

    /// Binds every address and starts. An `IOException` names the listener and the address, and
    /// leaves nothing open.
    public static HttpHost start(Settings settings, List<HttpRoute> routes,
            HttpAuthentication authentication) throws IOException {
        HttpHost host = new HttpHost(settings, routes, authentication);
        try {
            for (Address address : settings.addresses())
                host.add(address);
            host.server.start();
            return host;
        } catch (IOException e) {
            host.close();
            throw e;
        } catch (Exception e) {
            host.close();
            throw new IOException("cannot start the HTTP listeners: " + e.getMessage(), e);
        }
    }

    private void add(Address address) throws IOException {
        HttpConnectionFactory http = new HttpConnectionFactory(configuration());
        ServerConnector connector;
        if (address.tls()) {
            ServerTls tls = settings.tls();
            if (tls == null)
                throw new IOException(address.name() + " needs a certificate");
            connector = new ServerConnector(server, 0, 1,
                    new SslConnectionFactory(contextFactory(tls), "http/1.1"), http);
        } else {
            connector = new ServerConnector(server, 0, 1, http);
        }
        HttpListener listener = new HttpListener(this, address, settings.limits(), connector);
        connector.setName(address.name());
        connector.setAcceptQueueSize(BACKLOG);
        connector.setIdleTimeout(settings.limits().idle().toMillis());
        connector.setShutdownIdleTimeout(500);
        connector.addBean(listener);
        server.addConnector(connector);
        listeners.add(listener);
        listener.bind();
    }

    private static SslContextFactory.Server contextFactory(ServerTls tls) {
        SslContextFactory.Server factory = new SslContextFactory.Server();
        factory.setSslContext(tls.context());
        factory.setIncludeProtocols(tls.parameters().getProtocols());
        tls.onReload(() -> {
            try {
                factory.reload(changed -> changed.setSslContext(tls.context()));
            } catch (Exception e) {
                log.error("the HTTP listeners keep the old certificate", e);
            }
        });
        return factory;
    }

    private HttpConfiguration configuration() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(settings.limits().headerBytes());
        http.setRequestCookieCompliance(CookieCompliance.RFC6265_LEGACY);
        // What a refused request still has in the pipe is read away, so that NTLM's connection lives.
        http.setMaxUnconsumedRequestContentReads(64);
        http.setRelativeRedirectAllowed(true);
        return http;
    }

    private int httpsPort() {
        return listeners.stream().filter(HttpListener::isImplicitTls).findFirst()
                .map(one -> one.address().getPort()).orElse(443);
    }

    public List<Listener> listeners() { return List.copyOf(listeners); }

    public HttpStatistics statistics() {
        return dispatcher.statistics(admission.working(), longPolls.count());
    }

    /// Refuses new requests, ends long polls, lets requests at work finish, then closes everything.
    /// True when none had to be cut.
    boolean drain(Duration timeout) throws InterruptedException {
        stopping.lockInterruptibly();
        try {
            if (drained == null) {
                longPolls.drain();
                boolean clean = admission.awaitIdle(timeout.toNanos());
                close();
                drained = clean;
            }
            return drained;
        } finally {
            stopping.unlock();
        }
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            log.warn("stopping HTTP: {}", e.toString());
        }
    }
}

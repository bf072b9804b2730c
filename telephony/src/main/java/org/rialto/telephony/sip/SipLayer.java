package org.rialto.telephony.sip;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rialto.base.net.Listener;
import org.rialto.base.net.ListenerStatistics;

/// SIP over TCP and TLS: listeners, connections and transactions, shared by several cores. RFC 3261
/// sections 17 and 18. See the package's overview for how to write a core.
public final class SipLayer implements AutoCloseable {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int MOST_ACCEPTED = 10_000;

    /// Identifies a dialog from our side: section 12.
    record DialogId(String callId, String localTag, String remoteTag) {}

    private final SipSettings settings;
    private final SipClock clock = new SipClock();
    private final SipTransport transport;
    private final SipSender sender;
    private final SipReceiver receiver;
    private final List<SipCore> cores = new CopyOnWriteArrayList<>();
    private final TransactionPlaces places = new TransactionPlaces(MOST_ACCEPTED);
    private final Map<String, ClientTransaction> clients = new ConcurrentHashMap<>();
    private final Map<DialogId, DialogUser> dialogs = new ConcurrentHashMap<>();
    private volatile boolean draining;

    /// Nothing listens before [#start]: add the cores first.
    public SipLayer(SipSettings settings) throws IOException {
        this.settings = settings;
        this.transport = new SipTransport(this, settings);
        this.sender = new SipSender(this, transport, new SipResolver(settings.dns()));
        this.receiver = new SipReceiver(this, settings.capacity());
    }

    /// Behind the cores that are there.
    public void addCore(SipCore core) { cores.add(core); }

    /// Binds the listeners. An `IOException` names the one that cannot be.
    public void start() throws IOException { transport.listen(); }

    public List<Listener> listeners() { return transport.listeners(); }

    /// Connections that this layer opened.
    public ListenerStatistics outgoing() { return transport.outgoing(); }

    public SipSettings settings() { return settings; }

    public SipStatistics statistics() {
        return receiver.statistics(clients.size(), dialogs.size());
    }

    /// Where others reach this layer, for Contact and Record-Route:
    /// `sip:user@host:port;transport=tcp`.
    public SipUri localUri(@Nullable String user, boolean secure) {
        boolean tls = secure && transport.hasListener(true) || !transport.hasListener(false);
        return SipUri.of(user, settings.host(), transport.port(tls)).withParameter("transport",
                tls ? "tls" : "tcp");
    }

    boolean isOurs(Via via) {
        return via.host().equalsIgnoreCase(settings.host()) && listeners().stream()
                .anyMatch(each -> via.sentBy().endsWith(":" + each.address().getPort()));
    }

    /// Whether a URI names this very layer, as a Route of ours does.
    public boolean isOurs(SipUri uri) {
        int port = uri.port() >= 0
                ? uri.port()
                : uri.isSecure() || "tls".equals(uri.transport())
                        ? SipResolver.SECURE_PORT
                        : SipResolver.PORT;
        return uri.isSip() && listeners().stream().anyMatch(each -> each.address()
                .getPort() == port
                && (uri.host().equalsIgnoreCase(settings.host()) || uri.host()
                        .equals(each.address().getAddress().getHostAddress())));
    }

    // ---- sending ---------------------------------------------------------------------------

    /// Sends a request in a transaction of its own, with our Via on top. The handler gets each
    /// response, one after the other, the last one final: from the other side, or one of ours when
    /// it cannot be reached (503) or does not answer (408). Does not block. An ACK cannot be sent
    /// so: [#sendStateless].
    public ClientTransaction send(SipRequest request, SipTarget target,
            Consumer<SipResponse> handler) {
        return send(request, target, "", handler);
    }

    ClientTransaction send(SipRequest request, SipTarget target, String branchEnding,
            Consumer<SipResponse> handler) {
        return send(request, target, branchEnding, handler, () -> {});
    }

    /// @param sending runs when there is a connection, each time before the request goes out
    ClientTransaction send(SipRequest request, SipTarget target, String branchEnding,
            Consumer<SipResponse> handler, Runnable sending) {
        String branch = Via.MAGIC_COOKIE + random(16) + branchEnding;
        SipRequest ours = request.copy();
        if (!ours.headers().has("Max-Forwards"))
            ours.headers().add("Max-Forwards", "70");
        ClientTransaction transaction = new ClientTransaction(this, ours, branch, branchEnding,
                handler, sending);
        clients.put(clientKey(branch, request.method()), transaction);
        Thread.ofVirtual().name("sip-send").start(() -> transaction.start(target));
        return transaction;
    }

    /// Sends and waits for the final response.
    public SipResponse exchange(SipRequest request, SipTarget target)
            throws InterruptedException {
        CompletableFuture<SipResponse> last = new CompletableFuture<>();
        send(request, target, response -> {
            if (response.isFinal())
                last.complete(response);
        });
        try {
            return last.get();
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Sends a request without a transaction, for the ACK of a 2xx. Our Via is put on top. Blocks
    /// while it connects; false when it could not be sent.
    public boolean sendStateless(SipRequest request, SipTarget target) {
        return sender.route(request, target, connection -> {
            SipRequest ours = request.copy();
            ours.headers().addFirst("Via",
                    transport.via(connection, Via.MAGIC_COOKIE + random(16)).toString());
            connection.send(ours);
            return true;
        }) == null;
    }

    @Nullable
    String deliver(ClientTransaction transaction, SipTarget target) {
        return sender.route(transaction.request(), target, transaction);
    }

    /// To the next of the hops, by another branch: RFC 3263 section 4.3.
    @Nullable
    String deliver(ClientTransaction transaction, List<SipResolver.Hop> hops) {
        return sender.toOneOf(hops, transaction);
    }

    /// The transaction has got another branch.
    void rebranched(ClientTransaction transaction, String before) {
        String method = transaction.request().method();
        clients.put(clientKey(transaction.branch(), method), transaction);
        clients.remove(clientKey(before, method), transaction);
    }

    /// A response goes over the connection of its request, else to where its Via says: section
    /// 18.2.2.
    void transmit(SipResponse response, SipConnection connection) {
        sender.respond(response, connection);
    }

    // ---- tables ----------------------------------------------------------------------------

    private static String clientKey(String branch, String method) { return branch + '|' + method; }

    @Nullable
    ClientTransaction client(String branch, String method) {
        return clients.get(clientKey(branch, method));
    }

    void removed(ServerTransaction transaction) { receiver.removed(transaction); }

    void removed(ClientTransaction transaction) {
        clients.remove(clientKey(transaction.branch(), transaction.request().method()),
                transaction);
    }

    @Nullable
    DialogUser dialogOf(SipRequest request) {
        String local = request.headers().to().tag();
        if (local == null)
            return null;
        String remote = request.headers().from().tag();
        return dialogs.get(new DialogId(request.headers().callId(), local,
                remote == null ? "" : remote));
    }

    /// From now on the dialog's requests go to this user.
    void register(DialogId id, DialogUser user) { dialogs.put(id, user); }

    void unregister(DialogId id) { dialogs.remove(id); }

    TransactionPlaces places() { return places; }

    List<SipCore> cores() { return cores; }

    boolean isDraining() { return draining; }

    SipReceiver receiver() { return receiver; }

    SipClock clock() { return clock; }

    SipTransport transport() { return transport; }

    /// Random hex digits, two for each byte, from a source that cannot be guessed.
    public static String random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    // ---- ending ----------------------------------------------------------------------------

    /// New requests are answered 503 from now on, what is going on may end; after the timeout, or
    /// when nothing is left, everything is closed. True when nothing had to be cut.
    public boolean drain(Duration timeout) throws InterruptedException {
        draining = true;
        long until = System.nanoTime() + timeout.toNanos();
        while (!isIdle() && System.nanoTime() < until)
            Thread.sleep(20);
        boolean clean = isIdle();
        close();
        return clean;
    }

    private boolean isIdle() {
        return dialogs.isEmpty() && clients.values().stream().allMatch(ClientTransaction::isDone)
                && receiver.isIdle();
    }

    @Override
    public void close() {
        draining = true;
        transport.close();
        clock.close();
    }
}

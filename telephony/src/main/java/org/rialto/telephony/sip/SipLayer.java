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
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;
import org.rialto.base.net.Listener;
import org.rialto.base.net.ListenerStatistics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// SIP over TCP and TLS: listeners, connections and transactions, shared by several cores. RFC 3261
/// sections 17 and 18. See the package's overview for how to write a core.
public final class SipLayer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SipLayer.class);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int RETRY_AFTER_SECONDS = 5;
    private static final int MOST_ACCEPTED = 10_000;
    private static final Duration LONGEST_ACKNOWLEDGING = Duration.ofSeconds(5);

    /// Identifies a dialog from our side: section 12.
    record DialogId(String callId, String localTag, String remoteTag) {}

    private final SipSettings settings;
    private final SipClock clock = new SipClock();
    private final SipTransport transport;
    private final SipSender sender;
    private final AddressRates rates;
    private final List<SipCore> cores = new CopyOnWriteArrayList<>();
    private final TransactionPlaces places = new TransactionPlaces(MOST_ACCEPTED);
    private final Map<String, ServerTransaction> servers = new ConcurrentHashMap<>();
    private final Map<String, ClientTransaction> clients = new ConcurrentHashMap<>();
    private final Map<DialogId, DialogUser> dialogs = new ConcurrentHashMap<>();
    /// ACKs that are being passed on, by Call-ID.
    private final Map<String, Thread> acknowledging = new ConcurrentHashMap<>();
    private final LongAdder requests = new LongAdder();
    private final LongAdder responses = new LongAdder();
    private final LongAdder refusedRate = new LongAdder();
    private final LongAdder refusedCapacity = new LongAdder();
    private final LongAdder malformed = new LongAdder();
    private volatile boolean draining;

    /// Nothing listens before [#start]: add the cores first.
    public SipLayer(SipSettings settings) throws IOException {
        this.settings = settings;
        this.transport = new SipTransport(this, settings);
        this.sender = new SipSender(this, transport, new SipResolver(settings.dns()));
        this.rates = new AddressRates(settings.capacity().requestsPerSecond(),
                settings.capacity().requestBurst());
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
        return new SipStatistics(servers.size(), clients.size(), dialogs.size(), requests.sum(),
                responses.sum(), refusedRate.sum(), refusedCapacity.sum(), malformed.sum());
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

    // ---- receiving -------------------------------------------------------------------------

    void received(SipMessage message, SipConnection from) {
        switch (message) {
            case SipRequest request -> {
                requests.increment();
                try {
                    request(request, from);
                } catch (MalformedDataException e) {
                    // A core looked at a field that is not checked for every request.
                    malformed.increment();
                    refuse(request, SipStatus.BAD_REQUEST, SipHeaders.problem(e), from);
                }
            }
            case SipResponse response -> {
                responses.increment();
                response(response);
            }
        }
    }

    /// A message that the reader could not take.
    void rejected(SipFrame.Rejected rejected, SipConnection from) {
        malformed.increment();
        SipRequest request = rejected.request();
        if (request != null)
            refuse(request, rejected.status(), rejected.reason(), from);
    }

    private void response(SipResponse response) {
        String defect = response.defect();
        if (defect != null) {
            malformed.increment();
            log.debug("a response is dropped: {}", defect);
            return;
        }
        String branch = response.headers().topVia().branch();
        ClientTransaction transaction = branch == null
                ? null
                : clients.get(clientKey(branch, response.headers().cseq().method()));
        if (transaction != null)
            transaction.received(response);
    }

    private void request(SipRequest request, SipConnection from) {
        String defect = request.defect();
        if (defect != null) {
            malformed.increment();
            refuse(request, SipStatus.BAD_REQUEST, defect, from);
            return;
        }
        if (from instanceof NetworkConnection network) {
            Via via = request.headers().topVia();
            transport.alias(via, network);
            request.headers().replaceFirst("Via", marked(via, from.peer()).toString());
        }
        String key = serverKey(request);
        ServerTransaction known = servers.get(key);
        switch (request.method()) {
            case SipRequest.ACK -> {
                // An old client may acknowledge a 2xx with its INVITE's branch.
                if (known == null || known.isAccepted()) {
                    acknowledge(request, from);
                } else {
                    known.acknowledged();
                }
            }
            case SipRequest.CANCEL -> cancel(request, known, from);
            default -> {
                if (known == null) {
                    begin(request, key, from);
                } else {
                    known.retransmitted();
                }
            }
        }
    }

    /// Section 18.2.1 and RFC 3581.
    private static Via marked(Via via, SipPeer peer) {
        String address = peer.address().getHostAddress();
        int scope = address.indexOf('%');
        String plain = scope < 0 ? address : address.substring(0, scope);
        Via marked = via;
        if (via.parameters().has("rport"))
            marked = marked.with("rport", Integer.toString(peer.port()));
        boolean same = via.host().equals(plain) || via.host().equals("[" + plain + "]");
        // What it says itself of where it comes from is nothing to go by.
        return same && !via.parameters().has("rport") && !via.parameters().has("received")
                ? marked
                : marked.with("received", plain);
    }

    private void acknowledge(SipRequest ack, SipConnection from) {
        DialogUser user = dialogOf(ack);
        SipCore core = user != null && !ack.headers().has("Route") ? null : core(ack, from);
        if (core != null) {
            String callId = ack.headers().callId();
            Thread passing = Thread.ofVirtual().name("sip-ack").unstarted(() -> {
                try {
                    core.acknowledge(ack, from.peer());
                } finally {
                    acknowledging.remove(callId, Thread.currentThread());
                }
            });
            acknowledging.put(callId, passing);
            passing.start();
        } else if (user != null) {
            user.acknowledge(ack, from.peer());
        }
    }

    /// Section 9.2.
    private void cancel(SipRequest cancel, @Nullable ServerTransaction invite,
            SipConnection from) {
        if (invite == null) {
            refuse(cancel, SipStatus.CALL_DOES_NOT_EXIST,
                    SipStatus.reason(SipStatus.CALL_DOES_NOT_EXIST), from);
            return;
        }
        SipResponse ok = SipResponse.to(cancel, SipStatus.OK);
        NameAddress to = cancel.headers().to();
        if (to.tag() == null)
            ok.headers().set("To", to.withTag(invite.localTag()));
        transmit(ok, from);
        invite.cancelled();
    }

    private void begin(SipRequest request, String key, SipConnection from) {
        boolean inDialog = request.isInDialog();
        SipPeer peer = from.peer();
        if (!inDialog && !peer.isTrusted() && !peer.address().isLoopbackAddress()
                && !rates.admits(peer.address(), System.nanoTime())) {
            refusedRate.increment();
            unavailable(request, "Too many requests", from);
            return;
        }
        int now = places.open();
        // Calls that go on may use what is kept free of new ones.
        int allowed = settings.capacity().maximumTransactions() / (inDialog ? 1 : 2);
        if (now >= allowed || draining && !inDialog) {
            refusedCapacity.increment();
            unavailable(request, draining ? "The server is stopping" : "Too many transactions",
                    from);
            return;
        }
        DialogUser user = inDialog ? dialogOf(request) : null;
        SipCore core = user != null && !request.headers().has("Route")
                ? null
                : core(request, from);
        if (core == null && user == null) {
            int status = inDialog ? SipStatus.CALL_DOES_NOT_EXIST : SipStatus.NOT_FOUND;
            refuse(request, status, SipStatus.reason(status), from);
            return;
        }
        if (!from.admits()) {
            refusedCapacity.increment();
            unavailable(request, "Too many transactions", from);
            return;
        }
        ServerTransaction transaction = new ServerTransaction(this, key, request, from);
        if (servers.putIfAbsent(key, transaction) != null) {
            transaction.unwanted();
            return;
        }
        transaction.start();
        if (core != null) {
            Thread first = inDialog ? acknowledging.get(request.headers().callId()) : null;
            Thread.ofVirtual().name("sip-request").start(() -> {
                await(first);
                run(transaction, core, user);
            });
        } else {
            run(transaction, core, user);
        }
    }

    /// A BYE must not overtake the ACK that was sent before it.
    private static void await(@Nullable Thread acknowledging) {
        try {
            if (acknowledging != null)
                acknowledging.join(LONGEST_ACKNOWLEDGING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void run(ServerTransaction transaction, @Nullable SipCore core,
            @Nullable DialogUser user) {
        try {
            if (core != null) {
                core.handle(transaction);
            } else if (user != null) {
                user.handle(transaction);
            }
        } catch (MalformedDataException e) {
            transaction.respond(SipStatus.BAD_REQUEST, SipHeaders.problem(e));
        } catch (RuntimeException | Error e) {
            log.error("{}: unexpected failure", transaction, e);
            transaction.respond(SipStatus.SERVER_INTERNAL_ERROR);
        }
    }

    private @Nullable SipCore core(SipRequest request, SipConnection from) {
        SipCore direct = from instanceof InProcessLink link ? link.core() : null;
        if (direct != null)
            return direct;
        for (SipCore each : cores) {
            if (each.takes(request, from.peer()))
                return each;
        }
        return null;
    }

    private void unavailable(SipRequest request, String reason, SipConnection from) {
        if (request.isAck())
            return;
        SipResponse response = tagged(request, SipStatus.SERVICE_UNAVAILABLE, reason);
        response.headers().add("Retry-After", Integer.toString(RETRY_AFTER_SECONDS));
        transmitQuietly(response, from);
    }

    /// A final response without a transaction: over a reliable transport nothing comes again.
    private void refuse(SipRequest request, int status, String reason, SipConnection from) {
        if (!request.isAck())
            transmitQuietly(tagged(request, status, reason), from);
    }

    private static void transmitQuietly(SipResponse response, SipConnection from) {
        try {
            from.send(response);
        } catch (IOException e) {
            log.debug("{} not sent: {}", response, e.toString());
        }
    }

    private static SipResponse tagged(SipRequest request, int status, String reason) {
        SipResponse response = SipResponse.to(request, status, reason);
        String to = response.headers().first("To");
        // The To may be what is wrong, so it is not parsed.
        if (to != null && !to.toLowerCase(java.util.Locale.ROOT).contains("tag="))
            response.headers().set("To", to + ";tag=" + random(8));
        return response;
    }

    // ---- tables ----------------------------------------------------------------------------

    /// Section 17.2.3, with the rules of RFC 2543 for branches without the cookie.
    private static String serverKey(SipRequest request) {
        String method = request.isAck() || request.is(SipRequest.CANCEL)
                ? SipRequest.INVITE
                : request.method();
        SipHeaders headers = request.headers();
        Via via = headers.topVia();
        if (via.hasUniqueBranch())
            return via.branch() + '|' + via.sentBy() + '|' + method;
        return String.join("|", request.uri().toString(), headers.callId(),
                String.valueOf(headers.from().tag()), Long.toString(headers.cseq().number()),
                via.sentBy(), method);
    }

    private static String clientKey(String branch, String method) { return branch + '|' + method; }

    void removed(ServerTransaction transaction) { servers.remove(transaction.key(), transaction); }

    void removed(ClientTransaction transaction) {
        clients.remove(clientKey(transaction.branch(), transaction.request().method()),
                transaction);
    }

    private @Nullable DialogUser dialogOf(SipRequest request) {
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
                && servers.values().stream().allMatch(ServerTransaction::isAnswered);
    }

    @Override
    public void close() {
        draining = true;
        transport.close();
        clock.close();
    }
}

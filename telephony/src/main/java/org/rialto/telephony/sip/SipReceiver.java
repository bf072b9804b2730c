package org.rialto.telephony.sip;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What comes in over a layer's connections: each request finds its transaction, or begins one with a
/// core or a dialog's user; each response its transaction. RFC 3261 sections 8.2, 9.2, 17.2 and 18.2.
final class SipReceiver {
    private static final Logger log = LoggerFactory.getLogger(SipReceiver.class);
    private static final int RETRY_AFTER_SECONDS = 5;
    private static final Duration LONGEST_ACKNOWLEDGING = Duration.ofSeconds(5);

    private final SipLayer layer;
    private final AddressRates rates;
    private final Map<String, ServerTransaction> servers = new ConcurrentHashMap<>();
    /// ACKs that are being passed on, by Call-ID.
    private final Map<String, Thread> acknowledging = new ConcurrentHashMap<>();
    private final LongAdder requests = new LongAdder();
    private final LongAdder responses = new LongAdder();
    private final LongAdder refusedRate = new LongAdder();
    private final LongAdder refusedCapacity = new LongAdder();
    private final LongAdder malformed = new LongAdder();

    SipReceiver(SipLayer layer, SipSettings.Capacity capacity) {
        this.layer = layer;
        this.rates = new AddressRates(capacity.requestsPerSecond(), capacity.requestBurst());
    }

    SipStatistics statistics(int clients, int dialogs) {
        return new SipStatistics(servers.size(), clients, dialogs, requests.sum(),
                responses.sum(), refusedRate.sum(), refusedCapacity.sum(), malformed.sum());
    }

    boolean isIdle() { return servers.values().stream().allMatch(ServerTransaction::isAnswered); }

    void removed(ServerTransaction transaction) { servers.remove(transaction.key(), transaction); }

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
                : layer.client(branch, response.headers().cseq().method());
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
            layer.transport().alias(via, network);
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
        DialogUser user = layer.dialogOf(ack);
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
        layer.transmit(ok, from);
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
        int now = layer.places().open();
        // Calls that go on may use what is kept free of new ones.
        int allowed = layer.settings().capacity().maximumTransactions() / (inDialog ? 1 : 2);
        if (now >= allowed || layer.isDraining() && !inDialog) {
            refusedCapacity.increment();
            unavailable(request,
                    layer.isDraining() ? "The server is stopping" : "Too many transactions",
                    from);
            return;
        }
        DialogUser user = inDialog ? layer.dialogOf(request) : null;
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
        ServerTransaction transaction = new ServerTransaction(layer, key, request, from);
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
        for (SipCore each : layer.cores()) {
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
            response.headers().set("To", to + ";tag=" + SipLayer.random(8));
        return response;
    }

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
}

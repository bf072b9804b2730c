package org.rialto.protocols.um;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;
import org.rialto.directory.DirectoryObject;
import org.rialto.mailbox.voice.MessageWaiting;
import org.rialto.mailbox.voice.VoiceMailboxes;
import org.rialto.mapi.MailError;
import org.rialto.protocols.um.intake.Subscribers;
import org.rialto.telephony.sip.DialogUser;
import org.rialto.telephony.sip.NameAddress;
import org.rialto.telephony.sip.ServerTransaction;
import org.rialto.telephony.sip.SipDialog;
import org.rialto.telephony.sip.SipRequest;
import org.rialto.telephony.sip.SipResponse;
import org.rialto.telephony.sip.SipStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells telephones how much voice mail waits: subscriptions to the event package `message-summary`.
/// RFC 3842, RFC 6665. Only a trusted peer may subscribe for somebody: it knows who asks.
public final class MessageWaitingServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MessageWaitingServer.class);
    private static final String EVENT = "message-summary";
    /// RFC 3842 section 3.5.
    public static final String CONTENT_TYPE = "application/simple-message-summary";
    private static final long LONGEST_SECONDS = 86_400;
    private static final long USUAL_SECONDS = 3_600;
    private static final long SHORTEST_SECONDS = 60;
    private static final int MOST_SUBSCRIPTIONS = 20_000;
    /// Of one user; with one more the oldest ends, which is most likely a telephone's that has started
    /// anew.
    static final int MOST_OF_USER = 50;
    private static final int BAD_EVENT = 489;
    private static final int INTERVAL_TOO_BRIEF = 423;

    private final Subscribers subscribers;
    private final VoiceMailboxes mailboxes;
    private final Open open = new Open();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("message-waiting-clock").daemon().factory());

    public MessageWaitingServer(Subscribers subscribers, VoiceMailboxes mailboxes) {
        this.subscribers = subscribers;
        this.mailboxes = mailboxes;
    }

    /// The body of a notification: RFC 3842 section 5.2.
    ///
    /// @param account address of record, without its scheme
    public static String body(MessageWaiting waiting, String account) {
        return "Messages-Waiting: " + (waiting.isWaiting() ? "yes" : "no") + "\r\n"
                + "Message-Account: sip:" + account + "\r\n"
                + "Voice-Message: " + waiting.newMessages() + "/" + waiting.oldMessages()
                + " (0/0)\r\n";
    }

    int subscriptions() { return open.size(); }

    /// Whether a subscription with this Call-ID is there.
    public boolean isOpen(String callId) { return open.has(callId); }

    /// The subscriptions that are there.
    private static final class Open {
        /// Of each user, the oldest first.
        private final Map<Long, LinkedHashSet<Subscription>> ofUsers = new HashMap<>();
        private final Map<String, Integer> callIds = new HashMap<>();
        private int size;

        synchronized int size() { return size; }

        synchronized boolean has(String callId) { return callIds.containsKey(callId); }

        synchronized List<Subscription> all() {
            return ofUsers.values().stream().flatMap(Set::stream).toList();
        }

        /// One more; what is to end for it, else null.
        synchronized @Nullable Subscription add(Subscription one) {
            LinkedHashSet<Subscription> ofUser = ofUsers.computeIfAbsent(one.user.id(),
                    _ -> new LinkedHashSet<>());
            ofUser.add(one);
            callIds.merge(one.dialog.callId(), 1, Integer::sum);
            size++;
            return ofUser.size() > MOST_OF_USER ? ofUser.getFirst() : null;
        }

        synchronized void remove(Subscription one) {
            Set<Subscription> ofUser = ofUsers.get(one.user.id());
            if (ofUser == null || !ofUser.remove(one))
                return;
            if (ofUser.isEmpty())
                ofUsers.remove(one.user.id());
            callIds.computeIfPresent(one.dialog.callId(), (_, now) -> now == 1 ? null : now - 1);
            size--;
        }
    }

    /// A SUBSCRIBE outside of dialogs.
    public void subscribe(ServerTransaction transaction) {
        SipRequest request = transaction.request();
        if (!EVENT.equalsIgnoreCase(request.headers().value("Event"))) {
            SipResponse response = transaction.response(BAD_EVENT, "Bad Event");
            response.headers().add("Allow-Events", EVENT);
            transaction.respond(response);
            return;
        }
        if (!transaction.peer().isTrusted()) {
            transaction.respond(SipStatus.FORBIDDEN);
            return;
        }
        Optional<DirectoryObject.User> user = subscribers.of(request.uri())
                .filter(Subscribers::isEnabled);
        if (user.isEmpty()) {
            transaction.respond(SipStatus.NOT_FOUND);
            return;
        }
        long seconds = seconds(request);
        if (seconds > 0 && seconds < SHORTEST_SECONDS) {
            SipResponse response = transaction.response(INTERVAL_TOO_BRIEF,
                    "Interval Too Brief");
            response.headers().add("Min-Expires", String.valueOf(SHORTEST_SECONDS));
            transaction.respond(response);
            return;
        }
        if (open.size() >= MOST_SUBSCRIPTIONS) {
            transaction.respond(SipStatus.SERVICE_UNAVAILABLE);
            return;
        }
        new Subscription(user.get(), SipDialog.ofServer(transaction)).begin(transaction, seconds);
    }

    private static long seconds(SipRequest request) {
        Long wanted;
        try {
            wanted = request.headers().number("Expires");
        } catch (MalformedDataException e) {
            wanted = null;
        }
        return wanted == null ? USUAL_SECONDS : Math.min(LONGEST_SECONDS, wanted);
    }

    /// One telephone's lamp.
    private final class Subscription implements DialogUser {
        private final DirectoryObject.User user;
        private final SipDialog dialog;
        private @Nullable AutoCloseable watching;
        private @Nullable ScheduledFuture<?> expiry;
        private long until;
        private boolean over;
        private @Nullable String told;

        Subscription(DirectoryObject.User user, SipDialog dialog) {
            this.user = user;
            this.dialog = dialog;
        }

        void begin(ServerTransaction transaction, long seconds) {
            dialog.begin(this);
            Subscription oldest = open.add(this);
            if (oldest != null)
                oldest.end("probation");
            accept(transaction, seconds);
            if (seconds > 0)
                watch();
        }

        private void watch() {
            AutoCloseable lamp;
            try {
                lamp = mailboxes.watch(user, _ -> changed());
            } catch (MailError e) {
                LOG.warn("message waiting of {}: {}", user.address(), e.toString());
                end("noresource");
                return;
            }
            synchronized (this) {
                if (!over) {
                    watching = lamp;
                    return;
                }
            }
            // The first notification has been refused already.
            close(lamp);
        }

        private synchronized void accept(ServerTransaction transaction, long seconds) {
            SipResponse response = transaction.response(SipStatus.OK);
            response.headers().add("Expires", String.valueOf(seconds));
            transaction.request().headers().all("Record-Route")
                    .forEach(route -> response.headers().add("Record-Route", route));
            response.headers().add("Contact", new NameAddress(transaction.layer().localUri(null,
                    transaction.isSecure())));
            transaction.respond(response);
            if (expiry != null)
                expiry.cancel(false);
            until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
            if (seconds > 0) {
                expiry = clock.schedule(() -> end("timeout"), seconds, TimeUnit.SECONDS);
                tell();
            } else {
                end("timeout");
            }
        }

        /// A refresh, or its end.
        @Override
        public void handle(ServerTransaction transaction) {
            SipRequest request = transaction.request();
            if (!request.is(SipRequest.SUBSCRIBE)) {
                transaction.respond(SipStatus.METHOD_NOT_ALLOWED);
            } else if (!dialog.takes(request, transaction.peer())) {
                transaction.respond(SipStatus.SERVER_INTERNAL_ERROR);
            } else {
                accept(transaction, seconds(request));
            }
        }

        /// Something is new in the mailbox; perhaps not what a lamp shows.
        private synchronized void changed() {
            String now = body();
            if (!over && now != null && !now.equals(told))
                send(active(), now);
        }

        private synchronized void tell() {
            if (!over)
                send(active());
        }

        private String active() {
            return "active;expires="
                    + Math.max(1, TimeUnit.NANOSECONDS.toSeconds(until - System.nanoTime()));
        }

        private @Nullable String body() {
            try {
                return MessageWaitingServer.body(mailboxes.open(user).waiting(),
                        user.address().toString());
            } catch (MailError e) {
                LOG.warn("message waiting of {}: {}", user.address(), e.toString());
                return null;
            }
        }

        private void send(String state) {
            String body = body();
            if (body != null)
                send(state, body);
        }

        private void send(String state, String body) {
            told = body;
            SipRequest notify = dialog.request(SipRequest.NOTIFY);
            notify.headers().add("Event", EVENT);
            notify.headers().add("Subscription-State", state);
            dialog.send(notify.withBody(CONTENT_TYPE, body.getBytes(StandardCharsets.UTF_8)),
                    response -> {
                        // RFC 6665 section 4.2.2: who no longer knows of it is not told again.
                        if (response.isFinal() && !response.isSuccess())
                            close();
                    });
        }

        private synchronized void end(String reason) {
            if (!over) {
                send("terminated;reason=" + reason);
                close();
            }
        }

        private void close() {
            AutoCloseable lamp;
            synchronized (this) {
                if (over)
                    return;
                over = true;
                lamp = watching;
                if (expiry != null)
                    expiry.cancel(false);
            }
            open.remove(this);
            if (lamp != null)
                close(lamp);
            // The answer to the last notification belongs to its transaction, not to the dialog.
            dialog.end();
        }

        private static void close(AutoCloseable lamp) {
            try {
                lamp.close();
            } catch (Exception e) {
                LOG.debug("a lamp: {}", e.toString());
            }
        }
    }

    /// Tells all subscribers to subscribe again elsewhere or later.
    @Override
    public void close() {
        for (Subscription one : open.all())
            one.end("deactivated");
        clock.shutdownNow();
    }
}

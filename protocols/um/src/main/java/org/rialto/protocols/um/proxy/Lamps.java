package org.rialto.protocols.um.proxy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.Directory;
import org.rialto.directory.DirectoryObject;
import org.rialto.mailbox.voice.MessageWaiting;
import org.rialto.mailbox.voice.VoiceMailboxes;
import org.rialto.mapi.MailError;
import org.rialto.protocols.um.MessageWaitingServer;
import org.rialto.protocols.um.intake.Subscribers;
import org.rialto.telephony.sip.CSeq;
import org.rialto.telephony.sip.NameAddress;
import org.rialto.telephony.sip.SipHeaders;
import org.rialto.telephony.sip.SipLayer;
import org.rialto.telephony.sip.SipPeer;
import org.rialto.telephony.sip.SipRequest;
import org.rialto.telephony.sip.SipStatus;
import org.rialto.telephony.sip.SipUri;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells registered telephones unasked how much voice mail waits: once when they register, and when
/// that changes. RFC 3842 has them subscribe; many common ones do not, and take a NOTIFY that belongs
/// to no subscription. One that has subscribed is left alone as long as its subscription lasts, one
/// that refuses is not told again over this connection. Safe for any number of threads.
final class Lamps implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lamps.class);
    private static final String EVENT = "message-summary";

    private final SipLayer layer;
    private final Directory directory;
    private final VoiceMailboxes mailboxes;
    private final Location location;
    /// How long after a registration: who subscribes does so by then.
    private final Delay delay;
    private final Map<Long, Watched> users = new ConcurrentHashMap<>();
    /// Whether the subscription with this Call-ID is there still.
    private final Predicate<String> subscriptions;
    /// Call-IDs of the subscriptions that were taken.
    private final Map<Asked, Set<String>> subscribed = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /// Returns when it is over.
    interface Delay {
        void pass() throws InterruptedException;
    }

    /// One telephone, until it registers over another connection.
    private record Telephone(SipPeer flow, SipUri uri) {}

    /// Who has subscribed to the own lamp, over which connection.
    private record Asked(long userId, SipPeer flow) {}

    private static final class Lamp {
        /// Not told before the delay is over.
        boolean ready;
        boolean refused;
        @Nullable
        MessageWaiting told;
    }

    /// A user who has telephones. Its lock guards its fields.
    private static final class Watched {
        final DirectoryObject.User user;
        final Map<Telephone, Lamp> lamps = new HashMap<>();
        @Nullable
        AutoCloseable watching;

        Watched(DirectoryObject.User user) { this.user = user; }
    }

    Lamps(SipLayer layer, Directory directory, VoiceMailboxes mailboxes, Location location,
            Delay delay, Predicate<String> subscriptions) {
        this.subscriptions = subscriptions;
        this.layer = layer;
        this.directory = directory;
        this.mailboxes = mailboxes;
        this.location = location;
        this.delay = delay;
        // A telephone's registration is not to wait for its user's mailbox.
        location.whenChanged(user -> Thread.ofVirtual().name("lamp").start(() -> look(user)));
    }

    /// What is registered for a user has changed.
    private void look(long userId) {
        users.compute(userId, (_, known) -> {
            List<Contact> contacts = closed ? List.of() : location.contacts(userId);
            if (contacts.isEmpty()) {
                if (known != null)
                    forget(known);
                return null;
            }
            Watched watched = known == null ? watched(userId) : known;
            if (watched != null)
                update(watched, contacts);
            return watched;
        });
    }

    private @Nullable Watched watched(long userId) {
        return directory.object(userId).filter(DirectoryObject.User.class::isInstance)
                .map(DirectoryObject.User.class::cast).filter(Subscribers::isEnabled)
                .map(Watched::new).orElse(null);
    }

    private void update(Watched watched, List<Contact> contacts) {
        List<Telephone> now = contacts.stream()
                .map(each -> new Telephone(each.flow(), each.uri())).toList();
        synchronized (watched) {
            watched.lamps.keySet().retainAll(now);
            for (Telephone each : now) {
                if (watched.lamps.putIfAbsent(each, new Lamp()) == null)
                    Thread.ofVirtual().name("lamp").start(() -> first(watched, each));
            }
            if (watched.watching == null) {
                try {
                    watched.watching = mailboxes.watch(watched.user,
                            waiting -> changed(watched, waiting));
                } catch (MailError e) {
                    LOG.debug("no lamp for {}: {}", watched.user.address(), e.toString());
                }
            }
        }
    }

    private static void forget(Watched watched) {
        AutoCloseable watching;
        synchronized (watched) {
            watching = watched.watching;
            watched.watching = null;
            watched.lamps.clear();
        }
        try {
            if (watching != null)
                watching.close();
        } catch (Exception e) {
            LOG.debug("a lamp: {}", e.toString());
        }
    }

    /// A telephone has subscribed to its user's lamp, and that was accepted.
    void subscribed(long userId, SipPeer peer, String callId) {
        Asked asked = new Asked(userId, peer);
        Set<String> fresh = ConcurrentHashMap.newKeySet();
        Set<String> known = subscribed.putIfAbsent(asked, fresh);
        Set<String> callIds = known == null ? fresh : known;
        callIds.removeIf(subscriptions.negate());
        callIds.add(callId);
        // A subscription may outlast its connection, as what is registered does.
        subscribed.keySet().removeIf(each -> !each.flow().isOpen()
                && !hasSubscribed(each.userId(), each.flow()));
    }

    private boolean hasSubscribed(long userId, SipPeer peer) {
        return subscribed.getOrDefault(new Asked(userId, peer), Set.of()).stream()
                .anyMatch(subscriptions);
    }

    /// How many telephones have refused to be told, for tests.
    int refusals() {
        int refusals = 0;
        for (Watched each : users.values()) {
            synchronized (each) {
                refusals += (int) each.lamps.values().stream().filter(lamp -> lamp.refused).count();
            }
        }
        return refusals;
    }

    private void first(Watched watched, Telephone telephone) {
        try {
            delay.pass();
            MessageWaiting waiting = mailboxes.open(watched.user).waiting();
            synchronized (watched) {
                Lamp lamp = watched.lamps.get(telephone);
                if (lamp == null)
                    return;
                lamp.ready = true;
                tell(watched, telephone, lamp, waiting);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (MailError e) {
            LOG.debug("no lamp for {}: {}", watched.user.address(), e.toString());
        }
    }

    private void changed(Watched watched, MessageWaiting waiting) {
        synchronized (watched) {
            new ArrayList<>(watched.lamps.entrySet())
                    .forEach(each -> tell(watched, each.getKey(), each.getValue(), waiting));
        }
    }

    private void tell(Watched watched, Telephone telephone, Lamp lamp, MessageWaiting waiting) {
        if (closed || !lamp.ready || lamp.refused || waiting.equals(lamp.told))
            return;
        Optional<Contact> registered = registered(watched.user.id(), telephone);
        if (registered.isEmpty()) {
            // When it registers again it is told what it has missed, as a new one.
            watched.lamps.remove(telephone, lamp);
            return;
        }
        if (hasSubscribed(watched.user.id(), telephone.flow())) {
            // What it shows when the subscription ends, nobody here knows.
            lamp.told = null;
            return;
        }
        lamp.told = waiting;
        layer.send(notification(watched.user, registered.get(), waiting),
                registered.get().target(), response -> {
                    if (!response.isFinal() || response.isSuccess()
                            || response.status() == SipStatus.REQUEST_TIMEOUT)
                        return;
                    synchronized (watched) {
                        lamp.refused = true;
                    }
                });
    }

    /// Not when its time has run out meanwhile.
    private Optional<Contact> registered(long userId, Telephone telephone) {
        return location.contacts(userId).stream().filter(
                each -> each.flow() == telephone.flow() && each.uri().equals(telephone.uri()))
                .findFirst();
    }

    private SipRequest notification(DirectoryObject.User user, Contact telephone,
            MessageWaiting waiting) {
        NameAddress account = new NameAddress(SipUri.parse("sip:" + user.address()));
        SipRequest notify = new SipRequest(SipRequest.NOTIFY, telephone.uri());
        SipHeaders headers = notify.headers();
        headers.add("From", account.withTag(SipLayer.random(4)));
        headers.add("To", account);
        headers.add("Call-ID", SipLayer.random(16));
        headers.add("CSeq", new CSeq(1, SipRequest.NOTIFY));
        headers.add("Contact",
                new NameAddress(layer.localUri(null, telephone.flow().isSecure())));
        headers.add("Event", EVENT);
        // RFC 6665 demands the field, and there is no subscription that could be active.
        headers.add("Subscription-State", "terminated;reason=noresource");
        telephone.path().forEach(route -> headers.add("Route", route));
        return notify.withBody(MessageWaitingServer.CONTENT_TYPE,
                MessageWaitingServer.body(waiting, user.address().toString())
                        .getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        closed = true;
        users.values().forEach(Lamps::forget);
        users.clear();
    }
}

package org.rialto.protocols.um.proxy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;
import org.rialto.directory.DirectoryObject;
import org.rialto.protocols.um.UmServer;
import org.rialto.telephony.sip.NameAddress;
import org.rialto.telephony.sip.ServerTransaction;
import org.rialto.telephony.sip.SipHeaders;
import org.rialto.telephony.sip.SipLayer;
import org.rialto.telephony.sip.SipPeer;
import org.rialto.telephony.sip.SipRequest;
import org.rialto.telephony.sip.SipResponse;
import org.rialto.telephony.sip.SipStatus;
import org.rialto.telephony.sip.SipUri;

/// Keeps where telephones are, as they say it. RFC 3261 section 10.3. Who asks is known already to be
/// the user.
final class Registrar {
    private static final Duration DEFAULT_EXPIRES = Duration.ofHours(1);
    private static final int MOST_IN_ONE = 20;
    private static final long LARGEST = 0xffff_ffffL;

    /// How long a connection is kept beyond what was registered over it.
    private static final Duration GRACE = Duration.ofMinutes(1);
    private static final int FIRST_USER_PORT = 1024;

    private final SipServerConfiguration configuration;
    private final Location location;
    private final SipLayer layer;

    Registrar(SipServerConfiguration configuration, Location location, SipLayer layer) {
        this.layer = layer;
        this.configuration = configuration;
        this.location = location;
    }

    /// Why a REGISTER changes nothing.
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final int status;

        Refused(int status, String reason) {
            super(reason, null, false, false);
            this.status = status;
        }
    }

    /// Answers a REGISTER of this user.
    ///
    /// @param shown to prove that it is this user
    void register(ServerTransaction transaction, DirectoryObject.User user,
            Callers.Shown shown) {
        try {
            transaction.respond(answer(transaction, user, shown));
        } catch (MalformedDataException e) {
            transaction.respond(SipStatus.BAD_REQUEST, "Bad Contact or Expires");
        } catch (Refused e) {
            SipResponse response = transaction.response(e.status, String.valueOf(e.getMessage()));
            if (e.status == SipStatus.INTERVAL_TOO_BRIEF)
                response.headers().set("Min-Expires",
                        Long.toString(configuration.minimumExpires().toSeconds()));
            transaction.respond(response);
        }
    }

    private SipResponse answer(ServerTransaction transaction, DirectoryObject.User user,
            Callers.Shown shown) {
        SipRequest request = transaction.request();
        SipHeaders headers = request.headers();
        List<Contact> now;
        if (headers.isContactWildcard()) {
            // Step 6: only with Expires: 0, and alone.
            Long expires = headers.number("Expires");
            if (expires == null || expires != 0 || headers.all("Contact").size() != 1)
                throw new Refused(SipStatus.BAD_REQUEST, "* needs Expires: 0");
            now = location.change(user.id(), live -> live.stream()
                    .filter(each -> !isLater(headers, each)).toList());
        } else {
            List<NameAddress> contacts = headers.addresses("Contact");
            if (contacts.size() > MOST_IN_ONE)
                throw new Refused(SipStatus.BAD_REQUEST, "Too many contacts");
            SipPeer peer = transaction.peer();
            now = contacts.isEmpty()
                    ? location.contacts(user.id())
                    : location.change(user.id(),
                            live -> bound(live, headers, contacts, peer, shown));
            now.stream().filter(each -> each.flow() == peer).map(Contact::expires)
                    .max(Comparator.naturalOrder()).ifPresent(last -> {
                        peer.keep(Duration.between(location.now(), last).plus(GRACE));
                        location.watch(user.id(), peer);
                    });
        }
        return listed(transaction, now);
    }

    /// Step 7: for the same Call-ID a later CSeq only.
    private static boolean isLater(SipHeaders headers, Contact known) {
        return !known.callId().equals(headers.callId())
                || headers.cseq().number() > known.sequence();
    }

    private List<Contact> bound(List<Contact> live, SipHeaders headers,
            List<NameAddress> contacts, SipPeer peer, Callers.Shown shown) {
        List<Contact> next = new ArrayList<>(live);
        Instant now = location.now();
        for (NameAddress contact : contacts) {
            if (!contact.uri().isSip())
                throw new Refused(SipStatus.BAD_REQUEST, "Only SIP contacts");
            long seconds = expires(headers, contact);
            String instance = text(contact.parameter("+sip.instance"));
            for (Contact known : next) {
                if (known.replaces(contact.uri(), instance) && !isLater(headers, known))
                    throw new Refused(SipStatus.SERVER_INTERNAL_ERROR, "Out of order");
            }
            next.removeIf(known -> known.replaces(contact.uri(), instance));
            if (seconds > 0) {
                Instant until = now.plusSeconds(seconds);
                next.add(new Contact(contact.uri(), instance, q(contact),
                        until.isAfter(shown.latest()) ? shown.latest() : until, headers.callId(),
                        headers.cseq().number(), peer, listener(contact, headers, peer),
                        headers.all("Path"), shown.standing()));
            }
        }
        makeRoom(next);
        if (next.size() > configuration.contacts())
            throw new Refused(SipStatus.FORBIDDEN, "Too many telephones are registered");
        return next;
    }

    /// Those that have gone without a word give way to those that are there.
    private void makeRoom(List<Contact> contacts) {
        while (contacts.size() > configuration.contacts()) {
            Contact oldest = contacts.stream().filter(each -> !each.flow().isOpen())
                    .min(Comparator.comparing(Contact::expires)).orElse(null);
            if (oldest == null)
                return;
            contacts.remove(oldest);
        }
    }

    /// Where it can be called when the connection has ended (RFC 3263). Only at the address that it
    /// registers from, so that nobody has this server connect to somebody else; not at ports of the
    /// system's, nor at ours, nor at the gateway, which believes what comes from here. None where the port is the connection's own, and where the telephone
    /// wants to be reached by its connection (RFC 5626).
    private Contact.@Nullable Listener listener(NameAddress contact, SipHeaders headers,
            SipPeer peer) {
        List<NameAddress> path = headers.addresses("Path");
        SipUri uri = path.isEmpty() ? contact.uri() : path.getFirst().uri();
        String transport = uri.transport();
        boolean tls = peer.isSecure() || uri.isSecure() || "tls".equals(transport);
        int port = uri.port() >= 0 ? uri.port() : tls ? 5061 : 5060;
        boolean byFlow = uri.parameters().has("ob") || contact.parameter("reg-id") != null
                || uri.parameter("maddr") != null;
        boolean taken = transport == null || transport.equals("tcp") || transport.equals("tls");
        return !byFlow && taken && port >= FIRST_USER_PORT && port != peer.port()
                && uri.isAt(peer.address()) && !layer.isOurs(uri)
                && !UmServer.isAt(configuration.gateway(), peer.address())
                        ? new Contact.Listener(port, tls)
                        : null;
    }

    private long expires(SipHeaders headers, NameAddress contact) {
        String own = contact.parameter("expires");
        Long general = headers.number("Expires");
        long asked = own != null && own.matches("[0-9]{1,10}")
                ? Long.parseLong(own)
                : general != null ? general : DEFAULT_EXPIRES.toSeconds();
        if (asked == 0)
            return 0;
        if (asked < configuration.minimumExpires().toSeconds())
            throw new Refused(SipStatus.INTERVAL_TOO_BRIEF, "Interval Too Brief");
        return Math.min(Math.min(asked, LARGEST), configuration.maximumExpires().toSeconds());
    }

    private static double q(NameAddress contact) {
        String q = contact.parameter("q");
        if (q == null)
            return 1;
        if (!q.matches("0(\\.[0-9]{0,3})?|1(\\.0{0,3})?"))
            throw new Refused(SipStatus.BAD_REQUEST, "Bad q");
        return Double.parseDouble(q);
    }

    private static String text(@Nullable String value) { return value == null ? "" : value; }

    /// Step 8: all bindings, each with how long it stays.
    private SipResponse listed(ServerTransaction transaction, List<Contact> bindings) {
        SipResponse response = transaction.response(SipStatus.OK);
        Instant now = location.now();
        Set<String> paths = new HashSet<>();
        for (Contact each : bindings) {
            NameAddress contact = new NameAddress(each.uri()).withParameter("expires",
                    Long.toString(Math.max(1, Duration.between(now, each.expires()).toSeconds())));
            if (each.q() != 1)
                contact = contact.withParameter("q", Double.toString(each.q()));
            if (!each.instance().isEmpty())
                contact = contact.withParameter("+sip.instance", each.instance());
            response.headers().add("Contact", contact.toString());
            for (String path : each.path()) {
                if (each.flow() == transaction.peer() && paths.add(path))
                    response.headers().add("Path", path);
            }
        }
        return response;
    }
}

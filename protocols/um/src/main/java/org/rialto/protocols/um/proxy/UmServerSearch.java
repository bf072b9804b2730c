package org.rialto.protocols.um.proxy;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;
import org.rialto.telephony.sip.NameAddress;
import org.rialto.telephony.sip.SipRequest;
import org.rialto.telephony.sip.SipResponse;
import org.rialto.telephony.sip.SipStatus;
import org.rialto.telephony.sip.SipTarget;
import org.rialto.telephony.sip.SipUri;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes a request to the first of several UM servers that answers it: the next one when one fails or
/// its timer is over, elsewhere when one says so (3xx). MS-EUMR 3.1.5 and "Retrying a Request".
final class UmServerSearch {
    private static final Logger LOG = LoggerFactory.getLogger(UmServerSearch.class);
    /// This server understands `ms-fe`: a server of a pool, in a Contact that names the pool.
    private static final String OPTION = "Ms-Fe";
    /// A router in front of services in front of processes.
    private static final int MOST_REDIRECTIONS = 5;
    /// What the caller can mend, so that no other UM server need be asked (RFC 3261 section 16.7).
    private static final Set<Integer> FOR_THE_CALLER = Set.of(SipStatus.UNAUTHORIZED,
            SipStatus.PROXY_AUTHENTICATION_REQUIRED, SipStatus.UNSUPPORTED_MEDIA_TYPE,
            SipStatus.BAD_EXTENSION, SipStatus.SESSION_INTERVAL_TOO_SMALL,
            SipStatus.INTERVAL_TOO_BRIEF, SipStatus.NOT_ACCEPTABLE_HERE, SipStatus.BAD_EVENT);

    private final Fork fork;
    private final Duration timer;
    private final BiFunction<SipRequest, SipTarget, Fork.Branch> recorded;

    /// @param recorded makes a branch of a copy of the request
    UmServerSearch(Fork fork, Duration timer,
            BiFunction<SipRequest, SipTarget, Fork.Branch> recorded) {
        this.fork = fork;
        this.timer = timer;
        this.recorded = recorded;
    }

    /// Unreachable when all have failed: the caller is told 480 then, whatever they said.
    Fork.Result find(SipRequest copy, List<SipUri> servers) throws InterruptedException {
        if (!copy.headers().lists("Supported", OPTION))
            copy.headers().add("Supported", OPTION);
        for (SipUri server : servers) {
            // One with a user is what is called there: a dial plan, a number.
            SipRequest request = server.user() == null ? copy : copy.copy().withUri(server);
            Fork.Result result = ask(request, server);
            if (result == Fork.Result.ANSWERED || result == Fork.Result.CANCELLED)
                return result;
            SipResponse said = fork.best();
            if (said != null && FOR_THE_CALLER.contains(said.status()))
                return result;
            LOG.info("the UM server {} does not take a call: {}", server,
                    said == null ? "no answer" : said.startLine());
        }
        fork.forget();
        return Fork.Result.UNREACHABLE;
    }

    private Fork.Result ask(SipRequest first, SipUri server) throws InterruptedException {
        Set<SipUri> asked = new HashSet<>();
        SipRequest request = first;
        SipUri hop = server;
        while (true) {
            asked.add(hop);
            fork.forget();
            Fork.Result result = fork.round(
                    List.of(recorded.apply(request, new SipTarget.NextHop(hop))), timer);
            SipUri next = asked.size() > MOST_REDIRECTIONS ? null : redirection(hop, asked);
            if (result == Fork.Result.ANSWERED || result == Fork.Result.CANCELLED || next == null)
                return result;
            hop = next;
            request = first.copy().withUri(next);
        }
    }

    /// Where a 3xx sends the call: RFC 3261 section 16.5. Never off TLS, where who calls is known by it.
    private @Nullable SipUri redirection(SipUri from, Set<SipUri> asked) {
        SipResponse said = fork.best();
        if (said == null || said.status() < 300 || said.status() >= 400)
            return null;
        try {
            return said.headers().addresses("Contact").stream()
                    .sorted(Comparator.comparingDouble(UmServerSearch::q).reversed())
                    .map(contact -> contact.uri().withoutParameter("method").withoutHeaders())
                    .filter(uri -> uri.isSip() && (isSecure(uri) || !isSecure(from))
                            && !asked.contains(uri))
                    .findFirst().orElse(null);
        } catch (MalformedDataException e) {
            LOG.info("the UM server {} redirects to nowhere: {}", from, e.getMessage());
            return null;
        }
    }

    private static boolean isSecure(SipUri uri) {
        return uri.isSecure() || "tls".equals(uri.transport());
    }

    private static double q(NameAddress contact) {
        String q = contact.parameter("q");
        try {
            return q == null ? 1 : Double.parseDouble(q);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}

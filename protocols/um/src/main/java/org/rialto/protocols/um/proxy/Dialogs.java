package org.rialto.protocols.um.proxy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rialto.telephony.sip.NameAddress;
import org.rialto.telephony.sip.SipHeaders;
import org.rialto.telephony.sip.SipRequest;
import org.rialto.telephony.sip.SipResponse;
import org.rialto.telephony.sip.SipTarget;
import org.rialto.telephony.sip.SipUri;

/// The dialogs that this proxy has let come about. What belongs to one goes to the other end of it and
/// nowhere else, so that a To tag and a Route of ours open no way to the outside. Safe for any number
/// of threads.
final class Dialogs {
    private static final int MOST = 100_000;

    /// One end.
    private static final class End {
        final SipTarget target;
        volatile @Nullable SipUri contact;

        End(SipTarget target, @Nullable SipUri contact) {
            this.target = target;
            this.contact = contact;
        }
    }

    /// As the sender of a request names it.
    private record Id(String callId, String fromTag, String toTag) {}

    private record Way(End sender, End receiver) {}

    private final Map<Id, Way> ways = new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Id, Way> eldest) { return size() > MOST; }
    };

    /// A response with a To tag goes back to the caller.
    void begun(SipRequest request, SipResponse response, SipTarget caller, SipTarget called) {
        SipHeaders headers = response.headers();
        String to = headers.to().tag();
        String from = headers.from().tag();
        if (to == null || from == null)
            return;
        synchronized (ways) {
            Id id = new Id(headers.callId(), from, to);
            Way known = ways.get(id);
            if (known != null) {
                SipUri contact = contact(headers);
                if (contact != null)
                    known.receiver().contact = contact;
                return;
            }
            End one = new End(caller, contact(request.headers()));
            End other = new End(called, contact(headers));
            ways.put(id, new Way(one, other));
            ways.put(new Id(headers.callId(), to, from), new Way(other, one));
        }
    }

    /// Where a request within a dialog goes, and its Request-URI; null for a dialog that nobody knows.
    Fork.@Nullable Branch onward(SipRequest copy) {
        Way way = way(copy);
        if (way == null)
            return null;
        // A re-INVITE or UPDATE may move its sender: section 12.2.2.
        SipUri moved = contact(copy.headers());
        if (moved != null && (copy.isInvite() || copy.is(SipRequest.UPDATE)))
            way.sender().contact = moved;
        SipUri wanted = way.receiver().contact;
        boolean same = wanted == null || wanted.host().equalsIgnoreCase(copy.uri().host())
                && wanted.port() == copy.uri().port();
        return new Fork.Branch(same || wanted == null ? copy : copy.withUri(wanted),
                way.receiver().target);
    }

    private @Nullable Way way(SipRequest request) {
        SipHeaders headers = request.headers();
        String from = headers.from().tag();
        String to = headers.to().tag();
        if (from == null || to == null)
            return null;
        synchronized (ways) {
            return ways.get(new Id(headers.callId(), from, to));
        }
    }

    void ended(SipRequest bye) {
        SipHeaders headers = bye.headers();
        String from = headers.from().tag();
        String to = headers.to().tag();
        if (from == null || to == null)
            return;
        synchronized (ways) {
            ways.remove(new Id(headers.callId(), from, to));
            ways.remove(new Id(headers.callId(), to, from));
        }
    }

    int count() {
        synchronized (ways) {
            return ways.size() / 2;
        }
    }

    private static @Nullable SipUri contact(SipHeaders headers) {
        NameAddress contact = headers.contact();
        return contact == null ? null : contact.uri();
    }
}

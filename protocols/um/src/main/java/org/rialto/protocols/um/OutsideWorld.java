package org.rialto.protocols.um;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.DirectoryObject;
import org.rialto.mapi.MailError;
import org.rialto.protocols.um.dialplan.Destination;
import org.rialto.protocols.um.dialplan.DialPolicies;
import org.rialto.protocols.um.dialplan.DialPolicy;
import org.rialto.protocols.um.intake.Subscribers;
import org.rialto.telephony.sip.SipCore;
import org.rialto.telephony.sip.SipTarget;
import org.rialto.telephony.sip.SipUri;

/// How calls are placed: what may be dialled, and where it goes. The only place where a text that
/// somebody gave becomes a SIP address.
public final class OutsideWorld {
    private final Subscribers subscribers;
    private final DialPolicies policies;
    private final @Nullable SipUri gateway;
    private final @Nullable SipCore sipServer;

    /// @param uri the Request-URI
    /// @param shown for people
    public record Way(SipUri uri, SipTarget target, String shown) {}

    /// @param policy of everybody; the directory may allow or forbid some people more
    /// @param gateway for numbers outside, and for everything where there is no SIP server
    /// @param sipServer of this process, which knows where our users' telephones are
    public OutsideWorld(Subscribers subscribers, DialPolicy policy, @Nullable SipUri gateway,
            @Nullable SipCore sipServer) {
        this.subscribers = subscribers;
        this.policies = new DialPolicies(policy, subscribers.directory());
        this.gateway = gateway;
        this.sipServer = sipServer;
    }

    /// How many digits an extension has; 0 where there are none.
    public int extensionDigits() { return subscribers.plan().extensionDigits(); }

    /// @param user for whom; null for who has not shown who it is
    /// @throws MailError.Invalid it is nothing that can be dialled
    /// @throws MailError.Denied the policy does not allow it
    /// @throws MailError.Unavailable there is no way there
    public Way way(DirectoryObject.@Nullable User user, String text) {
        Destination destination = subscribers.plan().judge(text);
        String objection = policies.of(user).objection(destination);
        if (!objection.isEmpty() && !(destination instanceof Destination.Refused))
            throw new MailError.Denied(objection);
        return way(text, destination);
    }

    private Way way(String text, Destination destination) {
        return switch (destination) {
            case Destination.Number(String e164) -> outside(e164);
            case Destination.Extension(String digits) -> inside(digits, subscribers.ofNumber(
                    digits));
            case Destination.Address(String user, String host) -> inside(user + "@" + host,
                    subscribers.of(SipUri.of(user, host, -1)));
            case Destination.Refused(String reason) -> throw new MailError.Invalid("\"" + text
                    + "\" cannot be dialled: " + reason);
        };
    }

    private Way outside(String e164) {
        if (gateway == null)
            throw new MailError.Unavailable("no gateway for numbers is configured");
        SipUri uri = gateway.withUser(e164).withParameter("user", "phone");
        return new Way(uri, new SipTarget.NextHop(gateway), e164);
    }

    /// A user's telephone: by the SIP server here, which looks for it, else by the gateway's side.
    private Way inside(String shown, Optional<DirectoryObject.User> user) {
        SipUri address = user.map(found -> SipUri.parse("sip:" + found.address())).orElse(null);
        if (sipServer != null) {
            if (address == null)
                throw new MailError.Invalid("nobody here has the number or address " + shown);
            return new Way(address, new SipTarget.InProcess(sipServer), shown);
        }
        if (gateway == null)
            throw new MailError.Unavailable("there is no way to telephones: neither a SIP server"
                    + " nor a gateway is configured");
        return new Way(address == null ? gateway.withUser(shown) : address,
                new SipTarget.NextHop(gateway), shown);
    }

    /// Where a call is transferred that the administrator has configured to go there, whatever users
    /// may dial; empty when there is no way.
    public Optional<String> configured(String text) {
        try {
            return Optional.of(way(text, subscribers.plan().judge(text)).uri().toString());
        } catch (MailError e) {
            return Optional.empty();
        }
    }

    /// Where a user's call may be transferred; empty where not. The SIP URI is the one that this process
    /// would call; [UmServer] says it otherwise to a telephone that could not call the gateway.
    public Optional<String> transferUri(DirectoryObject.@Nullable User user, String text) {
        try {
            return Optional.of(way(user, text).uri().toString());
        } catch (MailError e) {
            return Optional.empty();
        }
    }
}

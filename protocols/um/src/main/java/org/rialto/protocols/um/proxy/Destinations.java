package org.rialto.protocols.um.proxy;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.DirectoryObject;
import org.rialto.protocols.um.dialplan.Destination;
import org.rialto.protocols.um.dialplan.DialPolicies;
import org.rialto.protocols.um.intake.CallIntake;
import org.rialto.protocols.um.intake.Subscribers;
import org.rialto.telephony.sip.SipLayer;
import org.rialto.telephony.sip.SipRequest;
import org.rialto.telephony.sip.SipUri;

/// Whom a Request-URI means.
record Destinations(SipServerConfiguration configuration, Subscribers subscribers,
        DialPolicies policies, CallIntake voiceMail, SipLayer layer) {
    /// Where a request goes that begins something.
    sealed interface Place {
        /// This server itself.
        record Here() implements Place {}

        /// The UM server: for this user's mailbox, or for what it finds out by itself.
        record VoiceMail(DirectoryObject.@Nullable User called) implements Place {}

        /// A user's telephones.
        record Telephone(DirectoryObject.User called) implements Place {}

        /// The public telephone network.
        record Outside(SipUri uri) implements Place {}

        record Nobody() implements Place {}

        /// The policy does not let anybody there.
        record Forbidden(String reason) implements Place {}
    }

    /// @param by who sends it, as far as that is shown; null for nobody known
    Place of(SipRequest request, DirectoryObject.@Nullable User by) {
        SipUri uri = request.uri();
        String user = uri.user();
        if (uri.isSip() && user == null)
            return layer.isOurs(uri) || subscribers.directory().isOurs(uri.host())
                    ? new Place.Here()
                    : new Place.Forbidden("Not relayed");
        if (voiceMail.takes(request))
            return new Place.VoiceMail(uri.parameter("opaque") == null
                    ? null
                    : subscribers.of(uri).orElse(null));
        Optional<DirectoryObject.User> called = subscribers.of(uri);
        if (called.isPresent())
            return new Place.Telephone(called.get());
        return number(uri, by);
    }

    private Place number(SipUri uri, DirectoryObject.@Nullable User by) {
        String text = uri.isTelephone() ? uri.toString() : uri.user();
        boolean here = uri.isTelephone() || layer.isOurs(uri)
                || subscribers.directory().isOurs(uri.host());
        if (!here)
            return new Place.Forbidden("Not relayed");
        return outside(text == null ? "" : text, by);
    }

    /// A number or an address that somebody wants to have called, as it is dialled.
    private Place outside(String text, DirectoryObject.@Nullable User by) {
        Destination destination = subscribers.plan().judge(text);
        return switch (destination) {
            case Destination.Number(String e164) -> {
                String objection = policies.of(by).objection(destination);
                if (!objection.isEmpty())
                    yield new Place.Forbidden("The policy does not allow this number");
                SipUri gateway = configuration.gateway();
                yield gateway == null
                        ? new Place.Nobody()
                        : new Place.Outside(gateway.withUser(e164).withParameter("user", "phone"));
            }
            case Destination.Extension _,Destination.Address _,Destination.Refused _ ->
                new Place.Nobody();
        };
    }

    /// What a user has entered as a number to ring: inside or outside, within the user's policy.
    Place dialled(String text, DirectoryObject.User by) {
        Optional<DirectoryObject.User> inside = subscribers.ofNumber(text);
        return inside.<Place>map(Place.Telephone::new).orElseGet(() -> outside(text, by));
    }
}

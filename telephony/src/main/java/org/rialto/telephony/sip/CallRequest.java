package org.rialto.telephony.sip;

import org.jspecify.annotations.Nullable;
import org.rialto.telephony.sdp.SessionDescription;

/// What [UserAgent#placeCall] is to do.
///
/// @param uri the Request-URI
/// @param target where to send it
/// @param from without a tag
/// @param to without a tag
/// @param headers to be added: Ms-Sensitivity, Subject, Diversion… Contact is made by the agent
///        unless given here
/// @param offer the session offered
/// @param credentials to answer a challenge of the other side with; null for none
public record CallRequest(SipUri uri, SipTarget target, NameAddress from, NameAddress to,
        SipHeaders headers, SessionDescription offer, @Nullable DigestCredentials credentials) {}

/// SIP over TCP and TLS: messages, transport, transactions, dialogs, calls. RFC 3261.
///
/// One [org.rialto.telephony.sip.SipLayer] owns the listeners, the connections and the
/// transactions. Programs are its cores:
///
/// ```java
/// SipLayer layer = new SipLayer(new SipSettings(
///         List.of(new SipSettings.Listen("sip", address, false)), "pbx.example.org", null,
///         SipTrust.NOBODY));
/// layer.addCore(new UserAgent(layer, new UserAgentSettings("Rialto"), calls));
/// layer.addCore(proxy);
/// layer.start();
/// ```
///
/// **Which core gets a request.** One that belongs to a dialog of ours goes to that dialog's user,
/// unless it has a Route; every other goes to the first core whose
/// [org.rialto.telephony.sip.SipCore#takes] says yes, and to that dialog's user after all when none
/// does. A request that nobody takes is answered 404, within a dialog 481. CANCEL, the ACK of a
/// refusal, malformed messages (400), floods (503) and retransmissions never reach a core.
///
/// **A user agent** (voice mail, a phone) uses [org.rialto.telephony.sip.UserAgent]: its
/// [org.rialto.telephony.sip.UserAgent.Calls] gets each
/// [org.rialto.telephony.sip.IncomingCall], which is rung, answered, rejected or redirected at any
/// later time from any thread, and `placeCall` makes calls. Set a
/// [org.rialto.telephony.sip.CallListener] by `call.listen` before answering. The session comes
/// from an [org.rialto.telephony.sdp.AudioNegotiator].
///
/// **A proxy or registrar** implements [org.rialto.telephony.sip.SipCore] itself. `handle` runs on
/// a virtual thread of its own and may block; it answers by
/// [org.rialto.telephony.sip.ServerTransaction#respond]. What every proxy must do is in
/// [org.rialto.telephony.sip.Forwarding]:
///
/// ```java
/// SipResponse refusal = Forwarding.refusal(transaction);        // hops, loops, Proxy-Require
/// SipRequest copy = Forwarding.copy(transaction.request(), layer).withUri(contact);
/// Forwarding.recordRoute(copy, layer, transaction.peer().isSecure(), flow.isSecure());
/// ClientTransaction branch = Forwarding.send(transaction, copy, new SipTarget.Flow(flow),
///         response -> transaction.respond(Forwarding.back(response)));
/// transaction.onCancel(branch::cancel);
/// ```
///
/// A 100 is not passed on. Users prove themselves to a
/// [org.rialto.telephony.sip.DigestServer].
///
/// A response that the layer made up itself (408, 503) comes the same way. The ACK of a 2xx comes to
/// `acknowledge` and goes on by [org.rialto.telephony.sip.SipLayer#sendStateless]. A registered
/// phone is reached by [org.rialto.telephony.sip.SipTarget.Flow] over the connection it opened, a
/// core of the same layer by [org.rialto.telephony.sip.SipTarget.InProcess]; the latter sees a
/// trusted peer.
@NullMarked
package org.rialto.telephony.sip;

import org.jspecify.annotations.NullMarked;

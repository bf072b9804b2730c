/// Session descriptions, offer and answer. RFC 8866, RFC 3264, RFC 4568.
///
/// A call has one [org.rialto.telephony.sdp.AudioNegotiator]: it makes our offers and answers out
/// of a [org.rialto.telephony.sdp.LocalAudio] and says after each exchange what was agreed, as
/// [org.rialto.telephony.sdp.NegotiatedAudio].
@NullMarked
package org.rialto.telephony.sdp;

import org.jspecify.annotations.NullMarked;

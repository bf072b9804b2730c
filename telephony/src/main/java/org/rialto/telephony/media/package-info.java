/// What two ends hear of each other: RTP, SRTP, G.711, telephone events. RFC 3550, RFC 3711.
@NullMarked
package org.rialto.telephony.media;

import org.jspecify.annotations.NullMarked;

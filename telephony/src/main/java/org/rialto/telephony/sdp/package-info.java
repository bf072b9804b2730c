/// Session descriptions, offer and answer. RFC 4566, RFC 3264.
@NullMarked
package org.rialto.telephony.sdp;

import org.jspecify.annotations.NullMarked;

/// SIP over TCP and TLS: messages, transport, transactions, dialogs. RFC 3261.
@NullMarked
package org.rialto.telephony.sip;

import org.jspecify.annotations.NullMarked;

package org.rialto.protocols.um.proxy;

import org.rialto.telephony.sip.NameAddress;
import org.rialto.telephony.sip.SipHeaders;
import org.rialto.telephony.sip.SipUri;

/// The header field Diversion (RFC 5806) as MS-EUMR has the SIP server set it for the UM server.
final class Diversions {
    static final String FIELD = "Diversion";

    private Diversions() {}

    /// Why a call goes elsewhere: `diversion-reason` of RFC 5806.
    enum Reason {
        UNCONDITIONAL("unconditional"), BUSY("user-busy"), NO_ANSWER("no-answer"), DEFLECTION(
                "deflection"), UNAVAILABLE(
                        "unavailable");

        private final String word;

        Reason(String word) { this.word = word; }
    }

    /// What a caller says of diversions is not believed, and a UM server is told of the last one only.
    static void strip(SipHeaders headers) { headers.remove(FIELD); }

    /// Puts who was called on top.
    static void add(SipHeaders headers, SipUri called, Reason reason) {
        headers.addFirst(FIELD, new NameAddress(called).withParameter("reason", reason.word)
                .toString());
    }
}

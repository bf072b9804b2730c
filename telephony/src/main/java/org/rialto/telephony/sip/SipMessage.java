package org.rialto.telephony.sip;

import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;

/// A request or a response. RFC 3261 section 7.
public sealed interface SipMessage permits SipRequest, SipResponse {
    SipHeaders headers();

    /// The body's bytes, not copied; empty when there is none.
    byte[] body();

    /// Without its line end.
    String startLine();

    /// A copy whose headers may be changed.
    SipMessage copy();

    /// The bytes on the wire. Content-Length is always written and always true.
    default byte[] encode() {
        StringBuilder head = new StringBuilder(512).append(startLine()).append("\r\n");
        SipHeaders headers = headers();
        byte[] body = body();
        if (!String.valueOf(body.length).equals(headers.first("Content-Length"))) {
            headers = headers.copy();
            headers.set("Content-Length", String.valueOf(body.length));
        }
        headers.appendTo(head);
        byte[] first = SipText.encode(head.append("\r\n").toString());
        byte[] all = java.util.Arrays.copyOf(first, first.length + body.length);
        System.arraycopy(body, 0, all, first.length, body.length);
        return all;
    }

    /// Why the message cannot be processed, as the reason phrase of a 400, or null when it has all
    /// that section 8.1.1 demands. Max-Forwards may be missing: many clients leave it out.
    default @Nullable String defect() {
        SipHeaders headers = headers();
        for (String once : new String[]{"From", "To", "Call-ID", "CSeq", "Max-Forwards",
                "Content-Type"}) {
            if (headers.all(once).size() > 1)
                return once + " is there more than once";
        }
        try {
            headers.from();
            headers.to();
            headers.callId();
            if (headers.vias().isEmpty())
                return "Via is missing";
            CSeq cseq = headers.cseq();
            if (this instanceof SipRequest request) {
                if (!cseq.method().equals(request.method()))
                    return "CSeq has another method than the start line";
                Long hops = headers.number("Max-Forwards");
                if (hops != null && hops > 255)
                    return "Max-Forwards is above 255";
                headers.addresses("Route");
                headers.addresses("Record-Route");
                if (request.isInvite())
                    headers.addresses("Contact");
            }
        } catch (MalformedDataException e) {
            return SipHeaders.problem(e);
        }
        return null;
    }
}

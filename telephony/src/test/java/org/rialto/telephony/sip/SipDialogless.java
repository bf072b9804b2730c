package org.rialto.telephony.sip;

import java.util.function.Consumer;

/// A request outside of dialogs, as a program makes it.
final class SipDialogless {
    private SipDialogless() {}

    static SipRequest options(SipUri uri) {
        SipRequest request = new SipRequest("OPTIONS", uri);
        request.headers().add("From", "<sip:us@127.0.0.1>;tag=" + SipLayer.random(4));
        request.headers().add("To", new NameAddress(uri));
        request.headers().add("Call-ID", SipLayer.random(8));
        request.headers().add("CSeq", "1 OPTIONS");
        return request;
    }

    static ClientTransaction options(SipLayer layer, SipUri uri, Consumer<SipResponse> handler) {
        return layer.send(options(uri), new SipTarget.Routed(), handler);
    }
}

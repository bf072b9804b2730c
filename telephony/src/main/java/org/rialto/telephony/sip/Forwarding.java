package org.rialto.telephony.sip;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What every proxy does with a request before and while it passes it on: hops, loops, its own Route,
/// Record-Route. RFC 3261 sections 16.3, 16.4 and 16.6.
public final class Forwarding {
    private static final int HASH_BYTES = 8;

    private Forwarding() {}

    /// 416, 483, 482 or 420 when the request must not go on; else null. Section 16.3.
    public static @Nullable SipResponse refusal(ServerTransaction transaction) {
        SipRequest request = transaction.request();
        if (!request.uri().isSip() && !request.uri().isTelephone())
            return transaction.response(SipStatus.UNSUPPORTED_URI_SCHEME);
        Long hops = request.headers().number("Max-Forwards");
        if (hops != null && hops == 0)
            return transaction.response(SipStatus.TOO_MANY_HOPS);
        if (isLoop(request, transaction.layer()))
            return transaction.response(SipStatus.LOOP_DETECTED);
        if (request.headers().has("Proxy-Require"))
            return transaction.response(SipStatus.BAD_EXTENSION).with("Unsupported",
                    String.join(", ", request.headers().list("Proxy-Require")));
        return null;
    }

    /// Whether this very request has passed through before, nothing in it changed that decides
    /// where it goes. A spiral, whose Request-URI differs, is none.
    static boolean isLoop(SipRequest request, SipLayer layer) {
        String ending = "." + hash(request);
        return request.headers().vias().stream().anyMatch(via -> {
            String branch = via.branch();
            return branch != null && branch.endsWith(ending) && layer.isOurs(via);
        });
    }

    /// Section 16.6 step 8: what decides where the request goes.
    private static String hash(SipRequest request) {
        SipHeaders headers = request.headers();
        String all = String.join("\n", request.uri().toString(), headers.callId(),
                String.valueOf(headers.from().tag()), String.valueOf(headers.to().tag()),
                Long.toString(headers.cseq().number()), String.join(",", headers.all("Route")),
                String.join(",", headers.all("Proxy-Require")),
                String.join(",", headers.all("Proxy-Authorization")));
        return java.util.HexFormat.of().formatHex(DigestAlgorithm.SHA_256.digest(all), 0,
                HASH_BYTES);
    }

    /// A copy to be passed on: one hop less, our own topmost Route taken off, and a second one of
    /// [#recordRoute] behind it. Section 16.6 steps 1 to 3 and 16.4, RFC 5658. Set Request-URI by [SipRequest#withUri].
    public static SipRequest copy(SipRequest request, SipLayer layer) {
        SipRequest copy = request.copy();
        Long hops = copy.headers().number("Max-Forwards");
        copy.headers().set("Max-Forwards",
                Long.toString(hops == null ? 70 : Math.max(0, hops - 1)));
        for (int own = 0; own < 2; own++) {
            NameAddress route = copy.headers().address("Route");
            if (route != null && layer.isOurs(route.uri()))
                copy.headers().removeFirst("Route");
        }
        return copy;
    }

    /// Keeps this layer in the dialog's path. Section 16.6 step 4. Where the two sides differ in
    /// transport, both of our addresses go in, as RFC 5658 recommends.
    public static void recordRoute(SipRequest copy, SipLayer layer, boolean secureIn,
            boolean secureOut) {
        copy.headers().addFirst("Record-Route", routed(layer, secureIn));
        if (secureIn != secureOut)
            copy.headers().addFirst("Record-Route", routed(layer, secureOut));
    }

    private static String routed(SipLayer layer, boolean secure) {
        return new NameAddress(layer.localUri(null, secure).withParameter("lr", null)).toString();
    }

    /// Sends the copy of a transaction's request in a transaction of its own. As
    /// [SipLayer#send], with what [#refusal] needs to find a loop in the branch.
    public static ClientTransaction send(ServerTransaction transaction, SipRequest copy,
            SipTarget target, Consumer<SipResponse> handler) {
        return transaction.layer().send(copy, target, "." + hash(transaction.request()), handler);
    }

    /// A response as it goes back: without our Via. Section 16.7 step 3.
    public static SipResponse back(SipResponse response) {
        SipResponse back = response.copy();
        back.headers().removeFirst("Via");
        return back;
    }
}

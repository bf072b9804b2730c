package org.rialto.telephony.sip;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;

/// Answers the challenges of others. RFC 3261 section 22.2, RFC 8760 section 2.4: the topmost
/// challenge that we know is taken.
final class DigestClient {
    private DigestClient() {}

    /// The request again with credentials and this sequence number; null when the response has no
    /// challenge that they answer, or the same nonce refused them already.
    static @Nullable SipRequest answer(SipRequest request, SipResponse response, long sequence,
            DigestCredentials credentials) {
        boolean proxy = response.status() == SipStatus.PROXY_AUTHENTICATION_REQUIRED;
        String challengeHeader = proxy ? "Proxy-Authenticate" : "WWW-Authenticate";
        String answerHeader = proxy ? "Proxy-Authorization" : "Authorization";
        for (String value : response.headers().all(challengeHeader)) {
            DigestParameters challenge = challenge(value, credentials);
            if (challenge == null)
                continue;
            if (refused(request.headers().all(answerHeader), challenge))
                return null;
            SipHeaders headers = request.headers().copy();
            headers.remove("Via");
            headers.remove(answerHeader);
            headers.set("CSeq", new CSeq(sequence, request.method()));
            SipRequest again = new SipRequest(request.method(), request.uri(), headers,
                    request.body());
            headers.add(answerHeader, credentials(again, challenge, credentials));
            return again;
        }
        return null;
    }

    private static @Nullable DigestParameters challenge(String value,
            DigestCredentials credentials) {
        try {
            DigestParameters challenge = DigestParameters.parse(value);
            boolean known = challenge != null
                    && DigestAlgorithm.named(
                            challenge.has("algorithm") ? challenge.get("algorithm") : null) != null
                    && (!challenge.has("qop") || offersAuth(challenge))
                    && (credentials.realm().isEmpty()
                            || credentials.realm().equals(challenge.get("realm")));
            return known ? challenge : null;
        } catch (MalformedDataException e) {
            return null;
        }
    }

    private static boolean offersAuth(DigestParameters challenge) {
        for (String each : challenge.get("qop").split(",")) {
            if (each.strip().equalsIgnoreCase("auth"))
                return true;
        }
        return false;
    }

    /// Whether we have answered for this realm already and are not told that only the nonce is old.
    private static boolean refused(List<String> given, DigestParameters challenge) {
        if (challenge.get("stale").equalsIgnoreCase("true"))
            return given.size() > 1;
        for (String each : given) {
            DigestParameters before = DigestParameters.parse(each);
            if (before != null && before.get("realm").equals(challenge.get("realm")))
                return true;
        }
        return false;
    }

    private static String credentials(SipRequest request, DigestParameters challenge,
            DigestCredentials credentials) {
        DigestAlgorithm algorithm = java.util.Objects.requireNonNull(DigestAlgorithm
                .named(challenge.has("algorithm") ? challenge.get("algorithm") : null));
        byte[] secret = algorithm.secret(credentials.username(), challenge.get("realm"),
                credentials.password());
        DigestParameters answer = new DigestParameters().with("username", credentials.username())
                .with("realm", challenge.get("realm")).with("nonce", challenge.get("nonce"))
                .with("uri", request.uri().toString());
        if (challenge.has("qop")) {
            answer.withToken("qop", "auth").with("nc", "00000001").with("cnonce",
                    SipLayer.random(8));
            answer.with("response", algorithm.response(secret, answer, request.method()));
        } else {
            answer.with("response", algorithm.plainResponse(secret, answer, request.method()));
        }
        if (challenge.has("algorithm"))
            answer.with("algorithm", algorithm.word());
        if (challenge.has("opaque"))
            answer.with("opaque", challenge.get("opaque"));
        return answer.toString();
    }
}

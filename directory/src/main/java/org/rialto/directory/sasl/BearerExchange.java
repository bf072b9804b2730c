package org.rialto.directory.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/// OAUTHBEARER (RFC 7628) and XOAUTH2 (Google's and Microsoft's, never standardised): a bearer token
/// in one message. A refusal is first told as JSON in a challenge, which the client acknowledges.
final class BearerExchange implements SaslExchange {
    private final Authenticator authenticator;
    private final Peer peer;
    private final boolean standard;
    private Outcome.@Nullable Refused told;

    BearerExchange(Authenticator authenticator, Peer peer, boolean standard) {
        this.authenticator = authenticator;
        this.peer = peer;
        this.standard = standard;
    }

    @Override
    public Mechanism mechanism() { return standard ? Mechanism.OAUTHBEARER : Mechanism.XOAUTH2; }

    @Override
    public SaslStep next(byte @Nullable [] response) {
        if (told != null)
            return new SaslStep.Finished(told);
        if (response == null)
            return new SaslStep.Challenge(new byte[0]);
        Authenticator.BearerOutcome result;
        try {
            Message message = standard ? readOauthBearer(response) : readXoauth2(response);
            result = authenticator.bearer(message.token(), message.user(), peer);
        } catch (SaslSyntax e) {
            // RFC 7628 §3.2.2: a broken message is an error to be told as well.
            result = new Authenticator.BearerOutcome(Outcome.Refused.of(Outcome.Reason.MALFORMED,
                    String.valueOf(e.getMessage())), BearerTokens.Status.INVALID_REQUEST);
        }
        return switch (result.outcome()) {
            case Outcome.Granted granted -> new SaslStep.Finished(granted);
            case Outcome.Refused refused -> {
                told = refused;
                yield new SaslStep.Challenge(json(result.status()).getBytes(UTF_8));
            }
        };
    }

    private record Message(String user, String token) {}

    /// `client-resp = (gs2-header kvsep *kvpair kvsep) / kvsep`, kvsep is octet 1.
    private static Message readOauthBearer(byte[] response) throws SaslSyntax {
        String text = SaslSyntax.utf8(response);
        Gs2Header header = Gs2Header.parse(text);
        if (header.flag() == 'p')
            throw new SaslSyntax("OAUTHBEARER binds to no channel");
        String pairs = text.substring(header.text().length());
        if (!pairs.startsWith("\1") || !pairs.endsWith("\1\1")) {
            throw new SaslSyntax("the key-value pairs are not between octets 1");
        }
        return new Message(header.authorizationId(), token(pairs));
    }

    /// `"user=" userName ^A "auth=Bearer " token ^A ^A`
    private static Message readXoauth2(byte[] response) throws SaslSyntax {
        String text = SaslSyntax.utf8(response);
        int end = text.indexOf('\1');
        if (!text.startsWith("user=") || end < 0)
            throw new SaslSyntax("user= comes first");
        return new Message(text.substring(5, end), token(text.substring(end)));
    }

    private static String token(String pairs) throws SaslSyntax {
        for (String pair : pairs.split("\1", -1)) {
            if (pair.startsWith("auth=")) {
                String value = pair.substring(5);
                if (value.toLowerCase(Locale.ROOT).startsWith("bearer ")) {
                    return value.substring(7).strip();
                }
                throw new SaslSyntax("auth= is not of type Bearer");
            }
        }
        throw new SaslSyntax("auth= is missing");
    }

    /// RFC 7628 §3.2.2; XOAUTH2 clients read a number.
    private String json(BearerTokens.Status status) {
        String scope = authenticator.tokenScope();
        String more = (scope.isEmpty() ? "" : ",\"scope\":" + quoted(scope))
                + (authenticator.openidConfiguration().isEmpty() || !standard
                        ? ""
                        : ",\"openid-configuration\":"
                                + quoted(authenticator.openidConfiguration()));
        return standard
                ? "{\"status\":\"" + status.oauthName() + "\"" + more + "}"
                : "{\"status\":\"" + status.httpStatus() + "\",\"schemes\":\"bearer\"" + more + "}";
    }

    /// Of the configuration, so there is little to escape.
    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}

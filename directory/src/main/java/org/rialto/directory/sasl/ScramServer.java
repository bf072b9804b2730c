package org.rialto.directory.sasl;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.rialto.directory.password.ScramKeys;

/// The server's half of one SCRAM-SHA-256(-PLUS) exchange: messages in, messages out, no accounts.
/// RFC 5802 §5 and §7, RFC 7677.
///
/// Channel binding downgrades are refused: `y` ("I would have, you did not offer") from a client
/// while this server does offer -PLUS ends the exchange (RFC 5802 §6).
final class ScramServer {
    private final boolean plus;
    private final ChannelBindings bindings;
    private final String serverNonce;
    private @Nullable Gs2Header header;
    private @Nullable ScramKeys keys;
    private String userName = "";
    private String nonce = "";
    private String clientFirstBare = "";
    private String serverFirst = "";

    /// @param serverNonce fresh, printable ASCII without comma
    ScramServer(boolean plus, ChannelBindings bindings, String serverNonce) {
        this.plus = plus;
        this.bindings = bindings;
        this.serverNonce = serverNonce;
    }

    /// The name to authenticate, known after [#first].
    String userName() { return userName; }

    /// The name to act as, empty for the same.
    String authorizationId() { return header == null ? "" : header.authorizationId(); }

    /// Reads client-first-message, answers server-first-message.
    ///
    /// @param keysOf of a user name, made-up ones for a user who has none
    byte[] first(byte[] message, Function<String, ScramKeys> keysOf) throws SaslSyntax {
        String text = SaslSyntax.utf8(message);
        Gs2Header gs2 = Gs2Header.parse(text);
        checkBinding(gs2);
        header = gs2;
        clientFirstBare = text.substring(gs2.text().length());
        if (clientFirstBare.startsWith("m=")) {
            throw new SaslSyntax("mandatory SCRAM extensions are not known here");
        }
        String[] parts = clientFirstBare.split(",", -1);
        if (parts.length < 2 || !parts[0].startsWith("n=") || !parts[1].startsWith("r=")) {
            throw new SaslSyntax("client-first-message needs n= and r=");
        }
        userName = Gs2Header.unescape(parts[0].substring(2));
        String clientNonce = parts[1].substring(2);
        if (clientNonce.isEmpty() || clientNonce.length() > 256
                || !clientNonce.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            throw new SaslSyntax("the client's nonce is empty, too long or not printable");
        }
        nonce = clientNonce + serverNonce;
        ScramKeys found = keysOf.apply(userName);
        keys = found;
        serverFirst = "r=" + nonce + ",s=" + Base64.getEncoder().encodeToString(found.salt())
                + ",i=" + found.iterations();
        return serverFirst.getBytes(StandardCharsets.UTF_8);
    }

    private void checkBinding(Gs2Header gs2) throws SaslSyntax {
        if (plus != (gs2.flag() == 'p')) {
            throw new SaslSyntax(plus
                    ? "SCRAM-SHA-256-PLUS needs a channel binding"
                    : "a channel binding needs SCRAM-SHA-256-PLUS");
        }
        if (gs2.flag() == 'y' && !bindings.isEmpty()) {
            throw new SaslSyntax("the client was kept from channel binding");
        }
        String type = gs2.bindingType();
        if (type != null && bindings.ofType(type) == null) {
            throw new SaslSyntax("this connection has no channel binding of that type");
        }
    }

    /// Reads client-final-message. Returns server-final-message `v=…`, or null when the proof is
    /// wrong. Everything is checked before the proof, so that a null is one wrong guess.
    byte @Nullable [] last(byte[] message) throws SaslSyntax {
        ScramKeys known = keys;
        Gs2Header gs2 = header;
        if (known == null || gs2 == null)
            throw new IllegalStateException("first comes first");
        String text = SaslSyntax.utf8(message);
        int proofAt = text.lastIndexOf(",p=");
        if (proofAt < 0)
            throw new SaslSyntax("client-final-message needs p=");
        String withoutProof = text.substring(0, proofAt);
        String[] parts = withoutProof.split(",", -1);
        if (parts.length < 2 || !parts[0].startsWith("c=") || !parts[1].startsWith("r=")) {
            throw new SaslSyntax("client-final-message needs c= and r=");
        }
        if (!MessageDigest.isEqual(base64(parts[0].substring(2)), channelBindingInput(gs2))) {
            throw new SaslSyntax("the channel binding is of another connection");
        }
        if (!parts[1].substring(2).equals(nonce))
            throw new SaslSyntax("the nonce is another");
        byte[] authMessage = (clientFirstBare + "," + serverFirst + "," + withoutProof)
                .getBytes(StandardCharsets.UTF_8);
        if (!known.acceptsProof(authMessage, base64(text.substring(proofAt + 3))))
            return null;
        return ("v=" + Base64.getEncoder().encodeToString(known.serverSignature(authMessage)))
                .getBytes(StandardCharsets.UTF_8);
    }

    /// `cbind-input = gs2-header [cbind-data]`
    private byte[] channelBindingInput(Gs2Header gs2) {
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        input.writeBytes(gs2.text().getBytes(StandardCharsets.UTF_8));
        String type = gs2.bindingType();
        byte[] data = type == null ? null : bindings.ofType(type);
        if (data != null)
            input.writeBytes(data);
        return input.toByteArray();
    }

    private static byte[] base64(String text) throws SaslSyntax {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new SaslSyntax("broken base64");
        }
    }
}

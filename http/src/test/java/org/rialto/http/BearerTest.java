package org.rialto.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.directory.Protocol;
import org.rialto.directory.sasl.BearerTokens;

/// Bearer tokens over HTTP. RFC 6750 §3.
@Timeout(300)
class BearerTest {
    private static final HttpRoute WHO = new HttpRoute("/who", Protocol.EWS,
            HttpRoute.Access.LOGGED_IN, 1000, exchange -> exchange.respond(200,
                    exchange.actor().name()));
    @TempDir
    Path folder;

    private static String token(ECKey key, String scope, Instant until) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(),
                new JWTClaimsSet.Builder().issuer("https://issuer.example/").audience("rialto")
                        .subject("1").expirationTime(Date.from(until))
                        .claim("preferred_username", "alex").claim("scope", scope).build());
        token.sign(new ECDSASigner(key));
        return token.serialize();
    }

    private static List<String> challenges(HttpResponse<String> answer) {
        return answer.headers().allValues("WWW-Authenticate").stream()
                .filter(each -> each.startsWith("Bearer")).toList();
    }

    @Test
    void saysWhatIsWrongWithAToken() throws Exception {
        ECKey key = new ECKeyGenerator(Curve.P_256).keyID("one").generate();
        Path keys = Files.writeString(folder.resolve("keys.json"),
                new JWKSet(key.toPublicJWK()).toString());
        BearerTokens tokens = new BearerTokens(new BearerTokens.Settings(
                "https://issuer.example/", "rialto", keys.toUri(), "preferred_username", "mail"));
        Instant later = Instant.now().plusSeconds(600);
        try (TestHost host = new TestHost(folder.resolve("host"), HttpLimits.DEFAULT,
                Optional.of(tokens), WHO)) {
            assertThat(challenges(host.get("/who")))
                    .containsExactly("Bearer realm=\"Rialto\"");
            assertThat(who(host, token(key, "mail", later)).body())
                    .isEqualTo("alex@contoso.com");
            HttpResponse<String> expired = who(host,
                    token(key, "mail", Instant.now().minusSeconds(600)));
            assertThat(expired.statusCode()).isEqualTo(401);
            assertThat(challenges(expired))
                    .containsExactly("Bearer realm=\"Rialto\", error=\"invalid_token\"");
            HttpResponse<String> little = who(host, token(key, "files", later));
            assertThat(little.statusCode()).isEqualTo(403);
            assertThat(challenges(little))
                    .containsExactly("Bearer realm=\"Rialto\", error=\"insufficient_scope\"");
            // How Outlook asks which issuer's tokens are taken.
            HttpResponse<String> asked = host
                    .send(host.request("/who").header("Authorization", "Bearer"));
            assertThat(asked.statusCode()).isEqualTo(401);
            assertThat(challenges(asked)).hasSize(1);
        }
    }

    private static HttpResponse<String> who(TestHost host, String token) throws Exception {
        return host.send(host.request("/who").header("Authorization", "Bearer " + token));
    }
}

package org.rialto.directory.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.mapi.MailError;

final class BearerTokensTest {
    private static final String ISSUER = "https://issuer.example/";

    private final Contoso contoso;
    private final Path folder;
    private final ECKey key;

    BearerTokensTest(@TempDir Path folder) throws JOSEException {
        this.folder = folder;
        this.contoso = new Contoso(folder);
        this.key = key("one");
    }

    @AfterEach
    void close() { contoso.close(); }

    @Test
    void speaksTheBearerMechanisms() throws Exception {
        Authenticator authenticator = contoso
                .authenticator(Optional.of(tokens(writeKeys(key).toUri())));
        assertThat(authenticator.mechanisms(Contoso.INSIDE)).contains(Mechanism.OAUTHBEARER,
                Mechanism.XOAUTH2);
        Map<String, String> words = new HashMap<>();
        for (String name : new String[]{"alex", "admin", "gone", "stale", "nobody"}) {
            words.put(name, sign(key, claims(name + "@contoso.com").build()));
        }
        words.put("expired", sign(key, claims("alex")
                .expirationTime(Date.from(Instant.now().minusSeconds(600))).build()));
        words.put("otherAudience", sign(key, claims("alex").audience("other").build()));
        words.put("otherIssuer", sign(key, claims("alex").issuer("https://evil.example").build()));
        words.put("otherKey", sign(key("one"), claims("alex").build()));
        words.put("otherScope", sign(key, claims("alex").claim("scope", "files").build()));
        words.put("unsigned", new PlainJWT(claims("alex").build()).serialize());
        SignedJWT shared = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("one").build(),
                claims("alex").build());
        shared.sign(new MACSigner(key.toPublicJWK().toJSONString().getBytes(UTF_8)));
        words.put("sharedKey", shared.serialize());
        for (SaslTranscript transcript : SaslTranscript.read("bearer-mechanisms.txt", words)) {
            transcript.play(authenticator, Contoso.INSIDE);
        }
    }

    @Test
    void readsTheKeyFileAgainWhenItChanges() throws Exception {
        BearerTokens tokens = tokens(writeKeys(key).toUri());
        ECKey second = key("two");
        String token = sign(second, claims("alex").build());
        assertThat(tokens.verify(token).status()).isEqualTo(BearerTokens.Status.INVALID_TOKEN);
        Path file = writeKeys(second);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(10)));
        assertThat(tokens.verify(token).loginName()).contains("alex");
    }

    @Test
    void readsKeysFromAnAddressAndRemembersThem() throws Exception {
        HttpServer server = HttpServer
                .create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        int[] asked = {0};
        server.createContext("/keys", exchange -> {
            asked[0]++;
            byte[] body = new JWKSet(key.toPublicJWK()).toString().getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            BearerTokens tokens = tokens(
                    URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/keys"));
            for (int i = 0; i < 20; i++) {
                assertThat(tokens.verify(sign(key, claims("alex").build())).loginName())
                        .contains("alex");
            }
            assertThat(asked[0]).isEqualTo(1);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void saysThatItCannotTellWhenTheIssuerIsAway() throws Exception {
        BearerTokens tokens = tokens(folder.resolve("missing.json").toUri());
        String token = sign(key, claims("alex").build());
        assertThatThrownBy(() -> tokens.verify(token)).isInstanceOf(MailError.Unavailable.class);
        assertThat(contoso.authenticator(Optional.of(tokens)).bearer(token, "", Contoso.INSIDE)
                .outcome()).isInstanceOfSatisfying(Outcome.Refused.class,
                        refused -> assertThat(refused.reason())
                                .isEqualTo(Outcome.Reason.UNAVAILABLE));
    }

    @Test
    void refusesKeysOverPlainHttpFromElsewhere() {
        assertThatThrownBy(() -> tokens(URI.create("http://issuer.example/keys")))
                .isInstanceOf(MailError.Invalid.class);
    }

    private static BearerTokens tokens(URI keys) {
        return new BearerTokens(new BearerTokens.Settings(ISSUER, "rialto", keys,
                "preferred_username", "mail"));
    }

    private static ECKey key(String id) throws JOSEException {
        return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
    }

    private Path writeKeys(ECKey keys) throws IOException {
        return Files.writeString(folder.resolve("keys.json"),
                new JWKSet(keys.toPublicJWK()).toString());
    }

    private static JWTClaimsSet.Builder claims(String name) {
        return new JWTClaimsSet.Builder().issuer(ISSUER).audience("rialto").subject("1234")
                .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                .claim("preferred_username", name).claim("scope", "openid mail");
    }

    private static String sign(ECKey key, JWTClaimsSet claims) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims);
        token.sign(new ECDSASigner(key));
        return token.serialize();
    }
}

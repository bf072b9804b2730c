package org.rialto.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Log-ins by the tokens of an issuer that the configuration names.
@Timeout(300)
class OAuthTest {
    private static final String[] CONFIGURATION = {"[oauth]",
            "issuer = \"https://id.example.org/\"",
            "audience = \"rialto\"", "keys = \"oauth-keys.json\"", "claim = \"upn\""};

    @TempDir
    Path directory;

    private static String token(ECKey key, String user, String audience) throws Exception {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).type(new JOSEObjectType("at+jwt"))
                        .keyID(key.getKeyID()).build(),
                new JWTClaimsSet.Builder().issuer("https://id.example.org/").audience(audience)
                        .claim("upn", user).expirationTime(Date.from(Instant.now().plusSeconds(60)))
                        .build());
        token.sign(new ECDSASigner(key));
        return token.serialize();
    }

    private static String response(String beginning, String token) {
        return Base64.getEncoder()
                .encodeToString((beginning + "\1auth=Bearer " + token + "\1\1").getBytes(UTF_8));
    }

    @Test
    void tokensOfTheConfiguredIssuerLogIn() throws Exception {
        ECKey key = new ECKeyGenerator(Curve.P_256).keyID("one").generate();
        ECKey other = new ECKeyGenerator(Curve.P_256).keyID("one").generate();
        Path home = directory.resolve("home");
        Files.createDirectories(home);
        Files.writeString(home.resolve("oauth-keys.json"),
                new JWKSet(key.toPublicJWK()).toString());
        try (ServerUnderTest server = new ServerUnderTest(home, CONFIGURATION)) {
            server.addUser("ann", "Password01!");
            String good = token(key, "ann@example.org", "rialto");
            try (TextClient imap = new TextClient(server.address("imap"))) {
                assertThat(imap.line()).contains("AUTH=OAUTHBEARER", "AUTH=XOAUTH2");
                imap.say("a AUTHENTICATE XOAUTH2 "
                        + response("user=ann@example.org", token(other, "ann", "rialto")))
                        .await("+ ");
                imap.say("").await("a NO [AUTHENTICATIONFAILED]");
                imap.say("b AUTHENTICATE XOAUTH2 "
                        + response("user=ann@example.org", token(key, "ann", "elsewhere")))
                        .await("+ ");
                imap.say("").await("b NO [AUTHENTICATIONFAILED]");
                imap.say("c AUTHENTICATE OAUTHBEARER " + response("n,a=ann@example.org,", good))
                        .await("c OK");
                imap.say("d SELECT INBOX").await("d OK");
            }
            try (TextClient smtp = new TextClient(server.address("submission"))) {
                smtp.await("220 ");
                smtp.say("EHLO c");
                assertThat(smtp.await("250-AUTH")).contains(" OAUTHBEARER", " XOAUTH2");
                smtp.await("250 ");
                smtp.say("AUTH XOAUTH2 " + response("user=ann@example.org", good))
                        .await("235 2.7.0");
                smtp.say("MAIL FROM:<ann@example.org>").await("250 ");
            }
            assertThat(server.done("config", "oauth")).contains("https://id.example.org/",
                    "JWK set");
        }
    }

    @Test
    void saysWhatIsWrongWithTheIssuer() {
        assertThatThrownBy(() -> new ServerUnderTest(directory.resolve("home"), CONFIGURATION))
                .isInstanceOf(UserError.class).hasMessageContaining("oauth.keys must name a file");
    }
}

package org.rialto.directory.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rialto.directory.password.ScramKeys;

final class ScramServerTest {
    /// The example of RFC 7677 §3.
    private static final ScramKeys PENCIL = ScramKeys.derive("pencil",
            Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ=="), 4096);
    private static final String SERVER_NONCE = "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
    private static final String CLIENT_FIRST = "n,,n=user,r=rOprNGfwEbeRWgbNEkqO";
    private static final String CLIENT_FINAL = "c=biws,r=rOprNGfwEbeRWgbNEkqO"
            + "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=";

    private final ScramServer server = new ScramServer(false, ChannelBindings.NONE, SERVER_NONCE);

    @Test
    void answersTheExampleOfRfc7677() throws Exception {
        assertThat(first(CLIENT_FIRST)).isEqualTo("r=rOprNGfwEbeRWgbNEkqO"
                + "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096");
        assertThat(server.userName()).isEqualTo("user");
        assertThat(server.last(CLIENT_FINAL.getBytes(UTF_8)))
                .asString().isEqualTo("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=");
    }

    @Test
    void refusesAWrongProof() throws Exception {
        first(CLIENT_FIRST);
        assertThat(server.last(CLIENT_FINAL.replace("p=d", "p=e").getBytes(UTF_8))).isNull();
    }

    @Test
    void refusesAnotherNonce() throws Exception {
        first(CLIENT_FIRST);
        assertThatThrownBy(() -> server.last(CLIENT_FINAL.replace("r=rO", "r=rP").getBytes(UTF_8)))
                .isInstanceOf(SaslSyntax.class).hasMessageContaining("nonce");
    }

    @Test
    void refusesABindingChangedOnTheWay() throws Exception {
        first(CLIENT_FIRST);
        assertThatThrownBy(() -> server.last(CLIENT_FINAL.replace("biws", "eSws").getBytes(UTF_8)))
                .isInstanceOf(SaslSyntax.class).hasMessageContaining("channel binding");
    }

    @Test
    void refusesADowngradeFromPlus() {
        ScramServer offering = new ScramServer(false, new ChannelBindings(new byte[32], null), "x");
        assertThatThrownBy(
                () -> offering.first(CLIENT_FIRST.replaceFirst("n", "y").getBytes(UTF_8),
                        n -> PENCIL))
                .isInstanceOf(SaslSyntax.class);
    }

    @Test
    void unescapesNames() throws Exception {
        first("n,a=ad=3Dmin,n=a=2Cb,r=abc");
        assertThat(server.userName()).isEqualTo("a,b");
        assertThat(server.authorizationId()).isEqualTo("ad=min");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "n", "n,,", "n,,n=", "n,,n=user", "n,,n=user,r=", "x,,n=user,r=a",
            "n,b=c,n=user,r=a", "p=tls-exporter,,n=user,r=a", "n,,m=x,n=user,r=a", "n,,n=a=b,r=a",
            "n,,r=a,n=user", "n,,n=user,r=a\u0001"})
    void refusesMalformedFirstMessages(String message) {
        assertThatThrownBy(() -> first(message)).isInstanceOf(SaslSyntax.class);
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        assertThatThrownBy(() -> server.first(new byte[]{'n', ',', ',', (byte) 0xFF}, n -> PENCIL))
                .isInstanceOf(SaslSyntax.class);
    }

    private String first(String message) throws SaslSyntax {
        return new String(server.first(message.getBytes(UTF_8), name -> PENCIL), UTF_8);
    }
}

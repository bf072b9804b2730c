package org.rialto.directory.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.directory.CredentialPurpose;
import org.rialto.directory.Flag;
import org.rialto.directory.Protocol;
import org.rialto.directory.password.Argon2idParameters;
import org.rialto.directory.password.PasswordHasher;
import org.rialto.directory.password.SipSeal;
import org.rialto.directory.password.SipSecret.Algorithm;

/// Digest authentication for SIP.
class DigestTest {
    private static final PasswordHasher HASHER = new PasswordHasher(new PasswordHasher.Settings(
            new Argon2idParameters(1024, 1, 1), 4096, 4, Duration.ofSeconds(5), 8),
            Optional.empty(), Optional.of(new SipSeal(new byte[SipSeal.KEY_BYTES])));
    private static final String REALM = "contoso.com";

    @TempDir
    Path folder;
    private Contoso contoso;
    private Authenticator authenticator;
    private Peer telephone;

    @BeforeEach
    void open() throws Exception {
        contoso = new Contoso(folder);
        authenticator = new Authenticator(contoso.directory, HASHER,
                Authenticator.Settings.DEFAULT, Optional.empty());
        telephone = new Peer(InetAddress.getByName("192.0.2.7"), Protocol.SIP, false);
    }

    @AfterEach
    void close() { contoso.close(); }

    private Outcome answer(String user, String password, Algorithm algorithm) {
        return authenticator.digest(user, REALM, algorithm, hash -> {
            try {
                return MessageDigest.isEqual(hash,
                        MessageDigest.getInstance(algorithm.word())
                                .digest((user + ":" + REALM + ":" + password)
                                        .getBytes(StandardCharsets.UTF_8)));
            } catch (java.security.NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }, telephone);
    }

    @Test
    void letsInByEitherAlgorithmAndFormOfTheName() {
        contoso.setPassword("alex", HASHER.credential(Contoso.PASSWORD));
        for (Algorithm algorithm : Algorithm.values()) {
            for (String user : List.of("alex", "alex@contoso.com")) {
                assertThat(answer(user, Contoso.PASSWORD, algorithm))
                        .isInstanceOf(Outcome.Granted.class);
                assertThat(answer(user, "wrong", algorithm)).isInstanceOf(Outcome.Refused.class);
            }
        }
        assertThat(answer("nobody", Contoso.PASSWORD, Algorithm.MD5))
                .isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void knowsTheSecretAfterALoginWithThePassword() {
        assertThat(answer("alex", Contoso.PASSWORD, Algorithm.MD5))
                .isInstanceOf(Outcome.Refused.class);
        authenticator.password("alex", Contoso.PASSWORD, "", Contoso.INSIDE);
        assertThat(answer("alex", Contoso.PASSWORD, Algorithm.MD5))
                .isInstanceOf(Outcome.Granted.class);
    }

    @Test
    void isSealedAndGoneWithItsPasswordOrName() {
        long id = contoso.id("alex");
        contoso.setPassword("alex", HASHER.credential(Contoso.PASSWORD));
        assertThat(contoso.directory.sealed(id, CredentialPurpose.SIP).orElseThrow())
                .startsWith("1.").doesNotContain("alex");
        contoso.directory.change(edit -> edit.rename(id, "alexander"));
        assertThat(answer("alexander", Contoso.PASSWORD, Algorithm.MD5))
                .isInstanceOf(Outcome.Refused.class);
        contoso.setPassword("alexander", contoso.hasher.credential("Password02!"));
        assertThat(contoso.directory.sealed(id, CredentialPurpose.SIP)).isEmpty();
    }

    @Test
    void keepsOutWhoMayNotUseSip() {
        contoso.setPassword("alex", HASHER.credential(Contoso.PASSWORD));
        assertThat(authenticator.digestSecret("alex", REALM, Algorithm.MD5)).isPresent();
        assertThat(authenticator.digestSecret("alex", "other.example", Algorithm.MD5)).isEmpty();
        contoso.directory.change(edit -> edit.set(contoso.id("alex"), Flag.SIP, false));
        assertThat(authenticator.digestSecret("alex", REALM, Algorithm.MD5)).isEmpty();
        assertThat(answer("alex", Contoso.PASSWORD, Algorithm.MD5))
                .isInstanceOf(Outcome.Refused.class);
    }
}

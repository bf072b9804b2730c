package org.rialto.directory.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.ongres.scram.client.ScramClient;
import com.ongres.scram.common.exception.ScramException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.directory.Actor;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.LoginRecord;
import org.rialto.directory.password.AppPasswordText;
import org.rialto.directory.password.Credential;
import org.rialto.directory.password.PasswordHash;
import org.rialto.mapi.MailError;

final class AuthenticatorTest {
    private static final ChannelBindings BINDINGS = new ChannelBindings(
            "exported keying material of this".getBytes(UTF_8), "hash".getBytes(UTF_8));

    private final Contoso contoso;
    private final Authenticator authenticator;

    AuthenticatorTest(@TempDir Path folder) {
        contoso = new Contoso(folder);
        authenticator = contoso.authenticator(Optional.empty());
    }

    @AfterEach
    void close() { contoso.close(); }

    @Test
    void speaksThePasswordMechanisms() throws IOException {
        List<SaslTranscript> transcripts = SaslTranscript.read("password-mechanisms.txt", Map.of());
        assertThat(transcripts).hasSizeGreaterThan(25);
        for (int i = 0; i < transcripts.size(); i++) {
            // Each from an address of its own: this is not about throttling.
            transcripts.get(i).play(authenticator, Contoso.peer("192.0.2." + i, true));
        }
    }

    @Test
    void offersPasswordsOnlyWhereNobodyListens() {
        assertThat(authenticator.mechanisms(Contoso.peer("192.0.2.1", true))).containsExactly(
                Mechanism.SCRAM_SHA_256, Mechanism.PLAIN, Mechanism.LOGIN);
        assertThat(authenticator.mechanisms(Contoso.peer("192.0.2.1", false)))
                .containsExactly(Mechanism.SCRAM_SHA_256);
        assertThat(authenticator.mechanisms(Contoso.peer("::1", false)))
                .contains(Mechanism.PLAIN);
        assertThat(authenticator.mechanisms(Contoso.INSIDE.withChannelBindings(BINDINGS)))
                .startsWith(Mechanism.SCRAM_SHA_256_PLUS);
        Peer open = Contoso.peer("192.0.2.1", false);
        assertThat(SaslTranscript.describe(
                authenticator.password("alex", Contoso.PASSWORD, "", open)))
                .isEqualTo("refused ENCRYPTION_REQUIRED");
        assertThat(authenticator.begin("PLAIN", open).next(null))
                .isInstanceOfSatisfying(SaslStep.Finished.class,
                        end -> assertThat(SaslTranscript.describe(end.outcome()))
                                .isEqualTo("refused ENCRYPTION_REQUIRED"));
    }

    @Test
    void provesItselfToAScramClientOfAnotherMaker() throws ScramException {
        assertThat(scram("alex", Contoso.PASSWORD, Contoso.INSIDE, null))
                .isEqualTo("granted alex@contoso.com");
        assertThat(scram("ALEX@contoso.com", Contoso.PASSWORD, Contoso.INSIDE, null))
                .isEqualTo("granted alex@contoso.com");
        assertThat(scram("alex", "wrong", Contoso.INSIDE, null))
                .isEqualTo("refused INVALID_CREDENTIALS");
        assertThat(scram("stale", Contoso.PASSWORD, Contoso.INSIDE, null))
                .isEqualTo("refused PASSWORD_EXPIRED");
        assertThat(scram("gone", Contoso.PASSWORD, Contoso.INSIDE, null))
                .isEqualTo("refused ACCOUNT_DISABLED");
    }

    @Test
    void bindsScramToTheChannel() throws ScramException {
        Peer bound = Contoso.INSIDE.withChannelBindings(BINDINGS);
        assertThat(scram("alex", Contoso.PASSWORD, bound, "tls-exporter"))
                .isEqualTo("granted alex@contoso.com");
        assertThat(scram("alex", Contoso.PASSWORD, bound, "tls-server-end-point"))
                .isEqualTo("granted alex@contoso.com");
        Peer other = Contoso.INSIDE.withChannelBindings(
                new ChannelBindings("another connection".getBytes(UTF_8), null));
        assertThat(scram("alex", Contoso.PASSWORD, other, "tls-exporter"))
                .isEqualTo("refused MALFORMED");
    }

    @Test
    void sendsTheServersProofWithTheSuccessWhereTheProtocolCan() throws ScramException {
        Peer ldap = new Peer(Contoso.INSIDE.address(), Contoso.INSIDE.protocol(), true,
                ChannelBindings.NONE, Optional.empty(), true);
        assertThat(scram("alex", Contoso.PASSWORD, ldap, null))
                .isEqualTo("granted alex@contoso.com");
    }

    @Test
    void answersAnUnknownUserTheSameSaltEachTime() {
        String first = serverFirst(authenticator, "nobody");
        assertThat(serverFirst(authenticator, "NOBODY")).isEqualTo(first);
        assertThat(serverFirst(contoso.authenticator(Optional.empty()), "nobody"))
                .isEqualTo(first);
        assertThat(serverFirst(authenticator, "nobody2")).isNotEqualTo(first);
        assertThat(first).contains("i=4096");
    }

    @Test
    void makesGuessersWaitButNotTheUserElsewhere() {
        for (int i = 0; i < 5; i++) {
            assertThat(password("alex", "guess" + i)).isEqualTo("refused INVALID_CREDENTIALS");
        }
        assertThat(authenticator.password("alex", "guess6", "", Contoso.INSIDE))
                .isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(Outcome.Reason.TOO_MANY_ATTEMPTS);
                    assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(2));
                });
        assertThat(SaslTranscript.describe(authenticator.password("alex", Contoso.PASSWORD, "",
                Contoso.peer("198.51.100.1", true)))).isEqualTo("granted alex@contoso.com");
        contoso.nanos += Duration.ofSeconds(2).toNanos();
        assertThat(password("alex", Contoso.PASSWORD)).isEqualTo("granted alex@contoso.com");
    }

    @Test
    void checksOnceWhatManyConnectionsSayAtOnce() throws Exception {
        try (var threads = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            List<java.util.concurrent.Future<String>> answers = new java.util.ArrayList<>();
            for (int i = 0; i < 40; i++) {
                answers.add(threads.submit(() -> password("alex", Contoso.PASSWORD)));
            }
            for (var answer : answers)
                assertThat(answer.get()).isEqualTo("granted alex@contoso.com");
        }
    }

    @Test
    void throttlesScramGuessesAsWell() throws ScramException {
        for (int i = 0; i < 5; i++) {
            scram("alex", "guess" + i, Contoso.INSIDE, null);
        }
        assertThat(scram("alex", Contoso.PASSWORD, Contoso.INSIDE, null))
                .isEqualTo("refused TOO_MANY_ATTEMPTS");
    }

    @Test
    void throttlesNamesThatAreNobodysLikeOthers() {
        for (int i = 0; i < 5; i++) {
            assertThat(password("nobody", "guess" + i)).isEqualTo("refused INVALID_CREDENTIALS");
        }
        assertThat(password("Nobody", "guess6")).isEqualTo("refused TOO_MANY_ATTEMPTS");
    }

    @Test
    void doesNotCountTheSameWrongPasswordTwice() {
        for (int i = 0; i < 100; i++) {
            assertThat(password("alex", "the old one")).isEqualTo("refused INVALID_CREDENTIALS");
        }
        assertThat(password("alex", Contoso.PASSWORD)).isEqualTo("granted alex@contoso.com");
    }

    @Test
    void forgetsRememberedPasswordsWhenTheyChange() {
        assertThat(password("alex", Contoso.PASSWORD)).isEqualTo("granted alex@contoso.com");
        assertThat(password("alex", "Password02!")).isEqualTo("refused INVALID_CREDENTIALS");
        contoso.setPassword("alex", contoso.hasher.credential("Password02!"));
        assertThat(password("alex", Contoso.PASSWORD)).isEqualTo("refused INVALID_CREDENTIALS");
        assertThat(password("alex", "Password02!")).isEqualTo("granted alex@contoso.com");
    }

    @Test
    void renewsAnImportedHashAtTheFirstLogin() throws ScramException {
        contoso.setPassword("alex", Credential.imported("{SHA512-CRYPT}$6$saltstring$svn8UoSVapNtMu"
                + "q1ukKS4tPQd8iKwSMHWjl/O817G3uBnIFNjnQJuesI68u4OTLiBFdcbYEdFCoEOfaS35inz1"));
        assertThat(scram("alex", "Hello world!", Contoso.INSIDE, null))
                .isEqualTo("refused INVALID_CREDENTIALS");
        assertThat(password("alex", "Hello world!")).isEqualTo("granted alex@contoso.com");
        LoginRecord renewed = contoso.directory.loginRecord(contoso.id("alex")).orElseThrow();
        assertThat(renewed.credential().orElseThrow().hash())
                .isInstanceOf(PasswordHash.Argon2id.class);
        assertThat(scram("alex", "Hello world!", Contoso.INSIDE, null))
                .isEqualTo("granted alex@contoso.com");
    }

    @Test
    void takesAppPasswordsUntilTheyAreRemoved() {
        String text = AppPasswordText.fresh();
        long user = contoso.id("alex");
        long id = contoso.directory.<Long>change(
                edit -> edit.addAppPassword(user, "phone", AppPasswordText.digest(text)));
        assertThat(password("alex", text)).isEqualTo("granted alex@contoso.com");
        assertThat(password("alex", text.replace("-", " ").toUpperCase(java.util.Locale.ROOT)))
                .isEqualTo("granted alex@contoso.com");
        assertThat(password("admin", text)).isEqualTo("refused INVALID_CREDENTIALS");
        contoso.directory.change(edit -> edit.removeAppPassword(user, id));
        assertThat(password("alex", text)).isEqualTo("refused INVALID_CREDENTIALS");
    }

    @Test
    void letsUsersChangeAnExpiredPassword() {
        assertThat(password("stale", Contoso.PASSWORD)).isEqualTo("refused PASSWORD_EXPIRED");
        assertThatThrownBy(() -> authenticator.changePassword("stale", Contoso.PASSWORD, "short",
                Contoso.INSIDE)).isInstanceOf(MailError.Invalid.class);
        assertThat(SaslTranscript.describe(
                authenticator.changePassword("stale", "wrong", "Password02!", Contoso.INSIDE)))
                .isEqualTo("refused INVALID_CREDENTIALS");
        assertThat(SaslTranscript.describe(authenticator.changePassword("stale", Contoso.PASSWORD,
                "Password02!", Contoso.INSIDE))).isEqualTo("granted stale@contoso.com");
        assertThat(password("stale", "Password02!")).isEqualTo("granted stale@contoso.com");
    }

    @Test
    void describesTheActor() {
        Outcome outcome = authenticator.password("admin", Contoso.PASSWORD, "", Contoso.INSIDE);
        DirectoryObject.User admin = (DirectoryObject.User) contoso.directory.named("admin");
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Granted.class, granted -> {
            Actor.Person actor = granted.actor();
            assertThat(actor.userGuid()).isEqualTo(admin.guid());
            assertThat(actor.mailboxGuid()).isEqualTo(admin.mailboxGuid());
            assertThat(actor.primaryAddress()).isEqualTo("admin@contoso.com");
            assertThat(actor.rights()).isEqualTo(new Actor.Rights(false, true));
            assertThat(actor.isImpersonated()).isFalse();
        });
    }

    @Test
    void takesExternalWhereTheConnectionVouches() {
        Peer vouched = new Peer(Contoso.INSIDE.address(), Contoso.INSIDE.protocol(), true,
                ChannelBindings.NONE, Optional.of("alex@contoso.com"), false);
        SaslExchange exchange = authenticator.begin("EXTERNAL", vouched);
        assertThat(exchange.next(null)).isInstanceOf(SaslStep.Challenge.class);
        assertThat(exchange.next(new byte[0])).isInstanceOfSatisfying(SaslStep.Finished.class,
                end -> assertThat(SaslTranscript.describe(end.outcome()))
                        .isEqualTo("granted alex@contoso.com"));
    }

    @Test
    void takesAsLongForNobodyAsForSomebody() {
        contoso.setPassword("alex", contoso.hasher.credential("another one"));
        long somebody = Long.MAX_VALUE;
        long nobody = Long.MAX_VALUE;
        for (int i = 0; i < 40; i++) {
            // The best of many, each a fresh guess from a fresh address.
            Peer peer = Contoso.peer("198.51.100." + i, true);
            Peer other = Contoso.peer("203.0.113." + i, true);
            long start = System.nanoTime();
            authenticator.password("alex", "wrong" + i, "", peer);
            long middle = System.nanoTime();
            authenticator.password("nobody", "wrong" + i, "", other);
            long end = System.nanoTime();
            somebody = Math.min(somebody, middle - start);
            nobody = Math.min(nobody, end - middle);
        }
        assertThat((double) nobody / somebody).isBetween(0.5, 2.0);
    }

    private String password(String name, String password) {
        return SaslTranscript
                .describe(authenticator.password(name, password, "", Contoso.INSIDE));
    }

    private static String serverFirst(Authenticator authenticator, String name) {
        SaslStep step = authenticator.begin("SCRAM-SHA-256", Contoso.INSIDE)
                .next(("n,,n=" + name + ",r=abc").getBytes(UTF_8));
        String text = new String(((SaslStep.Challenge) step).data(), UTF_8);
        return text.substring(text.indexOf(",s="));
    }

    /// Runs the whole exchange with com.ongres.scram as the client, which checks the server's proof.
    private String scram(String name, String password, Peer peer,
            @org.jspecify.annotations.Nullable String bindingType) throws ScramException {
        var builder = ScramClient.builder()
                .advertisedMechanisms(List.of(bindingType == null
                        ? "SCRAM-SHA-256"
                        : "SCRAM-SHA-256-PLUS"))
                .username(name).password(password.toCharArray());
        if (bindingType != null) {
            builder = builder.channelBinding(bindingType, bindingType.equals("tls-exporter")
                    ? "exported keying material of this".getBytes(UTF_8)
                    : "hash".getBytes(UTF_8));
        }
        ScramClient client = builder.build();
        SaslExchange exchange = authenticator.begin(client.getScramMechanism().getName(), peer);
        SaslStep step = exchange.next(client.clientFirstMessage().toString().getBytes(UTF_8));
        client.serverFirstMessage(text(step));
        step = exchange.next(client.clientFinalMessage().toString().getBytes(UTF_8));
        if (step instanceof SaslStep.Finished(Outcome outcome, byte[] data)) {
            if (data == null)
                return SaslTranscript.describe(outcome);
            client.serverFinalMessage(new String(data, UTF_8));
            return SaslTranscript.describe(outcome);
        }
        client.serverFinalMessage(text(step));
        step = exchange.next(new byte[0]);
        return SaslTranscript.describe(((SaslStep.Finished) step).outcome());
    }

    private static String text(SaslStep step) {
        return new String(((SaslStep.Challenge) step).data(), UTF_8);
    }
}

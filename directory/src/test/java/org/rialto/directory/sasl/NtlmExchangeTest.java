package org.rialto.directory.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import com.code_intelligence.jazzer.junit.FuzzTest;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.directory.CredentialPurpose;
import org.rialto.base.MalformedDataException;
import org.rialto.directory.Flag;
import org.rialto.directory.Mutations;
import org.rialto.directory.Protocol;
import org.rialto.directory.ntlm.NtlmClient;
import org.rialto.directory.ntlm.NtlmServer;
import org.rialto.directory.ntlm.NtlmSettings;
import org.rialto.directory.ntlm.NtlmSettings.ChannelBinding;

final class NtlmExchangeTest {
    private static final int RUNS = Integer.getInteger("rialto.fuzz.runs", 20_000);
    private static final byte[] END_POINT = "hash of the certificate".getBytes(
            StandardCharsets.US_ASCII);
    private final Contoso contoso;

    NtlmExchangeTest(@TempDir Path folder) { contoso = new Contoso(folder); }

    @AfterEach
    void close() { contoso.close(); }

    private Authenticator authenticator(ChannelBinding policy) {
        return contoso.authenticator(Optional.empty(),
                Optional.of(new NtlmSettings("mail.contoso.com", policy)));
    }

    private static Peer peer() {
        return new Peer(Contoso.INSIDE.address(), Protocol.EWS, true,
                new ChannelBindings(null, END_POINT), Optional.empty(), true);
    }

    private static byte[] data(SaslStep step) { return ((SaslStep.Challenge) step).data(); }

    private static Outcome ntlm(Authenticator authenticator, NtlmClient client) {
        SaslExchange exchange = authenticator.begin("NTLM", peer());
        byte[] challenge = data(exchange.next(client.negotiate()));
        return ((SaslStep.Finished) exchange.next(client.authenticate(challenge))).outcome();
    }

    private static NtlmClient alex(String domain, String user) {
        return new NtlmClient(domain, user, Contoso.PASSWORD);
    }

    private static String name(Outcome outcome) {
        return outcome instanceof Outcome.Granted granted
                ? granted.actor().name()
                : ((Outcome.Refused) outcome).reason().name();
    }

    @Test
    void takesEveryFormOfALogInNameAndAMachineForADomain() {
        Authenticator authenticator = authenticator(ChannelBinding.ALLOW);
        for (String[] form : List.of(new String[]{"", "alex"}, new String[]{"CONTOSO", "alex"},
                new String[]{"contoso", "ALEX"}, new String[]{"", "alex@contoso.com"},
                new String[]{"LAPTOP-7", "alex"})) {
            assertThat(name(ntlm(authenticator, alex(form[0], form[1]))))
                    .as(form[0] + "\\" + form[1]).isEqualTo("alex@contoso.com");
        }
    }

    @Test
    void refusesAWrongPasswordAndAnUnknownUserAlike() {
        Authenticator authenticator = authenticator(ChannelBinding.ALLOW);
        assertThat(name(ntlm(authenticator, new NtlmClient("", "alex", "wrong"))))
                .isEqualTo("INVALID_CREDENTIALS");
        assertThat(name(ntlm(authenticator, new NtlmClient("", "nobody", "wrong"))))
                .isEqualTo("INVALID_CREDENTIALS");
        assertThat(name(ntlm(authenticator, alex("", "gone")))).isEqualTo("ACCOUNT_DISABLED");
        assertThat(name(ntlm(authenticator, alex("", "expired")))).isEqualTo("PASSWORD_EXPIRED");
    }

    @Test
    void takesAClientThatOffersOnlyOemNamesAsCurlDoes() {
        assertThat(name(ntlm(authenticator(ChannelBinding.ALLOW),
                alex("", "alex").offeringOemNames()))).isEqualTo("alex@contoso.com");
    }

    @Test
    void countsGuesses() {
        Authenticator authenticator = authenticator(ChannelBinding.ALLOW);
        String last = "";
        for (int i = 0; i < 100 && !last.equals("TOO_MANY_ATTEMPTS"); i++)
            last = name(ntlm(authenticator, new NtlmClient("", "alex", "guess" + i)));
        assertThat(last).isEqualTo("TOO_MANY_ATTEMPTS");
    }

    @Test
    void bindsTheLogInToItsTlsConnection() {
        for (ChannelBinding policy : ChannelBinding.values()) {
            Authenticator authenticator = authenticator(policy);
            assertThat(name(ntlm(authenticator, alex("", "alex").boundTo(END_POINT))))
                    .isEqualTo("alex@contoso.com");
            assertThat(name(ntlm(authenticator, alex("", "alex"))))
                    .isEqualTo(policy == ChannelBinding.REQUIRE
                            ? "INVALID_CREDENTIALS"
                            : "alex@contoso.com");
            assertThat(name(ntlm(authenticator, alex("", "alex").boundTo(new byte[32]))))
                    .isEqualTo(policy == ChannelBinding.OFF
                            ? "alex@contoso.com"
                            : "INVALID_CREDENTIALS");
        }
    }

    @Test
    void noticesAMessageThatWasTamperedWith() {
        Authenticator authenticator = authenticator(ChannelBinding.ALLOW);
        NtlmClient client = alex("", "alex");
        for (int at : new int[]{60, 72, 87}) {
            SaslExchange exchange = authenticator.begin("NTLM", peer());
            byte[] message = client.authenticate(data(exchange.next(client.negotiate())));
            message[at] ^= 4;
            assertThat(name(((SaslStep.Finished) exchange.next(message)).outcome()))
                    .isEqualTo("INVALID_CREDENTIALS");
        }
        assertThat(name(ntlm(authenticator, alex("", "alex").withoutMic())))
                .isEqualTo("alex@contoso.com");
    }

    @Test
    void keepsNtHashesOnlySealedAndOnlyOfThePresentPassword() {
        Authenticator authenticator = authenticator(ChannelBinding.ALLOW);
        long id = contoso.id("alex");
        assertThat(contoso.directory.sealed(id, CredentialPurpose.NTLM).orElseThrow())
                .startsWith("1.")
                .doesNotContain(HexFormat.of().formatHex(new byte[16]));
        contoso.setPassword("alex", contoso.hasher.credential("Another password"));
        assertThat(name(ntlm(authenticator, alex("", "alex")))).isEqualTo("INVALID_CREDENTIALS");
        assertThat(name(ntlm(authenticator, new NtlmClient("", "alex", "Another password"))))
                .isEqualTo("alex@contoso.com");
        contoso.directory.removeSealed(CredentialPurpose.NTLM);
        assertThat(contoso.directory.sealed(id, CredentialPurpose.NTLM)).isEmpty();
        assertThat(name(ntlm(authenticator, new NtlmClient("", "alex", "Another password"))))
                .isEqualTo("INVALID_CREDENTIALS");
        // A log-in with the password itself brings the NT hash back.
        assertThat(authenticator.password("alex", "Another password", "", peer()))
                .isInstanceOf(Outcome.Granted.class);
        assertThat(name(ntlm(authenticator, new NtlmClient("", "alex", "Another password"))))
                .isEqualTo("alex@contoso.com");
    }

    @Test
    void isOfferedOnlyWhereItIsTurnedOn() {
        assertThat(contoso.authenticator(Optional.empty()).mechanisms(peer()))
                .doesNotContain(Mechanism.NTLM, Mechanism.GSS_SPNEGO);
        Authenticator authenticator = authenticator(ChannelBinding.ALLOW);
        assertThat(authenticator.mechanisms(peer())).contains(Mechanism.NTLM,
                Mechanism.GSS_SPNEGO);
        assertThat(authenticator.mechanisms(Contoso.INSIDE)).contains(Mechanism.NTLM)
                .doesNotContain(Mechanism.GSS_SPNEGO);
        assertThat(authenticator.mechanisms(Contoso.peer("192.0.2.1", false)))
                .doesNotContain(Mechanism.NTLM);
    }

    // SPNEGO.

    private static final byte[] NTLM_OID = SpnegoToken.element(6,
            HexFormat.of().parseHex(SpnegoToken.NTLM));
    private static final byte[] KERBEROS_OID = SpnegoToken.element(6,
            HexFormat.of().parseHex(SpnegoToken.KERBEROS));

    private static byte[] list(byte[]... oids) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] oid : oids)
            out.writeBytes(oid);
        return SpnegoToken.element(0x30, out.toByteArray());
    }

    private static byte[] init(byte[] list, byte @Nullable [] token) {
        ByteArrayOutputStream fields = new ByteArrayOutputStream();
        fields.writeBytes(SpnegoToken.element(0xA0, list));
        if (token != null)
            fields.writeBytes(SpnegoToken.element(0xA2, SpnegoToken.element(4, token)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(SpnegoToken.element(6, HexFormat.of().parseHex(SpnegoToken.SPNEGO)));
        out.writeBytes(SpnegoToken.element(0xA0,
                SpnegoToken.element(0x30, fields.toByteArray())));
        return SpnegoToken.element(0x60, out.toByteArray());
    }

    private static byte[] resp(byte[] token, byte @Nullable [] mic) {
        return SpnegoToken.response(SpnegoToken.State.ACCEPT_INCOMPLETE, null, token, mic);
    }

    private static byte[] inner(SaslStep step) {
        return Objects.requireNonNull(SpnegoToken.read(data(step)).token());
    }

    @Test
    void wrapsNtlmInSpnegoAndSignsTheChoice() {
        SaslExchange exchange = authenticator(ChannelBinding.REQUIRE).begin("GSS-SPNEGO", peer());
        NtlmClient client = alex("", "alex").boundTo(END_POINT);
        byte[] list = list(NTLM_OID);
        byte[] challenge = inner(exchange.next(init(list, client.negotiate())));
        SaslStep.Finished end = (SaslStep.Finished) exchange
                .next(resp(client.authenticate(challenge), client.sign(list)));
        assertThat(name(end.outcome())).isEqualTo("alex@contoso.com");
        SpnegoToken last = SpnegoToken.read(Objects.requireNonNull(end.data()));
        assertThat(last.mic()).isEqualTo(client.expectedSignature(list));
    }

    @Test
    void takesAClientThatWouldRatherHaveKerberosIfTheChoiceIsSigned() {
        Authenticator authenticator = authenticator(ChannelBinding.ALLOW);
        for (int attempt = 0; attempt < 3; attempt++) {
            SaslExchange exchange = authenticator.begin("GSS-SPNEGO", peer());
            NtlmClient client = alex("", "alex");
            byte[] list = list(KERBEROS_OID, NTLM_OID);
            SaslStep first = exchange.next(init(list, "a ticket".getBytes(
                    StandardCharsets.US_ASCII)));
            // negState request-mic, supportedMech NTLM.
            assertThat(HexFormat.of().formatHex(data(first)))
                    .isEqualTo("a1153013a0030a0103a10c060a2b06010401823702020a");
            byte[] challenge = inner(exchange.next(resp(client.negotiate(), null)));
            byte[] mic = switch (attempt) {
                case 0 -> client.sign(list);
                case 1 -> client.sign(list(NTLM_OID));
                default -> null;
            };
            SaslStep.Finished end = (SaslStep.Finished) exchange
                    .next(resp(client.authenticate(challenge), mic));
            assertThat(name(end.outcome()))
                    .isEqualTo(attempt == 0 ? "alex@contoso.com" : "MALFORMED");
        }
    }

    @Test
    void takesNtlmWithoutSpnegoAroundIt() {
        SaslExchange exchange = authenticator(ChannelBinding.ALLOW).begin("GSS-SPNEGO", peer());
        NtlmClient client = alex("", "alex");
        byte[] challenge = data(exchange.next(client.negotiate()));
        assertThat(NtlmServer.isNtlm(challenge)).isTrue();
        SaslStep.Finished end = (SaslStep.Finished) exchange.next(client.authenticate(challenge));
        assertThat(name(end.outcome())).isEqualTo("alex@contoso.com");
    }

    // Anything else.

    private static void parse(byte[] input) {
        try {
            SpnegoToken.read(input);
        } catch (MalformedDataException e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
    }

    @FuzzTest
    void survivesAnyToken(byte[] input) { parse(input); }

    @Test
    void survivesMutatedMessages() {
        Authenticator authenticator = authenticator(ChannelBinding.ALLOW);
        NtlmClient client = alex("", "alex");
        SaslExchange seed = authenticator.begin("NTLM", peer());
        byte[] authenticate = client.authenticate(data(seed.next(client.negotiate())));
        Mutations mutations = new Mutations(List.of(client.negotiate(), authenticate,
                init(list(NTLM_OID), client.negotiate()), resp(authenticate, new byte[16])),
                20261121);
        for (int run = 0; run < RUNS / 16; run++) {
            parse(mutations.next());
            SaslExchange exchange = authenticator.begin(run % 2 == 0 ? "NTLM" : "GSS-SPNEGO",
                    peer());
            SaslStep step = exchange.next(mutations.next());
            for (int i = 0; i < 4 && step instanceof SaslStep.Challenge; i++)
                step = exchange.next(mutations.next());
            assertThat(step).isInstanceOf(SaslStep.Finished.class);
        }
        assertThat(contoso.directory.object(contoso.id("alex")).orElseThrow().entry()
                .is(Flag.LOGIN)).isTrue();
    }
}

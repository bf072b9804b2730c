package org.rialto.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.directory.Flag;
import org.rialto.directory.Protocol;
import org.rialto.directory.ntlm.NtlmClient;

@Timeout(300)
class HttpAuthenticationTest {
    private static final int RUNS = Math.min(5_000, Integer.getInteger("rialto.fuzz.runs", 300));
    private static final HttpRoute WHO = new HttpRoute("/who", Protocol.EWS,
            HttpRoute.Access.LOGGED_IN, 1000, exchange -> exchange.respond(200,
                    exchange.actor().name()));
    @TempDir
    Path folder;

    private static HttpResponse<String> who(TestHost host, String authorization)
            throws Exception {
        return host.send(host.request("/who").header("Authorization", authorization));
    }

    @Test
    void asksForALogInWithTheSchemesThatWork() throws Exception {
        try (TestHost host = new TestHost(folder, HttpLimits.DEFAULT, WHO)) {
            HttpResponse<String> answer = host.get("/who");
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().allValues("WWW-Authenticate"))
                    .isEqualTo(List.of("Negotiate", "NTLM",
                            "Basic realm=\"Rialto\", charset=\"UTF-8\""));
        }
    }

    @Test
    void takesEveryFormOfALogInName() throws Exception {
        try (TestHost host = new TestHost(folder, HttpLimits.DEFAULT, WHO)) {
            for (String name : List.of("alex", "alex@contoso.com", "CONTOSO\\alex",
                    "contoso.com\\ALEX")) {
                HttpResponse<String> answer = who(host, TestHost.basic(name, TestHost.PASSWORD));
                assertThat(answer.body()).as(name).isEqualTo("alex@contoso.com");
            }
        }
    }

    @Test
    void takesUtf8AndLatin1() throws Exception {
        try (TestHost host = new TestHost(folder, HttpLimits.DEFAULT, WHO)) {
            String pair = "zoë:" + TestHost.PASSWORD;
            for (var charset : List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1)) {
                assertThat(who(host, "basic  " + Base64.getEncoder()
                        .encodeToString(pair.getBytes(charset))).body())
                        .isEqualTo("zoë@contoso.com");
            }
        }
    }

    @Test
    void refusesWithTheRightStatus() throws Exception {
        try (TestHost host = new TestHost(folder, HttpLimits.DEFAULT, WHO)) {
            assertThat(who(host, TestHost.basic("alex", "wrong password")).statusCode())
                    .isEqualTo(401);
            assertThat(who(host, TestHost.basic("nobody", "wrong password")).statusCode())
                    .isEqualTo(401);
            assertThat(who(host, "Basic !!!").statusCode()).isEqualTo(401);
            assertThat(who(host, "Digest x=y").statusCode()).isEqualTo(401);
            assertThat(who(host, "Bearer abc").statusCode()).isEqualTo(401);
            assertThat(who(host, TestHost.basic("noews", TestHost.PASSWORD)).statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void tellsAGuesserToWait() throws Exception {
        try (TestHost host = new TestHost(folder, HttpLimits.DEFAULT, WHO)) {
            HttpResponse<String> answer = who(host, TestHost.basic("alex", "guess"));
            for (int i = 0; i < 100 && answer.statusCode() == 401; i++) {
                answer = who(host, TestHost.basic("alex", "guess" + i));
            }
            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(answer.headers().firstValue("Retry-After").orElseThrow())
                    .matches("[1-9][0-9]*");
        }
    }

    // NTLM and Negotiate.

    private static final HttpRoute WEB = new HttpRoute("/web", Protocol.WEB,
            HttpRoute.Access.LOGGED_IN, 1000, exchange -> exchange.respond(200,
                    "web " + exchange.actor().name()));

    @Test
    void logsAConnectionInByNtlm() throws Exception {
        for (String scheme : List.of("NTLM", "Negotiate")) {
            try (TestHost host = new TestHost(folder.resolve(scheme), HttpLimits.DEFAULT, WHO,
                    WEB); OneConnection connection = new OneConnection(host.port())) {
                NtlmClient client = new NtlmClient("CONTOSO", "alex", TestHost.PASSWORD);
                connection.send("POST", "/who", scheme, client.negotiate(), "a body");
                assertThat(connection.status()).isEqualTo(401);
                byte[] challenge = connection.token(scheme);
                connection.send("POST", "/who", scheme, client.authenticate(challenge), "a body");
                assertThat(connection.status()).isEqualTo(200);
                assertThat(connection.body()).isEqualTo("alex@contoso.com");
                assertThat(connection.head()).contains("Persistent-Auth: true");
                // The connection stays logged in, for other protocols too.
                connection.send("GET", "/web", "", new byte[0], "");
                assertThat(connection.body()).isEqualTo("web alex@contoso.com");
                // Until the account is turned off for one, or altogether.
                change(host, Flag.WEB);
                connection.send("GET", "/web", "", new byte[0], "");
                assertThat(connection.status()).isEqualTo(403);
                connection.send("GET", "/who", "", new byte[0], "");
                assertThat(connection.status()).isEqualTo(200);
                change(host, Flag.LOGIN);
                connection.send("GET", "/who", "", new byte[0], "");
                assertThat(connection.status()).isEqualTo(401);
            }
        }
    }

    private static void change(TestHost host, Flag flag) {
        host.directory.change(edit -> edit.set(edit.named("alex").id(), flag, false));
    }

    @Test
    void anotherConnectionIsSomebodyElse() throws Exception {
        try (TestHost host = new TestHost(folder, HttpLimits.DEFAULT, WHO);
                OneConnection one = new OneConnection(host.port());
                OneConnection two = new OneConnection(host.port())) {
            NtlmClient client = new NtlmClient("", "alex", TestHost.PASSWORD);
            one.send("GET", "/who", "NTLM", client.negotiate(), "");
            byte[] authenticate = client.authenticate(one.token("NTLM"));
            two.send("GET", "/who", "NTLM", authenticate, "");
            assertThat(two.status()).isEqualTo(401);
            one.send("GET", "/who", "NTLM", authenticate, "");
            assertThat(one.status()).isEqualTo(200);
            two.send("GET", "/who", "", new byte[0], "");
            assertThat(two.status()).isEqualTo(401);
            // A password that is refused does not fall back on who was there before.
            one.send("GET", "/who", "Basic", "alex:wrong".getBytes(StandardCharsets.UTF_8), "");
            assertThat(one.status()).isEqualTo(401);
        }
    }

    /// Whatever an Authorization header says, the answer is one that a client understands.
    @Test
    void malformedTokensAreNoFailureOfTheServer() throws Exception {
        Random random = new Random(20261121);
        try (TestHost host = new TestHost(folder, HttpLimits.DEFAULT, WHO)) {
            for (int run = 0; run < RUNS; run++) {
                try (OneConnection connection = new OneConnection(host.port())) {
                    NtlmClient client = new NtlmClient("CONTOSO", "alex", TestHost.PASSWORD);
                    String scheme = random.nextBoolean() ? "NTLM" : "Negotiate";
                    connection.send("GET", "/who", scheme, mutated(client.negotiate(), random),
                            "");
                    assertUnderstood(connection);
                    if (connection.head().contains("WWW-Authenticate: " + scheme + " ")) {
                        byte[] challenge = connection.token(scheme);
                        byte[] last;
                        try {
                            last = client.authenticate(challenge);
                        } catch (RuntimeException notOfAMutatedBeginning) {
                            last = challenge;
                        }
                        connection.send("GET", "/who", scheme, mutated(last, random), "");
                        assertUnderstood(connection);
                    }
                    connection.send("GET", "/who", odd(random), "");
                    assertUnderstood(connection);
                }
            }
            assertThat(host.host.statistics().failures()).isZero();
        }
    }

    private static void assertUnderstood(OneConnection connection) {
        assertThat(connection.status()).as(connection.head()).isIn(200, 401, 403, 429);
    }

    private static byte[] mutated(byte[] token, Random random) {
        byte[] bytes = random.nextInt(4) == 0
                ? Arrays.copyOf(token, random.nextInt(token.length + 8))
                : token.clone();
        for (int i = random.nextInt(4); i > 0 && bytes.length > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static String odd(Random random) {
        byte[] bytes = new byte[random.nextInt(60)];
        random.nextBytes(bytes);
        String token = Base64.getEncoder().encodeToString(bytes);
        String spnego = Base64.getEncoder().encodeToString(mutated(HexFormat.of().parseHex(
                "602806062B0601050502A01E301CA01A3018060A2B06010401823702021E060A2B0601040182"
                        + "3702020A"),
                random));
        List<String> odd = List.of("Basic", "Basic ", "Basic =", "Basic Og==", "Basic " + token,
                "Basic " + Base64.getEncoder().encodeToString(("a\0b:" + "x".repeat(5000))
                        .getBytes(StandardCharsets.UTF_8)),
                "Bearer", "Bearer .", "Bearer ..", "Bearer a.b.c",
                "Bearer eyJhbGciOiJub25lIn0.e30.", "Bearer " + token, "NTLM", "NTLM =",
                "NTLM TlRMTVNTUAADAAAA", "NTLM " + token, "Negotiate", "Negotiate YA==",
                "Negotiate oQ==", "Negotiate " + token, "Negotiate " + spnego, "Digest x=\"y\"",
                "x", "=", ",", "Basic\tAAAA", "bAsIc " + token, "Negotiate " + "A".repeat(6000));
        return odd.get(random.nextInt(odd.size()));
    }
}

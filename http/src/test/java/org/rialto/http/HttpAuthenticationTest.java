package org.rialto.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.directory.Flag;
import org.rialto.directory.Protocol;
import org.rialto.directory.ntlm.NtlmClient;

@Timeout(60)
class HttpAuthenticationTest {
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
}

package org.rialto.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.directory.Protocol;

@Timeout(300)
class HttpHostTest {
    @TempDir
    Path folder;

    private static HttpRoute open(String path, HttpEndpoint endpoint) {
        return new HttpRoute(path, Protocol.WEB, HttpRoute.Access.ANYBODY, 1000, endpoint);
    }

    private static final HttpRoute HELLO = open("/Hello", exchange -> exchange.respond(200,
            "hello " + exchange.query("NAME") + " " + exchange.path()));
    private static final HttpRoute ECHO = open("/echo/*", exchange -> exchange.respond(200,
            "application/octet-stream", exchange.readBody()));

    @Test
    void findsEndpointsWithoutCaseAndByPrefix() throws Exception {
        try (TestHost host = new TestHost(folder, HttpLimits.DEFAULT, HELLO, ECHO)) {
            assertThat(host.get("/hELLO?name=J%C3%BCrgen").body()).isEqualTo("hello Jürgen /hELLO");
            assertThat(host.send(host.request("/echo/deep/er")
                    .POST(BodyPublishers.ofString("abc"))).body()).isEqualTo("abc");
            assertThat(host.get("/other").statusCode()).isEqualTo(404);
            assertThat(host.send(host.request("/Hello").method("TRACE", BodyPublishers.noBody()))
                    .statusCode()).isEqualTo(405);
        }
    }

    @Test
    void namesEachRequestAndTellsNothingOfItself() throws Exception {
        try (TestHost host = new TestHost(folder, HttpLimits.DEFAULT, HELLO)) {
            HttpResponse<String> one = host.get("/hello");
            HttpResponse<String> two = host.get("/hello");
            UUID first = UUID.fromString(one.headers().firstValue("request-id").orElseThrow());
            UUID second = UUID.fromString(two.headers().firstValue("request-id").orElseThrow());
            assertThat(first).isNotEqualTo(second);
            assertThat(first.version()).isEqualTo(4);
            assertThat(first.variant()).isEqualTo(2);
            assertThat(one.headers().firstValue("Server")).isEmpty();
        }
    }

    /// MS-OXDISCO §3.1.5: what asks for a log-in is for TLS, of the host that the server is.
    @Test
    void sendsWhoComesInTheClearFromElsewhereToTls() throws Exception {
        HttpRoute clear = new HttpRoute("/clear", Protocol.WEB, HttpRoute.Access.ANYBODY_IN_CLEAR,
                1000, exchange -> exchange.respond(200, "clear"));
        try (TestHost host = new TestHost(folder, HttpLimits.DEFAULT, HELLO, clear)) {
            assertThat(host.get("/hello").statusCode()).isEqualTo(200);
            assertThat(host.fromElsewhere("GET /Hello?name=a%20b", 443))
                    .startsWith("HTTP/1.1 302 ")
                    .contains("\r\nLocation: https://mail.contoso.com/Hello?name=a%20b\r\n");
            assertThat(host.fromElsewhere("HEAD /hello", 8443)).startsWith("HTTP/1.1 302 ")
                    .contains("\r\nLocation: https://mail.contoso.com:8443/hello\r\n");
            assertThat(host.fromElsewhere("POST /hello", 443)).startsWith("HTTP/1.1 403 ")
                    .contains("Connection: close").doesNotContain("Location");
            assertThat(host.fromElsewhere("GET /clear", 443)).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void refusesBodiesOverTheLimitAnnouncedOrNot() throws Exception {
        try (TestHost host = new TestHost(folder, HttpLimits.DEFAULT, ECHO)) {
            byte[] big = new byte[1001];
            assertThat(host.send(host.request("/echo/").POST(BodyPublishers.ofByteArray(big)))
                    .statusCode()).isEqualTo(413);
            assertThat(host.send(host.request("/echo/").POST(BodyPublishers
                    .ofInputStream(() -> new java.io.ByteArrayInputStream(big)))).statusCode())
                    .isEqualTo(413);
            assertThat(host.send(host.request("/echo/").POST(BodyPublishers
                    .ofInputStream(() -> new java.io.ByteArrayInputStream(big, 0, 1000))))
                    .statusCode()).isEqualTo(200);
        }
    }

    @Test
    void refusesHeadsOverTheLimit() throws Exception {
        HttpLimits small = new HttpLimits(10, 0, 10, 0, 8192, Duration.ofSeconds(10), 0, true);
        try (TestHost host = new TestHost(folder, small, HELLO)) {
            assertThat(host.send(host.request("/hello").header("X", "x".repeat(10_000)))
                    .statusCode()).isEqualTo(431);
        }
    }

    @Test
    void answersAFailureWithItsRequestIdAndGoesOn() throws Exception {
        HttpRoute broken = open("/broken", exchange -> {
            throw new IllegalStateException("secret");
        });
        try (TestHost host = new TestHost(folder, HttpLimits.DEFAULT, broken, HELLO)) {
            HttpResponse<String> answer = host.get("/broken");
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).doesNotContain("secret")
                    .contains(answer.headers().firstValue("request-id").orElseThrow());
            assertThat(host.get("/hello").statusCode()).isEqualTo(200);
            assertThat(host.host.statistics().failures()).isEqualTo(1);
            assertThat(host.host.statistics().answered()[5]).isEqualTo(1);
        }
    }

    @Test
    void streamsWhatIsFlushedBeforeTheRestIsThere() throws Exception {
        CountDownLatch more = new CountDownLatch(1);
        HttpRoute slow = open("/slow", exchange -> {
            OutputStream out = exchange.output();
            out.write("first\n".getBytes(StandardCharsets.UTF_8));
            out.flush();
            await(more);
            out.write("second\n".getBytes(StandardCharsets.UTF_8));
        });
        try (TestHost host = new TestHost(folder, HttpLimits.DEFAULT, slow)) {
            HttpResponse<InputStream> answer = host.client.send(host.request("/slow").build(),
                    BodyHandlers.ofInputStream());
            byte[] first = answer.body().readNBytes(6);
            assertThat(new String(first, StandardCharsets.UTF_8)).isEqualTo("first\n");
            more.countDown();
            assertThat(new String(answer.body().readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("second\n");
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(60, TimeUnit.SECONDS))
                throw new IOException("waited too long");
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void turnsRequestsAwayWhenTooManyAreAtWork() throws Exception {
        HttpLimits two = new HttpLimits(100, 0, 2, 0, 8192, Duration.ofSeconds(10), 0, true);
        CountDownLatch working = new CountDownLatch(2);
        CountDownLatch end = new CountDownLatch(1);
        HttpRoute busy = open("/busy", exchange -> {
            working.countDown();
            await(end);
            exchange.respond(200, "done");
        });
        try (TestHost host = new TestHost(folder, two, busy, HELLO)) {
            var first = host.client.sendAsync(host.request("/busy").build(),
                    BodyHandlers.ofString());
            var second = host.client.sendAsync(host.request("/busy").build(),
                    BodyHandlers.ofString());
            await(working);
            HttpResponse<String> third = host.get("/hello");
            assertThat(third.statusCode()).isEqualTo(503);
            assertThat(third.headers().firstValue("Retry-After")).contains("5");
            end.countDown();
            assertThat(first.get().body() + second.get().body()).isEqualTo("donedone");
            // A place is given back once the last bytes are on their way, which the client has then.
            long refused = 1;
            while (host.get("/hello").statusCode() == 503)
                assertThat(++refused).isLessThan(1000);
            assertThat(host.host.statistics().refused()).isEqualTo(refused);
        }
    }

    private static HttpRoute polling(CountDownLatch waiting, CountDownLatch news) {
        return open("/poll", exchange -> {
            String result;
            try (LongPoll poll = exchange.longPoll()) {
                waiting.countDown();
                result = news.await(30, TimeUnit.SECONDS) ? "news" : "nothing";
            } catch (InterruptedException e) {
                result = "stopping " + exchange.isDraining();
            }
            exchange.respond(200, result);
        });
    }

    @Test
    void longPollsAreNeitherWorkNorIdle() throws Exception {
        HttpLimits one = new HttpLimits(100, 0, 1, 0, 8192, Duration.ofMillis(300), 0, true);
        CountDownLatch waiting = new CountDownLatch(1);
        CountDownLatch news = new CountDownLatch(1);
        try (TestHost host = new TestHost(folder, one, polling(waiting, news), HELLO)) {
            CompletableFuture<HttpResponse<String>> poll = host.client
                    .sendAsync(host.request("/poll").build(), BodyHandlers.ofString());
            await(waiting);
            assertThat(host.get("/hello").statusCode()).isEqualTo(200);
            assertThat(host.host.statistics().waiting()).isEqualTo(1);
            Thread.sleep(900);
            news.countDown();
            assertThat(poll.get().body()).isEqualTo("news");
        }
    }

    @Test
    void drainingEndsLongPollsAndLetsWorkFinish() throws Exception {
        CountDownLatch waiting = new CountDownLatch(2);
        CountDownLatch end = new CountDownLatch(1);
        HttpRoute busy = open("/busy", exchange -> {
            waiting.countDown();
            await(end);
            exchange.respond(200, "done");
        });
        try (TestHost host = new TestHost(folder, HttpLimits.DEFAULT,
                polling(waiting, new CountDownLatch(1)), busy)) {
            var poll = host.client.sendAsync(host.request("/poll").build(),
                    BodyHandlers.ofString());
            var work = host.client.sendAsync(host.request("/busy").build(),
                    BodyHandlers.ofString());
            await(waiting);
            FutureTask<Boolean> drained = new FutureTask<>(
                    () -> host.host.drain(Duration.ofSeconds(20)));
            Thread.ofVirtual().start(drained);
            assertThat(poll.get().body()).isEqualTo("stopping true");
            assertThat(drained.isDone()).isFalse();
            end.countDown();
            assertThat(work.get().body()).isEqualTo("done");
            assertThat(drained.get()).isTrue();
        }
    }

    @Test
    void cutsAConnectionThatIsSilentInTheMiddleOfItsRequest() throws Exception {
        HttpLimits quick = new HttpLimits(100, 0, 10, 0, 8192, Duration.ofMillis(300), 0, true);
        try (TestHost host = new TestHost(folder, quick, ECHO);
                Socket socket = new Socket("127.0.0.1", host.port())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(
                    "POST /echo/ HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc"
                            .getBytes(StandardCharsets.US_ASCII));
            byte[] rest = socket.getInputStream().readAllBytes();
            assertThat(new String(rest, StandardCharsets.US_ASCII)).doesNotContain("200 OK");
        }
    }

    @Test
    void refusesAmbiguousPaths() throws Exception {
        try (TestHost host = new TestHost(folder, HttpLimits.DEFAULT, ECHO)) {
            assertThat(raw(host, "GET /echo/..%2fsecret HTTP/1.1")).startsWith("HTTP/1.1 400");
            assertThat(raw(host, "GET /echo/;x/../secret HTTP/1.1")).startsWith("HTTP/1.1 400");
            assertThat(raw(host, "GET /echo/%u0041 HTTP/1.1")).startsWith("HTTP/1.1 400");
        }
    }

    private static String raw(TestHost host, String requestLine) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", host.port())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write((requestLine
                    + "\r\nHost: x\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}

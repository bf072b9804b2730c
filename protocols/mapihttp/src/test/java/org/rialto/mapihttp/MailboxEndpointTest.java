package org.rialto.mapihttp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.FolderId;
import org.rialto.mapihttp.MapiHttpClient.Reply;
import org.rialto.mapihttp.wire.AuxiliaryBlock;
import org.rialto.mapihttp.wire.Connect;
import org.rialto.mapihttp.wire.Disconnect;
import org.rialto.mapihttp.wire.Execute;
import org.rialto.mapihttp.wire.NotificationWait;
import org.rialto.mapihttp.wire.ResponseBody;
import org.rialto.mapihttp.wire.ResponseCode;
import org.rialto.mapihttp.wire.ResponseStream.MetaTag;
import org.rialto.protocols.rops.engine.RopSession;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopBuffer;
import org.rialto.protocols.rops.wire.RopResponse;
import org.rialto.protocols.rops.wire.logon.RopLogon;
import org.rialto.protocols.rops.wire.notification.NotificationData;
import org.rialto.protocols.rops.wire.notification.RopNotify;

/// The mailbox server endpoint, over HTTP. MS-OXCMAPIHTTP §3.2.5.
class MailboxEndpointTest {
    private static final RopNotify.Response NEWS = new RopNotify.Response(1, 0,
            new NotificationData.SearchCompleted(FolderId.ofLong(1)));
    @TempDir
    Path folder;
    private MapiHttpFixture server;

    @BeforeEach
    void start() throws Exception { server = new MapiHttpFixture(folder, MapiHttpFixture.QUICK); }

    @AfterEach
    void stop() { server.close(); }

    private MapiHttpClient connected(String user) throws Exception {
        MapiHttpClient client = server.client(user);
        client.connect(server.distinguishedName(user));
        return client;
    }

    private RopLogon.Request logon(String user) {
        return new RopLogon.Request(0, 0, RopLogon.PRIVATE, RopLogon.USE_PER_MDB_REPLID_MAPPING,
                0, server.distinguishedName(user));
    }

    private static void assertEnded(MapiHttpClient client) throws Exception {
        assertThat(client.send("Execute", MapiHttpClient.executeBody(Binary.EMPTY)).code())
                .isEqualTo(ResponseCode.CONTEXT_NOT_FOUND);
    }

    @Test
    void connectsLogsOnAndDisconnects() throws Exception {
        MapiHttpClient client = server.client("alex");
        Connect.Response connected = client.connect(server.distinguishedName("alex"));
        assertThat(connected.displayName()).isEqualTo("alex Ångström");
        assertThat(connected.retryCount()).isPositive();
        assertThat(client.cookies()).containsKeys("MapiContext", "MapiSequence");
        List<RopResponse> responses = client.execute(List.of(RopBuffer.NO_HANDLE),
                logon("alex"));
        assertThat(((RopAnswer) responses.getFirst()).returnValue())
                .isEqualTo(ErrorCodes.Success);
        assertThat(client.handle(0)).isNotEqualTo(RopBuffer.NO_HANDLE);
        assertThat(client.disconnect().errorCode()).isZero();
        assertThat(server.contexts.count()).isZero();
        assertEnded(client);
    }

    @Test
    void connectTellsWhatTheServerCanAndHearsHowTheClientWorks() throws Exception {
        MapiHttpClient client = server.client("alex");
        byte[] info = new byte[28];
        info[24] = 2;
        Binary auxiliary = AuxiliaryBlock.buffer(List.of(new AuxiliaryBlock(1, 0x77, Binary.EMPTY),
                new AuxiliaryBlock(1, AuxiliaryBlock.CLIENT_INFO, Binary.wrap(info))));
        Connect.Response response = (Connect.Response) client.send("Connect",
                new Connect.Request(server.distinguishedName("alex"), 0, 1252, 0, 0, auxiliary)
                        .toByteArray())
                .body(Connect::readResponse);
        assertThat(AuxiliaryBlock.readAll(response.auxiliary())).containsExactly(
                AuxiliaryBlock.ofFlags(AuxiliaryBlock.ORGANIZATION_INFO, 0),
                AuxiliaryBlock.ofFlags(AuxiliaryBlock.SERVER_CAPABILITIES, 3));
        assertThat(server.context(client).session().isCached()).isTrue();
    }

    @Test
    void anAuxiliaryBufferThatCannotBeReadDoesNoHarm() throws Exception {
        MapiHttpClient client = server.client("alex");
        Connect.Response response = (Connect.Response) client.send("Connect",
                new Connect.Request(server.distinguishedName("alex"), 0, 1252, 0, 0,
                        Binary.ofHex("0000 0400 0300 0300 000000")).toByteArray())
                .body(Connect::readResponse);
        assertThat(response.errorCode()).isZero();
        assertThat(server.context(client).session().isCached()).isFalse();
    }

    /// MS-OXCRPC §3.1.4.2, cbAuxIn, and §3.1.4.2.2.2: what the blocks say is for information.
    @Test
    void auxiliaryBuffersOfCallsArePassedOver() throws Exception {
        MapiHttpClient client = connected("alex");
        Binary none = MapiHttpClient.ropBuffer(List.of(), List.of());
        for (String each : List.of("0000 0400 0400 0400 0400 02 09", "0000 0400 0200 0200 FFFF")) {
            assertThat(executed(client, new Execute.Request(0, none, 0x8008, Binary.ofHex(each)))
                    .errorCode()).isZero();
        }
        assertThat(executed(client, new Execute.Request(0, none, 0x8008,
                Binary.ofHex("0000 0400 020002"))).errorCode())
                .isEqualTo(ErrorCodes.NetworkError.value());
    }

    private static Execute.Response executed(MapiHttpClient client, Execute.Request request)
            throws Exception {
        return (Execute.Response) client.send("Execute", request.toByteArray())
                .body(Execute::readResponse);
    }

    @Test
    void everyResponseHasTheCommonHeaders() throws Exception {
        MapiHttpClient client = connected("alex");
        Reply reply = client.send("Execute",
                MapiHttpClient.executeBody(MapiHttpClient.ropBuffer(List.of(), List.of())));
        assertThat(reply.http().statusCode()).isEqualTo(200);
        assertThat(reply.header("X-RequestType")).isEqualTo("Execute");
        assertThat(reply.header("X-RequestId"))
                .isEqualTo(reply.http().request().headers().firstValue("X-RequestId").get());
        assertThat(reply.header("X-ClientInfo"))
                .isEqualTo(reply.http().request().headers().firstValue("X-ClientInfo").get());
        assertThat(reply.header("X-ServerApplication"))
                .matches("Exchange/15\\.\\d\\d\\.\\d{4}\\.\\d{3}");
        assertThat(reply.header("X-ExpirationInfo")).isEqualTo("60000");
        assertThat(reply.header("X-PendingPeriod")).isEqualTo("100");
        assertThat(reply.header("X-ElapsedTime")).containsOnlyDigits();
        assertThat(reply.header("X-StartTime"))
                .matches("[A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT");
        assertThat(reply.http().headers().allValues("Set-Cookie"))
                .allMatch(cookie -> cookie.contains("path=/mapi/emsmdb"))
                .allMatch(cookie -> cookie.contains("HttpOnly")).hasSize(2);
    }

    @Test
    void connectRefusesAsTheDocumentSays() throws Exception {
        MapiHttpClient client = server.client("alex");
        assertThat(((Connect.Response) client.connect("", 0)).errorCode())
                .isEqualTo(ErrorCodes.AccessDenied.value());
        assertThat(((Connect.Response) client.connect("/o=nobody", 0)).errorCode())
                .isEqualTo(ErrorCodes.UnknownUser.value());
        assertThat(((Connect.Response) client.connect(server.distinguishedName("alex"),
                Connect.ADMINISTRATOR)).errorCode())
                .isEqualTo(ErrorCodes.LoginPermission.value());
        assertThat(client.cookies()).isEmpty();
        assertThat(server.contexts.count()).isZero();
    }

    @Test
    void whatIsWrongWithARequestGetsItsResponseCode() throws Exception {
        MapiHttpClient client = server.client("alex");
        byte[] nothing = new byte[0];
        assertThat(client.send(client.request("/mapi/emsmdb/", "PING").GET()).code())
                .isEqualTo(ResponseCode.INVALID_VERB);
        assertThat(client.send(client.request("/mapi/other", "PING"), nothing).code())
                .isEqualTo(ResponseCode.INVALID_PATH);
        assertThat(client.send(client.request("/mapi/emsmdb/", "PING")
                .setHeader("Content-Type", "text/xml"), nothing).code())
                .isEqualTo(ResponseCode.INVALID_HEADER);
        assertThat(client.send("Nothing", nothing).code())
                .isEqualTo(ResponseCode.INVALID_REQUEST_TYPE);
        assertThat(client.send("Bind", nothing).code())
                .isEqualTo(ResponseCode.INVALID_REQUEST_TYPE);
        assertThat(client.send(client.request("/mapi/emsmdb/", "PING")
                .setHeader("X-RequestId", ""), nothing).code())
                .isEqualTo(ResponseCode.MISSING_HEADER);
        assertThat(client.send("Execute", new byte[MapiEndpoint.MOST_BYTES + 1]).code())
                .isEqualTo(ResponseCode.TOO_LARGE);
        assertThat(client.send("Connect", nothing).code())
                .isEqualTo(ResponseCode.INVALID_REQUEST_BODY);
        assertThat(client.send("Execute", MapiHttpClient.executeBody(Binary.EMPTY)).code())
                .isEqualTo(ResponseCode.MISSING_COOKIE);
        client.cookies().put("MapiContext", "no-cookie-of-ours");
        assertThat(client.send("PING", nothing).code())
                .isEqualTo(ResponseCode.INVALID_CONTEXT_COOKIE);
        client.cookies().put("MapiContext", "A".repeat(32));
        assertThat(client.send("PING", nothing).code())
                .isEqualTo(ResponseCode.CONTEXT_NOT_FOUND);
    }

    @Test
    void aRefusalIsAPageForPeople() throws Exception {
        Reply reply = server.client("alex").send("Nothing", new byte[0]);
        assertThat(reply.http().statusCode()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualTo("text/html");
        assertThat(reply.header("X-RequestType")).isEqualTo("Nothing");
        assertThat(reply.page()).startsWith("<html>").contains("INVALID_REQUEST_TYPE");
    }

    @Test
    void whoHasNotLoggedInIsAskedTo() throws Exception {
        HttpResponse<byte[]> response = server.client("nobody")
                .send(server.client("nobody").request("/mapi/emsmdb/", "PING"), new byte[0])
                .http();
        assertThat(response.statusCode()).isEqualTo(401);
    }

    @Test
    void aCallThatIsMalformedFailsAsAWholeAndTheContextLives() throws Exception {
        MapiHttpClient client = connected("alex");
        assertThat(client.execute(Binary.EMPTY).errorCode())
                .isEqualTo(ErrorCodes.NetworkError.value());
        Execute.Response malformed = client.execute(Binary.wrap(new byte[]{0, 0, 4, 0, 9, 0, 9, 0,
                1}));
        assertThat(malformed.errorCode()).isEqualTo(ErrorCodes.RpcFormat.value());
        assertThat(malformed.ropBuffer().isEmpty()).isTrue();
        assertThat(client.execute(List.of(RopBuffer.NO_HANDLE), logon("alex"))).hasSize(1);
    }

    @Test
    void anotherUserDoesNotFindTheContext() throws Exception {
        MapiHttpClient alex = connected("alex");
        MapiHttpClient kim = server.client("kim");
        kim.cookies().putAll(alex.cookies());
        assertEnded(kim);
        assertThat(alex.execute(List.of(RopBuffer.NO_HANDLE), logon("alex"))).hasSize(1);
    }

    @Test
    void aRequestOutOfSequenceIsRefused() throws Exception {
        MapiHttpClient client = connected("alex");
        String first = String.valueOf(client.cookies().get("MapiSequence"));
        client.execute(List.of(RopBuffer.NO_HANDLE), logon("alex"));
        String second = String.valueOf(client.cookies().put("MapiSequence", first));
        byte[] body = MapiHttpClient.executeBody(Binary.EMPTY);
        assertThat(client.send("Execute", body).code()).isEqualTo(ResponseCode.INVALID_SEQUENCE);
        client.cookies().remove("MapiSequence");
        assertThat(client.send("Execute", body).code()).isEqualTo(ResponseCode.MISSING_COOKIE);
        client.cookies().put("MapiSequence", second);
        assertThat(client.send("Execute", body).code()).isEqualTo(ResponseCode.SUCCESS);
    }

    @Test
    void aSecondRequestAtATimeIsRefused() throws Exception {
        MapiHttpClient client = connected("alex");
        SessionContext<RopSession> context = server.context(client);
        context.begin();
        assertThat(client.send("Execute", MapiHttpClient.executeBody(Binary.EMPTY)).code())
                .isEqualTo(ResponseCode.INVALID_SEQUENCE);
        assertThat(client.send("PING", new byte[0]).code())
                .isEqualTo(ResponseCode.INVALID_SEQUENCE);
        context.finish();
        assertThat(client.send("PING", new byte[0]).code()).isEqualTo(ResponseCode.SUCCESS);
    }

    @Test
    void whoComesBackGetsANewContextThoughARequestIsUnderWay() throws Exception {
        MapiHttpClient client = connected("alex");
        String before = String.valueOf(client.cookies().get("MapiContext"));
        server.context(client).begin();
        client.cookies().put("MapiSequence", "0");
        client.connect(server.distinguishedName("alex"));
        assertThat(client.cookies().get("MapiContext")).isNotEqualTo(before);
        assertThat(server.contexts.count()).isEqualTo(1);
        assertThat(client.execute(List.of(RopBuffer.NO_HANDLE), logon("alex"))).hasSize(1);
        client.cookies().put("MapiContext", before);
        assertEnded(client);
    }

    @Test
    void oneContextTooManyEndsTheUsersLongestIdle() throws Exception {
        MapiHttpClient first = connected("alex");
        MapiHttpClient second = connected("alex");
        MapiHttpClient kim = connected("kim");
        first.send("PING", new byte[0]);
        MapiHttpClient third = connected("alex");
        assertThat(server.contexts.count()).isEqualTo(3);
        assertEnded(second);
        for (MapiHttpClient client : List.of(first, third, kim)) {
            assertThat(client.send("PING", new byte[0]).code()).isEqualTo(ResponseCode.SUCCESS);
        }
    }

    @Test
    void aUserWhoseContextsAreAllAtWorkIsToldToTryLater() throws Exception {
        server.context(connected("alex")).begin();
        server.context(connected("alex")).begin();
        assertThat(server.client("alex").connect(server.distinguishedName("alex"), 0))
                .isEqualTo(new ResponseBody.Failure(MailboxEndpoint.SERVER_TOO_BUSY,
                        Binary.EMPTY));
    }

    @Test
    void pingAnswersWithoutABodyOnBothEndpoints() throws Exception {
        MapiHttpClient client = server.client("alex");
        for (String path : List.of("/mapi/emsmdb", "/mapi/emsmdb/", "/MAPI/nspi/")) {
            Reply reply = client.send(client.request(path, "PING"), new byte[0]);
            assertThat(reply.code()).isEqualTo(ResponseCode.SUCCESS);
            assertThat(reply.metaTags()).containsExactly(MetaTag.PROCESSING, MetaTag.DONE);
            assertThat(reply.body(in -> {
                assertThat(in.hasRemaining()).isFalse();
                return new Disconnect.Response(0, Binary.EMPTY);
            })).isNotNull();
        }
    }

    // ---- waiting ----------------------------------------------------------------------------

    private static CompletableFuture<Reply> waiting(MapiHttpClient client) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return client.notificationWait();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }, task -> Thread.ofVirtual().start(task));
    }

    private static NotificationWait.Response answer(Reply reply) {
        return (NotificationWait.Response) reply.body(NotificationWait::readResponse);
    }

    @Test
    void notificationWaitAnswersWhenSomethingComes() throws Exception {
        MapiHttpClient client = connected("alex");
        SessionContext<RopSession> context = server.context(client);
        CompletableFuture<Reply> wait = waiting(client);
        while (context.idleNanos() > 0) {
            Thread.sleep(1);
        }
        Thread.sleep(1_500);
        assertThat(wait).isNotDone();
        assertThat(context.session().notifications().post(NEWS)).isTrue();
        Reply reply = wait.get();
        assertThat(answer(reply).eventPending()).isTrue();
        assertThat(reply.metaTags()).startsWith(MetaTag.PROCESSING, MetaTag.PENDING)
                .endsWith(MetaTag.DONE);
        assertThat(reply.header("Transfer-Encoding")).isEqualTo("chunked");
        // What is there already needs no waiting.
        assertThat(answer(client.notificationWait()).eventPending()).isTrue();
    }

    @Test
    void notificationWaitLetsOtherRequestsThroughButNoOtherWait() throws Exception {
        MapiHttpClient client = connected("alex");
        SessionContext<RopSession> context = server.context(client);
        CompletableFuture<Reply> wait = waiting(client);
        while (context.idleNanos() > 0) {
            Thread.sleep(1);
        }
        assertThat(client.execute(List.of(RopBuffer.NO_HANDLE), logon("alex"))).hasSize(1);
        assertThat(client.notificationWait().code()).isEqualTo(ResponseCode.INVALID_SEQUENCE);
        client.disconnect();
        assertThat(wait.get().code()).isEqualTo(ResponseCode.CONTEXT_NOT_FOUND);
    }

    @Test
    void longWorkTellsTheClientThatItGoesOn() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        server.slow.set(() -> {
            try {
                done.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return new Outcome.Done(new Disconnect.Response(7, Binary.EMPTY));
        });
        MapiHttpClient client = server.client("alex");
        Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(Duration.ofMillis(1_500));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            done.countDown();
        });
        Reply reply = client.send(client.request("/slow", "Execute").GET());
        assertThat(reply.metaTags()).startsWith(MetaTag.PROCESSING, MetaTag.PENDING)
                .endsWith(MetaTag.DONE);
        assertThat(reply.body(Disconnect::readResponse))
                .isEqualTo(new Disconnect.Response(7, Binary.EMPTY));
    }

    /// As §4.2 prints it: a chunk for each meta-tag.
    @Test
    void eachMetaTagIsAChunk() throws Exception {
        server.slow.set(() -> {
            try {
                Thread.sleep(1_500);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return new Outcome.Done(new Disconnect.Response(7, Binary.EMPTY));
        });
        String authorization = server.client("alex").request("/slow", "Execute").GET().build()
                .headers().firstValue("Authorization").orElseThrow();
        String answer;
        try (Socket socket = new Socket("127.0.0.1", server.server().getPort())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(("GET /slow HTTP/1.1\r\nHost: localhost\r\n"
                    + "Connection: close\r\nAuthorization: " + authorization
                    + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            answer = new String(socket.getInputStream().readAllBytes(),
                    StandardCharsets.ISO_8859_1);
        }
        String chunks = answer.substring(answer.indexOf("\r\n\r\n") + 4)
                .toUpperCase(Locale.ROOT);
        assertThat(answer).startsWith("HTTP/1.1 200").containsIgnoringCase(
                "Transfer-Encoding: chunked");
        assertThat(chunks).startsWith("C\r\nPROCESSING\r\n\r\n9\r\nPENDING\r\n\r\n");
        assertThat(chunks).contains("DONE\r\nX-STARTTIME: ").endsWith("\r\n0\r\n\r\n");
    }

    /// MS-OXCROPS §3.2.4.3.
    @Test
    void anAnswerThatNoBufferHoldsIsInTheStatusCode() throws Exception {
        MapiHttpClient client = connected("alex");
        ResponseBody body = client.send("Execute", new Execute.Request(0,
                MapiHttpClient.ropBuffer(List.of(RopBuffer.NO_HANDLE), List.of(logon("alex"))), 40,
                Binary.EMPTY).toByteArray()).body(Execute::readResponse);
        assertThat(body).isEqualTo(new ResponseBody.Failure(
                ErrorCodes.BufferTooSmall.value(), Binary.EMPTY));
        assertThat(client.execute(List.of(RopBuffer.NO_HANDLE), logon("alex"))).hasSize(1);
    }

    @Test
    void workThatFailsLateSaysSoInAnAdditionalHeader() throws Exception {
        server.slow.set(() -> {
            try {
                Thread.sleep(1_500);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return new Outcome.Refused(
                    new RequestError(ResponseCode.CONTEXT_NOT_FOUND, "it has ended"));
        });
        MapiHttpClient client = server.client("alex");
        Reply reply = client.send(client.request("/slow", "Execute").GET());
        assertThat(reply.http().headers().firstValue("X-ResponseCode")).contains("0");
        assertThat(reply.code()).isEqualTo(ResponseCode.CONTEXT_NOT_FOUND);
        assertThat(reply.header("Content-Type")).isEqualTo("text/html");
    }
}

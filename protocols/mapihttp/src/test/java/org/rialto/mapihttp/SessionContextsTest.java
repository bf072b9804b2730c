package org.rialto.mapihttp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.mapi.Binary;
import org.rialto.mapihttp.wire.Connect;
import org.rialto.mapihttp.wire.NotificationWait;
import org.rialto.mapihttp.wire.ResponseCode;

/// How long Session Contexts last. MS-OXCMAPIHTTP §3.2.6.
class SessionContextsTest {
    private static final Duration IDLE = Duration.ofMillis(800);
    @TempDir
    Path folder;

    @Test
    void aContextEndsWhenItHasBeenIdleAndNotBefore() throws Exception {
        MapiHttpConfiguration configuration = new MapiHttpConfiguration(10, 10, IDLE,
                IDLE.multipliedBy(2), Duration.ofMillis(100), Duration.ofMillis(50));
        try (MapiHttpFixture server = new MapiHttpFixture(folder, configuration)) {
            MapiHttpClient client = server.client("alex");
            client.connect(server.distinguishedName("alex"));
            // Longer than a context may be idle: one that waits is not.
            MapiHttpClient.Reply reply = client.notificationWait();
            assertThat(reply.body(NotificationWait::readResponse))
                    .isEqualTo(new NotificationWait.Response(0, false, Binary.EMPTY));
            assertThat(client.send("PING", new byte[0]).code()).isEqualTo(ResponseCode.SUCCESS);
            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (server.contexts.count() > 0 && System.nanoTime() < deadline) {
                Thread.sleep(20);
            }
            assertThat(server.contexts.count()).isZero();
            assertThat(client.send("PING", new byte[0]).code())
                    .isEqualTo(ResponseCode.CONTEXT_NOT_FOUND);
        }
    }

    @Test
    void noContextIsMadeOnceTheServerStops() throws Exception {
        try (MapiHttpFixture server = new MapiHttpFixture(folder, MapiHttpFixture.QUICK)) {
            MapiHttpClient client = server.client("alex");
            client.connect(server.distinguishedName("alex"));
            server.contexts.close();
            assertThat(server.contexts.count()).isZero();
            byte[] connect = new Connect.Request(
                    server.distinguishedName("alex"), 0, 1252, 0, 0, Binary.EMPTY).toByteArray();
            assertThat(client.send("Connect", connect).code())
                    .isEqualTo(ResponseCode.ENDPOINT_SHUTTING_DOWN);
        }
    }
}

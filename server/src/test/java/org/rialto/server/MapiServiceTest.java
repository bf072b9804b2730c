package org.rialto.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.client.Account;
import org.rialto.client.Discovery;
import org.rialto.client.MapiClient;
import org.rialto.client.RefusedException;
import org.rialto.client.RemoteMailbox;
import org.rialto.client.RemoteMailbox.Place;
import org.rialto.client.ServerTrust;
import org.rialto.mapihttp.wire.ResponseCode;

/// MAPI over HTTP in a whole server.
@Timeout(300)
class MapiServiceTest {
    private static final String PASSWORD = "Password01!";

    @TempDir
    Path directory;

    private final HttpClient http;
    private ServerUnderTest server;
    private boolean stopped;

    MapiServiceTest() throws Exception { http = ServerTrust.http(null); }

    @BeforeEach
    void start() throws Exception {
        server = new ServerUnderTest(directory.resolve("home"), "[server]",
                "hostname = \"mail.example.org\"", "[mapi]", "keep-alive = \"100 ms\"",
                "contexts-per-user = 2", "open-folders = 2");
        server.addUser("ann", PASSWORD);
    }

    @AfterEach
    void stop() throws Exception {
        if (!stopped)
            server.close();
        http.close();
    }

    private URI local(String path) {
        return URI.create("http://127.0.0.1:" + server.address("http").getPort() + path);
    }

    private Account account() { return new Account(http, "ann@example.org", PASSWORD); }

    private Discovery discovered() throws Exception {
        return Discovery.of(account(), local(""), "ann@example.org");
    }

    private MapiClient connected() throws Exception {
        return MapiClient.connect(account(), local("/mapi/emsmdb/"), discovered().legacyDN());
    }

    @Test
    void autodiscoverNamesBothEndpointsWithTheMailbox() throws Exception {
        Discovery found = discovered();
        assertThat(found.mailbox().toString())
                .matches("https://mail.example.org(:\\d+)?/mapi/emsmdb/\\?MailboxId="
                        + "[0-9a-f-]{36}@example.org");
        assertThat(found.addressBook().getPath()).isEqualTo("/mapi/nspi/");
        assertThat(found.addressBook().getQuery()).isEqualTo(found.mailbox().getQuery());
        assertThat(found.legacyDN()).startsWith("/o=Rialto/");
    }

    @Test
    void aClientThatWaitsHearsThatNothingHappenedWhenTheServerStops() throws Exception {
        MapiClient client = connected();
        client.logOn();
        CompletableFuture<Boolean> wait = CompletableFuture.supplyAsync(() -> {
            try {
                return client.notificationWait();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        while (server.server().mapiHttp().statistics().waiting() == 0) {
            Thread.sleep(5);
        }
        stopped = true;
        server.close();
        assertThat(wait.get()).isFalse();
        assertThat(server.server().mapiHttp().statistics().contexts()).isZero();
    }

    @Test
    void limitsAreThoseOfTheConfiguration() throws Exception {
        MapiClient first = connected();
        RemoteMailbox mailbox = first.logOn();
        for (Place place : List.of(Place.INBOX, Place.OUTBOX)) {
            mailbox.open(place);
        }
        assertThatThrownBy(() -> mailbox.open(Place.INBOX)).isInstanceOf(RefusedException.class);
        connected();
        connected();
        assertThatThrownBy(first::ping).isInstanceOfSatisfying(RefusedException.class,
                refused -> assertThat(refused.responseCode())
                        .isEqualTo(ResponseCode.CONTEXT_NOT_FOUND));
        assertThat(server.done("config", "mapi")).contains("contexts-per-user",
                "open-subscriptions", "notification-wait");
    }

    @Test
    void disablingAUserEndsTheirSessions() throws Exception {
        MapiClient client = connected();
        client.logOn();
        server.done("user", "set", "ann", "login=false");
        assertThatThrownBy(client::ping).isInstanceOf(java.io.IOException.class);
    }
}

package org.rialto.transport.outbound;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rialto.base.MalformedDataException;
import org.rialto.database.Database;
import org.rialto.database.DatabaseConfiguration;
import org.rialto.transport.outbound.StsPolicy.Mode;
import org.rialto.transport.queue.QueueRows;

/// [StsPolicies]: how policies are found, kept and renewed. RFC 8461.
final class StsPoliciesTest {
    private static final String ENFORCE = "version: STSv1\r\nmode: enforce\r\nmx: mx.example\r\n"
            + "mx: *.mail.example\r\nmax_age: 100000\r\n";
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    @TempDir
    Path folder;
    private Database database;
    private final List<String> fetched = new ArrayList<>();
    private String served = ENFORCE;

    @BeforeEach
    void open() {
        database = Database.open(new DatabaseConfiguration.Sqlite(folder.resolve("sts.db")));
        QueueRows.migrate(database);
    }

    @AfterEach
    void close() { database.close(); }

    private StsPolicies policies(Instant now) {
        return new StsPolicies(database, domain -> {
            fetched.add(domain);
            if (served.isEmpty()) {
                throw new IOException("HTTP status 404");
            }
            return served;
        }, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static MailExchangers dns(String id) {
        return new ScriptedDns().text("_mta-sts.there.example", "v=STSv1; id=" + id + ";")
                .exchangers();
    }

    @Test
    void fetchesAPolicyOnceAndKeepsItOverARestart() {
        StsPolicies policies = policies(NOW);
        StsPolicy policy = requireNonNull(policies.of("there.example", dns("a1")));
        assertThat(policy.mode()).isEqualTo(Mode.ENFORCE);
        assertThat(policy.allows("MX.example")).isTrue();
        assertThat(policy.allows("a.mail.example")).isTrue();
        assertThat(policy.allows("mail.example")).isFalse();
        assertThat(policy.allows("evil.example")).isFalse();
        assertThat(policies.of("there.example", dns("a1"))).isEqualTo(policy);
        assertThat(policies(NOW).of("there.example", dns("a1"))).isEqualTo(policy);
        assertThat(fetched).containsExactly("there.example");
    }

    @Test
    void nobodyTakesAPolicyAwayThatIsInForce() {
        StsPolicy policy = requireNonNull(policies(NOW).of("there.example", dns("a1")));
        served = "";
        assertThat(policies(NOW).of("there.example", new ScriptedDns().exchangers()))
                .isEqualTo(policy);
        StsPolicies later = policies(NOW.plusSeconds(1000));
        assertThat(later.of("there.example", dns("b2"))).isEqualTo(policy);
        assertThat(later.of("there.example", dns("b2"))).isEqualTo(policy);
        assertThat(fetched).as("a failed fetch rests").hasSize(2);
        assertThat(policies(NOW.plusSeconds(100_001)).of("there.example",
                new ScriptedDns().exchangers())).isNull();
    }

    @Test
    void takesANewPolicyAndRenewsAnOldOne() {
        policies(NOW).of("there.example", dns("a1"));
        served = ENFORCE.replace("enforce", "testing");
        assertThat(requireNonNull(policies(NOW).of("there.example", dns("b2"))).mode())
                .isEqualTo(Mode.TESTING);
        policies(NOW.plusSeconds(60_000)).of("there.example", dns("b2"));
        assertThat(fetched).hasSize(3);
        assertThat(policies(NOW.plusSeconds(150_000)).of("there.example",
                new ScriptedDns().exchangers())).isNotNull();
    }

    @Test
    void asksNobodyWithoutARecordOrWhenItIsOff() {
        assertThat(policies(NOW).of("there.example", new ScriptedDns().exchangers())).isNull();
        assertThat(StsPolicies.off().of("there.example", dns("a1"))).isNull();
        assertThat(fetched).isEmpty();
    }

    @Test
    void readsTheRecord() {
        assertThat(StsPolicies.id(List.of("other", "v=STSv1; id=20160831085700Z;")))
                .isEqualTo("20160831085700Z");
        assertThat(StsPolicies.id(List.of("v=STSv1;x=y;id = 1"))).isEqualTo("1");
        assertThat(StsPolicies.id(List.of("v=STSv1;"))).isNull();
        assertThat(StsPolicies.id(List.of("v=STSv1; id=a-b"))).isNull();
        assertThat(StsPolicies.id(List.of("v=STSv2; id=1"))).isNull();
        assertThat(StsPolicies.id(List.of("v=STSv1; id=1", "v=STSv1; id=2"))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mode: enforce", "version: STSv2\nmode: none\nmax_age: 1",
            "version: STSv1\nmode: enforce\nmax_age: 1", "version: STSv1\nmode: none\nmax_age: x",
            "version: STSv1\nmode: strict\nmx: a\nmax_age: 1"})
    void rejectsMalformedPolicies(String text) {
        assertThatThrownBy(() -> StsPolicy.parse(text)).isInstanceOf(MalformedDataException.class);
    }

    @FuzzTest
    void readsBackWhatItWrites(byte[] bytes) {
        StsPolicy policy;
        try {
            policy = StsPolicy.parse(new String(bytes, StandardCharsets.UTF_8));
        } catch (MalformedDataException e) {
            return;
        }
        assertThat(StsPolicy.parse(policy.text())).isEqualTo(policy);
    }

    @Test
    void fetchesByHttpsOnlyWhatIsAPolicy() throws Exception {
        TestCertificate certificate = TestCertificate.of("localhost");
        HttpsServer server = HttpsServer
                .create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.server()));
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            byte[] body = path.equals("/long")
                    ? new byte[100_000]
                    : ENFORCE.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type",
                    path.equals("/html") ? "text/html" : "text/plain; charset=utf-8");
            if (path.equals("/moved")) {
                exchange.getResponseHeaders().set("Location", "/policy");
            }
            exchange.sendResponseHeaders(path.equals("/moved") ? 302 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            String base = "https://localhost:" + server.getAddress().getPort();
            Duration timeout = Duration.ofSeconds(5);
            assertThat(StsPolicies.fetch(URI.create(base + "/policy"),
                    certificate.client().getSocketFactory(), timeout)).isEqualTo(ENFORCE);
            for (String path : List.of("/html", "/moved", "/long")) {
                assertThatThrownBy(() -> StsPolicies.fetch(URI.create(base + path),
                        certificate.client().getSocketFactory(), timeout)).as(path)
                        .isInstanceOf(IOException.class);
            }
            assertThatThrownBy(() -> StsPolicies.fetch(URI.create(base + "/policy"),
                    TestCertificate.of("localhost").client().getSocketFactory(), timeout))
                    .isInstanceOf(IOException.class);
        } finally {
            server.stop(0);
        }
    }
}

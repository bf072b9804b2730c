package org.rialto.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rialto.database.Patience.await;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rialto.database.DatabaseConfiguration;
import org.rialto.database.TestEngine;
import org.rialto.transport.outbound.ScriptedDns;
import org.rialto.transport.queue.QueueAdministration.Selection;

/// What was acknowledged survives `kill -9`: in each mailbox exactly once, elsewhere at least once.
final class CrashTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(TestEngine.class)
    void losesNothingInAFewCrashes(TestEngine engine) throws Exception { crash(engine, 3); }

    @Tag("long")
    @ParameterizedTest
    @EnumSource(TestEngine.class)
    void losesNothingInManyCrashes(TestEngine engine) throws Exception { crash(engine, 50); }

    private void crash(TestEngine engine, int rounds) throws Exception {
        DatabaseConfiguration database = engine.configuration(folder);
        Random random = new Random(5);
        Set<String> acknowledged = new HashSet<>();
        try (CountingPeer peer = new CountingPeer()) {
            ScriptedDns dns = new ScriptedDns().mx("there.example", 10, "mx.there.example")
                    .address("mx.there.example", "127.0.0.1");
            try (TestServer server = server(database, dns, peer)) {
                server.user("alice").user("bob");
            }
            int first = 0;
            for (int round = 0; round < rounds; round++) {
                List<String> lines = KilledProcess.run(CrashVictim.class, folder, database,
                        first, peer.port(),
                        300 + random.nextInt(900));
                acknowledged.addAll(lines);
                first += 1_000_000;
            }
            try (TestServer server = server(database, dns, peer)) {
                server.transport.queue().retryAll(null);
                await().atMost(Duration.ofSeconds(120)).until(() -> server.transport.queue()
                        .list(Selection.ALL, null, 1).isEmpty());
                for (String name : List.of("alice", "bob")) {
                    Map<String, Integer> counts = new HashMap<>();
                    server.subjects(name).forEach(one -> counts.merge(one, 1, Integer::sum));
                    assertThat(acknowledged).allMatch(one -> counts.getOrDefault(one, 0) == 1);
                    assertThat(counts.values()).allMatch(count -> count == 1);
                }
            }
            Set<String> elsewhere = new HashSet<>(peer.subjects());
            assertThat(acknowledged).hasSizeGreaterThan(rounds).allMatch(one -> elsewhere
                    .contains(one) == (Integer.parseInt(one.substring(1)) % 3 == 0));
        }
    }

    private TestServer server(DatabaseConfiguration database, ScriptedDns dns,
            CountingPeer peer) {
        return new TestServer(database, folder, dns, peer.port(), TestServer.quick(),
                Clock.systemUTC());
    }
}

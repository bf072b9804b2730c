package org.rialto.protocols.rops.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.rialto.database.TestEngine;
import org.rialto.store.Mailbox;

/// Rounds in which two clients work offline on what somebody else works on too, and synchronize it:
/// in the end all have the same. Seeded.
abstract class ConvergenceRounds<C> {
    private static final UUID A = UUID.fromString("aaaaaaaa-0000-4000-8000-000000000001");
    private static final UUID B = UUID.fromString("bbbbbbbb-0000-4000-8000-000000000002");
    final RopFixture fixture;
    final Mailbox mailbox;
    final long inbox;
    private final List<RopSession> sessions = new ArrayList<>();

    ConvergenceRounds(TestEngine engine, Path directory) {
        fixture = new RopFixture(engine, directory);
        mailbox = fixture.mailbox(fixture.alice);
        inbox = RopFixture.inbox(mailbox);
    }

    @AfterEach
    final void close() {
        sessions.forEach(RopSession::close);
        fixture.close();
    }

    @Test
    void twoClientsAndTheMailboxEndAlike() {
        converge(Long.getLong("rialto.convergence.seed", 2),
                Integer.getInteger("rialto.convergence.rounds", 60));
    }

    @Test
    @Tag("long")
    void twoClientsAndTheMailboxEndAlikeAfterAThousandRounds() {
        converge(Long.getLong("rialto.convergence.seed", 20261121), 1_000);
    }

    private void converge(long seed, int rounds) {
        Random random = new Random(seed);
        List<C> clients = List.of(client(A), client(B));
        for (int round = 0; round < rounds; round++) {
            for (C each : clients) {
                for (int deeds = random.nextInt(5); deeds > 0; deeds--) {
                    work(each, random);
                }
            }
            for (int deeds = random.nextInt(3); deeds > 0; deeds--) {
                workOnServer(random);
            }
            // Often both, in any order, so that they meet what the other did.
            int first = random.nextInt(2);
            synchronize(clients.get(first));
            if (random.nextInt(3) > 0) {
                synchronize(clients.get(1 - first));
            }
            if (round % 10 == 9) {
                meet(clients, "seed " + seed + ", round " + round);
            }
        }
        meet(clients, "seed " + seed + ", round " + rounds);
        ended(clients);
    }

    private void meet(List<C> clients, String where) {
        // What the second uploads, the first has to fetch.
        clients.forEach(this::synchronize);
        clients.forEach(this::synchronize);
        compare(clients, where);
    }

    private C client(UUID replica) {
        RopSession session = fixture.session(fixture.alice);
        sessions.add(session);
        RopClient client = new RopClient(session);
        return client(client, client.logon(fixture.alice), replica);
    }

    abstract C client(RopClient client, int logon, UUID replica);

    abstract void work(C client, Random random);

    abstract void workOnServer(Random random);

    abstract void synchronize(C client);

    abstract void compare(List<C> clients, String where);

    /// What was to happen did.
    abstract void ended(List<C> clients);
}

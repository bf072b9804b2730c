package org.rialto.protocols.rops.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.rialto.database.TestEngine;
import org.rialto.mapi.MailError;
import org.rialto.store.Folder;
import org.rialto.store.Mailbox;
import org.rialto.store.NewFolder;

/// Two clients that work on a hierarchy of folders offline and synchronize it, while somebody else
/// works on it too, end with the same folders as the mailbox. MS-OXCFXICS §3.1.5.6 and §3.2.5.3.
/// Seeded.
@ParameterizedClass
@EnumSource(TestEngine.class)
class HierarchyConvergenceTest {
    private static final UUID A = UUID.fromString("aaaaaaaa-0000-4000-8000-000000000001");
    private static final UUID B = UUID.fromString("bbbbbbbb-0000-4000-8000-000000000002");
    private final RopFixture fixture;
    private final Mailbox mailbox;
    private final long inbox;
    private final long top;
    private final List<RopSession> sessions = new ArrayList<>();

    HierarchyConvergenceTest(TestEngine engine, @TempDir Path directory) {
        fixture = new RopFixture(engine, directory);
        mailbox = fixture.mailbox(fixture.alice);
        inbox = RopFixture.inbox(mailbox);
        top = mailbox.write(c -> c.createFolder(inbox, NewFolder.generic("top"))).folderId();
    }

    @AfterEach
    void close() {
        sessions.forEach(RopSession::close);
        fixture.close();
    }

    private OfflineTree client(UUID replica) {
        RopSession session = fixture.session(fixture.alice);
        sessions.add(session);
        RopClient client = new RopClient(session);
        return new OfflineTree(client, client.logon(fixture.alice), mailbox.info().replicaGuid(),
                replica, top);
    }

    @Test
    void twoClientsAndTheMailboxEndWithTheSameFolders() {
        converge(Long.getLong("rialto.convergence.seed", 3),
                Integer.getInteger("rialto.convergence.rounds", 60));
    }

    @Test
    @Tag("long")
    void twoClientsAndTheMailboxEndWithTheSameFoldersAfterAThousandRounds() {
        converge(Long.getLong("rialto.convergence.seed", 20261122), 1_000);
    }

    private void converge(long seed, int rounds) {
        Random random = new Random(seed);
        List<OfflineTree> clients = List.of(client(A), client(B));
        for (int round = 0; round < rounds; round++) {
            for (OfflineTree each : clients) {
                for (int deeds = random.nextInt(5); deeds > 0; deeds--) {
                    each.workAtRandom(random);
                }
            }
            for (int deeds = random.nextInt(3); deeds > 0; deeds--) {
                workOnServer(random);
            }
            int first = random.nextInt(2);
            clients.get(first).synchronize();
            if (random.nextInt(3) > 0) {
                clients.get(1 - first).synchronize();
            }
            if (round % 5 == 4) {
                compare(clients, seed, round);
            }
        }
        compare(clients, seed, rounds);
        assertThat(clients).allSatisfy(each -> assertThat(each.refused).isPositive());
        assertThat(clients).allSatisfy(each -> assertThat(each.uploads)
                .isGreaterThan(2 * each.refused));
    }

    private void compare(List<OfflineTree> clients, long seed, int round) {
        // What the second uploads, the first has to fetch.
        clients.forEach(OfflineTree::synchronize);
        clients.forEach(OfflineTree::synchronize);
        for (OfflineTree each : clients) {
            assertThat(each.describe()).as("seed %d, round %d", seed, round)
                    .isEqualTo(each.fresh()).hasSameSizeAs(below());
        }
    }

    /// The folders that the server has below the top.
    private List<Folder> below() {
        List<Folder> all = mailbox.read(s -> s.folders());
        return all.stream().filter(each -> isBelow(all, each))
                .sorted(Comparator.comparingLong(Folder::folderId)).toList();
    }

    private boolean isBelow(List<Folder> all, Folder folder) {
        Optional<Folder> at = Optional.of(folder);
        while (at.isPresent() && at.get().parentId() != top) {
            long parent = at.get().parentId();
            at = all.stream().filter(each -> each.folderId() == parent
                    && each.folderId() != each.parentId()).findFirst();
        }
        return at.isPresent();
    }

    private void workOnServer(Random random) {
        List<Folder> all = below();
        int what = all.isEmpty() ? 0 : random.nextInt(6);
        Folder folder = all.isEmpty() ? null : all.get(random.nextInt(all.size()));
        long to = random.nextInt(4) == 0 || all.isEmpty()
                ? top
                : all.get(random.nextInt(all.size())).folderId();
        String name = "of the server " + random.nextInt(100);
        try {
            mailbox.<Boolean>write(c -> {
                if (folder == null || what == 0) {
                    c.createFolder(to, NewFolder.generic(name));
                } else if (what == 1) {
                    c.deleteFolder(folder.folderId(), random.nextBoolean());
                } else if (what == 2) {
                    // Out of what the clients have, with all in it.
                    c.moveFolder(folder.folderId(), inbox, name);
                } else if (what == 3) {
                    c.moveFolder(folder.folderId(), folder.parentId(), name);
                } else if (!isInside(all, to, folder.folderId())) {
                    c.moveFolder(folder.folderId(), to, name);
                }
                return true;
            });
        } catch (MailError.Exists e) {
            // A folder has that name; then it does nothing.
            assertThat(e).hasMessageContaining(name);
        }
    }

    private static boolean isInside(List<Folder> all, long id, long outer) {
        Optional<Folder> at = all.stream().filter(each -> each.folderId() == id).findFirst();
        while (at.isPresent()) {
            Folder folder = at.get();
            if (folder.folderId() == outer) {
                return true;
            }
            at = all.stream().filter(each -> each.folderId() == folder.parentId()).findFirst();
        }
        return false;
    }
}

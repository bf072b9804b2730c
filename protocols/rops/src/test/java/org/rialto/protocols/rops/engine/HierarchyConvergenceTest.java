package org.rialto.protocols.rops.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.rialto.database.TestEngine;
import org.rialto.mapi.MailError;
import org.rialto.store.Folder;
import org.rialto.store.NewFolder;

/// Two clients that work on a hierarchy of folders offline and synchronize it, while somebody else
/// works on it too, end with the same folders as the mailbox. MS-OXCFXICS §3.1.5.6 and §3.2.5.3.
/// Seeded.
@ParameterizedClass
@EnumSource(TestEngine.class)
class HierarchyConvergenceTest extends ConvergenceRounds<OfflineTree> {
    private final long top;

    HierarchyConvergenceTest(TestEngine engine, @TempDir Path directory) {
        super(engine, directory);
        top = mailbox.write(c -> c.createFolder(inbox, NewFolder.generic("top"))).folderId();
    }

    @Override
    OfflineTree client(RopClient client, int logon, UUID replica) {
        return new OfflineTree(client, logon, mailbox.info().replicaGuid(), replica, top);
    }

    @Override
    void work(OfflineTree client, Random random) { client.workAtRandom(random); }

    @Override
    void synchronize(OfflineTree client) { client.synchronize(); }

    @Override
    void ended(List<OfflineTree> clients) {
        assertThat(clients).allSatisfy(each -> assertThat(each.refused).isPositive());
        assertThat(clients).allSatisfy(each -> assertThat(each.uploads)
                .isGreaterThan(2 * each.refused));
    }

    @Override
    void compare(List<OfflineTree> clients, String where) {
        for (OfflineTree each : clients) {
            assertThat(each.describe()).as(where).isEqualTo(each.fresh())
                    .hasSameSizeAs(below());
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

    @Override
    void workOnServer(Random random) {
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

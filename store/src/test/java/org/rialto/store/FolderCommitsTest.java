package org.rialto.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.rialto.mapi.Binary;
import org.rialto.mapi.FileTime;
import org.rialto.mapi.GlobalId;
import org.rialto.mapi.PredecessorChangeList;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.Xid;
import org.rialto.store.backup.Copies;
import org.rialto.store.backup.MailboxRestore;

/// What clients see of folders that were changed. MS-OXCFOLD §2.2.2.2.1.8, 9 and 13 to 15;
/// MS-OXCFXICS §3.1.5.3: a change of a message is none of its folder.
class FolderCommitsTest extends InNewMailbox {
    private Folder folder(long folderId) { return mailbox.read(s -> s.folder(folderId)); }

    private Folder.Commits commits(long folderId) { return folder(folderId).commits(); }

    private long root() { return folder(folder(inbox).parentId()).folderId(); }

    private long make(long parentId, String name) {
        return mailbox.write(c -> c.createFolder(parentId, NewFolder.generic(name))).folderId();
    }

    private void run(Consumer<Change> work) {
        mailbox.<Boolean>write(c -> {
            work.accept(c);
            return true;
        });
    }

    /// Only its contents changed, and something did.
    private void changesContents(long folderId, Runnable work) {
        Folder before = folder(folderId);
        Folder.Commits above = commits(before.parentId());
        work.run();
        Folder after = folder(folderId);
        assertThat(after.commits().contents()).isAfter(before.commits().contents());
        assertThat(after.commits().folder()).isEqualTo(before.commits().folder());
        assertThat(after.commits().hierarchy()).isEqualTo(before.commits().hierarchy());
        assertThat(after.changeNumber()).isEqualTo(before.changeNumber());
        assertThat(commits(before.parentId())).isEqualTo(above);
    }

    @Test
    void whateverBecomesOfAMessageChangesTheContentsOnly() {
        changesContents(inbox, () -> add(3));
        int[] uids = index(inbox).uids();
        NewMessage mail = fixture.message("mail");
        changesContents(inbox, () -> mailbox.write(c -> c.deliver(inbox, mail)));
        changesContents(inbox, () -> mailbox.write(c -> c.changeFlags(inbox, new int[]{uids[0]},
                FlagChange.set(MessageFlags.READ))));
        long id = index(inbox).messageIds()[0];
        changesContents(inbox, () -> mailbox.write(c -> c.saveMessage(id,
                c.message(id, Set.of()).contentChangeNumber(), c.content(id))));
        changesContents(inbox, () -> mailbox.copyMessages(inbox, new int[]{uids[1]}, mailbox,
                inbox));
        assertThat(commits(inbox).deletedCount()).isZero();
        changesContents(inbox, () -> mailbox.write(c -> c.moveMessages(inbox, new int[]{uids[1]},
                sent)));
        assertThat(commits(inbox).deletedCount()).isEqualTo(1);
        changesContents(inbox, () -> mailbox.deleteMessages(inbox, new int[]{uids[2]}, false));
        assertThat(commits(inbox).deletedCount()).isEqualTo(2);
        int[] moved = index(sent).uids();
        changesContents(sent, () -> mailbox.deleteMessages(sent, moved, true));
        assertThat(commits(sent).deletedCount()).isEqualTo(1);
        assertThat(commits(inbox).hierarchyChanges()).isZero();
    }

    @Test
    void aFolderThatComesChangesOrGoesIsToldByThoseAbove() {
        long root = root();
        List<Consumer<Change>> changes = List.of(
                c -> c.moveFolder(c.child(inbox, "below").orElseThrow().folderId(), inbox, "Below"),
                c -> c.setFolderProperties(c.child(inbox, "Below").orElseThrow().folderId(),
                        new PropertyBag().set(PropertyTags.PidTagComment, "x"), Set.of()),
                c -> c.setPermissions(c.child(inbox, "Below").orElseThrow().folderId(),
                        List.of(new Permission(Permission.DEFAULT, Rights.READ_ANY))));
        Folder.Commits before = commits(inbox);
        long below = make(inbox, "below");
        assertThat(commits(inbox).hierarchyChanges()).isEqualTo(1);
        assertThat(commits(inbox).contents()).isAfter(before.contents());
        for (Consumer<Change> each : changes) {
            Folder.Commits inboxBefore = commits(inbox);
            Folder.Commits rootBefore = commits(root);
            Folder.Commits belowBefore = commits(below);
            run(each);
            assertThat(commits(below).folder()).isAfter(belowBefore.folder());
            assertThat(commits(inbox).contents()).isAfter(inboxBefore.contents());
            assertThat(commits(inbox).hierarchy()).isAfter(inboxBefore.hierarchy());
            assertThat(commits(inbox).folder()).isEqualTo(inboxBefore.folder());
            assertThat(commits(inbox).hierarchyChanges()).isEqualTo(1);
            assertThat(commits(root).hierarchy()).isAfter(rootBefore.hierarchy());
            assertThat(commits(root).contents()).isEqualTo(rootBefore.contents());
        }
        run(c -> c.moveFolder(below, sent, "Below"));
        assertThat(commits(inbox).hierarchyChanges()).isEqualTo(2);
        assertThat(commits(sent).hierarchyChanges()).isEqualTo(1);
        Folder.Commits sentBefore = commits(sent);
        run(c -> c.deleteFolder(below, true));
        assertThat(commits(sent).hierarchyChanges()).isEqualTo(2);
        assertThat(commits(sent).hierarchy()).isAfter(sentBefore.hierarchy());
        assertThat(commits(sent).deletedCount()).isZero();
    }

    @Test
    void theServersTimeIsNotTheClients() {
        Instant said = Instant.parse("2001-02-03T04:05:06Z");
        Binary key = new GlobalId(new java.util.UUID(7, 7), 5).toBinary();
        ImportedVersion version = new ImportedVersion(key, said, key,
                PredecessorChangeList.of(Xid.of(key)).encode());
        Folder made = mailbox.write(c -> c.importFolder(inbox, NewFolder.generic("made"), version));
        assertThat(made.modified()).isEqualTo(said);
        assertThat(made.commits().folder()).isAfter(said);
        run(c -> c.importFolder(made.folderId(), inbox, "changed", new PropertyBag(), version));
        assertThat(folder(made.folderId()).modified()).isEqualTo(said);
        assertThat(commits(made.folderId()).folder()).isAfter(made.commits().folder());
    }

    /// The second change in a unit of work is later than the unit.
    @Test
    void whatIsAboveIsNeverEarlierThanAFolderThatChangedTwiceAtOnce() {
        run(c -> {
            long made = c.createFolder(inbox, NewFolder.generic("made")).folderId();
            c.setPermissions(made, List.of(new Permission(java.util.UUID.randomUUID(), 3)));
            c.setPermissions(made, List.of(new Permission(java.util.UUID.randomUUID(), 3)));
        });
        Folder made = mailbox.read(s -> s.folders()).stream()
                .filter(each -> each.name().equals("made")).findFirst().orElseThrow();
        assertThat(commits(inbox).hierarchy()).isAfterOrEqualTo(made.commits().folder());
        assertThat(commits(root()).hierarchy()).isAfterOrEqualTo(made.commits().folder());
    }

    @Test
    void theyNeverGoBackWhenABackupIsRestored() throws Exception {
        make(inbox, "below");
        mailbox.deleteMessages(inbox, add(3), true);
        Folder.Commits before = commits(inbox);
        Copies copies = new Copies(fixture, directory.resolve("backup"));
        mailbox = copies.of(mailbox, Access.SYSTEM, MailboxRestore.Numbers.AS_THEY_WERE).mailbox();
        assertThat(commits(inbox)).isEqualTo(before);
        mailbox = copies.of(mailbox, Access.SYSTEM, MailboxRestore.Numbers.MOVED_ON).mailbox();
        Folder.Commits after = commits(inbox);
        assertThat(after.deletedCount()).isEqualTo(3);
        assertThat(after.hierarchyChanges()).isGreaterThan(before.hierarchyChanges());
        assertThat(after.contents()).isAfter(before.contents());
        assertThat(after.folder()).isAfter(before.folder());
        assertThat(after.hierarchy()).isAfter(before.hierarchy());
    }

    @Test
    void whereABackupSaysNothingOfThemTheyAreAsOldAsTheFolder() throws Exception {
        make(inbox, "below");
        fixture.database.write(sql -> sql.update("UPDATE folder SET committed = 0,"
                + " contents_committed = 0, hierarchy_committed = 0, hierarchy_changes = 0"));
        Instant said = Instant.parse("3000-01-01T00:00:00Z");
        fixture.database.<Integer>write(sql -> sql.update("UPDATE folder SET modified = ?"
                + " WHERE folder_id = ?", FileTime.fromInstant(said), sent));
        mailbox = new Copies(fixture, directory.resolve("backup")).of(mailbox, Access.SYSTEM,
                MailboxRestore.Numbers.AS_THEY_WERE).mailbox();
        Folder restored = folder(inbox);
        Instant latest = mailbox.read(Snapshot::folders).stream().map(Folder::modified)
                .filter(each -> each.isBefore(said)).max(Instant::compareTo).orElseThrow();
        assertThat(restored.commits()).isEqualTo(new Folder.Commits(restored.modified(),
                restored.modified(), latest, 1, 0));
        Folder ahead = folder(sent);
        assertThat(ahead.modified()).isEqualTo(said);
        assertThat(ahead.commits()).isEqualTo(new Folder.Commits(ahead.created(),
                ahead.created(), latest, 0, 0));
    }
}

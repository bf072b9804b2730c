package org.rialto.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.rialto.database.TestEngine;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyName;
import org.rialto.mapi.PropertySets;
import org.rialto.mapi.PropertyTags;

/// Mailboxes, folders, names and permissions.
@ParameterizedClass
@EnumSource(TestEngine.class)
class FolderTest {
    private static final UUID BOB = new UUID(7, 7);
    private static final UUID TEAM = new UUID(8, 8);
    private final StoreFixture fixture;
    private final Mailbox mailbox;
    private final long top;

    FolderTest(TestEngine engine, @TempDir Path directory) {
        fixture = new StoreFixture(engine, directory);
        mailbox = fixture.mailbox();
        top = mailbox.read(s -> s.folder(SpecialFolder.IPM_SUBTREE).folderId());
    }

    @AfterEach
    void close() { fixture.close(); }

    private Folder create(long parentId, String name) {
        return mailbox.write(c -> c.createFolder(parentId, NewFolder.generic(name)));
    }

    private Optional<Folder> child(long parentId, String name) {
        return mailbox.read(s -> s.child(parentId, name));
    }

    private Mailbox openAs(UUID actor, UUID... groups) {
        Set<UUID> principals = new java.util.HashSet<>(Set.of(groups));
        principals.add(actor);
        return fixture.store.open(mailbox.info().mailboxId(),
                new Access(actor, false, principals));
    }

    private void permit(long folderId, Permission... permissions) {
        mailbox.write(c -> {
            c.setPermissions(folderId, List.of(permissions));
            return null;
        });
    }

    @Test
    void uidValidityGoesOnAfterTheYear2038() {
        long of = fixture.store.mailboxes().getFirst().mailboxId();
        fixture.database.write(sql -> sql.update(
                "UPDATE mailbox SET uid_validity = 2147483646 WHERE mailbox_id = ?", of));
        for (long expected : new long[]{0x7FFF_FFFFL, 0x8000_0000L, 0x8000_0001L}) {
            Folder made = create(top, "made " + expected);
            assertThat(Integer.toUnsignedLong(made.uidValidity())).isEqualTo(expected);
            Folder found = mailbox.read(snapshot -> snapshot.folder(made.folderId()));
            assertThat(Integer.toUnsignedLong(found.uidValidity())).isEqualTo(expected);
        }
        fixture.store.renumber();
        assertThat(Integer.toUnsignedLong(create(top, "later").uidValidity()))
                .isGreaterThan(0x8000_0001L);
    }

    @Test
    void isBornWithTheSpecialFolders() {
        List<Folder> folders = mailbox.read(Snapshot::folders);
        for (SpecialFolder special : SpecialFolder.values()) {
            boolean there = folders.stream().anyMatch(f -> f.special() == special);
            assertThat(there).as(special.name()).isEqualTo(special.isIn(MailboxKind.PRIVATE));
        }
        Folder inbox = mailbox.read(s -> s.folder(SpecialFolder.INBOX));
        assertThat(inbox.name()).isEqualTo("Inbox");
        assertThat(inbox.containerClass()).isEqualTo("IPF.Note");
        assertThat(inbox.parentId()).isEqualTo(top);
        assertThat(folders.getFirst().special()).isEqualTo(SpecialFolder.ROOT);
        assertThat(folders.stream().map(Folder::uidValidity).distinct()).hasSize(folders.size());
        MailboxInfo other = fixture.store.createMailbox(new NewMailbox(UUID.randomUUID(),
                MailboxKind.PUBLIC, "Public", MailboxInfo.Quota.UNLIMITED));
        Mailbox publicFolders = fixture.store.open(other.mailboxId(), Access.SYSTEM);
        assertThatThrownBy(() -> publicFolders.read(s -> s.folder(SpecialFolder.INBOX)))
                .isInstanceOf(MailError.NotFound.class);
    }

    @Test
    void findsMailboxesAndRefusesASecondOne() {
        UUID guid = UUID.randomUUID();
        fixture.mailbox(guid);
        assertThat(fixture.store.findMailbox(guid)).isPresent();
        assertThat(fixture.store.findMailbox(UUID.randomUUID())).isEmpty();
        assertThat(fixture.store.mailboxes()).hasSize(2);
        assertThatThrownBy(() -> fixture.mailbox(guid)).isInstanceOf(MailError.Exists.class);
        assertThatThrownBy(() -> fixture.store.open(4711, Access.SYSTEM))
                .isInstanceOf(MailError.NotFound.class);
    }

    @Test
    void deletesAMailboxAndNothingElse() {
        Mailbox other = fixture.mailbox();
        fixture.add(mailbox, StoreFixture.inbox(mailbox), "gone");
        Change.Added kept = fixture.add(other, StoreFixture.inbox(other), "kept");
        fixture.store.deleteMailbox(mailbox.info().mailboxId());
        assertThatThrownBy(mailbox::info).isInstanceOf(MailError.NotFound.class);
        assertThat(fixture.store.mailboxes()).hasSize(1);
        MessageRow row = other.read(s -> s.message(kept.messageId(), Set.of()));
        assertThat(row.uid()).isEqualTo(1);
        assertThat(fixture.store.blobs().collect(0)).isEqualTo(1);
    }

    @Test
    void createsFoldersWithoutRegardToCaseOfNames() {
        Folder folder = create(top, "Größe");
        assertThat(child(top, "GRÖẞE".replace("ẞ", "ß"))).map(Folder::folderId)
                .contains(folder.folderId());
        assertThatThrownBy(() -> create(top, "größe")).isInstanceOf(MailError.Exists.class);
        assertThatThrownBy(() -> create(top, "")).isInstanceOf(MailError.Invalid.class);
        assertThatThrownBy(() -> create(top, "a\0b")).isInstanceOf(MailError.Invalid.class);
        assertThatThrownBy(() -> create(4711, "x")).isInstanceOf(MailError.NotFound.class);
        assertThat(create(folder.folderId(), "größe").parentId()).isEqualTo(folder.folderId());
        Folder again = mailbox.read(s -> s.folder(folder.folderId()));
        assertThat(again.childCount()).isEqualTo(1);
    }

    @Test
    void renamesAndMovesFolders() {
        Folder a = create(top, "a");
        Folder b = create(a.folderId(), "b");
        mailbox.write(c -> {
            c.moveFolder(b.folderId(), top, "B2");
            return null;
        });
        assertThat(child(top, "b2")).map(Folder::name).contains("B2");
        assertThat(child(a.folderId(), "b")).isEmpty();
        assertThatThrownBy(() -> mailbox.write(c -> {
            c.moveFolder(a.folderId(), top, "b2");
            return null;
        })).isInstanceOf(MailError.Exists.class);
        mailbox.write(c -> {
            c.moveFolder(a.folderId(), b.folderId(), "a");
            return null;
        });
        assertThatThrownBy(() -> mailbox.write(c -> {
            c.moveFolder(b.folderId(), a.folderId(), "b2");
            return null;
        })).isInstanceOf(MailError.Invalid.class);
        assertThatThrownBy(() -> mailbox.write(c -> {
            c.moveFolder(inbox(), a.folderId(), "Inbox");
            return null;
        })).isInstanceOf(MailError.Invalid.class);
    }

    private long inbox() { return StoreFixture.inbox(mailbox); }

    @Test
    void deletesAFolderWithAllInIt() {
        Folder a = create(top, "a");
        Folder b = create(a.folderId(), "b");
        fixture.add(mailbox, a.folderId(), "one");
        fixture.add(mailbox, b.folderId(), "two");
        mailbox.write(c -> {
            c.deleteFolder(a.folderId(), false);
            return null;
        });
        assertThatThrownBy(() -> mailbox.read(s -> s.folder(b.folderId())))
                .isInstanceOf(MailError.NotFound.class);
        Folder recoverable = mailbox.read(s -> s.folder(SpecialFolder.RECOVERABLE_DELETIONS));
        assertThat(recoverable.contentCount()).isEqualTo(2);
        Folder again = create(top, "a");
        assertThat(again.uidValidity()).isGreaterThan(b.uidValidity());
        long inbox = inbox();
        assertThatThrownBy(() -> mailbox.write(c -> {
            c.deleteFolder(inbox, true);
            return null;
        })).isInstanceOf(MailError.Invalid.class);
    }

    @Test
    void foldersAreSoManyLevelsDeepAndNoDeeper() {
        List<Long> chain = new java.util.ArrayList<>(List.of(top));
        int room = FolderEditor.MOST_LEVELS - 1; // the top is one
        mailbox.<Boolean>write(c -> {
            for (int i = 0; i < room; i++) {
                chain.add(c.createFolder(chain.getLast(), NewFolder.generic("deeper")).folderId());
            }
            return true;
        });
        assertThatThrownBy(() -> create(chain.getLast(), "too deep"))
                .isInstanceOf(MailError.TooLarge.class).hasMessageContaining("300 levels");
        Folder beside = create(top, "beside");
        create(beside.folderId(), "below");
        assertThatThrownBy(() -> mailbox.<Boolean>write(c -> {
            c.moveFolder(beside.folderId(), chain.get(room - 1), "beside");
            return true;
        })).isInstanceOf(MailError.TooLarge.class);
        mailbox.<Boolean>write(c -> {
            c.moveFolder(beside.folderId(), chain.get(room - 2), "beside");
            return true;
        });
        List<Folder> all = mailbox.read(Snapshot::folders);
        Set<Long> seen = new java.util.HashSet<>(Set.of(0L));
        assertThat(all).allMatch(folder -> seen.contains(folder.parentId())
                && seen.add(folder.folderId()));
        mailbox.<Boolean>write(c -> {
            c.deleteFolder(chain.get(1), false);
            return true;
        });
        List<Folder> left = mailbox.read(Snapshot::folders);
        assertThat(left).hasSize(all.size() - room - 2);
    }

    @Test
    void keepsFolderProperties() {
        Folder folder = create(top, "to do");
        mailbox.write(c -> {
            c.setFolderProperties(folder.folderId(),
                    new PropertyBag().set(PropertyTags.PidTagContainerClass, "IPF.Task")
                            .set(PropertyTags.PidTagComment, "things"),
                    Set.of());
            return null;
        });
        Folder after = mailbox.read(s -> s.folder(folder.folderId()));
        assertThat(after.containerClass()).isEqualTo("IPF.Task");
        assertThat(after.changeNumber()).isGreaterThan(folder.changeNumber());
        mailbox.write(c -> {
            c.setFolderProperties(folder.folderId(), new PropertyBag(),
                    Set.of(PropertyTags.PidTagComment));
            return null;
        });
        PropertyBag properties = mailbox.read(s -> s.folderProperties(folder.folderId()));
        assertThat(properties.getString(PropertyTags.PidTagComment)).isNull();
        assertThat(properties.getString(PropertyTags.PidTagContainerClass)).isEqualTo("IPF.Task");
    }

    @Test
    void keepsSubscriptionsAndRecent() {
        Folder folder = create(top, "list");
        mailbox.write(c -> {
            c.setSubscribed(folder.folderId(), true);
            c.setDanglingSubscription("gone/away", true);
            c.setDanglingSubscription("gone/away", true);
            return null;
        });
        Folder after = mailbox.read(s -> s.folder(folder.folderId()));
        assertThat(after.subscribed()).isTrue();
        List<String> dangling = mailbox.read(Snapshot::danglingSubscriptions);
        assertThat(dangling).containsExactly("gone/away");
        fixture.add(mailbox, folder.folderId(), "one");
        int first = mailbox.write(c -> c.claimRecent(folder.folderId()));
        int second = mailbox.write(c -> c.claimRecent(folder.folderId()));
        assertThat(first).isEqualTo(1);
        assertThat(second).isEqualTo(2);
    }

    @Test
    void mapsNamedPropertiesAndReplicas() {
        PropertyName number = PropertyName.of(PropertySets.PSETID_Common, 0x8503);
        PropertyName text = PropertyName.of(PropertySets.PS_PUBLIC_STRINGS, "Keywords");
        int first = mailbox.write(c -> c.registerNamedProperty(number));
        int second = mailbox.write(c -> c.registerNamedProperty(text));
        int again = mailbox.write(c -> c.registerNamedProperty(number));
        assertThat(first).isEqualTo(0x8001).isEqualTo(again);
        assertThat(second).isEqualTo(0x8002);
        Optional<PropertyName> name = mailbox.read(s -> s.namedProperty(0x8002));
        assertThat(name).contains(text);
        Optional<PropertyName> byNumber = mailbox.read(s -> s.namedProperty(0x8001));
        assertThat(byNumber).contains(number);
        Optional<Integer> none = mailbox
                .read(s -> s.namedPropertyId(PropertyName.of(PropertySets.PSETID_Task, 1)));
        assertThat(none).isEmpty();
        UUID replica = UUID.randomUUID();
        int id = mailbox.write(c -> c.registerReplica(replica));
        assertThat(id).isEqualTo(2);
        Optional<UUID> guid = mailbox.read(s -> s.replicaGuid(2));
        assertThat(guid).contains(replica);
        Optional<UUID> own = mailbox.read(s -> s.replicaGuid(1));
        assertThat(own).contains(mailbox.info().replicaGuid());
        long before = mailbox.write(c -> c.reserveCounters(1000));
        long after = mailbox.write(c -> c.reserveCounters(1));
        assertThat(after).isEqualTo(before + 1000);
    }

    /// The user's own row goes before the groups' and the default; what is not seen does not count.
    @Test
    void registersNamesForWhoMayWriteSomewhere() {
        PropertyName name = PropertyName.of(PropertySets.PS_PUBLIC_STRINGS, "Colour");
        long inbox = inbox();
        Mailbox bob = openAs(BOB, TEAM);
        Permission nothing = new Permission(BOB, Rights.FOLDER_VISIBLE);
        for (List<Permission> none : List.of(List.<Permission>of(),
                List.of(new Permission(TEAM, Rights.FOLDER_VISIBLE | Rights.READ_ANY)),
                List.of(new Permission(TEAM, Rights.ALL), nothing),
                List.of(new Permission(Permission.DEFAULT, Rights.ALL), nothing),
                List.of(new Permission(Permission.ANONYMOUS, Rights.ALL)),
                List.of(new Permission(new UUID(7, 8), Rights.ALL)),
                List.of(new Permission(TEAM, Rights.CREATE)))) {
            permit(inbox, none.toArray(Permission[]::new));
            assertThatThrownBy(() -> bob.write(c -> c.registerNamedProperty(name)))
                    .isInstanceOf(MailError.Denied.class);
        }
        permit(inbox, new Permission(TEAM, Rights.FOLDER_VISIBLE | Rights.CREATE));
        int id = bob.write(c -> c.registerNamedProperty(name));
        assertThat(id).isEqualTo(0x8001);
    }

    @Test
    void showsOthersOnlyWhatTheyMaySee() {
        long inbox = inbox();
        fixture.add(mailbox, inbox, "private");
        Mailbox bob = openAs(BOB, TEAM);
        List<Folder> nothing = bob.read(Snapshot::folders);
        assertThat(nothing).isEmpty();
        assertThatThrownBy(() -> bob.read(s -> s.folder(inbox)))
                .isInstanceOf(MailError.NotFound.class);

        permit(inbox, new Permission(TEAM, Rights.FOLDER_VISIBLE));
        List<Folder> one = bob.read(Snapshot::folders);
        assertThat(one).extracting(Folder::folderId).containsExactly(inbox);
        assertThatThrownBy(() -> bob.read(s -> s.index(inbox)))
                .isInstanceOf(MailError.Denied.class);
        assertThatThrownBy(() -> bob.write(c -> c.deleteMessages(inbox, new int[]{1}, true)))
                .isInstanceOf(MailError.Denied.class);

        permit(inbox, new Permission(Permission.DEFAULT, Rights.READ_ANY));
        FolderIndex index = bob.read(s -> s.index(inbox));
        assertThat(index.count()).isEqualTo(1);
        assertThatThrownBy(() -> fixture.add(bob, inbox, "no"))
                .isInstanceOf(MailError.Denied.class);
        assertThatThrownBy(() -> bob.write(c -> c.createFolder(inbox, NewFolder.generic("x"))))
                .isInstanceOf(MailError.Denied.class);
        assertThat(fixture.store.mailboxesGranting(Set.of(BOB))).isEmpty();

        // The user's own row goes before the default.
        permit(inbox, new Permission(Permission.DEFAULT, Rights.READ_ANY), new Permission(BOB, 0));
        assertThatThrownBy(() -> bob.read(s -> s.index(inbox)))
                .isInstanceOf(MailError.NotFound.class);
        assertThat(fixture.store.mailboxesGranting(Set.of(BOB))).hasSize(1);
    }

    @Test
    void letsOthersDeleteOnlyTheirOwn() {
        long inbox = inbox();
        permit(inbox, new Permission(BOB, Rights.READ_ANY | Rights.CREATE | Rights.DELETE_OWNED
                | Rights.EDIT_OWNED | Rights.CREATE_SUBFOLDER));
        Mailbox bob = openAs(BOB);
        Change.Added mine = fixture.add(mailbox, inbox, "the owner's");
        Change.Added his = fixture.add(bob, inbox, "Bob's");
        assertThatThrownBy(
                () -> bob.write(c -> c.deleteMessages(inbox, new int[]{mine.uid()}, true)))
                .isInstanceOf(MailError.Denied.class);
        MessageContent content = new MessageContent(new PropertyBag(), List.of(), List.of());
        assertThatThrownBy(() -> bob
                .write(c -> c.saveMessage(mine.messageId(), mine.changeNumber(), content)))
                .isInstanceOf(MailError.Denied.class);
        assertThatThrownBy(() -> bob.write(c -> c.changeFlags(inbox, new int[]{mine.uid()},
                FlagChange.set(MessageFlags.MARKED_DELETED))))
                .isInstanceOf(MailError.Denied.class);
        bob.write(c -> c.changeFlags(inbox, new int[]{his.uid()},
                FlagChange.set(MessageFlags.MARKED_DELETED | MessageFlags.READ)));
        bob.write(c -> c.saveMessage(his.messageId(), his.changeNumber(), content));
        int uid = mailbox.read(s -> s.message(his.messageId(), Set.of())).uid();
        int[] deleted = bob.write(c -> c.deleteMessages(inbox, new int[]{uid}, false));
        assertThat(deleted).containsExactly(uid);
        Folder created = bob.write(c -> c.createFolder(inbox, NewFolder.generic("Bob's")));
        assertThat(created.rights()).isEqualTo(Rights.ALL);
    }

    @Test
    void joinsAUnitOfWorkOfAnotherRoom() {
        Mailbox other = fixture.mailbox();
        long first = mailbox.info().mailboxId();
        long second = other.info().mailboxId();
        NewMessage message = fixture.message("to both");
        fixture.database.write(sql -> {
            for (long id : new long[]{first, second}) {
                Change change = fixture.store.join(sql, id, Access.SYSTEM);
                change.deliver(change.folder(SpecialFolder.INBOX).folderId(), message);
            }
            return null;
        });
        FolderIndex index = other.read(s -> s.index(StoreFixture.inbox(other)));
        assertThat(index.count()).isEqualTo(1);
        fixture.database.write(sql -> {
            Change one = fixture.store.join(sql, second, Access.SYSTEM);
            one.deliver(one.folder(SpecialFolder.INBOX).folderId(), message);
            Change again = fixture.store.join(sql, second, new Access(BOB, true, Set.of()));
            again.deliver(again.folder(SpecialFolder.INBOX).folderId(), message);
            one.deliver(one.folder(SpecialFolder.INBOX).folderId(), message);
            return null;
        });
        FolderIndex more = other.read(s -> s.index(StoreFixture.inbox(other)));
        assertThat(more.count()).isEqualTo(4);
        assertThat(other.info().messageCount()).isEqualTo(4);
        assertThatThrownBy(() -> fixture.database.write(sql -> {
            Change change = fixture.store.join(sql, first, Access.SYSTEM);
            change.deliver(change.folder(SpecialFolder.INBOX).folderId(), message);
            fixture.store.join(sql, 4711, Access.SYSTEM);
            return null;
        })).isInstanceOf(MailError.NotFound.class);
        FolderIndex mine = mailbox.read(s -> s.index(inbox()));
        assertThat(mine.count()).isEqualTo(1);
    }
}

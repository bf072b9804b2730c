package org.rialto.store.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.rialto.database.TestEngine;
import org.rialto.mapi.Binary;
import org.rialto.mapi.GlobalId;
import org.rialto.store.Access;
import org.rialto.store.FlagChange;
import org.rialto.store.Mailbox;
import org.rialto.store.MailboxInfo;
import org.rialto.store.MailboxKind;
import org.rialto.store.MessageFlags;
import org.rialto.store.NewMailbox;
import org.rialto.store.Permission;
import org.rialto.store.PerUserInformation;
import org.rialto.store.Rights;
import org.rialto.store.SpecialFolder;
import org.rialto.store.StoreFixture;

/// What each user has read in public folders, and keeps of them: in backups, and gone with the
/// folder.
@ParameterizedClass
@EnumSource(TestEngine.class)
class PerUserTest {
    private static final UUID BOB = new UUID(7, 7);
    private static final Access AS_BOB = new Access(BOB, false, Set.of(BOB));
    private final StoreFixture fixture;
    private final Copies copies;

    PerUserTest(TestEngine engine, @TempDir Path directory) {
        fixture = new StoreFixture(engine, directory);
        copies = new Copies(fixture, directory.resolve("backup"));
    }

    @AfterEach
    void close() { fixture.close(); }

    private Mailbox restored(Mailbox mailbox, Access access) throws IOException {
        Copies.Copy copy = copies.of(mailbox, access, MailboxRestore.Numbers.MOVED_ON);
        assertThat(copy.warnings()).isEmpty();
        return copy.mailbox();
    }

    @Test
    void restoresWhatAPrivateMailboxKeepsOfPublicFolders() throws IOException {
        Mailbox mailbox = fixture.mailbox();
        PerUserInformation kept = new PerUserInformation(new GlobalId(new UUID(1, 2), 77),
                new UUID(3, 4), Binary.ofHex("010203"));
        mailbox.<Boolean>write(change -> {
            change.setPerUserInformation(kept);
            return true;
        });
        Mailbox restored = restored(mailbox, Access.SYSTEM);
        java.util.List<PerUserInformation> all = restored
                .read(snapshot -> snapshot.perUserInformation());
        assertThat(all).containsExactly(kept);
    }

    @Test
    void restoresReadStatesOfPublicFolders() throws IOException {
        MailboxInfo info = fixture.store.createMailbox(new NewMailbox(UUID.randomUUID(),
                MailboxKind.PUBLIC, "Public", MailboxInfo.Quota.UNLIMITED));
        Mailbox folders = fixture.store.open(info.mailboxId(), Access.SYSTEM);
        long top = folders.read(s -> s.folder(SpecialFolder.IPM_SUBTREE)).folderId();
        folders.<Boolean>write(change -> {
            change.setPermissions(top, java.util.List.of(new Permission(BOB,
                    Rights.READ_ANY | Rights.FOLDER_VISIBLE)));
            return true;
        });
        fixture.add(folders, top, "read");
        fixture.add(folders, top, "unread");
        Mailbox bobs = fixture.store.open(info.mailboxId(), AS_BOB);
        bobs.changeFlags(top, new int[]{1}, FlagChange.set(MessageFlags.READ));
        assertThat(bobs.read(s -> s.folder(top)).unreadCount()).isEqualTo(1);
        Mailbox restored = restored(folders, AS_BOB);
        assertThat(restored.read(s -> s.folder(top)).unreadCount()).isEqualTo(1);
        assertThat(restored.read(s -> s.index(top)).flags()[0] & MessageFlags.READ).isNotZero();
        assertThat(restored.read(s -> s.index(top)).flags()[1] & MessageFlags.READ).isZero();
    }
}

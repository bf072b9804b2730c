package org.rialto.store.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rialto.database.TestEngine;
import org.rialto.mapi.Binary;
import org.rialto.mapi.PredecessorChangeList;
import org.rialto.mapi.Xid;
import org.rialto.store.Access;
import org.rialto.store.IdRange;
import org.rialto.store.ImportedVersion;
import org.rialto.store.KnownObject;
import org.rialto.store.Mailbox;
import org.rialto.store.ObjectIds;
import org.rialto.store.SpecialFolder;
import org.rialto.store.StoreFixture;

/// Ids that clients got for what they make while they are offline, through a backup.
/// MS-OXCFXICS §2.2.3.2.4.7.
@ParameterizedClass
@EnumSource(TestEngine.class)
class LocalIdsTest {
    private final StoreFixture fixture;
    private final Copies copies;

    LocalIdsTest(TestEngine engine, @TempDir Path directory) {
        fixture = new StoreFixture(engine, directory);
        copies = new Copies(fixture, directory.resolve("backup"));
    }

    @AfterEach
    void close() { fixture.close(); }

    private static KnownObject find(Mailbox mailbox, long id) {
        Binary key = new ObjectIds(mailbox.info()).key(id);
        return mailbox.read(snapshot -> snapshot.find(key));
    }

    private static boolean isNotToCome(Mailbox mailbox, long folderId, long id) {
        Binary key = new ObjectIds(mailbox.info()).key(id);
        return mailbox.read(snapshot -> snapshot.isNotToCome(folderId, key));
    }

    @ParameterizedTest
    @EnumSource(MailboxRestore.Numbers.class)
    void idsThatClientsGotAreTheirsAfterARestoration(MailboxRestore.Numbers numbers)
            throws IOException {
        Mailbox mailbox = fixture.mailbox();
        long inbox = mailbox.read(s -> s.folder(SpecialFolder.INBOX)).folderId();
        long first = mailbox.write(change -> change.reserveLocalIds(100));
        Xid xid = new Xid(UUID.randomUUID(), Binary.ofHex("01"));
        mailbox.write(change -> change.importMessage(inbox, StoreFixture.message("m", null),
                new ImportedVersion(new ObjectIds(mailbox.info()).key(first), Instant.EPOCH,
                        xid.toBinary(), PredecessorChangeList.of(xid).encode())));
        mailbox.<Boolean>write(change -> {
            change.deleteLocalIds(inbox, List.of(new IdRange(first + 50, first + 59)));
            return true;
        });
        Mailbox restored = copies.of(mailbox, Access.SYSTEM, numbers).mailbox();
        assertThat(find(restored, first).state()).isEqualTo(KnownObject.State.MESSAGE);
        assertThat(find(restored, first + 99))
                .isEqualTo(new KnownObject(KnownObject.State.NEW, first + 99));
        boolean deleted = isNotToCome(restored, inbox, first + 55);
        assertThat(deleted).isTrue();
        deleted = isNotToCome(restored, inbox, first + 60);
        assertThat(deleted).isFalse();
        assertThat(restored.write(change -> change.reserveLocalIds(1)).longValue())
                .isGreaterThan(first + 99);
    }
}

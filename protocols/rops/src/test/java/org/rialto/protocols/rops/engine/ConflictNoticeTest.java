package org.rialto.protocols.rops.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rialto.items.mail.MimeGeneration;
import org.rialto.mailbox.Mailboxes;
import org.rialto.mapi.GlobalId;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.Xid;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationImportMessageChange;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationOpenCollector;
import org.rialto.store.Mailbox;
import org.rialto.store.MailboxInfo;
import org.rialto.store.MessagePart;
import org.rialto.store.MessageRow;
import org.rialto.store.NewFolder;
import org.rialto.store.ObjectIds;
import org.rialto.store.Permission;
import org.rialto.store.Rights;
import org.rialto.store.SpecialFolder;

/// Who owns a public folder hears of conflicts in it. MS-OXCFXICS §3.1.5.6.3.1.
class ConflictNoticeTest extends AliceUploads {
    private Mailbox folders;
    private Mailbox bobs;
    private long forum;
    private long messageId;
    private int changes;

    @BeforeEach
    void makePublicFolder() {
        folders = fixture.mailbox(Mailboxes.PUBLIC_FOLDERS);
        bobs = fixture.mailbox(fixture.bob);
        long root = RopFixture.folder(folders, SpecialFolder.IPM_SUBTREE);
        forum = folders.write(c -> c.createFolder(root, NewFolder.generic("Forum"))).folderId();
        folders.<Boolean>write(c -> {
            c.setPermissions(forum, List.of(new Permission(Permission.DEFAULT, Rights.READ_ANY
                    | Rights.FOLDER_VISIBLE | Rights.CREATE | Rights.EDIT_ANY),
                    new Permission(fixture.bob.guid(), Rights.ALL)));
            return true;
        });
        messageId = RopFixture.add(folders, forum, "agenda");
    }

    /// A version that has not seen the others, of a public folder or a private one.
    private void upload(RopClient by, int at, Mailbox mailbox, long id) {
        by.ask(at, new RopSynchronizationOpenCollector.Request(0, 0, 1, true),
                RopSynchronizationOpenCollector.Response.class);
        Xid change = change(A, ++changes);
        by.ask(by.handle(1), importing(NONE,
                new GlobalId(mailbox.info().replicaGuid(), id).toBinary(), LATE, change,
                list(change)), RopSynchronizationImportMessageChange.Response.class);
        int message = by.handle(1);
        by.set(message, PropertyTags.PidTagSubject, "agenda, of Alice");
        by.save(message);
    }

    private void uploadToForum() {
        RopClient reader = fixture.client(fixture.alice);
        upload(reader, reader.open(reader.publicLogon(0), forum), folders, messageId);
        reader.session.close();
    }

    private List<PropertyBag> notices(Mailbox of) {
        return of.read(s -> {
            long inboxOf = s.folder(SpecialFolder.INBOX).folderId();
            return s.messages(inboxOf, s.index(inboxOf).uids(), EnumSet.of(MessagePart.PROPERTIES))
                    .stream().map(MessageRow::properties).filter(each -> "IPM.Conflict.Message"
                            .equals(each.getString(PropertyTags.PidTagMessageClass)))
                    .toList();
        });
    }

    private void resolveBy(int method) {
        folders.<Boolean>write(c -> {
            c.setFolderProperties(forum,
                    new PropertyBag().set(PropertyTags.PidTagResolveMethod, method), Set.of());
            return true;
        });
    }

    @Test
    void theOwnerHearsOfAConflictOnce() throws IOException {
        uploadToForum();
        List<PropertyBag> told = notices(bobs);
        assertThat(told).hasSize(1);
        assertThat(told.getFirst().getString(PropertyTags.PidTagSenderName)).isEqualTo("Forum");
        assertThat(told.getFirst().getString(PropertyTags.PidTagOriginalSubject))
                .isEqualTo("agenda, of Alice");
        assertThat(told.getFirst().getBinary(PropertyTags.PidTagConflictEntryId))
                .isEqualTo(new ObjectIds(folders.info()).messageEntryId(forum, messageId));
        assertThat(notices(mailbox)).isEmpty();
        ByteArrayOutputStream mime = new ByteArrayOutputStream();
        MessageRow row = bobs.read(s -> s.message(s.index(s.folder(SpecialFolder.INBOX).folderId())
                .messageIds()[0], Set.of()));
        new MimeGeneration(fixture.store.blobs()).write(bobs, row, mime);
        assertThat(mime.toString(StandardCharsets.UTF_8))
                .contains("From: Forum <postmaster@example.com>\r\n", "To: ",
                        "Subject: Conflict: agenda, of Alice\r\n", "Two people changed");
        uploadToForum(); // one more version in the same message
        assertThat(notices(bobs)).hasSize(1);
    }

    @Test
    void nobodyHearsOfItWhereTheFolderSaysSoOrNothingIsLeftToResolve() {
        resolveBy(2);
        uploadToForum();
        assertThat(notices(bobs)).isEmpty();
        messageId = RopFixture.add(folders, forum, "minutes");
        resolveBy(1);
        uploadToForum();
        assertThat(notices(bobs)).isEmpty();
    }

    @Test
    void ofAPrivateMailboxNobodyHears() {
        RopFixture.grant(mailbox, inbox, fixture.bob, Rights.ALL);
        upload(client, folder, mailbox, RopFixture.add(mailbox, inbox, "mine"));
        assertThat(notices(bobs)).isEmpty();
        assertThat(notices(mailbox)).isEmpty();
    }

    @Test
    void anOwnerWhoseMailboxIsFullDoesNotKeepTheVersionOut() {
        bobs.<Boolean>write(c -> {
            c.setQuota(new MailboxInfo.Quota(1, 1, 1, 1));
            return true;
        });
        uploadToForum();
        assertThat(notices(bobs)).isEmpty();
        String subject = folders.read(s -> s.content(messageId)).properties()
                .getString(PropertyTags.PidTagSubject);
        assertThat(subject).isEqualTo("agenda, of Alice");
    }
}

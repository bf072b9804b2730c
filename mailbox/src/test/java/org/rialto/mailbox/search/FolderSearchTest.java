package org.rialto.mailbox.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.rialto.database.Database;
import org.rialto.database.TestEngine;
import org.rialto.formats.mime.MimeScanner;
import org.rialto.items.mail.MimeMessages;
import org.rialto.store.Access;
import org.rialto.store.BlobRef;
import org.rialto.store.BlobWriter;
import org.rialto.store.Mailbox;
import org.rialto.store.MailboxInfo;
import org.rialto.store.MailboxKind;
import org.rialto.store.NewMailbox;
import org.rialto.store.SpecialFolder;
import org.rialto.store.Store;
import org.rialto.store.StoreConfiguration;
import org.rialto.store.search.TextField;
import org.rialto.store.search.TextQuery;

@ParameterizedClass
@EnumSource(TestEngine.class)
class FolderSearchTest {
    private final TestEngine engine;
    @TempDir
    Path directory;
    private Database database;
    private Store store;
    private Mailbox mailbox;
    private long inbox;

    FolderSearchTest(TestEngine engine) { this.engine = engine; }

    @BeforeEach
    void open() {
        database = engine.open(directory);
        store = Store.open(database, StoreConfiguration.in(directory.resolve("blobs")));
        MailboxInfo info = store.createMailbox(new NewMailbox(UUID.randomUUID(),
                MailboxKind.PRIVATE, "Alice", MailboxInfo.Quota.UNLIMITED));
        mailbox = store.open(info.mailboxId(), Access.SYSTEM);
        inbox = mailbox.read(snapshot -> snapshot.folder(SpecialFolder.INBOX).folderId());
    }

    @AfterEach
    void close() {
        store.close();
        database.close();
    }

    @Test
    void findsTheSameBeforeAndAfterIndexing() throws Exception {
        int first = add("Subject: Budget\r\nFrom: Zoe <zoe@example.com>\r\n\r\nunbelievable\r\n");
        int second = add("Subject: =?utf-8?Q?Caf=C3=A9?=\r\nContent-Type: text/html\r\n\r\n"
                + "<p>believe<b> me</b></p>\r\n");
        assertThat(find("believ")).containsExactly(first, second);
        assertThat(find("cafe")).containsExactly(second);
        try (TextIndexer indexer = new TextIndexer(store)) {
            assertThat(indexer.awaitIdle(20)).isTrue();
            assertThat(find("believ")).containsExactly(first, second);
            assertThat(find("cafe")).containsExactly(second);
            assertThat(find("zoe@example")).containsExactly(first);
            int third = add("Subject: more\r\n\r\nbelievers\r\n");
            assertThat(find("believ")).containsExactly(first, second, third);
            assertThat(indexer.awaitIdle(20)).isTrue();
            assertThat(find("believ")).containsExactly(first, second, third);
        }
        assertThat(find("!")).isEmpty();
    }

    @Test
    void copiesAndMovesStayFoundAndDeletedTextsAreSwept() throws Exception {
        int uid = add("Subject: a\r\n\r\nneedle\r\n");
        try (TextIndexer indexer = new TextIndexer(store)) {
            assertThat(indexer.awaitIdle(20)).isTrue();
        }
        long archive = mailbox
                .read(snapshot -> snapshot.folder(SpecialFolder.ARCHIVE).folderId());
        mailbox.write(change -> change.copyMessages(inbox, new int[]{uid}, archive));
        mailbox.write(change -> change.moveMessages(inbox, new int[]{uid}, archive));
        assertThat(find("needle")).isEmpty();
        int[] there = new FolderSearch(store.blobs()).find(mailbox, archive, query("needle"));
        assertThat(there).hasSize(2);
        assertThat(mailbox.<Integer>read(snapshot -> snapshot.unindexed(9, Set.of()).size()))
                .isZero();
        long mailboxId = mailbox.info().mailboxId();
        assertThat(store.sweepTexts(mailboxId)).isZero();
        mailbox.write(change -> change.deleteMessages(archive, there, true));
        assertThat(store.sweepTexts(mailboxId)).isEqualTo(1);
    }

    private int[] find(String text) {
        return new FolderSearch(store.blobs()).find(mailbox, inbox, query(text));
    }

    private static TextQuery query(String text) {
        return new TextQuery(text, TextQuery.Match.SUBSTRING, EnumSet.allOf(TextField.class));
    }

    private int add(String mime) throws IOException {
        byte[] bytes = mime.getBytes(StandardCharsets.UTF_8);
        BlobRef blob;
        try (BlobWriter writer = store.blobs().create()) {
            writer.write(bytes);
            blob = writer.finish();
        }
        return mailbox.write(change -> change.addMessage(inbox, MimeMessages.toNewMessage(blob,
                MimeScanner.scan(bytes), 0, Set.of(), Instant.EPOCH)).uid());
    }
}

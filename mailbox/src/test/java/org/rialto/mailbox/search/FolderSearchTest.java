package org.rialto.mailbox.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
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
import org.rialto.extraction.ExtractionLimits;
import org.rialto.extraction.TextExtractor;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;
import org.rialto.store.Access;
import org.rialto.store.Attachment;
import org.rialto.store.AttachmentData;
import org.rialto.store.BlobRef;
import org.rialto.store.BlobWriter;
import org.rialto.store.Mailbox;
import org.rialto.store.MailboxInfo;
import org.rialto.store.MessageContent;
import org.rialto.store.NewMessage;
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
    private final TextExtractor extractor = new TextExtractor(ExtractionLimits.STANDARD);
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
        extractor.close();
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
        try (TextIndexer indexer = new TextIndexer(store, extractor)) {
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

    /// An OpenDocument text, as far as its words go.
    private static String document(String text) throws IOException {
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("content.xml"));
            zip.write(("<text><p>" + text + "</p></text>").getBytes(StandardCharsets.UTF_8));
        }
        return Base64.getMimeEncoder().encodeToString(bytes.toByteArray());
    }

    @Test
    void findsWordsOfAttachedDocumentsInTheirField() throws Exception {
        int mime = add("""
                Subject: see attached
                Content-Type: multipart/mixed; boundary=b

                --b

                hello
                --b
                Content-Type: application/octet-stream; name=plan.odt
                Content-Transfer-Encoding: base64

                """.replace("\n", "\r\n") + document("Elephants march")
                + "\r\n--b--\r\n");
        byte[] asleep = Base64.getMimeDecoder().decode(document("elephants sleep"));
        PropertyBag file = new PropertyBag().set(PropertyTags.PidTagAttachLongFilename, "a.odt");
        PropertyBag text = new PropertyBag().set(PropertyTags.PidTagAttachLongFilename, "b.txt")
                .set(PropertyTags.PidTagAttachMimeTag, "text/plain");
        int properties = mailbox.write(change -> change.addMessage(inbox,
                new NewMessage(new MessageContent(
                        new PropertyBag().set(PropertyTags.PidTagSubject, "by hand"), List.of(),
                        List.of(new Attachment(0, file, new AttachmentData.Inline(asleep)),
                                new Attachment(1, text, new AttachmentData.Inline(
                                        "giraffes".getBytes(StandardCharsets.UTF_8))))),
                        false, 0, Set.of(), Instant.EPOCH, null, null))
                .uid());
        for (int round = 0; round < 2; round++) {
            assertThat(find("elephants")).containsExactly(mime, properties);
            assertThat(find("elephants march")).containsExactly(mime);
            assertThat(find("giraffe")).containsExactly(properties);
            assertThat(new FolderSearch(store.blobs(), extractor).find(mailbox, inbox,
                    new TextQuery("elephants", TextQuery.Match.SUBSTRING,
                            EnumSet.of(TextField.BODY))))
                    .isEmpty();
            try (TextIndexer indexer = new TextIndexer(store, extractor)) {
                assertThat(indexer.awaitIdle(30)).isTrue();
            }
        }
    }

    @Test
    void copiesAndMovesStayFoundAndDeletedTextsAreSwept() throws Exception {
        int uid = add("Subject: a\r\n\r\nneedle\r\n");
        try (TextIndexer indexer = new TextIndexer(store, extractor)) {
            assertThat(indexer.awaitIdle(20)).isTrue();
        }
        long archive = mailbox
                .read(snapshot -> snapshot.folder(SpecialFolder.ARCHIVE).folderId());
        mailbox.write(change -> change.copyMessages(inbox, new int[]{uid}, archive));
        mailbox.write(change -> change.moveMessages(inbox, new int[]{uid}, archive));
        assertThat(find("needle")).isEmpty();
        int[] there = new FolderSearch(store.blobs(), extractor).find(mailbox, archive,
                query("needle"));
        assertThat(there).hasSize(2);
        assertThat(mailbox.<Integer>read(snapshot -> snapshot.unindexed(9, Set.of()).size()))
                .isZero();
        long mailboxId = mailbox.info().mailboxId();
        assertThat(store.sweepTexts(mailboxId)).isZero();
        mailbox.write(change -> change.deleteMessages(archive, there, true));
        assertThat(store.sweepTexts(mailboxId)).isEqualTo(1);
    }

    private int[] find(String text) {
        return new FolderSearch(store.blobs(), extractor).find(mailbox, inbox, query(text));
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

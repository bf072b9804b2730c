package org.rialto.server.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import org.rialto.database.Database;
import org.rialto.database.Migrations;
import org.rialto.formats.header.DateTimes;
import org.rialto.formats.mime.MimeScan;
import org.rialto.formats.mime.MimeScanner;
import org.rialto.items.mail.MimeMessages;
import org.rialto.mapi.PropertyBag;
import org.rialto.store.Access;
import org.rialto.store.BlobReader;
import org.rialto.store.BlobRef;
import org.rialto.store.BlobWriter;
import org.rialto.store.Change;
import org.rialto.store.Folder;
import org.rialto.store.FolderType;
import org.rialto.store.MailboxInfo;
import org.rialto.store.NewFolder;
import org.rialto.store.NewMessage;
import org.rialto.store.SpecialFolder;
import org.rialto.store.Store;

/// Brings messages into a mailbox. How far it came is committed together with the messages, so an
/// import that was interrupted, by whatever, goes on without gap or repetition.
public final class MailImport {
    private static final int BATCH = 100;
    private static final long BATCH_BYTES = 16 << 20;

    private final Database database;
    private final Store store;
    private final MailboxInfo mailbox;
    private final String folder;
    private final LongConsumer progress;
    private final List<Waiting> batch = new ArrayList<>();
    private long batchBytes;
    private long done;

    private record Waiting(MailSource.Found found, NewMessage message) {}

    /// @param folder names after slashes, made when missing
    /// @param progress told how many messages are in, now and then
    public MailImport(Database database, Store store, MailboxInfo mailbox, String folder,
            LongConsumer progress) {
        this.database = database;
        this.store = store;
        this.mailbox = mailbox;
        this.folder = folder;
        this.progress = progress;
        new Migrations("import", MailImport.class).run(database);
    }

    /// Imports a file or directory; what it is, is seen from what is in it. Returns how many
    /// messages came in now.
    ///
    /// @param again from the beginning, whatever came in before
    public long run(Path path, boolean again) throws IOException {
        MailSource source = source(path);
        String name = source.path().toAbsolutePath().normalize() + " > " + folder;
        String after = again
                ? null
                : database.read(sql -> sql.first(
                        "SELECT position FROM import_progress WHERE mailbox_id = ? AND source = ?",
                        row -> row.getString(1), mailbox.mailboxId(), name));
        done = 0;
        source.forEach(after, (found, content) -> {
            NewMessage message = message(found, content);
            batch.add(new Waiting(found, message));
            BlobRef blob = message.mime();
            batchBytes += blob == null ? 0 : blob.length();
            if (batch.size() >= BATCH || batchBytes >= BATCH_BYTES)
                commit(name);
        });
        commit(name);
        return done;
    }

    private static MailSource source(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return new FileSource(path, FileSource.holdsMaildirs(path));
        }
        return MboxSource.looksLike(path) ? new MboxSource(path) : new FileSource(path, false);
    }

    private NewMessage message(MailSource.Found found, InputStream content) throws IOException {
        BlobRef blob;
        try (BlobWriter writer = store.blobs().create()) {
            new CrlfInputStream(content).transferTo(writer);
            blob = writer.finish();
        }
        try (BlobReader reader = store.blobs().open(blob)) {
            MimeScan scan;
            try (InputStream in = reader.stream(0, blob.length())) {
                scan = MimeScanner.scan(in);
            }
            return MimeMessages.toNewMessage(blob, scan, reader::stream, found.flags(), Set.of(),
                    received(found, scan));
        }
    }

    private static Instant received(MailSource.Found found, MimeScan scan) {
        Instant given = found.received();
        if (given != null)
            return given;
        OffsetDateTime date = DateTimes.parse(scan.header().raw("Date"));
        return date == null ? Instant.now() : date.toInstant();
    }

    private void commit(String name) {
        if (batch.isEmpty())
            return;
        String position = batch.getLast().found().position();
        database.write(sql -> {
            Change change = store.join(sql, mailbox.mailboxId(), Access.SYSTEM);
            for (Waiting one : batch) {
                long target = folder(change, folder + "/" + one.found().folder());
                change.addMessage(target, one.message());
            }
            return sql.update("INSERT INTO import_progress (mailbox_id, source, position)"
                    + " VALUES (?, ?, ?) ON CONFLICT (mailbox_id, source)"
                    + " DO UPDATE SET position = excluded.position", mailbox.mailboxId(), name,
                    position);
        });
        done += batch.size();
        batch.clear();
        batchBytes = 0;
        progress.accept(done);
    }

    private static long folder(Change change, String path) {
        Folder at = change.folder(SpecialFolder.IPM_SUBTREE);
        for (String name : path.split("/")) {
            if (name.isBlank())
                continue;
            Optional<Folder> found = change.child(at.folderId(), name);
            at = found.isPresent()
                    ? found.get()
                    : change.createFolder(at.folderId(), new NewFolder(FolderType.GENERIC, name,
                            "IPF.Note", new PropertyBag()));
        }
        return at.folderId();
    }
}

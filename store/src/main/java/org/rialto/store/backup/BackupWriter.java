package org.rialto.store.backup;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.rialto.base.ByteWriter;
import org.rialto.base.MalformedDataException;
import org.rialto.database.Database;
import org.rialto.database.Dialect;
import org.rialto.database.RowTable;
import org.rialto.database.Sql;
import org.rialto.mapi.FileTime;
import org.rialto.mapi.MailError;
import org.rialto.store.BlobReader;
import org.rialto.store.BlobRef;
import org.rialto.store.ContentFormat;
import org.rialto.store.Store;

/// Writes a backup of some or all mailboxes while they are in use: the rows of one snapshot, then
/// the bytes that they name, which stay until it is done. What cannot be read is left out and said.
public final class BackupWriter {
    static final byte[] MAGIC = "RIALTOBK".getBytes(StandardCharsets.US_ASCII);
    static final int VERSION = 7;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions
            .fromString("rw-------");
    private static final int FRAME_BYTES = 256 * 1024;
    private static final int ROWS_AT_A_TIME = 200;

    private final Database database;
    private final Store store;
    private final BiFunction<UUID, String, String> naming;
    private final BackupProgress progress;
    private final List<MailboxRows> ofMailboxes;
    private final List<String> warnings = new ArrayList<>();
    private final Set<BlobRef> blobs = new LinkedHashSet<>();
    private long messages;
    private long most;

    private record Source(long mailboxId, String label, Row row) {}

    /// @param naming a mailbox's mail address, or what it is called, from GUID and display name
    public BackupWriter(Database database, Store store, BiFunction<UUID, String, String> naming,
            BackupProgress progress) {
        this(database, store, naming, progress, List.of());
    }

    /// @param ofMailboxes what other rooms keep of the mailboxes
    public BackupWriter(Database database, Store store, BiFunction<UUID, String, String> naming,
            BackupProgress progress, List<MailboxRows> ofMailboxes) {
        this.database = database;
        this.store = store;
        this.naming = naming;
        this.progress = progress;
        this.ofMailboxes = List.copyOf(ofMailboxes);
    }

    /// Writes mailboxes to `target`, which appears when it is whole, in place of what was there.
    ///
    /// @param only GUIDs of the mailboxes wanted; empty for all
    public BackupSummary write(Path target, Set<UUID> only) throws IOException {
        return write(target, only, Map.of());
    }

    /// As [#write(Path, Set)], with tables of other rooms, by the rooms' names. The file is its
    /// owner's only: it has everybody's mail, and the directory's secrets.
    public BackupSummary write(Path target, Set<UUID> only, Map<String, List<RowTable>> rooms)
            throws IOException {
        Path part = target.resolveSibling(target.getFileName() + ".part");
        BackupSummary summary;
        // Nobody collects a blob that the snapshot names before its bytes are written.
        try (var kept = store.blobs().keepAll()) {
            MessageDigest digest = sha256();
            try (OutputStream file = new BufferedOutputStream(create(part), 1 << 18);
                    DigestOutputStream out = new DigestOutputStream(file, digest)) {
                summary = write(out, only, rooms);
            }
            try (FileChannel written = FileChannel.open(part, StandardOpenOption.WRITE)) {
                written.force(true);
            }
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
            return summary;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static OutputStream create(Path part) throws IOException {
        Files.deleteIfExists(part);
        Files.createFile(part, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        return Files.newOutputStream(part);
    }

    private BackupSummary write(DigestOutputStream out, Set<UUID> only,
            Map<String, List<RowTable>> rooms) throws IOException {
        out.write(new ByteWriter().writeBytes(MAGIC).writeInt16(VERSION)
                .writeInt64(FileTime.fromInstant(Instant.now())).toByteArray());
        int mailboxes = database.read(sql -> {
            for (Map.Entry<String, List<RowTable>> room : rooms.entrySet()) {
                for (RowTable table : room.getValue()) {
                    RoomTable.write(sql, room.getKey(), table,
                            frame -> emit(out, Frame.Type.TABLE, frame));
                }
            }
            List<Source> sources = sources(sql, only);
            most = sources.stream().mapToLong(source -> source.row().number("message_count")).sum();
            for (Source source : sources) {
                mailbox(sql, source, out);
            }
            return sources.size();
        });
        long done = 0;
        for (BlobRef blob : blobs) {
            blob(blob, out);
            progress.at("bytes", ++done, blobs.size());
        }
        ByteWriter end = new ByteWriter().writeVarint(mailboxes).writeVarint(messages)
                .writeVarint(blobs.size()).writeBytes(out.getMessageDigest().digest());
        emit(out, Frame.Type.END, end);
        return new BackupSummary(mailboxes, messages, blobs.size(), List.copyOf(warnings));
    }

    private List<Source> sources(Sql sql, Set<UUID> only) throws SQLException {
        List<Source> all = new ArrayList<>();
        sql.forEach("SELECT mailbox_id FROM mailbox WHERE deleting = 0 ORDER BY mailbox_id",
                found -> {
                    long id = found.getLong(1);
                    Row row = sql.first(BackupTable.MAILBOX.select(),
                            each -> Row.of(BackupTable.MAILBOX, each, 0), id);
                    UUID guid = row == null ? null : UUID.fromString(row.text("guid"));
                    if (row != null && guid != null && (only.isEmpty() || only.contains(guid))) {
                        all.add(new Source(id, naming.apply(guid, row.text("display_name")), row));
                    }
                });
        return all;
    }

    private static void emit(OutputStream out, Frame.Type type, ByteWriter bytes) {
        try {
            out.write(new Frame(type, bytes.toByteArray()).encode());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void mailbox(Sql sql, Source source, OutputStream out) throws SQLException {
        ByteWriter head = new ByteWriter();
        Row.counted(head, source.row().text("guid").getBytes(StandardCharsets.UTF_8));
        Row.counted(head, source.label().getBytes(StandardCharsets.UTF_8));
        source.row().write(head);
        emit(out, Frame.Type.MAILBOX, head);
        for (BackupTable table : BackupTable.values()) {
            if (table == BackupTable.MAILBOX || table == BackupTable.MESSAGE_ITEM) {
                continue;
            }
            RowFrames frames = new RowFrames(table, out);
            tried(sql, source, table.name(), () -> sql.forEach(table.select() + table.orderBy(),
                    row -> {
                        Row read = Row.of(table, row, 0);
                        noteMime(read);
                        frames.add(read);
                    }, source.mailboxId()));
            frames.flush();
        }
        items(sql, source, out);
        for (MailboxRows rows : ofMailboxes) {
            tried(sql, source, rows.table().name(), () -> RoomTable.write(sql, rows.room(),
                    rows.table(), frame -> emit(out, Frame.Type.TABLE, frame),
                    rows.table().selectBy("mailbox_id"), source.mailboxId()));
        }
    }

    private void noteMime(Row row) {
        if (row.table() == BackupTable.MESSAGE) {
            messages++;
            if (row.get("mime_blob") != null && row.number("mime_size") >= 0) {
                blobs.add(new BlobRef(row.number("mime_blob"), row.number("mime_size")));
            }
        }
    }

    /// Items in the order of their ids, some at a time; when some cannot be read, each by itself.
    private void items(Sql sql, Source source, OutputStream out) throws SQLException {
        long offset = sql.dialect() == Dialect.SQLITE ? source.mailboxId() << 40 : 0;
        List<Long> ids = new ArrayList<>();
        tried(sql, source, "MESSAGE", () -> sql.forEach("SELECT message_id FROM message"
                + " WHERE mailbox_id = ?", row -> ids.add(row.getLong(1)), source.mailboxId()));
        long[] keys = ids.stream().mapToLong(id -> id + offset).sorted().distinct().toArray();
        RowFrames frames = new RowFrames(BackupTable.MESSAGE_ITEM, out);
        for (int from = 0; from < keys.length; from += ROWS_AT_A_TIME) {
            long[] some = Arrays.copyOfRange(keys, from, Math.min(keys.length,
                    from + ROWS_AT_A_TIME));
            List<Row> rows = new ArrayList<>();
            if (tried(sql, null, "", () -> rows.addAll(items(sql, source, offset, some)))) {
                rows.forEach(row -> item(source, row, frames));
            } else {
                for (long key : some) {
                    List<Row> one = new ArrayList<>();
                    tried(sql, source, "message " + (key - offset),
                            () -> one.addAll(items(sql, source, offset, new long[]{key})));
                    one.forEach(row -> item(source, row, frames));
                }
            }
            progress.at(source.label(), messages, most);
        }
        frames.flush();
    }

    private static List<Row> items(Sql sql, Source source, long offset, long[] keys)
            throws SQLException {
        return sql.query(BackupTable.MESSAGE_ITEM.select() + " AND "
                + sql.dialect().isAnyOf("message_key") + BackupTable.MESSAGE_ITEM.orderBy(),
                row -> Row.of(BackupTable.MESSAGE_ITEM, row, offset), source.mailboxId(),
                sql.dialect().numbers(keys));
    }

    private void item(Source source, Row row, RowFrames frames) {
        try {
            blobs.addAll(ContentFormat
                    .blobs(ContentFormat.decodeAttachments(row.bytes("attachments"))));
        } catch (MalformedDataException e) {
            row.set("attachments", null);
            warnings.add(source.label() + ": the attachments of message "
                    + row.number("message_key") + " are damaged and left out");
        }
        frames.add(row);
    }

    private interface Reading {
        void run() throws SQLException;
    }

    /// Whether it could be read; the snapshot goes on either way.
    private boolean tried(Sql sql, @org.jspecify.annotations.Nullable Source source, String what,
            Reading reading) throws SQLException {
        boolean postgres = sql.dialect() == Dialect.POSTGRES;
        if (postgres) {
            sql.update("SAVEPOINT part");
        }
        try {
            reading.run();
            return true;
        } catch (SQLException e) {
            if (postgres) {
                sql.update("ROLLBACK TO SAVEPOINT part");
            }
            if (source != null) {
                warnings.add(source.label() + ": " + what + " cannot be read and is left out: "
                        + e.getMessage());
            }
            return false;
        }
    }

    private void blob(BlobRef blob, OutputStream out) throws IOException {
        byte[] hash = database.read(sql -> sql.first("SELECT hash FROM blob WHERE blob_id = ?",
                row -> row.getBytes(1), blob.blobId()));
        emit(out, Frame.Type.BLOB, new ByteWriter().writeVarint(blob.blobId())
                .writeVarint(blob.length()).writeBytes(hash == null ? new byte[32] : hash));
        MessageDigest digest = sha256();
        try (BlobReader reader = store.blobs().open(blob)) {
            byte[] buffer = new byte[(int) Math.max(1, Math.min(FRAME_BYTES, blob.length()))];
            for (long at = 0; at < blob.length();) {
                int count = 0;
                int wanted = (int) Math.min(buffer.length, blob.length() - at);
                while (count < wanted) {
                    int some = reader.read(at + count, buffer, count, wanted - count);
                    if (some <= 0) {
                        throw new IOException("its bytes end early");
                    }
                    count += some;
                }
                digest.update(buffer, 0, count);
                emit(out, Frame.Type.CHUNK, new ByteWriter(count).writeBytes(buffer, 0, count));
                at += count;
            }
            if (!MessageDigest.isEqual(digest.digest(), hash)) {
                throw new IOException("its bytes are not what was stored");
            }
        } catch (IOException | MailError e) {
            warnings.add("blob " + blob.blobId() + " cannot be read and is left out: "
                    + e.getMessage());
            emit(out, Frame.Type.LOST, new ByteWriter().writeVarint(blob.blobId()));
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Gathers rows of one table into frames.
    private static final class RowFrames {
        private final BackupTable table;
        private final OutputStream out;
        private ByteWriter rows = new ByteWriter(FRAME_BYTES);
        private int count;

        RowFrames(BackupTable table, OutputStream out) {
            this.table = table;
            this.out = out;
        }

        void add(Row row) {
            int before = rows.length();
            ByteWriter one = new ByteWriter(512);
            row.write(one);
            if (before > 0 && before + one.length() > FRAME_BYTES) {
                flush();
            }
            rows.writeBytes(one.toByteArray());
            count++;
        }

        void flush() {
            if (count == 0) {
                return;
            }
            emit(out, Frame.Type.ROWS, new ByteWriter(rows.length() + 16)
                    .writeVarint(table.ordinal()).writeVarint(count)
                    .writeBytes(rows.toByteArray()));
            rows = new ByteWriter(FRAME_BYTES);
            count = 0;
        }
    }
}

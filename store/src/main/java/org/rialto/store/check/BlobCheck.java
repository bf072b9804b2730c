package org.rialto.store.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rialto.base.MalformedDataException;
import org.rialto.database.Database;
import org.rialto.database.Dialect;
import org.rialto.database.Sql;
import org.rialto.mapi.MailError;
import org.rialto.store.BlobReader;
import org.rialto.store.BlobRef;
import org.rialto.store.Blobs;
import org.rialto.store.ContentFormat;

/// Blobs: that the counts of references are what the rows of one snapshot say, that no row names
/// bytes that are gone, and that the bytes are those of the hash.
///
/// A count that is wrong is mended by its difference, which units of work that run meanwhile do
/// not change: each changes rows and count alike. Memory: eight bytes a reference.
final class BlobCheck {
    private static final int MAILBOX_BITS = 23;
    private static final int ROWS = 1000;
    private static final int ATTACHMENTS_AT_A_TIME = 200;
    private static final int READ_BYTES = 256 * 1024;

    private record Row(long blobId, byte[] hash, long length, long refs, boolean dated) {}

    private record Wrong(long blobId, long difference) {}

    private final Database database;
    private final Blobs blobs;
    private final BlobHolders holders;
    private final Map<Long, String> names;
    private final CheckOptions options;
    private final List<Finding> findings = new ArrayList<>();
    /// `blob id << 23 | mailbox id`, sorted; mailbox 0 is the other rooms'.
    private long[] references = new long[1024];
    private int count;
    private boolean incomplete;
    private long bytesRead;
    private long blobCount;

    BlobCheck(Database database, Blobs blobs, BlobHolders holders, Map<Long, String> names,
            CheckOptions options) {
        this.database = database;
        this.blobs = blobs;
        this.holders = holders;
        this.names = names;
        this.options = options;
    }

    List<Finding> findings() { return findings; }

    long bytesRead() { return bytesRead; }

    long blobCount() { return blobCount; }

    void run(CheckProgress progress) {
        List<Wrong> wrong = new ArrayList<>();
        database.read(sql -> {
            collect(sql);
            compare(sql, wrong);
            return null;
        });
        if (options.repair()) {
            mend(wrong);
        }
        if (!options.quick()) {
            readAll(progress);
        }
        if (options.repair() && !incomplete) {
            // Beside a running server a blob may be on its way to its first reference.
            blobs.collect(options.exclusive() ? 0 : 3_600);
        }
    }

    private void add(long blobId, long mailboxId) {
        if (count == references.length) {
            references = Arrays.copyOf(references, 2 * count);
        }
        references[count++] = blobId << MAILBOX_BITS | mailboxId;
    }

    private void collect(Sql sql) throws SQLException {
        for (long mailboxId : names.keySet()) {
            if (!tried(sql, () -> collect(sql, mailboxId))) {
                incomplete = true;
            }
        }
        holders.forEach(sql, blobId -> add(blobId, 0));
        Arrays.sort(references, 0, count);
    }

    private interface Reading {
        void run() throws SQLException;
    }

    /// Whether a mailbox could be read; the snapshot goes on either way.
    private static boolean tried(Sql sql, Reading reading) throws SQLException {
        boolean postgres = sql.dialect() == Dialect.POSTGRES;
        if (postgres) {
            sql.update("SAVEPOINT mailbox");
        }
        try {
            reading.run();
            return true;
        } catch (SQLException e) {
            if (postgres) {
                sql.update("ROLLBACK TO SAVEPOINT mailbox");
            }
            return false; // which mailbox, and what, has been said by its own check
        } catch (MalformedDataException e) {
            return false;
        }
    }

    private void collect(Sql sql, long mailboxId) throws SQLException {
        sql.forEach("SELECT mime_blob FROM message WHERE mailbox_id = ? AND mime_size >= 0"
                + " AND mime_blob IS NOT NULL", row -> add(row.getLong(1), mailboxId), mailboxId);
        long offset = sql.dialect() == Dialect.SQLITE ? mailboxId << 40 : 0;
        long last = offset - 1;
        long[] at = {last};
        do {
            last = at[0];
            sql.forEach("SELECT i.message_key, i.attachments, m.mime_blob FROM message_item i"
                    + " LEFT JOIN message m ON m.mailbox_id = i.mailbox_id"
                    + " AND m.folder_id = i.folder_id AND m.uid = i.uid WHERE i.mailbox_id = ?"
                    + " AND i.message_key > ? AND i.message_key < ? AND i.attachments IS NOT NULL"
                    + " ORDER BY i.message_key LIMIT ?", row -> {
                        at[0] = row.getLong(1);
                        long mime = row.getLong(3);
                        for (BlobRef blob : ContentFormat
                                .blobs(ContentFormat.decodeAttachments(row.getBytes(2)))) {
                            if (blob.blobId() != mime) {
                                add(blob.blobId(), mailboxId);
                            }
                        }
                    }, mailboxId, last, offset + (1L << 40), ATTACHMENTS_AT_A_TIME);
        } while (at[0] > last);
    }

    private void compare(Sql sql, List<Wrong> wrong) throws SQLException {
        int[] at = {0};
        sql.forEach("SELECT blob_id, refs, CASE WHEN unreferenced_since IS NULL THEN 0 ELSE 1 END"
                + " FROM blob ORDER BY blob_id", row -> {
                    blobCount++;
                    long blobId = row.getLong(1);
                    while (at[0] < count && blobAt(at[0]) < blobId) {
                        lost(at[0]);
                        at[0]++;
                    }
                    long real = 0;
                    while (at[0] < count && blobAt(at[0]) == blobId) {
                        real++;
                        at[0]++;
                    }
                    compare(new Row(blobId, new byte[0], 0, row.getLong(2), row.getInt(3) == 1),
                            real, wrong);
                });
        while (at[0] < count) {
            lost(at[0]++);
        }
    }

    private long blobAt(int index) { return references[index] >>> MAILBOX_BITS; }

    private void compare(Row row, long real, List<Wrong> wrong) {
        boolean unknown = incomplete && row.refs() > real;
        if (row.refs() != real && !unknown) {
            findings.add(new Finding(null, real == 0
                    ? Finding.Kind.UNREFERENCED
                    : Finding.Kind.REFERENCE,
                    "blob " + row.blobId() + " says " + row.refs()
                            + " references; it has " + real,
                    outcome()));
            wrong.add(new Wrong(row.blobId(), real - row.refs()));
        } else if (real == 0 && row.refs() <= 0 && !row.dated()) {
            findings.add(new Finding(null, Finding.Kind.UNREFERENCED, "blob " + row.blobId()
                    + " is unreferenced and would never be collected", outcome()));
            wrong.add(new Wrong(row.blobId(), 0));
        }
    }

    private Finding.Outcome outcome() {
        return options.repair() ? Finding.Outcome.REPAIRED : Finding.Outcome.REPAIRABLE;
    }

    /// A reference to a blob that has no row.
    private void lost(int index) {
        findings.add(new Finding(owner(index), Finding.Kind.BYTES, "the bytes of blob "
                + blobAt(index) + " are gone; the message that names them is kept",
                Finding.Outcome.KEPT));
    }

    private String owner(int index) {
        long mailboxId = references[index] & (1L << MAILBOX_BITS) - 1;
        return names.getOrDefault(mailboxId, "of the queue");
    }

    private void mend(List<Wrong> wrong) {
        for (int from = 0; from < wrong.size(); from += ROWS) {
            List<Wrong> some = wrong.subList(from, Math.min(wrong.size(), from + ROWS));
            database.write(sql -> {
                for (Wrong one : some) {
                    sql.update("UPDATE blob SET refs = refs + ?, unreferenced_since ="
                            + " CASE WHEN refs + ? <= 0 THEN COALESCE(unreferenced_since,"
                            + " CAST(? AS BIGINT)) ELSE NULL END WHERE blob_id = ?",
                            one.difference(), one.difference(), System.currentTimeMillis(),
                            one.blobId());
                }
                return null;
            });
        }
    }

    private void readAll(CheckProgress progress) {
        long last = -1;
        long done = 0;
        while (true) {
            long after = last;
            List<Row> rows = database.read(sql -> sql.query("SELECT blob_id, hash, length, refs"
                    + " FROM blob WHERE blob_id > ? AND refs > 0 ORDER BY blob_id LIMIT ?",
                    row -> new Row(row.getLong(1), row.getBytes(2), row.getLong(3), row.getLong(4),
                            false),
                    after, ROWS));
            if (rows.isEmpty()) {
                return;
            }
            for (Row row : rows) {
                String problem = problem(row);
                if (problem != null && isStillThere(row)) {
                    owners(row.blobId()).forEach(owner -> findings.add(new Finding(owner,
                            Finding.Kind.BYTES, "the bytes of blob " + row.blobId() + " ("
                                    + row.length() + ") " + problem
                                    + "; messages that name them are kept",
                            Finding.Outcome.KEPT)));
                }
            }
            last = rows.getLast().blobId();
            done += rows.size();
            progress.at("bytes", done, blobCount);
        }
    }

    private boolean isStillThere(Row row) {
        return database.read(sql -> sql.number("SELECT refs FROM blob WHERE blob_id = ?", 0,
                row.blobId())) > 0;
    }

    private Set<String> owners(long blobId) {
        Set<String> owners = new HashSet<>();
        int at = Arrays.binarySearch(references, 0, count, blobId << MAILBOX_BITS);
        for (int i = at < 0 ? -at - 1 : at; i > 0 && blobAt(i - 1) == blobId;) {
            i--;
            owners.add(owner(i));
        }
        for (int i = at < 0 ? -at - 1 : at; i < count && blobAt(i) == blobId; i++) {
            owners.add(owner(i));
        }
        if (owners.isEmpty()) {
            owners.add("unknown");
        }
        return owners;
    }

    /// What is wrong with a blob's bytes, or null.
    private @org.jspecify.annotations.Nullable String problem(Row row) {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[(int) Math.max(1, Math.min(READ_BYTES, row.length()))];
        try (BlobReader reader = blobs.open(new BlobRef(row.blobId(), row.length()))) {
            for (long at = 0; at < row.length();) {
                int some = reader.read(at, buffer, 0,
                        (int) Math.min(buffer.length, row.length() - at));
                if (some <= 0) {
                    return "end after " + at;
                }
                digest.update(buffer, 0, some);
                at += some;
                bytesRead += some;
            }
        } catch (IOException | UncheckedIOException | MailError e) {
            return "cannot be read (" + e.getMessage() + ")";
        }
        return MessageDigest.isEqual(digest.digest(), row.hash())
                ? null
                : "are not what was stored";
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

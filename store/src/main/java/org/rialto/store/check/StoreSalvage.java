package org.rialto.store.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;
import org.rialto.database.Database;
import org.rialto.database.Sql;
import org.rialto.mapi.FileTime;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;
import org.rialto.store.BlobRef;
import org.rialto.store.ContentFormat;
import org.rialto.store.MessageFlags;
import org.rialto.store.blob.SegmentScan;
import org.rialto.store.blob.SegmentScan.Found;

/// Puts together again what a damaged SQLite file lost and other rows and the blobs' files still say:
/// messages without a state, blobs without a row, mailboxes without theirs. To be run before a store
/// opens the database, which would take what nothing names for unused. A repairing check mends the
/// rest.
public final class StoreSalvage {
    /// What a salvage of the file leaves out: the full-text index is made anew from the messages.
    public static final Set<String> LEAVE_OUT = Set.of("text_word");
    /// For the new file.
    public static final List<String> AFTERWARDS = List.of("UPDATE message SET text_id = 0",
            "INSERT INTO store_counter (name, last) SELECT 'mailbox', COALESCE(MAX(mailbox_id), 0)"
                    + " FROM folder WHERE true ON CONFLICT (name) DO UPDATE SET"
                    + " last = MAX(last, excluded.last)");
    private static final int HEAD_BYTES = 64 * 1024;
    private static final Pattern MESSAGE_ID = Pattern
            .compile("(?im)^Message-ID:\\s*(<[^>\\r\\n]{1,900}>)");
    private static final Pattern HEADER = Pattern.compile("(?s)^[!-9;-~]{1,70}:.*");

    private record Item(long key, long mailboxId, long folderId, long uid, String messageId,
            long received, boolean attachments, long size) {}

    private record Blob(long blobId, Found place, long refs) {}

    private final Database database;
    private final Path blobs;
    private final Path lostAndFound;
    private final BlobHolders holders;
    private final List<String> said = new ArrayList<>();

    /// @param blobs the directory of the blobs' files
    /// @param lostAndFound a directory for bytes of which nobody knows whose they are
    public StoreSalvage(Database database, Path blobs, Path lostAndFound, BlobHolders holders) {
        this.database = database;
        this.blobs = blobs;
        this.lostAndFound = lostAndFound;
        this.holders = holders;
    }

    /// Sentences about what was put together and what is lost.
    public List<String> run() throws IOException {
        SegmentScan scan = new SegmentScan(blobs);
        mailboxes();
        blobRows(scan);
        Map<Long, Blob> widows = widows();
        states(scan, widows);
        keep(scan, widows);
        return List.copyOf(said);
    }

    private <T extends @Nullable Object> T write(org.rialto.database.SqlWork<T> work) {
        return database.write(work);
    }

    /// Mailboxes whose own row is lost: under a GUID of nobody, until an administrator gives them
    /// back.
    private void mailboxes() {
        List<Long> lost = database.read(sql -> sql.query("SELECT DISTINCT mailbox_id FROM folder"
                + " WHERE mailbox_id NOT IN (SELECT mailbox_id FROM mailbox)",
                row -> row.getLong(1)));
        for (long id : lost) {
            write(sql -> {
                String replica = sql.first("SELECT guid FROM replica WHERE mailbox_id = ?"
                        + " AND replica_id = 1", row -> row.getString(1), id);
                long searches = sql.number("SELECT COUNT(*) FROM search_folder"
                        + " WHERE mailbox_id = ?", 0, id);
                return sql.update("INSERT INTO mailbox (mailbox_id, guid, kind, display_name,"
                        + " replica_guid, counter, uid_validity, quota_warning, quota_send,"
                        + " quota_receive, quota_recoverable, content_size, message_count,"
                        + " recoverable_size, created, searches) VALUES (?, ?, ?, ?, ?, 1, 0, 0,"
                        + " 0, 0, 0, 0, 0, 0, ?, ?)", id, UUID.randomUUID().toString(),
                        sql.number("SELECT COUNT(*) FROM folder WHERE mailbox_id = ?"
                                + " AND special = 'INBOX'", 0, id) > 0 ? 0 : 1,
                        "Rescued mailbox " + id,
                        replica == null ? UUID.randomUUID().toString() : replica,
                        FileTime.fromInstant(Instant.now()), searches);
            });
            said.add("mailbox " + id + " had lost whose it is; it is called \"Rescued mailbox "
                    + id + "\"");
        }
    }

    // Blobs that messages name and whose row is lost.

    /// References by blob, with the length that they say, or -1.
    private Map<Long, long[]> references() {
        Map<Long, long[]> references = new HashMap<>();
        database.read(sql -> {
            sql.forEach("SELECT mime_blob, mime_size FROM message WHERE mime_blob IS NOT NULL"
                    + " AND mime_size >= 0",
                    row -> refer(references, row.getLong(1), row.getLong(2)));
            sql.forEach("SELECT i.attachments, m.mime_blob FROM message_item i LEFT JOIN message m"
                    + " ON m.mailbox_id = i.mailbox_id AND m.folder_id = i.folder_id"
                    + " AND m.uid = i.uid WHERE i.attachments IS NOT NULL", row -> {
                        try {
                            long mime = row.getLong(2);
                            for (BlobRef blob : new HashSet<>(ContentFormat.blobs(
                                    ContentFormat.decodeAttachments(row.getBytes(1))))) {
                                if (blob.blobId() != mime) {
                                    refer(references, blob.blobId(), blob.length());
                                }
                            }
                        } catch (MalformedDataException e) {
                            // The check names it.
                        }
                    });
            holders.forEach(sql, blobId -> refer(references, blobId, -1));
            return null;
        });
        return references;
    }

    private static void refer(Map<Long, long[]> references, long blobId, long length) {
        long[] known = references.computeIfAbsent(blobId, id -> new long[]{0, -1});
        known[0]++;
        known[1] = Math.max(known[1], length);
    }

    private static Blob blob(java.sql.ResultSet row) throws SQLException {
        return new Blob(row.getLong(1), new Found(row.getInt(4), row.getLong(5), row.getLong(3),
                row.getBytes(2)), row.getLong(6));
    }

    private List<Blob> stored() {
        return database.read(sql -> sql.query("SELECT blob_id, hash, length, segment, position,"
                + " refs FROM blob", StoreSalvage::blob));
    }

    private void blobRows(SegmentScan scan) throws IOException {
        Map<Long, long[]> lost = references();
        Set<String> named = new HashSet<>();
        for (Blob blob : stored()) {
            lost.remove(blob.blobId());
            named.add(blob.place().segment() + ":" + blob.place().position());
        }
        if (lost.isEmpty()) {
            return;
        }
        Map<Long, List<Found>> unnamed = new HashMap<>();
        for (Found found : scan.all()) {
            if (!named.contains(found.segment() + ":" + found.position())) {
                unnamed.computeIfAbsent(found.length(), length -> new ArrayList<>()).add(found);
            }
        }
        Map<Long, Set<String>> subjects = messageIds(lost.keySet());
        int found = 0;
        Set<Found> uncertain = new LinkedHashSet<>();
        Set<String> taken = new HashSet<>();
        for (Map.Entry<Long, long[]> each : lost.entrySet()) {
            long blobId = each.getKey();
            long length = each.getValue()[1];
            Found place = length < 0 ? null : scan.own(blobId, length);
            if (place == null && length >= 0) {
                place = only(scan, unnamed.getOrDefault(length, List.of()),
                        subjects.getOrDefault(blobId, Set.of()));
            }
            found += place == null ? 0 : 1;
            if (place == null && length >= 0) {
                uncertain.addAll(unnamed.getOrDefault(length, List.of()));
            } else if (place != null) {
                taken.add(place.segment() + ":" + place.position());
            }
            insert(blobId, each.getValue()[0], Math.max(0, length), place);
        }
        int copied = 0;
        for (Found one : uncertain) {
            if (!taken.contains(one.segment() + ":" + one.position())) {
                export(scan, 0, one, "segment-" + one.segment() + "-" + one.position());
                copied++;
            }
        }
        if (copied > 0) {
            said.add(copied + " that may be what is lost, deleted messages among them, are in "
                    + lostAndFound);
        }
        said.add(found + " of " + lost.size() + " stored bytes whose row was lost were found in"
                + " the blobs' files");
    }

    /// The one place that it can be: bytes of that length with the message's id, or, where there is
    /// no id, bytes of a length that is there once. Rather none than somebody else's.
    private static @Nullable Found only(SegmentScan scan, List<Found> places,
            Set<String> messageIds) throws IOException {
        Map<String, Found> distinct = new LinkedHashMap<>();
        for (Found place : places) {
            distinct.put(Arrays.toString(place.hash()), place);
        }
        if (messageIds.isEmpty()) {
            return distinct.size() == 1 ? distinct.values().iterator().next() : null;
        }
        List<Found> fitting = new ArrayList<>();
        for (Found place : distinct.values()) {
            String id = messageId(scan.head(0, place, HEAD_BYTES));
            if (id != null && messageIds.contains(id)) {
                fitting.add(place);
            }
        }
        return fitting.size() == 1 ? fitting.getFirst() : null;
    }

    /// Message-IDs of the messages whose MIME these blobs are.
    private Map<Long, Set<String>> messageIds(Set<Long> blobIds) {
        Map<Long, Set<String>> ids = new HashMap<>();
        database.read(sql -> {
            sql.forEach("SELECT m.mime_blob, i.properties FROM message m JOIN message_item i"
                    + " ON i.message_key = m.mailbox_id * 1099511627776 + m.message_id"
                    + " WHERE m.mime_blob IS NOT NULL", row -> {
                        String id = blobIds.contains(row.getLong(1))
                                ? messageId(properties(row.getBytes(2)))
                                : "";
                        if (!id.isEmpty()) {
                            ids.computeIfAbsent(row.getLong(1), blob -> new HashSet<>()).add(id);
                        }
                    });
            return null;
        });
        return ids;
    }

    private static PropertyBag properties(byte @Nullable [] encoded) {
        try {
            return encoded == null ? new PropertyBag() : PropertyBag.decode(encoded);
        } catch (MalformedDataException e) {
            return new PropertyBag();
        }
    }

    private static String messageId(PropertyBag properties) {
        return properties.getString(PropertyTags.PidTagInternetMessageId, "");
    }

    private static @Nullable String messageId(byte[] head) {
        Matcher found = MESSAGE_ID.matcher(new String(head, StandardCharsets.ISO_8859_1));
        return found.find() ? found.group(1) : null;
    }

    /// Bytes that are not found keep their number: nothing else may have it.
    private void insert(long blobId, long refs, long length, @Nullable Found place) {
        byte[] hash = place == null ? new byte[32] : place.hash();
        write(sql -> sql.update("INSERT OR IGNORE INTO blob (blob_id, hash, hash_prefix, length,"
                + " refs, segment, position) VALUES (?, ?, ?, ?, ?, ?, ?)", blobId, hash,
                place == null ? 0L : java.nio.ByteBuffer.wrap(hash).getLong(), length, refs,
                place == null ? 0 : place.segment(), place == null ? 0L : place.position()));
    }

    // Messages whose state is lost.

    /// Blobs that something held, and nothing does.
    private Map<Long, Blob> widows() {
        Set<Long> held = references().keySet();
        Map<Long, Blob> widows = new LinkedHashMap<>();
        for (Blob blob : stored()) {
            if (blob.refs() > 0 && !held.contains(blob.blobId())) {
                widows.put(blob.blobId(), blob);
            }
        }
        return widows;
    }

    private void states(SegmentScan scan, Map<Long, Blob> widows) throws IOException {
        List<Item> items = database.read(sql -> {
            List<Item> found = new ArrayList<>();
            sql.forEach("SELECT i.message_key, i.mailbox_id, i.folder_id, i.uid, i.properties,"
                    + " i.attachments FROM message_item i WHERE NOT EXISTS (SELECT 1 FROM message"
                    + " m WHERE m.mailbox_id = i.mailbox_id AND m.folder_id = i.folder_id"
                    + " AND m.uid = i.uid)", row -> {
                        PropertyBag properties = properties(row.getBytes(5));
                        Instant received = properties
                                .getTime(PropertyTags.PidTagMessageDeliveryTime);
                        found.add(new Item(row.getLong(1), row.getLong(2), row.getLong(3),
                                row.getLong(4), messageId(properties),
                                FileTime.fromInstant(received == null ? Instant.now() : received),
                                row.getBytes(6) != null, row.getBytes(5).length));
                    });
            return found;
        });
        if (items.isEmpty()) {
            return;
        }
        Map<String, Long> byMessageId = new HashMap<>();
        for (Blob blob : widows.values()) {
            String id = messageId(scan.head(blob.blobId(), blob.place(), HEAD_BYTES));
            if (id != null) {
                byMessageId.merge(id, blob.blobId(), (one, other) -> -1L);
            }
        }
        int whole = 0;
        int put = 0;
        for (Item item : items) {
            Blob mime = widows.get(byMessageId.getOrDefault(item.messageId(), -1L));
            if (write(sql -> insert(sql, item, mime))) {
                put++;
                if (mime != null) {
                    whole++;
                    widows.remove(mime.blobId());
                }
            }
        }
        said.add(put + " messages that had lost their state are in their folders again, "
                + whole + " of them with their original; whether they were read is lost");
    }

    private static boolean insert(Sql sql, Item item, @Nullable Blob mime) throws SQLException {
        long messageId = item.key() & (1L << 40) - 1;
        long size = mime == null ? item.size() : mime.place().length();
        boolean done = sql.update("INSERT OR IGNORE INTO message (mailbox_id, folder_id, uid,"
                + " message_id, associated, flags, keywords, change_number,"
                + " content_change_number, size, mime_size, mime_blob, received, saved, text_id)"
                + " VALUES (?, ?, ?, ?, 0, ?, 0, 1, 1, ?, ?, ?, ?, ?, 0)", item.mailboxId(),
                item.folderId(), item.uid(), messageId,
                item.attachments() ? MessageFlags.HAS_ATTACHMENTS : 0, size,
                mime == null ? -1 : mime.place().length(), mime == null ? null : mime.blobId(),
                item.received(), item.received()) > 0;
        if (done && mime == null) {
            sql.update("UPDATE message_item SET structure = NULL WHERE message_key = ?",
                    item.key());
        }
        return done;
    }

    // Bytes of nobody.

    private void keep(SegmentScan scan, Map<Long, Blob> widows) throws IOException {
        int kept = 0;
        for (Blob blob : widows.values()) {
            try {
                export(scan, blob.blobId(), blob.place(), "blob-" + blob.blobId());
            } catch (NoSuchFileException e) {
                continue; // the bytes are gone, too
            }
            kept++;
        }
        if (kept > 0) {
            said.add(kept + " messages or attachments are nobody's any more; they are in "
                    + lostAndFound);
        }
    }

    private void export(SegmentScan scan, long blobId, Found place, String name)
            throws IOException {
        Files.createDirectories(lostAndFound);
        byte[] head = scan.head(blobId, place, 200);
        boolean mime = HEADER.matcher(new String(head, StandardCharsets.ISO_8859_1)).matches();
        scan.copy(blobId, place, lostAndFound.resolve(name + (mime ? ".eml" : ".bin")));
    }
}

package org.rialto.store.backup;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.MalformedDataException;
import org.rialto.mapi.FileTime;

/// A backup file, read through and verified once, then open for reading any part of it. Memory:
/// some bytes for each blob; never more than one frame of the file.
public final class BackupFile implements AutoCloseable {
    private static final int HEADER_BYTES = 18;
    private static final int HASH_BYTES = 32;
    private static final int MOST_MAILBOXES = 1_000_000;

    /// A mailbox in the file.
    ///
    /// @param label its mail address, when it was written
    public record Content(UUID guid, String label, String displayName, long messages) {}

    /// @param tables where the tables of other rooms are that belong to the mailbox
    record Section(Content content, Row row, long position, List<Long> tables) {}

    record StoredBlob(long length, byte[] hash, long position, boolean lost) {}

    private final RandomAccessFile file;
    private final List<Section> sections = new ArrayList<>();
    private final List<Long> tables = new ArrayList<>();
    private final Set<String> rooms = new HashSet<>();
    private final Map<Long, StoredBlob> blobs = new HashMap<>();
    private final Instant created;
    private long messages;

    private BackupFile(RandomAccessFile file, Instant created) {
        this.file = file;
        this.created = created;
    }

    /// Opens and verifies; [MalformedDataException] when it is not a whole backup.
    public static BackupFile open(Path path, BackupProgress progress) throws IOException {
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "r");
        boolean opened = false;
        try {
            MessageDigest digest = BackupWriter.sha256();
            byte[] header = new byte[HEADER_BYTES];
            readFully(file, header);
            digest.update(header);
            ByteReader in = new ByteReader(header);
            if (!java.util.Arrays.equals(in.readBytes(BackupWriter.MAGIC.length),
                    BackupWriter.MAGIC)) {
                throw new MalformedDataException("this is not a backup", 0);
            }
            int version = in.readUint16();
            if (version < 1 || version > BackupWriter.VERSION) {
                throw new MalformedDataException("the backup is of version " + version
                        + ", this program knows version " + BackupWriter.VERSION, 8);
            }
            BackupFile backup = new BackupFile(file, FileTime.toInstant(in.readInt64()));
            backup.scan(digest, progress);
            opened = true;
            return backup;
        } finally {
            if (!opened) {
                file.close();
            }
        }
    }

    public Instant created() { return created; }

    public List<Content> mailboxes() { return sections.stream().map(Section::content).toList(); }

    /// Whether it has tables of that room.
    public boolean has(String room) { return rooms.contains(room); }

    /// Hands out the tables of a room, in the order in which they were written, some rows at a time.
    public void tables(String room, Consumer<RoomTable> reader) throws IOException {
        for (long position : tables) {
            file.seek(position);
            RoomTable table = RoomTable.read(next(null).bytes());
            if (table.room().equals(room)) {
                reader.accept(table);
            }
        }
    }

    Section section(UUID guid) {
        return sections.stream().filter(section -> section.content().guid().equals(guid))
                .findFirst().orElseThrow(() -> new org.rialto.mapi.MailError.NotFound(
                        "the backup has no mailbox " + guid));
    }

    @Nullable
    StoredBlob blob(long blobId) { return blobs.get(blobId); }

    private static void readFully(RandomAccessFile file, byte[] bytes) throws IOException {
        long position = file.getFilePointer();
        try {
            file.readFully(bytes);
        } catch (EOFException e) {
            throw Frame.malformed("no end: the file was cut off", position);
        }
    }

    /// The frame at the file's position; its stored bytes go into `digest`, when there is one, but
    /// for the last frame's.
    private Frame next(@Nullable MessageDigest digest) throws IOException {
        long position = file.getFilePointer();
        byte[] raw = new byte[Frame.HEADER_BYTES];
        readFully(file, raw);
        Frame.Header header = Frame.Header.read(raw, position);
        if (header.storedLength() > file.length() - file.getFilePointer()) {
            throw Frame.malformed("no end: the file was cut off", position);
        }
        byte[] stored = new byte[header.storedLength()];
        readFully(file, stored);
        if (digest != null && header.type() != Frame.Type.END) {
            digest.update(raw);
            digest.update(stored);
        }
        return Frame.decode(header, stored, position);
    }

    private void scan(MessageDigest digest, BackupProgress progress) throws IOException {
        BlobScan blob = null;
        while (true) {
            long position = file.getFilePointer();
            Frame frame = next(digest);
            try {
                if (blob != null && blob.take(frame)) {
                    blob = blob.finished(this);
                    continue;
                }
                switch (frame.type()) {
                    case MAILBOX -> mailbox(frame, file.getFilePointer());
                    case TABLE -> table(frame, position);
                    case ROWS -> rows(frame);
                    case BLOB -> blob = new BlobScan(frame, file.getFilePointer()).finished(this);
                    case CHUNK, LOST -> throw Frame.malformed("bytes of no blob", position);
                    case END -> {
                        end(frame, digest, position);
                        return;
                    }
                }
            } catch (MalformedDataException e) {
                throw new MalformedDataException(e.getMessage() + " of the frame",
                        (int) Math.min(Integer.MAX_VALUE, position));
            }
            progress.at("verifying", file.getFilePointer() >> 20, file.length() >> 20);
        }
    }

    private void mailbox(Frame frame, long position) {
        ByteReader in = new ByteReader(frame.bytes());
        String guid = Row.text(in);
        String label = Row.text(in);
        Row row = Row.read(BackupTable.MAILBOX, in);
        if (!blobs.isEmpty() || sections.size() == MOST_MAILBOXES
                || !guid.equals(row.text("guid")) || in.hasRemaining()) {
            throw in.malformed("a mailbox that makes no sense");
        }
        Content content = new Content(Checked.guid(guid), label, row.text("display_name"),
                row.number("message_count"));
        if (sections.stream().anyMatch(each -> each.content().guid().equals(content.guid()))) {
            throw in.malformed("a mailbox twice");
        }
        sections.add(new Section(content, row, position, new ArrayList<>()));
    }

    private void table(Frame frame, long position) {
        if (!blobs.isEmpty()) {
            throw Frame.malformed("tables behind mailboxes", position);
        }
        RoomTable table = RoomTable.read(frame.bytes());
        if (!sections.isEmpty()) {
            sections.getLast().tables().add(position);
            return;
        }
        rooms.add(table.room());
        tables.add(position);
    }

    private void rows(Frame frame) {
        List<Row> rows = Row.readAll(frame.bytes());
        if (sections.isEmpty() || !sections.getLast().tables().isEmpty() || !blobs.isEmpty()) {
            throw Frame.malformed("rows of no mailbox", 0);
        }
        if (!rows.isEmpty() && rows.getFirst().table() == BackupTable.MESSAGE) {
            messages += rows.size();
        }
    }

    private void end(Frame frame, MessageDigest digest, long position) throws IOException {
        ByteReader in = new ByteReader(frame.bytes());
        boolean counted = in.readVarint() == sections.size();
        counted &= in.readVarint() == messages;
        counted &= in.readVarint() == blobs.size();
        byte[] hash = in.readBytes(HASH_BYTES);
        if (!counted || in.hasRemaining() || file.getFilePointer() != file.length()
                || !MessageDigest.isEqual(hash, digest.digest())) {
            throw Frame.malformed("an end that does not fit the rest", position);
        }
    }

    /// A blob whose chunks are being gone over.
    private static final class BlobScan {
        private final long blobId;
        private final long length;
        private final byte[] hash;
        private final long position;
        private final MessageDigest digest = BackupWriter.sha256();
        private long seen;
        private boolean lost;

        BlobScan(Frame frame, long position) {
            ByteReader in = new ByteReader(frame.bytes());
            blobId = in.readVarint();
            length = in.readVarint();
            hash = in.readBytes(HASH_BYTES);
            this.position = position;
            if (blobId < 0 || length < 0 || in.hasRemaining()) {
                throw in.malformed("a blob that makes no sense");
            }
        }

        /// Whether the frame is the blob's.
        boolean take(Frame frame) {
            switch (frame.type()) {
                case CHUNK -> {
                    digest.update(frame.bytes());
                    seen += frame.bytes().length;
                    if (seen > length || frame.bytes().length == 0) {
                        throw Frame.malformed("a blob of more bytes than it says", position);
                    }
                }
                case LOST -> lost = true;
                case MAILBOX, ROWS, BLOB, END, TABLE ->
                    throw Frame.malformed("a blob of fewer bytes than it says", position);
            }
            return true;
        }

        /// Null when the blob is whole, or said to be lost; then it is noted.
        @Nullable
        BlobScan finished(BackupFile backup) {
            if (!lost && seen < length) {
                return this;
            }
            if (!lost && seen == length && !MessageDigest.isEqual(digest.digest(), hash)) {
                if (length > 0) {
                    // A LOST may follow bytes that were read and are not what was stored.
                    return lostNext(backup);
                }
                lost = true;
            }
            if (backup.blobs.put(blobId, new StoredBlob(length, hash, position, lost)) != null) {
                throw Frame.malformed("a blob twice", position);
            }
            return null;
        }

        private @Nullable BlobScan lostNext(BackupFile backup) {
            try {
                long here = backup.file.getFilePointer();
                Frame following = backup.next(null);
                backup.file.seek(here);
                if (following.type() == Frame.Type.LOST) {
                    return this;
                }
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            throw Frame.malformed("a blob whose bytes are not those of its hash", position);
        }
    }

    interface FrameReader {
        void on(List<Row> rows) throws IOException;
    }

    /// Hands the rows of a mailbox to `reader`, frame by frame.
    void rows(Section section, FrameReader reader) throws IOException {
        file.seek(section.position());
        while (true) {
            Frame frame = next(null);
            if (frame.type() != Frame.Type.ROWS) {
                return;
            }
            long position = file.getFilePointer();
            reader.on(Row.readAll(frame.bytes()));
            file.seek(position);
        }
    }

    /// What another room kept of a mailbox.
    List<@Nullable Object[]> rowsOf(Section section, MailboxRows wanted) throws IOException {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (long position : section.tables()) {
            file.seek(position);
            RoomTable table = RoomTable.read(next(null).bytes());
            if (table.room().equals(wanted.room())) {
                rows.addAll(table.as(wanted.table()));
            }
        }
        return rows;
    }

    interface ChunkReader {
        void on(byte[] bytes) throws IOException;
    }

    void bytes(StoredBlob blob, ChunkReader reader) throws IOException {
        file.seek(blob.position());
        for (long seen = 0; seen < blob.length();) {
            byte[] bytes = next(null).bytes();
            reader.on(bytes);
            seen += bytes.length;
        }
    }

    @Override
    public void close() throws IOException { file.close(); }
}

package org.rialto.store;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.Binary;
import org.rialto.mapi.GlobalId;
import org.rialto.mapi.MailError;
import org.rialto.mapi.Xid;

/// Which objects the source keys of clients stand for. MS-OXCFXICS §3.1.5.3: a key of the mailbox's
/// own replica is the object's id; of any other, the mailbox keeps what it stands for.
final class ImportEditor {
    private final SqlSnapshot snapshot;
    private final LocalIds ids;

    ImportEditor(SqlSnapshot snapshot) {
        this.snapshot = snapshot;
        this.ids = new LocalIds(snapshot.sql, snapshot.mailboxId);
    }

    /// @throws MailError.Invalid for a key of the own replica with an id that nobody got
    KnownObject find(Binary sourceKey, MailboxInfo mailbox) throws SQLException {
        GlobalId global = Xid.of(sourceKey).toGlobalId();
        if (global == null || !global.databaseGuid().equals(mailbox.replicaGuid())) {
            Long id = foreign(sourceKey);
            if (id == null) {
                return new KnownObject(KnownObject.State.NEW, 0);
            }
            KnownObject known = known(id);
            return known == null ? new KnownObject(KnownObject.State.GONE, id) : known;
        }
        long id = global.globalCounter();
        KnownObject known = known(id);
        if (known != null) {
            return known;
        }
        if (ids.isFree(id)) {
            return new KnownObject(KnownObject.State.NEW, id);
        }
        if (id <= 0 || id > snapshot.lastNumber()) {
            throw new MailError.Invalid("the mailbox has given nobody the id " + id);
        }
        return new KnownObject(KnownObject.State.GONE, id);
    }

    /// The object that has an id; null where none has.
    private @Nullable KnownObject known(long id) throws SQLException {
        MessageRows.Place place = snapshot.messages.place(id);
        if (place != null) {
            FolderState folder = FolderState.find(snapshot.sql, snapshot.mailboxId,
                    place.folderId());
            // What is in recoverable items is deleted, and so is what a deleted folder had.
            boolean there = folder != null && !folder.isRecoverable();
            return new KnownObject(
                    there ? KnownObject.State.MESSAGE : KnownObject.State.GONE, id);
        }
        return FolderState.find(snapshot.sql, snapshot.mailboxId, id) == null
                ? null
                : new KnownObject(KnownObject.State.FOLDER, id);
    }

    private @Nullable Long foreign(Binary sourceKey) throws SQLException {
        return snapshot.sql.first("SELECT object_id FROM foreign_source_key WHERE mailbox_id = ?"
                + " AND source_key = ?", row -> row.getLong(1), snapshot.mailboxId,
                DeletedSourceKeys.hex(sourceKey));
    }

    /// Whether an object of that key is not to come into the folder.
    boolean isDeleted(long folderId, Binary sourceKey, KnownObject known) throws SQLException {
        return known.id() != 0
                ? ids.isDeleted(folderId, known.id())
                : new DeletedSourceKeys(snapshot.sql, snapshot.mailboxId).contains(folderId,
                        sourceKey);
    }

    /// The id of an object that is made of what a client uploads.
    ///
    /// @param folderIds the folder that it comes to; of a folder, also those above
    /// @throws MailError.Exists there is such an object
    /// @throws MailError.Gone it was deleted
    long take(SqlChange change, List<Long> folderIds, Binary sourceKey) throws SQLException {
        KnownObject known = find(sourceKey, change.mailbox.toInfo());
        switch (known.state()) {
            case MESSAGE, FOLDER -> throw new MailError.Exists("the object is there already");
            case GONE -> throw new MailError.Gone("the object was deleted");
            case NEW -> {
            }
        }
        for (long folderId : folderIds) {
            if (isDeleted(folderId, sourceKey, known)) {
                throw new MailError.Gone("the object was deleted");
            }
        }
        if (known.id() != 0) {
            if (!ids.take(known.id())) {
                throw new MailError.Gone("the object was deleted");
            }
            return known.id();
        }
        long id = change.mailbox.next();
        change.sql.update("INSERT INTO foreign_source_key (mailbox_id, source_key, object_id)"
                + " VALUES (?, ?, ?)", change.mailboxId, DeletedSourceKeys.hex(sourceKey), id);
        return id;
    }
}

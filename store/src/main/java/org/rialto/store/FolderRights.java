package org.rialto.store;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rialto.database.Sql;
import org.rialto.mapi.MailError;

/// The rights of one access on the folders of one mailbox. MS-OXCPERM §3.2.5: the row of the user
/// alone when there is one, else the rows of all the user's groups together, else the default row;
/// the anonymous row for who has not logged in.
final class FolderRights {
    private static final int WRITING = Rights.CREATE | Rights.EDIT_ANY | Rights.EDIT_OWNED
            | Rights.CREATE_SUBFOLDER | Rights.FOLDER_OWNER;
    private static final int VISIBLE = Rights.FOLDER_VISIBLE | Rights.READ_ANY
            | Rights.FOLDER_OWNER;
    private final Sql sql;
    private final long mailboxId;
    private final Access access;
    private final Map<Long, Integer> known = new HashMap<>();
    private @Nullable Boolean writer;

    FolderRights(Sql sql, long mailboxId, Access access) {
        this.sql = sql;
        this.mailboxId = mailboxId;
        this.access = access;
    }

    int of(long folderId) throws SQLException {
        if (access.full()) {
            return Rights.ALL;
        }
        Integer rights = known.get(folderId);
        if (rights == null) {
            rights = read(folderId);
            known.put(folderId, rights);
        }
        return rights;
    }

    private int read(long folderId) throws SQLException {
        Map<UUID, Integer> rows = new HashMap<>();
        sql.forEach("SELECT principal, rights FROM permission"
                + " WHERE mailbox_id = ? AND folder_id = ?",
                row -> rows.put(UUID.fromString(row.getString(1)), row.getInt(2)), mailboxId,
                folderId);
        return of(rows);
    }

    /// By the rows of one folder.
    private int of(Map<UUID, Integer> rows) {
        if (access.principals().isEmpty()) {
            return rows.getOrDefault(Permission.ANONYMOUS, 0);
        }
        Integer own = rows.get(access.actor());
        if (own != null) {
            return own;
        }
        int together = 0;
        boolean found = false;
        for (UUID principal : access.principals()) {
            Integer rights = rows.get(principal);
            if (rights != null) {
                together |= rights;
                found = true;
            }
        }
        return found ? together : rows.getOrDefault(Permission.DEFAULT, 0);
    }

    /// What of these flags of a message that comes into a folder who brings it may set there: the
    /// others are dropped (RFC 4314 §4, on APPEND and COPY).
    int settable(long folderId, int flags) throws SQLException {
        int rights = of(folderId);
        int kept = flags;
        if ((rights & (Rights.EDIT_ANY | Rights.EDIT_OWNED)) == 0) {
            kept &= ~(MessageFlags.READ | MessageFlags.FLAGGED | MessageFlags.ANSWERED
                    | MessageFlags.FORWARDED);
        }
        if ((rights & (Rights.DELETE_ANY | Rights.DELETE_OWNED)) == 0) {
            kept &= ~MessageFlags.MARKED_DELETED;
        }
        return kept;
    }

    /// Whether keywords may be set on a message that comes into a folder.
    boolean mayTag(long folderId) throws SQLException {
        return (of(folderId) & (Rights.EDIT_ANY | Rights.EDIT_OWNED)) != 0;
    }

    /// [MailError.Denied] unless there is a folder where the access may write.
    void requireWriter() throws SQLException {
        if (writer == null) {
            writer = access.full() || writesSomewhere();
        }
        if (!writer) {
            throw new MailError.Denied("the right to write in the mailbox is missing");
        }
    }

    /// By one look at the permissions, however many folders there are, until one is found.
    private boolean writesSomewhere() throws SQLException {
        record Row(long folderId, UUID principal, int rights) {}
        Map<UUID, Integer> ofFolder = new HashMap<>();
        long[] at = new long[1];
        boolean[] found = new boolean[1];
        sql.queryUntil("SELECT folder_id, principal, rights FROM permission"
                + " WHERE mailbox_id = ? ORDER BY folder_id",
                row -> new Row(row.getLong(1), UUID.fromString(row.getString(2)), row.getInt(3)),
                row -> {
                    if (row.folderId() != at[0]) {
                        found[0] = writes(ofFolder);
                        ofFolder.clear();
                        at[0] = row.folderId();
                    }
                    ofFolder.put(row.principal(), row.rights());
                    return found[0];
                }, mailboxId);
        return found[0] || writes(ofFolder);
    }

    private boolean writes(Map<UUID, Integer> ofFolder) {
        int rights = of(ofFolder);
        return (rights & VISIBLE) != 0 && (rights & WRITING) != 0;
    }

    void forget() {
        known.clear();
        writer = null;
    }

    boolean isVisible(long folderId) throws SQLException { return (of(folderId) & VISIBLE) != 0; }

    /// The same of a folder that is gone, by the permissions that it had.
    boolean wasVisible(List<Permission> permissions) {
        Map<UUID, Integer> rows = new HashMap<>();
        permissions.forEach(each -> rows.put(each.principal(), each.rights()));
        return access.full() || (of(rows) & VISIBLE) != 0;
    }

    /// [MailError.Denied] unless the access has the right.
    void require(FolderState folder, int right) throws SQLException {
        if ((of(folder.folderId) & right) != right) {
            throw new MailError.Denied("the right to do this in folder " + folder.name
                    + " is missing");
        }
    }
}

package org.rialto.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rialto.database.Sql;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyName;
import org.rialto.mapi.PropertySets;
import org.rialto.mapi.PropertyTag;

/// A mailbox's map of named properties (MS-OXCPRPT §3.2.5.9) and of replica ids (MS-OXCSTOR
/// §2.2.1.7).
final class NameRows {
    private static final int MOST_NAMES = 0xFFFE - PropertyTag.FIRST_NAMED_ID + 1;
    /// Whoever is not the owner leaves the owner some.
    static final int MOST_OF_OTHERS = 16_000;
    /// MS-OXCSTOR §3.2.5.9.
    private static final int MOST_REPLICAS = 0x8000;
    private final Sql sql;
    private final long mailboxId;

    NameRows(Sql sql, long mailboxId) {
        this.sql = sql;
        this.mailboxId = mailboxId;
    }

    Optional<Integer> id(PropertyName name) throws SQLException {
        if (name instanceof PropertyName.Number number
                && number.set().equals(PropertySets.PS_MAPI)) {
            return Optional.of(number.lid() & 0xFFFF);
        }
        return Optional.ofNullable(sql.first("SELECT property_id FROM named_property"
                + " WHERE mailbox_id = ? AND property_set = ? AND lid = ? AND name = ?",
                row -> row.getInt(1), mailboxId, name.set().toString(), lid(name), text(name)));
    }

    private static long lid(PropertyName name) {
        return switch (name) {
            case PropertyName.Number number -> number.lid() & 0xFFFF_FFFFL;
            case PropertyName.Text text -> -1L;
        };
    }

    private static String text(PropertyName name) {
        return switch (name) {
            case PropertyName.Number number -> "";
            case PropertyName.Text text -> text.name();
        };
    }

    Optional<PropertyName> name(int propertyId) throws SQLException {
        return Optional.ofNullable(sql.first("SELECT property_set, lid, name FROM named_property"
                + " WHERE mailbox_id = ? AND property_id = ?", row -> name(row, 1), mailboxId,
                propertyId));
    }

    SortedMap<Integer, PropertyName> all() throws SQLException {
        SortedMap<Integer, PropertyName> names = new TreeMap<>();
        sql.forEach("SELECT property_id, property_set, lid, name FROM named_property"
                + " WHERE mailbox_id = ?", row -> names.put(row.getInt(1), name(row, 2)),
                mailboxId);
        return names;
    }

    private static PropertyName name(ResultSet row, int from) throws SQLException {
        UUID set = UUID.fromString(row.getString(from));
        long lid = row.getLong(from + 1);
        return lid >= 0
                ? PropertyName.of(set, (int) lid)
                : PropertyName.of(set, row.getString(from + 2));
    }

    /// [MailError.Quota] when only the owner may register more.
    void requireRoomForOthers() throws SQLException {
        if (last() - PropertyTag.FIRST_NAMED_ID >= MOST_OF_OTHERS) {
            throw new MailError.Quota("the mailbox has " + MOST_OF_OTHERS + " named properties");
        }
    }

    /// The last id that was given: none goes back, so that it tells how many there are.
    private int last() throws SQLException {
        return Math.max(PropertyTag.FIRST_NAMED_ID, (int) sql.number(
                "SELECT MAX(property_id) FROM named_property WHERE mailbox_id = ?", 0,
                mailboxId));
    }

    /// Ids are greater than 0x8000. MS-OXCPRPT §3.2.5.10.
    int register(PropertyName name) throws SQLException {
        Optional<Integer> known = id(name);
        if (known.isPresent()) {
            return known.get();
        }
        int next = last() + 1;
        if (next - PropertyTag.FIRST_NAMED_ID >= MOST_NAMES) {
            throw new MailError.TooLarge("the mailbox has " + MOST_NAMES + " named properties");
        }
        sql.update("INSERT INTO named_property (mailbox_id, property_id, property_set, lid, name)"
                + " VALUES (?, ?, ?, ?, ?)", mailboxId, next, name.set().toString(), lid(name),
                text(name));
        return next;
    }

    Optional<UUID> replica(int replicaId) throws SQLException {
        return Optional.ofNullable(sql.first(
                "SELECT guid FROM replica WHERE mailbox_id = ? AND replica_id = ?",
                row -> UUID.fromString(row.getString(1)), mailboxId, replicaId));
    }

    @Nullable
    Integer replicaId(UUID guid) throws SQLException {
        return sql.first("SELECT replica_id FROM replica WHERE mailbox_id = ? AND guid = ?",
                row -> row.getInt(1), mailboxId, guid.toString());
    }

    /// Gives a replica an id that has none.
    ///
    /// @param owner whether it is for the owner, whom others leave half of the ids
    int registerReplica(UUID guid, boolean owner) throws SQLException {
        int next = 1 + (int) sql.number("SELECT MAX(replica_id) FROM replica WHERE mailbox_id = ?",
                0, mailboxId);
        if (next > (owner ? MOST_REPLICAS : MOST_REPLICAS / 2)) {
            throw new MailError.TooLarge("the mailbox knows too many replicas");
        }
        sql.update("INSERT INTO replica (mailbox_id, replica_id, guid) VALUES (?, ?, ?)",
                mailboxId, next, guid.toString());
        return next;
    }
}

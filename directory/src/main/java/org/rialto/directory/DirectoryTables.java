package org.rialto.directory;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;
import org.rialto.database.RowTable;
import org.rialto.database.RowTable.Column;
import org.rialto.database.Sql;

/// The directory's tables, for backups of the whole directory, and the putting back of one.
public final class DirectoryTables {
    /// In an order in which no row points to a later one.
    public static final List<RowTable> ALL = List.of(
            RowTable.of("directory_state", "name", "name:t", "value:n"),
            RowTable.of("directory_secret", "name", "name:t", "value:b"),
            RowTable.of("directory_domain",
                    "CASE WHEN alias_of IS NULL THEN 0 ELSE 1 END, domain_id", "domain_id:n",
                    "name:t", "domain_key:t", "short_key:t", "alias_of:n?", "is_default:n"),
            RowTable.of("directory_policy", "policy_id", "policy_id:n", "name:t", "name_key:t"),
            RowTable.of("directory_object", "object_id", "object_id:n", "kind:n", "guid:b",
                    "mailbox_guid:b?", "domain_id:n", "name:t", "name_key:t", "display:t",
                    "legacy_dn:t", "legacy_dn_key:t", "flags:n", "policy_id:n?", "detail:t?"),
            RowTable.of("directory_address", "object_id, position, address_key", "address_key:t",
                    "object_id:n", "position:n", "address:t"),
            RowTable.of("directory_attribute", "object_id, name", "object_id:n", "name:t",
                    "value:t"),
            RowTable.of("directory_binary", "object_id, name", "object_id:n", "name:t",
                    "value:b"),
            RowTable.of("directory_link", "object_id, link, target_id", "object_id:n", "link:t",
                    "target_id:n"),
            RowTable.of("directory_credential", "object_id, purpose", "object_id:n", "purpose:t",
                    "hash:t", "scram_keys:t?", "version:n", "expires_at:n?"),
            RowTable.of("directory_app_password", "app_password_id", "app_password_id:n",
                    "object_id:n", "label:t", "digest:b", "created_at:n"),
            RowTable.of("directory_limit", "owner_id, name", "owner_id:n", "name:t", "value:n"),
            RowTable.of("directory_sent", "object_id", "object_id:n", "day:n", "messages:n"),
            RowTable.of("directory_pin", "object_id", "object_id:n", "failures:n", "locked:n",
                    "must_change:n", "changed_at:n"),
            RowTable.of("directory_pin_history", "object_id, version", "object_id:n", "version:n",
                    "hash:t"));

    /// Some rows of one of the tables, with the columns that they have.
    public record Rows(String table, List<Column> columns, List<@Nullable Object[]> values) {}

    /// Hands out all rows, in the order of [#ALL]; asked again when a unit of work runs again.
    @FunctionalInterface
    public interface Source {
        void forEach(RowsConsumer consumer) throws SQLException;
    }

    @FunctionalInterface
    public interface RowsConsumer {
        void accept(Rows rows) throws SQLException;
    }

    private final Sql sql;
    private final Map<String, RowTable> byName = new HashMap<>();

    DirectoryTables(Sql sql) {
        this.sql = sql;
        ALL.forEach(table -> byName.put(table.name(), table));
    }

    /// Puts those rows in the place of all that is here, as the directory's version `version`;
    /// answers the version that it then has.
    long replace(Source source, long version) throws SQLException {
        long lastId = state("id");
        for (RowTable table : ALL.reversed()) {
            sql.update("DELETE FROM " + table.name());
        }
        source.forEach(this::insert);
        // Nothing goes back: other processes go by the version, and what is remembered of passwords
        // by those of the credentials, which are ids.
        long now = Math.max(version, state("version")) + 1;
        set("version", now);
        set("id", state("id") + lastId + 1);
        sql.update("UPDATE directory_credential SET version = version + ?", lastId + 1);
        // Away and back, because one's new key may be another's old one.
        sql.update("UPDATE directory_pin_history SET version = -version");
        sql.update("UPDATE directory_pin_history SET version = ? - version", lastId + 1);
        return now;
    }

    private long state(String name) throws SQLException {
        return sql.number("SELECT value FROM directory_state WHERE name = ?", 0, name);
    }

    private void set(String name, long value) throws SQLException {
        sql.update("INSERT INTO directory_state (name, value) VALUES (?, ?)"
                + " ON CONFLICT (name) DO UPDATE SET value = excluded.value", name, value);
    }

    private void insert(Rows rows) throws SQLException {
        RowTable table = byName.get(rows.table());
        if (table == null) {
            throw unknown("table " + rows.table());
        }
        List<Column> known = new ArrayList<>();
        for (Column column : rows.columns()) {
            if (!table.columns().contains(column) || known.contains(column)) {
                throw unknown("column " + column.name() + " of " + rows.table());
            }
            known.add(column);
        }
        sql.batch(table.insert(known), rows.values());
    }

    private static MalformedDataException unknown(String what) {
        return new MalformedDataException("the backup's directory has the unknown " + what
                + ": a newer program wrote it", 0);
    }
}

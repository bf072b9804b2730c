package org.rialto.directory;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.rialto.database.Sql;
import org.rialto.mapi.MailError;

/// Reads the directory's tables, within one snapshot or unit of work. Remembers nothing but the
/// domains.
final class DirectoryRows {
    private static final int PAGE_OBJECTS = 500;
    private static final String OBJECT_COLUMNS = "SELECT object_id, kind, guid, mailbox_guid,"
            + " domain_id, name, display, legacy_dn, flags, policy_id, detail"
            + " FROM directory_object ";

    private final Sql sql;
    private @Nullable Map<Long, Domain> domains;

    DirectoryRows(Sql sql) { this.sql = sql; }

    /// By id, in the order they were made.
    Map<Long, Domain> domains() throws SQLException {
        Map<Long, Domain> known = domains;
        if (known == null) {
            known = new LinkedHashMap<>();
            for (Domain domain : sql.query(
                    "SELECT domain_id, name, domain_key, short_key, alias_of,"
                            + " is_default FROM directory_domain ORDER BY domain_id",
                    row -> new Domain(row.getLong(1), row.getString(2), row.getString(3),
                            row.getString(4), optionalLong(row, 5), row.getInt(6) != 0))) {
                known.put(domain.id(), domain);
            }
            domains = known;
        }
        return known;
    }

    /// After a change of the domains in the same unit of work.
    void forgetDomains() { domains = null; }

    @Nullable
    Domain domainOfKey(String key) throws SQLException {
        for (Domain domain : domains().values()) {
            if (domain.key().equals(key))
                return domain;
        }
        return null;
    }

    /// The domain whose objects a domain's addresses are: itself, or what it is an alias of.
    Domain home(Domain domain) throws SQLException {
        Domain at = domain;
        // Aliases of aliases are refused when made; the bound is for a damaged table.
        for (int hops = 0; hops < 8 && at.aliasOf().isPresent(); hops++) {
            at = domains().getOrDefault(at.aliasOf().getAsLong(), at);
        }
        return at;
    }

    @Nullable
    Domain defaultDomain() throws SQLException {
        for (Domain domain : domains().values()) {
            if (domain.isDefault())
                return domain;
        }
        return null;
    }

    @Nullable
    DirectoryObject object(long id) throws SQLException {
        return one(OBJECT_COLUMNS + "WHERE object_id = ?", id);
    }

    @Nullable
    DirectoryObject named(long domainId, String name) throws SQLException {
        return one(OBJECT_COLUMNS + "WHERE domain_id = ? AND name_key = ?", domainId,
                nameKey(name));
    }

    /// All of the name, whatever their domain.
    List<DirectoryObject> named(String name) throws SQLException {
        return objects(OBJECT_COLUMNS + "WHERE name_key = ? ORDER BY object_id", nameKey(name));
    }

    @Nullable
    DirectoryObject ofGuid(UUID guid) throws SQLException {
        return one(OBJECT_COLUMNS + "WHERE guid = ?", bytes(guid));
    }

    @Nullable
    DirectoryObject ofMailbox(UUID mailboxGuid) throws SQLException {
        return one(OBJECT_COLUMNS + "WHERE mailbox_guid = ?", bytes(mailboxGuid));
    }

    @Nullable
    DirectoryObject ofLegacyDN(String legacyDN) throws SQLException {
        return one(OBJECT_COLUMNS + "WHERE legacy_dn_key = ?", nameKey(legacyDN));
    }

    @Nullable
    DirectoryObject ofAddress(String addressKey) throws SQLException {
        return one(OBJECT_COLUMNS + "WHERE object_id ="
                + " (SELECT object_id FROM directory_address WHERE address_key = ?)", addressKey);
    }

    /// What a person calls an object: `name`, `name@domain`, an address, or a public folder's path.
    DirectoryObject find(String text) throws SQLException {
        List<DirectoryObject> found = new ArrayList<>();
        SmtpAddress address = SmtpAddress.parseOrNull(text);
        if (address != null) {
            Domain domain = domainOfKey(SmtpAddress.domainKey(address.domain()));
            DirectoryObject object = domain == null
                    ? null
                    : named(home(domain).id(), address.localPart());
            if (object == null)
                object = ofAddress(address.key());
            if (object == null && domain != null) {
                object = ofAddress(address.withDomain(home(domain).key()).key());
            }
            if (object != null)
                found.add(object);
        } else {
            Domain domain = defaultDomain();
            DirectoryObject object = domain == null ? null : named(domain.id(), text);
            if (object != null) {
                found.add(object);
            } else {
                found.addAll(named(text));
            }
        }
        if (found.isEmpty())
            throw new MailError.NotFound("nothing here is called \"" + text + "\"");
        if (found.size() > 1) {
            throw new MailError.Invalid("several are called \"" + text
                    + "\"; name the domain too, as in " + found.getFirst().entry().qualifiedName());
        }
        return found.getFirst();
    }

    private @Nullable DirectoryObject one(String query, @Nullable Object... arguments)
            throws SQLException {
        List<DirectoryObject> found = objects(query, arguments);
        return found.isEmpty() ? null : found.getFirst();
    }

    /// Objects of the kinds, by id, in pages; holds one page in memory.
    void forEach(Set<ObjectKind> kinds, Consumer<DirectoryObject> consumer) throws SQLException {
        long[] codes = kinds.stream().mapToLong(ObjectKind::code).toArray();
        long after = 0;
        while (true) {
            List<DirectoryObject> page = objects(
                    OBJECT_COLUMNS + "WHERE object_id > ? AND " + sql.dialect().isAnyOf("kind")
                            + " ORDER BY object_id LIMIT " + PAGE_OBJECTS,
                    after, sql.dialect().numbers(codes));
            page.forEach(consumer);
            if (page.size() < PAGE_OBJECTS)
                return;
            after = page.getLast().id();
        }
    }

    List<DirectoryObject> objects(Collection<Long> ids) throws SQLException {
        List<DirectoryObject> found = new ArrayList<>(ids.size());
        List<Long> all = List.copyOf(ids);
        for (int from = 0; from < all.size(); from += PAGE_OBJECTS) {
            long[] page = all.subList(from, Math.min(all.size(), from + PAGE_OBJECTS)).stream()
                    .mapToLong(Long::longValue).toArray();
            found.addAll(objects(OBJECT_COLUMNS + "WHERE " + sql.dialect().isAnyOf("object_id"),
                    sql.dialect().numbers(page)));
        }
        return found;
    }

    /// One row of directory_object, and what hangs on it, read for a page of them at once.
    private record Row(long id, ObjectKind kind, UUID guid, @Nullable UUID mailboxGuid,
            long domainId, String name, String display, String legacyDN, long flags,
            OptionalLong policyId, @Nullable String detail) {}

    private List<DirectoryObject> objects(String query, @Nullable Object... arguments)
            throws SQLException {
        List<Row> rows = sql.query(query, row -> {
            byte[] mailboxGuid = row.getBytes(4);
            return new Row(row.getLong(1), ObjectKind.ofCode(row.getInt(2)),
                    uuid(row.getBytes(3)), mailboxGuid == null ? null : uuid(mailboxGuid),
                    row.getLong(5), row.getString(6), row.getString(7), row.getString(8),
                    row.getLong(9), optionalLong(row, 10), row.getString(11));
        }, arguments);
        if (rows.isEmpty())
            return List.of();
        String ids = sql.dialect().numbers(rows.stream().mapToLong(Row::id).toArray());
        Map<Long, List<SmtpAddress>> addresses = new HashMap<>();
        sql.forEach("SELECT object_id, address FROM directory_address WHERE "
                + sql.dialect().isAnyOf("object_id") + " ORDER BY object_id, position",
                row -> addresses.computeIfAbsent(row.getLong(1), id -> new ArrayList<>())
                        .add(SmtpAddress.parse(row.getString(2))),
                ids);
        Map<Long, Map<Attribute, String>> attributes = new HashMap<>();
        sql.forEach("SELECT object_id, name, value FROM directory_attribute WHERE "
                + sql.dialect().isAnyOf("object_id"), row -> {
                    Attribute attribute = Attribute.ofKey(row.getString(2)).orElse(null);
                    // A newer program may have written attributes that this one does not know.
                    if (attribute != null) {
                        attributes
                                .computeIfAbsent(row.getLong(1),
                                        id -> new EnumMap<>(Attribute.class))
                                .put(attribute, row.getString(3));
                    }
                }, ids);
        List<DirectoryObject> objects = new ArrayList<>(rows.size());
        for (Row row : rows) {
            objects.add(object(row, addresses.getOrDefault(row.id(), List.of()),
                    attributes.getOrDefault(row.id(), Map.of())));
        }
        return objects;
    }

    private DirectoryObject object(Row row, List<SmtpAddress> addresses,
            Map<Attribute, String> attributes) throws SQLException {
        Domain domain = domains().get(row.domainId());
        if (domain == null || addresses.isEmpty()) {
            throw new IllegalStateException("directory object " + row.id()
                    + " has no domain or no address");
        }
        Entry entry = new Entry(row.id(), row.kind(), row.guid(), domain, row.name(),
                row.display(), row.legacyDN(), addresses.getFirst(),
                addresses.subList(1, addresses.size()), attributes, row.flags());
        return switch (row.kind()) {
            case USER ->
                new DirectoryObject.User(entry, mailboxOf(row), row.policyId());
            case ROOM, EQUIPMENT ->
                new DirectoryObject.Resource(entry, mailboxOf(row), row.policyId());
            case GROUP -> new DirectoryObject.Group(entry,
                    Optional.ofNullable(row.detail()).map(Filter::parse));
            case CONTACT -> new DirectoryObject.Contact(entry);
            case PUBLIC_FOLDER -> new DirectoryObject.PublicFolder(entry,
                    row.detail() == null ? "" : row.detail());
        };
    }

    private static UUID mailboxOf(Row row) {
        UUID mailboxGuid = row.mailboxGuid();
        if (mailboxGuid == null) {
            throw new IllegalStateException("directory object " + row.id() + " has no mailbox");
        }
        return mailboxGuid;
    }

    List<Long> targets(long objectId, Link link) throws SQLException {
        return sql.query("SELECT target_id FROM directory_link WHERE object_id = ? AND link = ?"
                + " ORDER BY target_id", row -> row.getLong(1), objectId, link.name());
    }

    List<Long> sources(long targetId, Link link) throws SQLException {
        return sql.query("SELECT object_id FROM directory_link WHERE target_id = ? AND link = ?"
                + " ORDER BY object_id", row -> row.getLong(1), targetId, link.name());
    }

    List<DirectoryObject.Group> dynamicGroups() throws SQLException {
        List<DirectoryObject.Group> groups = new ArrayList<>();
        for (DirectoryObject object : objects(OBJECT_COLUMNS
                + "WHERE kind = ? AND detail IS NOT NULL ORDER BY object_id",
                ObjectKind.GROUP.code())) {
            if (object instanceof DirectoryObject.Group group)
                groups.add(group);
        }
        return groups;
    }

    /// An object's own limits, or a policy's.
    Map<Limit, Long> limits(long ownerId) throws SQLException {
        Map<Limit, Long> limits = new EnumMap<>(Limit.class);
        sql.forEach("SELECT name, value FROM directory_limit WHERE owner_id = ?", row -> {
            String name = row.getString(1);
            long value = row.getLong(2);
            Limit.ofKey(name).ifPresent(limit -> limits.put(limit, value));
        }, ownerId);
        return limits;
    }

    List<Policy> policies() throws SQLException {
        List<Policy> policies = new ArrayList<>();
        for (Policy bare : sql.query("SELECT policy_id, name FROM directory_policy ORDER BY name",
                row -> new Policy(row.getLong(1), row.getString(2), Map.of()))) {
            policies.add(new Policy(bare.id(), bare.name(), limits(bare.id())));
        }
        return policies;
    }

    /// Another form of the password, beside that of the same version; null removes it.
    static void setSealed(Sql sql, long userId, CredentialPurpose purpose, @Nullable String sealed,
            long version) throws SQLException {
        sql.update("DELETE FROM directory_credential WHERE object_id = ? AND purpose = ?", userId,
                purpose.name());
        if (sealed != null) {
            sql.update("INSERT INTO directory_credential (object_id, purpose, hash, scram_keys,"
                    + " version, expires_at) VALUES (?, ?, ?, NULL, ?, NULL)", userId,
                    purpose.name(), sealed, version);
        }
    }

    static String nameKey(String name) { return SmtpAddress.localKey(name); }

    static String shortKey(String name) { return name.toUpperCase(Locale.ROOT); }

    static byte[] bytes(UUID guid) {
        return ByteBuffer.allocate(16).putLong(guid.getMostSignificantBits())
                .putLong(guid.getLeastSignificantBits()).array();
    }

    static UUID uuid(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    static OptionalLong optionalLong(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
    }
}

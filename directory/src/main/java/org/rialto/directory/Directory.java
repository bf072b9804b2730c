package org.rialto.directory;

import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import com.github.benmanes.caffeine.cache.Cache;

import org.jspecify.annotations.Nullable;
import org.rialto.database.Database;
import org.rialto.database.Dialect;
import org.rialto.database.Migrations;
import org.rialto.database.Sql;
import org.rialto.directory.password.Credential;
import org.rialto.directory.password.PasswordHash;
import org.rialto.directory.password.ScramKeys;

/// Who is here: domains, users, rooms, groups, contacts, their addresses and their credentials.
/// Answers come from memory where they can; [#change] makes everything remembered old at once.
/// Safe for any number of threads.
public final class Directory {
    /// @param cacheEntries how many answers of each kind are remembered
    /// @param subaddressSeparator what stands between name and tag in `user+tag`; empty for none
    /// @param membersLimit how many a group may expand to
    /// @param staleMillis how long, on PostgreSQL, another process' change may go unseen
    /// @param defaults of limits that neither a policy nor an object sets, in place of the program's
    public record Settings(int cacheEntries, String subaddressSeparator, int membersLimit,
            long staleMillis, Map<Limit, Long> defaults) {
        public Settings(int cacheEntries, String subaddressSeparator, int membersLimit,
                long staleMillis) {
            this(cacheEntries, subaddressSeparator, membersLimit, staleMillis, Map.of());
        }

        public Settings with(Map<Limit, Long> limits) {
            return new Settings(cacheEntries, subaddressSeparator, membersLimit, staleMillis,
                    limits);
        }

        public static final Settings DEFAULT = new Settings(100_000, "+", 50_000, 1000);
    }

    private static final Migrations MIGRATIONS = new Migrations("directory", Directory.class);

    private final Database database;
    private final Settings settings;
    private final ReentrantLock installing = new ReentrantLock();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final AtomicLong checkedAtNanos = new AtomicLong(System.nanoTime());
    private volatile DirectoryCache cache;

    private Directory(Database database, Settings settings) {
        this.database = database;
        this.settings = settings;
        this.cache = new DirectoryCache(storedVersion(), settings.cacheEntries());
    }

    /// Makes or updates the tables, and opens.
    public static Directory open(Database database, Settings settings) {
        MIGRATIONS.run(database);
        if (!database.read(TelephoneRows::areThere)) {
            database.write(sql -> {
                new TelephoneRows(sql).fill();
                return null;
            });
        }
        return new Directory(database, settings);
    }

    // Changing.

    /// What [#change] runs. It may run more than once and must be quick: hash before.
    @FunctionalInterface
    public interface Change<T> {
        T apply(DirectoryEdit edit) throws SQLException;
    }

    /// Changes the directory: all or nothing, durable and seen by every reader when this returns.
    public <T> T change(Change<T> change) {
        return database.write(sql -> {
            // Its row lock puts the writers of several processes one after the other.
            long version = sql.number("UPDATE directory_state SET value = value + 1"
                    + " WHERE name = 'version' RETURNING value", 0);
            DirectoryEdit edit = new DirectoryEdit(sql);
            T result = change.apply(edit);
            new TelephoneRows(sql).refresh(edit.touched());
            new ChangeLog(sql).add(version, edit.touched());
            sql.afterCommit(() -> install(version));
            return result;
        });
    }

    /// Whether there is nobody here yet: domains at most.
    public boolean isEmpty() {
        return database.read(sql -> sql.first("SELECT 1 FROM directory_object LIMIT 1",
                row -> row.getLong(1))) == null;
    }

    /// Puts a backup's directory in the place of this one, all or nothing.
    public void replace(DirectoryTables.Source source) {
        database.write(sql -> {
            long version = sql.number("UPDATE directory_state SET value = value + 1"
                    + " WHERE name = 'version' RETURNING value", 0);
            long now = new DirectoryTables(sql).replace(source, version);
            new TelephoneRows(sql).fill();
            sql.afterCommit(() -> install(now));
            return null;
        });
    }

    private void install(long version) {
        installing.lock();
        try {
            if (cache.version() < version) {
                cache = new DirectoryCache(version, settings.cacheEntries());
                listeners.forEach(Runnable::run);
            }
        } finally {
            installing.unlock();
        }
    }

    private long storedVersion() {
        return database.read(sql -> sql
                .number("SELECT value FROM directory_state WHERE name = 'version'", 0));
    }

    /// Counts changes: what was derived from an older version is to be looked at again. Costs a
    /// volatile read.
    public long version() { return remembered().version(); }

    /// Calls after each change, on the thread that made or noticed it; to be quick.
    public void whenChanged(Runnable listener) { listeners.add(listener); }

    /// What changed after a version.
    ///
    /// @param version of the directory when this was read
    /// @param objects that were touched, as they are now; empty for those that are gone
    public record Changes(long version, Map<Long, Optional<DirectoryObject>> objects) {}

    /// Objects that were made, removed or changed in themselves after a version. Empty when it is not known which: everything is to be looked at again.
    public Optional<Changes> changesSince(long version) {
        return database.read(sql -> {
            long now = sql.number("SELECT value FROM directory_state WHERE name = 'version'", 0);
            Set<Long> touched = new ChangeLog(sql).between(version, now).orElse(null);
            if (touched == null)
                return Optional.empty();
            Map<Long, Optional<DirectoryObject>> objects = new HashMap<>();
            touched.forEach(id -> objects.put(id, Optional.empty()));
            for (DirectoryObject object : new DirectoryRows(sql).objects(touched)) {
                objects.put(object.id(), Optional.of(object));
            }
            return Optional.of(new Changes(now, objects));
        });
    }

    private DirectoryCache remembered() {
        if (database.dialect() == Dialect.POSTGRES) {
            long last = checkedAtNanos.get();
            long now = System.nanoTime();
            if (now - last >= settings.staleMillis() * 1_000_000
                    && checkedAtNanos.compareAndSet(last, now)) {
                install(storedVersion());
            }
        }
        return cache;
    }

    // Looking up.

    @FunctionalInterface
    private interface Load<V extends @Nullable Object> {
        V from(DirectoryRows rows) throws SQLException;
    }

    /// The remembered answer, or what is read now. The cache is taken before the read begins.
    private <K, V> V through(Cache<K, V> answers, K key, Load<V> load) {
        V known = answers.getIfPresent(key);
        if (known != null)
            return known;
        V read = read(load);
        answers.put(key, read);
        return read;
    }

    private <V extends @Nullable Object> V read(Load<V> load) {
        return database.read(sql -> load.from(new DirectoryRows(sql)));
    }

    /// Who an address is. Tries the address, then without its tag, in its domain or in what that
    /// is an alias of.
    public Resolution resolve(SmtpAddress address) {
        return through(remembered().resolutions, address.key(), rows -> resolve(rows, address));
    }

    private Resolution resolve(DirectoryRows rows, SmtpAddress address) throws SQLException {
        Domain domain = rows.domainOfKey(SmtpAddress.domainKey(address.domain()));
        // A contact's address outside is not ours to take mail for.
        if (domain == null)
            return new Resolution.Elsewhere();
        DirectoryObject exact = rows.ofAddress(address.key());
        if (exact != null)
            return new Resolution.Found(exact, "");
        SmtpAddress home = address.withDomain(rows.home(domain).key());
        DirectoryObject found = rows.ofAddress(home.key());
        if (found != null)
            return new Resolution.Found(found, "");
        String separator = settings.subaddressSeparator();
        int at = separator.isEmpty() ? -1 : home.localPart().indexOf(separator);
        if (at < 1)
            return new Resolution.Unknown();
        String local = home.localPart().substring(0, at);
        DirectoryObject tagged = rows.ofAddress(home.withLocalPart(local).key());
        if (tagged == null) {
            tagged = rows.ofAddress(address.withLocalPart(local).key());
        }
        return tagged == null
                ? new Resolution.Unknown()
                : new Resolution.Found(tagged, home.localPart().substring(at + separator.length()));
    }

    /// Whether mail for the domain is delivered here.
    public boolean isOurs(String domain) {
        String key = SmtpAddress.domainKey(domain);
        return domains().stream().anyMatch(ours -> ours.key().equals(key));
    }

    /// The user that a log-in name names. Without a domain: the default domain's, else the only one
    /// of that name. An address of the user will do as well.
    public Optional<DirectoryObject.User> user(LoginName login) {
        String key = SmtpAddress.localKey(login.user()) + "\n"
                + SmtpAddress.domainKey(login.qualifier().orElse(""));
        return through(remembered().logins, key,
                rows -> Optional.ofNullable(findUser(rows, login)));
    }

    private DirectoryObject.@Nullable User findUser(DirectoryRows rows, LoginName login)
            throws SQLException {
        String qualifier = login.qualifier().orElse(null);
        if (qualifier == null) {
            Domain domain = rows.defaultDomain();
            DirectoryObject.User user = domain == null
                    ? null
                    : asUser(rows.named(domain.id(), login.user()));
            if (user != null)
                return user;
            List<DirectoryObject> others = rows.named(login.user());
            return others.size() == 1 ? asUser(others.getFirst()) : null;
        }
        Domain domain = rows.domainOfKey(SmtpAddress.domainKey(qualifier));
        if (domain != null) {
            Domain home = rows.home(domain);
            DirectoryObject.User user = asUser(rows.named(home.id(), login.user()));
            if (user != null)
                return user;
            for (Domain in : List.of(domain, home)) {
                user = asUser(rows.ofAddress(SmtpAddress.localKey(login.user()) + "@" + in.key()));
                if (user != null)
                    return user;
            }
            return null;
        }
        String shortKey = DirectoryRows.shortKey(qualifier);
        for (Domain candidate : rows.domains().values()) {
            if (!candidate.shortName().equals(shortKey))
                continue;
            DirectoryObject.User user = asUser(rows.named(candidate.id(), login.user()));
            if (user != null)
                return user;
        }
        return null;
    }

    private static DirectoryObject.@Nullable User asUser(@Nullable DirectoryObject object) {
        return object instanceof DirectoryObject.User user ? user : null;
    }

    public Optional<DirectoryObject> object(long id) {
        return through(remembered().objects, id, rows -> Optional.ofNullable(rows.object(id)));
    }

    /// Those of the ids that there are, by id; what is not remembered is read together.
    public Map<Long, DirectoryObject> objects(Collection<Long> ids) {
        Cache<Long, Optional<DirectoryObject>> answers = remembered().objects;
        Map<Long, DirectoryObject> found = new HashMap<>();
        List<Long> unknown = new ArrayList<>();
        for (long id : ids) {
            Optional<DirectoryObject> known = answers.getIfPresent(id);
            if (known == null) {
                unknown.add(id);
            } else if (known.isPresent()) {
                found.put(id, known.get());
            }
        }
        if (unknown.isEmpty())
            return found;
        for (DirectoryObject object : read(rows -> rows.objects(unknown))) {
            found.put(object.id(), object);
            answers.put(object.id(), Optional.of(object));
        }
        return found;
    }

    public Optional<DirectoryObject> ofGuid(UUID guid) {
        return through(remembered().guids, guid, rows -> Optional.ofNullable(rows.ofGuid(guid)));
    }

    public Optional<DirectoryObject> ofMailbox(UUID mailboxGuid) {
        return through(remembered().mailboxes, mailboxGuid,
                rows -> Optional.ofNullable(rows.ofMailbox(mailboxGuid)));
    }

    /// By enterprise distinguished name, compared without case.
    public Optional<DirectoryObject> ofLegacyDN(String legacyDN) {
        return through(remembered().legacyNames, legacyDN.toLowerCase(Locale.ROOT),
                rows -> Optional.ofNullable(rows.ofLegacyDN(legacyDN)));
    }

    /// What a person calls an object: `name`, `name@domain`, an address, or a public folder's path.
    ///
    /// @throws MailError.NotFound and [MailError.Invalid] when several have the name
    public DirectoryObject named(String text) { return read(rows -> rows.find(text)); }

    /// Whose address it is, as it stands: for showing who sent something. Finds contacts too.
    public Optional<DirectoryObject> ofAddress(SmtpAddress address) {
        return through(remembered().addresses, address.key(),
                rows -> Optional.ofNullable(rows.ofAddress(address.key())));
    }

    /// All objects of the kinds, by name.
    public List<DirectoryObject> list(Set<ObjectKind> kinds) {
        List<DirectoryObject> found = new ArrayList<>();
        forEach(kinds, found::add);
        found.sort(Comparator.comparing((DirectoryObject o) -> o.entry().name())
                .thenComparing(o -> o.entry().domain().key()));
        return found;
    }

    /// All objects of the kinds, by id, few in memory at a time; the snapshot is held meanwhile.
    public void forEach(Set<ObjectKind> kinds, Consumer<DirectoryObject> consumer) {
        read(rows -> {
            rows.forEach(kinds, consumer);
            return true;
        });
    }

    public List<Domain> domains() {
        DirectoryCache now = remembered();
        List<Domain> known = now.domains.orElse(null);
        if (known == null) {
            known = read(rows -> List.copyOf(rows.domains().values()));
            now.domains = Optional.of(known);
        }
        return known;
    }

    public Optional<Domain> defaultDomain() {
        return domains().stream().filter(Domain::isDefault).findFirst();
    }

    public List<Policy> policies() {
        DirectoryCache now = remembered();
        List<Policy> known = now.policies.orElse(null);
        if (known == null) {
            known = read(rows -> List.copyOf(rows.policies()));
            now.policies = Optional.of(known);
        }
        return known;
    }

    /// The limits that hold for a mailbox, every one set.
    public Map<Limit, Long> limits(DirectoryObject.MailboxOwner owner) {
        return through(remembered().limits, owner.id(), rows -> {
            List<Policy> policies = rows.policies();
            Map<Limit, Long> limits = new EnumMap<>(Limit.class);
            for (Limit limit : Limit.values()) {
                limits.put(limit, limit.defaultValue());
            }
            limits.putAll(settings.defaults());
            policies.stream().filter(p -> p.name().equals(Policy.DEFAULT))
                    .forEach(p -> limits.putAll(p.limits()));
            owner.policyId().ifPresent(id -> policies.stream().filter(p -> p.id() == id)
                    .forEach(p -> limits.putAll(p.limits())));
            limits.putAll(rows.limits(owner.id()));
            return Map.copyOf(limits);
        });
    }

    /// Photo or certificate; null when there is none.
    public byte @Nullable [] binary(long objectId, Binary binary) {
        return database.read(sql -> sql.first(
                "SELECT value FROM directory_binary WHERE object_id = ? AND name = ?",
                row -> row.getBytes(1), objectId, binary.name()));
    }

    /// The objects that one points to.
    public List<DirectoryObject> linked(long objectId, Link link) {
        return read(rows -> rows.objects(rows.targets(objectId, link)));
    }

    /// The objects that point to one: of [Link#MEMBER] the groups it was put into, of
    /// [Link#MANAGER] those who report to it.
    public List<DirectoryObject> linking(long objectId, Link link) {
        return read(rows -> rows.objects(rows.sources(objectId, link)));
    }

    // What was sent.

    /// Messages that a user has sent on a day (days since 1970).
    public long sent(long userId, long day) {
        return database.read(sql -> sql.number(
                "SELECT messages FROM directory_sent WHERE object_id = ? AND day = ?", 0, userId,
                day));
    }

    /// Counts one more, in the unit of work that takes the message. Only the latest day is kept.
    public void countSent(Sql sql, long userId, long day) throws SQLException {
        sql.update("INSERT INTO directory_sent (object_id, day, messages) VALUES (?, ?, 1)"
                + " ON CONFLICT (object_id) DO UPDATE SET messages ="
                + " CASE WHEN directory_sent.day = excluded.day THEN directory_sent.messages + 1"
                + " ELSE 1 END, day = excluded.day", userId, day);
    }

    // Groups.

    /// Everybody mail to the group goes to, each once, through groups in groups.
    ///
    /// @throws MailError.TooLarge when there are more than the settings allow
    public List<DirectoryObject> members(DirectoryObject.Group group) {
        return through(remembered().members, group.id(),
                rows -> new GroupWalk(rows).members(group, settings.membersLimit()));
    }

    /// Members of the group itself, groups among them.
    public List<DirectoryObject> directMembers(DirectoryObject.Group group) {
        return read(rows -> new GroupWalk(rows).direct(group, settings.membersLimit()));
    }

    /// GUIDs of all groups the object is in, through groups in groups, dynamic ones too.
    public Set<UUID> groupsOf(DirectoryObject object) { return groups(object).guids(); }

    private DirectoryCache.GroupsOf groups(DirectoryObject object) {
        DirectoryCache now = remembered();
        return through(now.groups, object.id(), rows -> {
            List<DirectoryObject.Group> dynamic = now.dynamicGroups.orElse(null);
            if (dynamic == null) {
                dynamic = List.copyOf(rows.dynamicGroups());
                now.dynamicGroups = Optional.of(dynamic);
            }
            Map<Long, DirectoryObject> groups = new GroupWalk(rows).groupsOf(object, dynamic);
            Set<UUID> guids = new HashSet<>();
            groups.values().forEach(group -> guids.add(group.guid()));
            return new DirectoryCache.GroupsOf(Set.copyOf(groups.keySet()), Set.copyOf(guids));
        });
    }

    /// Whether the sender may send to the group; null is somebody outside.
    public boolean maySend(@Nullable DirectoryObject sender, DirectoryObject.Group group) {
        if (sender == null && group.entry().is(Flag.INSIDERS_ONLY))
            return false;
        List<Long> allowed = read(rows -> rows.targets(group.id(), Link.SENDER));
        if (allowed.isEmpty())
            return true;
        if (sender == null)
            return false;
        return allowed.contains(sender.id())
                || allowed.stream().anyMatch(groups(sender).ids()::contains);
    }

    // Credentials.

    /// What a user's log-in is checked against.
    public Optional<LoginRecord> loginRecord(long userId) {
        return through(remembered().loginRecords, userId,
                rows -> Optional.of(readLogin(userId, CredentialPurpose.PASSWORD)));
    }

    /// Who is found from a telephone.
    public TelephoneBook telephoneBook() { return new TelephoneBook(database); }

    public TelephonePins telephonePins() { return new TelephonePins(database); }

    /// The telephone PIN.
    public Optional<Credential> pin(long userId) {
        return readLogin(userId, CredentialPurpose.PIN).credential();
    }

    private LoginRecord readLogin(long userId, CredentialPurpose purpose) {
        return database.read(sql -> {
            List<LoginRecord.AppPassword> appPasswords = purpose == CredentialPurpose.PIN
                    ? List.of()
                    : sql.query("SELECT app_password_id, label, digest, created_at"
                            + " FROM directory_app_password WHERE object_id = ?"
                            + " ORDER BY app_password_id",
                            row -> new LoginRecord.AppPassword(row.getLong(1), row.getString(2),
                                    row.getBytes(3), Instant.ofEpochMilli(row.getLong(4))),
                            userId);
            LoginRecord found = sql.first(
                    "SELECT hash, scram_keys, version, expires_at FROM directory_credential"
                            + " WHERE object_id = ? AND purpose = ?",
                    row -> {
                        String keys = row.getString(2);
                        return new LoginRecord(userId,
                                Optional.of(new Credential(PasswordHash.parse(row.getString(1)),
                                        Optional.ofNullable(keys).map(ScramKeys::parse))),
                                row.getLong(3), expiry(row), appPasswords);
                    }, userId, purpose.name());
            return found == null
                    ? new LoginRecord(userId, Optional.empty(), 0, Optional.empty(), appPasswords)
                    : found;
        });
    }

    private static Optional<Instant> expiry(java.sql.ResultSet row) throws SQLException {
        long millis = row.getLong(4);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    /// Stores the same password in another form: what is remembered of it stays true, so nothing is
    /// forgotten. Does nothing when the password was changed meanwhile.
    public void replaceHash(LoginRecord old, Credential renewed) {
        database.write(sql -> sql.update(
                "UPDATE directory_credential SET hash = ?, scram_keys = ?"
                        + " WHERE object_id = ? AND purpose = ? AND version = ?",
                renewed.hash().text(), renewed.scramKeys().map(ScramKeys::text).orElse(null),
                old.userId(), CredentialPurpose.PASSWORD.name(), old.version()));
        cache.loginRecords.invalidate(old.userId());
    }

    /// The sealed NT hash, or secret for SIP, of the user's present password; empty when there is
    /// none.
    public Optional<String> sealed(long userId, CredentialPurpose purpose) {
        return Optional.ofNullable(database.read(sql -> sql.first(
                "SELECT n.hash FROM directory_credential n JOIN directory_credential p"
                        + " ON p.object_id = n.object_id AND p.version = n.version"
                        + " WHERE n.object_id = ? AND n.purpose = ? AND p.purpose = ?",
                row -> row.getString(1), userId, purpose.name(),
                CredentialPurpose.PASSWORD.name())));
    }

    /// Adds the NT hash, or secret for SIP, of a password that was stored without. Does nothing when
    /// the password was changed meanwhile.
    public void addSealed(LoginRecord login, CredentialPurpose purpose, String sealed) {
        database.write(sql -> {
            long now = sql.number("SELECT version FROM directory_credential"
                    + " WHERE object_id = ? AND purpose = ?", -1, login.userId(),
                    CredentialPurpose.PASSWORD.name());
            if (now == login.version())
                DirectoryRows.setSealed(sql, login.userId(), purpose, sealed, now);
            return 0;
        });
    }

    /// Forgets every NT hash, or secret for SIP, for a server on which that was turned off.
    public void removeSealed(CredentialPurpose purpose) {
        long kept = database.read(sql -> sql.number("SELECT COUNT(*) FROM directory_credential"
                + " WHERE purpose = ?", 0, purpose.name()));
        if (kept > 0) {
            database.write(sql -> sql.update("DELETE FROM directory_credential WHERE purpose = ?",
                    purpose.name()));
        }
    }

    /// A random key of the organisation, the same in every process and after a restart.
    public byte[] secret(String name) {
        byte[] known = database.read(sql -> readSecret(sql, name));
        if (known != null)
            return known;
        byte[] fresh = new byte[32];
        new SecureRandom().nextBytes(fresh);
        return database.write(sql -> {
            sql.update("INSERT INTO directory_secret (name, value) VALUES (?, ?)"
                    + " ON CONFLICT (name) DO NOTHING", name, fresh);
            byte[] stored = readSecret(sql, name);
            if (stored == null)
                throw new IllegalStateException("the secret was not stored");
            return stored;
        });
    }

    private static byte @Nullable [] readSecret(Sql sql, String name) throws SQLException {
        return sql.first("SELECT value FROM directory_secret WHERE name = ?",
                row -> row.getBytes(1), name);
    }
}

package org.rialto.directory;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.rialto.database.Sql;
import org.rialto.mapi.MailError;

/// Changes to domains and policies, within the unit of work of a [DirectoryEdit].
public final class DomainEdit {
    /// NetBIOS names have at most fifteen characters.
    private static final int SHORT_NAME_LIMIT = 15;

    private final Sql sql;
    private final DirectoryRows rows;
    private final Runnable objectsChanged;

    /// @param objectsChanged told when a domain that objects show is another than before
    DomainEdit(Sql sql, DirectoryRows rows, Runnable objectsChanged) {
        this.sql = sql;
        this.rows = rows;
        this.objectsChanged = objectsChanged;
    }

    public @Nullable Domain find(String name) throws SQLException {
        return rows.domainOfKey(SmtpAddress.domainKey(name));
    }

    /// @throws MailError.NotFound
    public Domain get(String name) throws SQLException {
        Domain domain = find(name);
        if (domain == null) {
            throw new MailError.NotFound("there is no domain " + name + " on this server");
        }
        return domain;
    }

    public @Nullable Domain defaultDomain() throws SQLException { return rows.defaultDomain(); }

    /// The first domain becomes the default one. Its short name is its first label.
    public Domain add(String name) throws SQLException { return add(name, null); }

    /// Another name for a domain: every address of that works under this one too.
    public Domain addAlias(String name, Domain target) throws SQLException {
        if (target.aliasOf().isPresent()) {
            throw new MailError.Invalid(target.name()
                    + " is itself only another name of a domain; name that domain");
        }
        return add(name, target);
    }

    private Domain add(String name, @Nullable Domain target) throws SQLException {
        if (!SmtpAddress.isDomain(name) || name.startsWith("[")) {
            throw new MailError.Invalid("\"" + name + "\" is not a domain name");
        }
        if (find(name) != null) {
            throw new MailError.Exists("the domain " + name + " exists already");
        }
        long id = DirectoryEdit.nextId(sql);
        boolean first = target == null && rows.defaultDomain() == null;
        sql.update("INSERT INTO directory_domain"
                + " (domain_id, name, domain_key, short_key, alias_of, is_default)"
                + " VALUES (?, ?, ?, ?, ?, ?)", id, name.toLowerCase(Locale.ROOT),
                SmtpAddress.domainKey(name), shortNameOf(name), target == null ? null : target.id(),
                first);
        rows.forgetDomains();
        return get(name);
    }

    private static String shortNameOf(String name) {
        String label = DirectoryRows.shortKey(name.split("\\.", 2)[0]);
        return label.length() > SHORT_NAME_LIMIT ? label.substring(0, SHORT_NAME_LIMIT) : label;
    }

    /// The name before the backslash at log-in.
    public boolean setShortName(Domain domain, String shortName) throws SQLException {
        if (!shortName.matches("[A-Za-z0-9_-]{1," + SHORT_NAME_LIMIT + "}")) {
            throw new MailError.Invalid("a short domain name is 1 to " + SHORT_NAME_LIMIT
                    + " letters, digits and hyphens");
        }
        String key = DirectoryRows.shortKey(shortName);
        int changed = sql.update("UPDATE directory_domain SET short_key = ?"
                + " WHERE domain_id = ? AND short_key <> ?", key, domain.id(), key);
        rows.forgetDomains();
        objectsChanged.run();
        return changed > 0;
    }

    public boolean setDefault(Domain domain) throws SQLException {
        if (domain.aliasOf().isPresent()) {
            throw new MailError.Invalid(domain.name() + " is only another name of a domain");
        }
        Domain old = rows.defaultDomain();
        if (old != null && old.id() == domain.id())
            return false;
        sql.update("UPDATE directory_domain SET is_default ="
                + " CASE WHEN domain_id = ? THEN 1 ELSE 0 END", domain.id());
        rows.forgetDomains();
        objectsChanged.run();
        return true;
    }

    /// Refuses while anything is in the domain or has an address in it.
    public void remove(Domain domain) throws SQLException {
        long objects = sql.number("SELECT COUNT(*) FROM directory_object WHERE domain_id = ?", 0,
                domain.id());
        if (objects > 0) {
            throw new MailError.Conflict("the domain " + domain.name() + " still has " + objects
                    + " objects; remove them first");
        }
        // address_key ends with @ and the domain's key; % and _ cannot be in it unescaped.
        long addresses = sql.number("SELECT COUNT(*) FROM directory_address"
                + " WHERE address_key LIKE ? ESCAPE '!'", 0,
                "%@" + domain.key().replace("!", "!!").replace("_", "!_").replace("%", "!%"));
        if (addresses > 0) {
            throw new MailError.Conflict(
                    "there are still " + addresses + " addresses in the domain "
                            + domain.name() + "; remove them first");
        }
        List<String> aliases = sql.query("SELECT name FROM directory_domain WHERE alias_of = ?",
                row -> row.getString(1), domain.id());
        if (!aliases.isEmpty()) {
            throw new MailError.Conflict("the domain " + domain.name() + " is also called "
                    + String.join(", ", aliases) + "; remove that first");
        }
        if (domain.isDefault() && rows.domains().size() > 1) {
            throw new MailError.Conflict("the domain " + domain.name()
                    + " is the default one; make another the default first");
        }
        sql.update("DELETE FROM directory_domain WHERE domain_id = ?", domain.id());
        rows.forgetDomains();
    }

    // Policies.

    public @Nullable Policy findPolicy(String name) throws SQLException {
        String key = DirectoryRows.nameKey(name);
        for (Policy policy : rows.policies()) {
            if (DirectoryRows.nameKey(policy.name()).equals(key))
                return policy;
        }
        return null;
    }

    /// @throws MailError.NotFound
    public Policy policy(String name) throws SQLException {
        Policy policy = findPolicy(name);
        if (policy == null)
            throw new MailError.NotFound("there is no policy " + name);
        return policy;
    }

    public Policy addPolicy(String name) throws SQLException {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9 ._-]{0,63}")) {
            throw new MailError.Invalid("a policy's name is up to 64 letters, digits, blanks, dots,"
                    + " underscores and hyphens");
        }
        if (findPolicy(name) != null) {
            throw new MailError.Exists("the policy " + name + " exists already");
        }
        sql.update("INSERT INTO directory_policy (policy_id, name, name_key) VALUES (?, ?, ?)",
                DirectoryEdit.nextId(sql), name, DirectoryRows.nameKey(name));
        return policy(name);
    }

    /// Those who have the policy fall back to the default one.
    public void removePolicy(Policy policy) throws SQLException {
        sql.update("UPDATE directory_object SET policy_id = NULL WHERE policy_id = ?", policy.id());
        sql.update("DELETE FROM directory_limit WHERE owner_id = ?", policy.id());
        sql.update("DELETE FROM directory_policy WHERE policy_id = ?", policy.id());
    }

    public boolean set(Policy policy, Limit limit, @Nullable Long value) throws SQLException {
        return setLimit(policy.id(), limit, value);
    }

    boolean setLimit(long ownerId, Limit limit, @Nullable Long value) throws SQLException {
        if (value == null) {
            return sql.update("DELETE FROM directory_limit WHERE owner_id = ? AND name = ?",
                    ownerId, limit.key()) > 0;
        }
        if (value < Limit.UNLIMITED) {
            throw new MailError.Invalid(limit.key() + " is a number from 0, or -1 for no limit");
        }
        return sql.update("INSERT INTO directory_limit (owner_id, name, value) VALUES (?, ?, ?)"
                + " ON CONFLICT (owner_id, name) DO UPDATE SET value = excluded.value"
                + " WHERE directory_limit.value <> excluded.value", ownerId, limit.key(),
                value) > 0;
    }
}

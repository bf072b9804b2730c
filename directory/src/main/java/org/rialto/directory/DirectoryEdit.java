package org.rialto.directory;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.rialto.database.Sql;
import org.rialto.directory.password.Credential;
import org.rialto.directory.password.ScramKeys;
import org.rialto.directory.telephone.NumberPattern;
import org.rialto.mapi.MailError;

/// Changes to the directory within one unit of work; see [Directory#change]. What sets something
/// returns whether it was different before, so that doing the same twice can be told. Every refusal
/// says what is wrong and leaves the whole unit undone.
public final class DirectoryEdit {
    static final int EXTENSION_DIGITS = 20;

    private final Sql sql;
    private final DirectoryRows rows;
    private final DomainEdit domains;
    private final Set<Long> touched = new TreeSet<>();

    DirectoryEdit(Sql sql) {
        this.sql = sql;
        this.rows = new DirectoryRows(sql);
        this.domains = new DomainEdit(sql, rows, () -> touched.add(ChangeLog.ANY));
    }

    /// Objects that this unit of work has changed, or tried to.
    Set<Long> touched() { return touched; }

    /// Changes to domains and policies.
    public DomainEdit domains() { return domains; }

    // Finding, as of now in this unit of work.

    /// @throws MailError.NotFound
    public DirectoryObject object(long id) throws SQLException {
        DirectoryObject object = rows.object(id);
        if (object == null)
            throw new MailError.NotFound("there is no directory object " + id);
        return object;
    }

    /// As [Directory#named].
    public DirectoryObject named(String text) throws SQLException { return rows.find(text); }

    public @Nullable DirectoryObject named(Domain domain, String name) throws SQLException {
        return rows.named(domain.id(), name);
    }

    public List<Long> linked(long objectId, Link link) throws SQLException {
        return rows.targets(objectId, link);
    }

    // Making and removing.

    /// A user with the address `name@domain`, who cannot log in until there is a credential.
    public DirectoryObject.User addUser(Domain domain, String name) throws SQLException {
        long id = add(ObjectKind.USER, domain, name, localAddress(domain, name), null);
        return (DirectoryObject.User) object(id);
    }

    /// @param kind room or equipment
    public DirectoryObject.Resource addResource(ObjectKind kind, Domain domain, String name)
            throws SQLException {
        if (kind != ObjectKind.ROOM && kind != ObjectKind.EQUIPMENT) {
            throw new MailError.Invalid("a resource is a room or equipment");
        }
        long id = add(kind, domain, name, localAddress(domain, name), null);
        return (DirectoryObject.Resource) object(id);
    }

    public DirectoryObject.Group addGroup(Domain domain, String name) throws SQLException {
        long id = add(ObjectKind.GROUP, domain, name, localAddress(domain, name), null);
        return (DirectoryObject.Group) object(id);
    }

    public DirectoryObject.Contact addContact(Domain domain, String name, SmtpAddress target)
            throws SQLException {
        long id = add(ObjectKind.CONTACT, domain, name, target, null);
        return (DirectoryObject.Contact) object(id);
    }

    /// The address of a public folder, by whose path the object is called.
    public DirectoryObject.PublicFolder addPublicFolder(Domain domain, String path,
            SmtpAddress address) throws SQLException {
        if (!path.startsWith("/") || path.length() < 2) {
            throw new MailError.Invalid("a public folder's path begins with / and a name");
        }
        requireOurs(address);
        long id = add(ObjectKind.PUBLIC_FOLDER, domain, path, address, path);
        return (DirectoryObject.PublicFolder) object(id);
    }

    private SmtpAddress localAddress(Domain domain, String name) {
        return SmtpAddress.parse(name + "@" + domain.name());
    }

    private long add(ObjectKind kind, Domain domain, String name, SmtpAddress address,
            @Nullable String detail) throws SQLException {
        if (domain.aliasOf().isPresent()) {
            throw new MailError.Invalid(domain.name() + " is only another name of a domain; make \""
                    + name + "\" in the domain itself");
        }
        requireFree(domain, name);
        long id = nextId(sql);
        touched.add(id);
        UUID guid = UUID.randomUUID();
        String legacyDN = EnterpriseName.RECIPIENTS + guid.toString().replace("-", "") + "-"
                + inLegacyDN(name);
        sql.update("INSERT INTO directory_object (object_id, kind, guid, mailbox_guid, domain_id,"
                + " name, name_key, display, legacy_dn, legacy_dn_key, flags, policy_id, detail)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, NULL, ?)", id, kind.code(),
                DirectoryRows.bytes(guid),
                kind.hasMailbox() ? DirectoryRows.bytes(UUID.randomUUID()) : null, domain.id(),
                name,
                DirectoryRows.nameKey(name), name, legacyDN, DirectoryRows.nameKey(legacyDN),
                detail);
        insertAddress(id, 0, address);
        return id;
    }

    /// The address book's names are ASCII (PtypString8).
    private static String inLegacyDN(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9.-]", "");
        return plain.length() > 20 ? plain.substring(0, 20) : plain;
    }

    private void requireFree(Domain domain, String name) throws SQLException {
        DirectoryObject other = rows.named(domain.id(), name);
        if (other != null) {
            throw new MailError.Exists("a " + other.entry().kind().word() + " is called "
                    + other.entry().qualifiedName() + " already");
        }
    }

    static long nextId(Sql sql) throws SQLException {
        return sql.number("UPDATE directory_state SET value = value + 1 WHERE name = 'id'"
                + " RETURNING value", 0);
    }

    /// Removes the object and whatever points to it. Its mailbox in the store is another matter.
    public void remove(long id) throws SQLException {
        touched.add(id);
        object(id);
        for (String table : List.of("directory_address", "directory_attribute", "directory_binary",
                "directory_link", "directory_credential", "directory_app_password",
                "directory_sent", "directory_pin", "directory_pin_history")) {
            sql.update("DELETE FROM " + table + " WHERE object_id = ?", id);
        }
        sql.update("DELETE FROM directory_link WHERE target_id = ?", id);
        sql.update("DELETE FROM directory_limit WHERE owner_id = ?", id);
        sql.update("DELETE FROM directory_object WHERE object_id = ?", id);
    }

    /// Gives another name; addresses, GUID and distinguished name stay.
    public boolean rename(long id, String name) throws SQLException {
        touched.add(id);
        DirectoryObject object = object(id);
        if (object.entry().name().equals(name))
            return false;
        if (object instanceof DirectoryObject.PublicFolder) {
            if (!name.startsWith("/") || name.length() < 2) {
                throw new MailError.Invalid("a public folder's path begins with / and a name");
            }
        } else {
            localAddress(object.entry().domain(), name);
        }
        DirectoryObject other = rows.named(object.entry().domain().id(), name);
        if (other != null && other.id() != id)
            requireFree(object.entry().domain(), name);
        sql.update("UPDATE directory_object SET name = ?, name_key = ?, detail ="
                + " CASE WHEN kind = ? THEN ? ELSE detail END WHERE object_id = ?", name,
                DirectoryRows.nameKey(name), ObjectKind.PUBLIC_FOLDER.code(), name, id);
        return true;
    }

    // Setting.

    public boolean setDisplay(long id, String display) throws SQLException {
        touched.add(id);
        String text = requireText("the display name", display, 256);
        return sql.update("UPDATE directory_object SET display = ?"
                + " WHERE object_id = ? AND display <> ?", text, id, text) > 0;
    }

    /// @param value null or empty removes it
    public boolean set(long id, Attribute attribute, @Nullable String value) throws SQLException {
        touched.add(id);
        if (value == null || value.isBlank()) {
            return sql.update("DELETE FROM directory_attribute WHERE object_id = ? AND name = ?",
                    id,
                    attribute.key()) > 0;
        }
        String text = requireText(attribute.key(), value, Attribute.LIMIT);
        if (attribute == Attribute.CAPACITY && !text.matches("\\d{1,9}")) {
            throw new MailError.Invalid("a capacity is a whole number");
        }
        if (attribute == Attribute.UM_EXTENSION)
            requireFreeExtension(id, text);
        if (attribute == Attribute.UM_ALLOWED_NUMBERS)
            requirePatterns(id, text);
        return sql.update("INSERT INTO directory_attribute (object_id, name, value)"
                + " VALUES (?, ?, ?) ON CONFLICT (object_id, name) DO UPDATE"
                + " SET value = excluded.value WHERE directory_attribute.value <> excluded.value",
                id, attribute.key(), text) > 0;
    }

    private void requirePatterns(long id, String text) throws SQLException {
        if (!(object(id) instanceof DirectoryObject.User
                || object(id) instanceof DirectoryObject.Group)) {
            throw new MailError.Invalid("only users and groups may be allowed numbers");
        }
        for (String pattern : NumberPattern.list(text)) {
            if (!NumberPattern.isPattern(pattern)) {
                throw new MailError.Invalid(
                        "\"" + pattern + "\" is not a pattern of numbers such as"
                                + " +4930* or !+1900xxxxxxx");
            }
        }
    }

    private void requireFreeExtension(long id, String extension) throws SQLException {
        DirectoryObject object = object(id);
        if (!(object instanceof DirectoryObject.User)) {
            throw new MailError.Invalid("only a user has an extension");
        }
        if (!extension.matches("[0-9]{1," + EXTENSION_DIGITS + "}")) {
            throw new MailError.Invalid(
                    "an extension has 1 to " + EXTENSION_DIGITS + " digits and nothing else");
        }
        for (DirectoryObject other : rows.objects(TelephoneBook.ofExtension(sql, extension))) {
            if (other.id() != id
                    && other.entry().domain().id() == object.entry().domain().id()) {
                throw new MailError.Exists("the extension " + extension + " is that of "
                        + other.entry().qualifiedName() + " already");
            }
        }
    }

    private static String requireText(String what, String text, int limit) {
        String stripped = text.strip();
        if (stripped.isEmpty())
            throw new MailError.Invalid(what + " is empty");
        if (stripped.length() > limit) {
            throw new MailError.Invalid(what + " has more than " + limit + " characters");
        }
        // Line breaks belong in notes and street addresses; nothing else that is not seen does.
        if (stripped.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r'
                && c != '\t')) {
            throw new MailError.Invalid(what + " holds control characters");
        }
        return stripped;
    }

    public boolean set(long id, Flag flag, boolean value) throws SQLException {
        touched.add(id);
        long old = sql.number("SELECT flags FROM directory_object WHERE object_id = ?", -1, id);
        if (old == -1)
            object(id);
        long bits = flag.set(old, value);
        if (bits == old)
            return false;
        sql.update("UPDATE directory_object SET flags = ? WHERE object_id = ?", bits, id);
        return true;
    }

    /// @param value null removes it
    public boolean set(long id, Binary binary, byte @Nullable [] value) throws SQLException {
        touched.add(id);
        if (value == null) {
            return sql.update("DELETE FROM directory_binary WHERE object_id = ? AND name = ?", id,
                    binary.name()) > 0;
        }
        check(binary, value);
        byte[] old = sql.first(
                "SELECT value FROM directory_binary WHERE object_id = ? AND name = ?",
                row -> row.getBytes(1), id, binary.name());
        if (Arrays.equals(old, value))
            return false;
        return sql.update("INSERT INTO directory_binary (object_id, name, value) VALUES (?, ?, ?)"
                + " ON CONFLICT (object_id, name) DO UPDATE SET value = excluded.value", id,
                binary.name(), value) > 0;
    }

    /// @throws MailError.Invalid when the bytes are not what the name says
    public static void check(Binary binary, byte[] value) {
        if (value.length > binary.limitBytes()) {
            throw new MailError.TooLarge("a " + binary.key() + " may have at most "
                    + binary.limitBytes() + " bytes");
        }
        switch (binary) {
            case PHOTO -> {
                boolean jpeg = value.length > 3 && (value[0] & 0xFF) == 0xFF
                        && (value[1] & 0xFF) == 0xD8;
                boolean png = value.length > 8 && (value[0] & 0xFF) == 0x89 && value[1] == 'P';
                if (!jpeg && !png)
                    throw new MailError.Invalid("a photo is a JPEG or PNG file");
            }
            case CERTIFICATE -> {
                try {
                    if (CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(value)).isEmpty()) {
                        throw new MailError.Invalid("there is no certificate");
                    }
                } catch (CertificateException e) {
                    throw new MailError.Invalid("the certificate is not an X.509 one", e);
                }
            }
            // What clients put in is theirs alone.
            case SMIME -> {
            }
        }
    }

    /// Makes a group dynamic, or with null static.
    public boolean setFilter(long id, @Nullable Filter filter) throws SQLException {
        touched.add(id);
        if (!(object(id) instanceof DirectoryObject.Group group)) {
            throw new MailError.Invalid("only a group has a filter");
        }
        if (filter != null && !rows.targets(id, Link.MEMBER).isEmpty()) {
            throw new MailError.Invalid("the group " + group.entry().qualifiedName()
                    + " has members of its own; a dynamic group has only those its filter finds");
        }
        String text = filter == null ? null : filter.text();
        if (Objects.equals(text, group.filter().map(Filter::text).orElse(null)))
            return false;
        return sql.update("UPDATE directory_object SET detail = ? WHERE object_id = ?", text,
                id) > 0;
    }

    /// @param policyId null for the default policy
    public boolean setPolicy(long id, @Nullable Long policyId) throws SQLException {
        touched.add(id);
        if (!(object(id) instanceof DirectoryObject.MailboxOwner owner)) {
            throw new MailError.Invalid("only what has a mailbox has a policy");
        }
        Long old = owner.policyId().isPresent() ? owner.policyId().getAsLong() : null;
        if (Objects.equals(old, policyId))
            return false;
        return sql.update("UPDATE directory_object SET policy_id = ? WHERE object_id = ?", policyId,
                id) > 0;
    }

    /// A limit of this object alone; null leaves it to the policy.
    public boolean set(long id, Limit limit, @Nullable Long value) throws SQLException {
        touched.add(id);
        return domains.setLimit(id, limit, value);
    }

    // Addresses.

    /// Makes these the addresses beside the primary one.
    public boolean setAliases(long id, Collection<SmtpAddress> aliases) throws SQLException {
        touched.add(id);
        Entry entry = object(id).entry();
        Set<SmtpAddress> wanted = new LinkedHashSet<>(aliases);
        wanted.removeIf(alias -> alias.key().equals(entry.address().key()));
        if (List.copyOf(wanted).equals(entry.aliases()))
            return false;
        sql.update("DELETE FROM directory_address WHERE object_id = ? AND position > 0", id);
        int position = 1;
        for (SmtpAddress alias : wanted) {
            requireOurs(alias);
            insertAddress(id, position++, alias);
        }
        return true;
    }

    /// Makes an address the primary one. The old one stays as an alias, unless it is a contact's.
    public boolean setAddress(long id, SmtpAddress address) throws SQLException {
        touched.add(id);
        Entry entry = object(id).entry();
        if (entry.address().equals(address))
            return false;
        boolean contact = entry.kind() == ObjectKind.CONTACT;
        if (!contact)
            requireOurs(address);
        sql.update("DELETE FROM directory_address WHERE object_id = ?", id);
        insertAddress(id, 0, address);
        int position = 1;
        if (!contact && !entry.address().key().equals(address.key())) {
            insertAddress(id, position++, entry.address());
        }
        for (SmtpAddress alias : entry.aliases()) {
            if (!alias.key().equals(address.key()))
                insertAddress(id, position++, alias);
        }
        return true;
    }

    private void requireOurs(SmtpAddress address) throws SQLException {
        if (rows.domainOfKey(SmtpAddress.domainKey(address.domain())) == null) {
            throw new MailError.Invalid(
                    "the address " + address + " is in no domain of this server;"
                            + " add the domain " + address.domain() + " first");
        }
    }

    private void insertAddress(long id, int position, SmtpAddress address) throws SQLException {
        DirectoryObject other = rows.ofAddress(address.key());
        if (other != null) {
            throw new MailError.Exists("the address " + address + " belongs to the "
                    + other.entry().kind().word() + " " + other.entry().qualifiedName()
                    + " already");
        }
        sql.update("INSERT INTO directory_address (address_key, object_id, position, address)"
                + " VALUES (?, ?, ?, ?)", address.key(), id, position, address.toString());
    }

    // Links.

    /// Makes these the targets of a link.
    public boolean setLinks(long id, Link link, Collection<Long> targets) throws SQLException {
        touched.add(id);
        Set<Long> wanted = new TreeSet<>(targets);
        if (wanted.equals(new TreeSet<>(rows.targets(id, link))))
            return false;
        sql.update("DELETE FROM directory_link WHERE object_id = ? AND link = ?", id, link.name());
        for (long target : wanted) {
            addLink(id, link, target);
        }
        return true;
    }

    public boolean addLink(long id, Link link, long target) throws SQLException {
        touched.add(id);
        DirectoryObject from = object(id);
        DirectoryObject to = object(target);
        checkLink(from, link, to);
        return sql.update("INSERT INTO directory_link (object_id, link, target_id)"
                + " VALUES (?, ?, ?) ON CONFLICT (object_id, link, target_id) DO NOTHING", id,
                link.name(), target) > 0;
    }

    public boolean removeLink(long id, Link link, long target) throws SQLException {
        touched.add(id);
        return sql.update(
                "DELETE FROM directory_link WHERE object_id = ? AND link = ? AND target_id = ?", id,
                link.name(), target) > 0;
    }

    private void checkLink(DirectoryObject from, Link link, DirectoryObject to)
            throws SQLException {
        String what = to.entry().qualifiedName();
        boolean person = to instanceof DirectoryObject.User || to instanceof DirectoryObject.Group;
        switch (link) {
            case MEMBER -> {
                if (!(from instanceof DirectoryObject.Group group)) {
                    throw new MailError.Invalid("only a group has members");
                }
                if (group.filter().isPresent()) {
                    throw new MailError.Invalid("the group " + group.entry().qualifiedName()
                            + " is dynamic: its filter says who is in it");
                }
                if (from.id() == to.id()) {
                    throw new MailError.Invalid("the group " + what + " cannot be in itself");
                }
            }
            case OWNER, SENDER, SEND_AS, SEND_ON_BEHALF -> {
                if (!person) {
                    throw new MailError.Invalid(what + " is a " + to.entry().kind().word()
                            + "; a user or a group is expected");
                }
            }
            case MANAGER -> {
                if (!(to instanceof DirectoryObject.User)
                        && !(to instanceof DirectoryObject.Contact)) {
                    throw new MailError.Invalid("a manager is a user or a contact; " + what
                            + " is a " + to.entry().kind().word());
                }
                if (from.id() == to.id()) {
                    throw new MailError.Invalid(what + " cannot be their own manager");
                }
                if (rows.targets(from.id(), Link.MANAGER).stream().anyMatch(m -> m != to.id())) {
                    throw new MailError.Invalid("there is a manager already; remove them first");
                }
            }
        }
    }

    // Credentials.

    /// Sets a password or PIN; logs nobody out, but what was remembered of the old one is void.
    /// A password change also satisfies the demand for one.
    ///
    /// @param expiresAt null for never
    public void setCredential(long userId, CredentialPurpose purpose, Credential credential,
            @Nullable Instant expiresAt) throws SQLException {
        if (!(object(userId) instanceof DirectoryObject.User user)) {
            throw new MailError.Invalid("only a user has a password");
        }
        long version = nextId(sql);
        insertCredential(userId, purpose, credential, version, expiresAt);
        if (purpose == CredentialPurpose.PASSWORD) {
            set(userId, Flag.MUST_CHANGE_PASSWORD, false);
            DirectoryRows.setSealed(sql, userId, CredentialPurpose.NTLM,
                    credential.sealedNtHash().orElse(null), version);
            Entry entry = user.entry();
            DirectoryRows.setSealed(sql, userId, CredentialPurpose.SIP, credential.sip()
                    .map(password -> password.sealedFor(entry.name(), entry.domain().name()))
                    .orElse(null), version);
        }
        if (purpose == CredentialPurpose.PIN) {
            TelephonePins.added(sql, userId, credential.hash().text(), version, false, true,
                    Instant.now());
        }
    }

    private void insertCredential(long userId, CredentialPurpose purpose, Credential credential,
            long version, @Nullable Instant expiresAt) throws SQLException {
        sql.update("INSERT INTO directory_credential"
                + " (object_id, purpose, hash, scram_keys, version, expires_at)"
                + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (object_id, purpose) DO UPDATE SET"
                + " hash = excluded.hash, scram_keys = excluded.scram_keys,"
                + " version = excluded.version, expires_at = excluded.expires_at", userId,
                purpose.name(), credential.hash().text(),
                credential.scramKeys().map(ScramKeys::text).orElse(null), version,
                expiresAt == null ? null : expiresAt.toEpochMilli());
    }

    /// Sets a PIN because too many were wrong: what was wrong goes on counting towards the lock.
    public void replacePin(long userId, Credential credential) throws SQLException {
        if (!(object(userId) instanceof DirectoryObject.User)) {
            throw new MailError.Invalid("only a user has a PIN");
        }
        long version = nextId(sql);
        insertCredential(userId, CredentialPurpose.PIN, credential, version, null);
        TelephonePins.added(sql, userId, credential.hash().text(), version, true, false,
                Instant.now());
    }

    /// Whether the user has to choose another PIN at the next call; nothing where there is no PIN.
    public boolean setPinMustChange(long userId, boolean mustChange) throws SQLException {
        return TelephonePins.setMustChange(sql, userId, mustChange);
    }

    public boolean removeCredential(long userId, CredentialPurpose purpose) throws SQLException {
        if (purpose == CredentialPurpose.PIN)
            TelephonePins.remove(sql, userId);
        if (purpose == CredentialPurpose.PASSWORD) {
            DirectoryRows.setSealed(sql, userId, CredentialPurpose.NTLM, null, 0);
            DirectoryRows.setSealed(sql, userId, CredentialPurpose.SIP, null, 0);
        }
        return sql.update("DELETE FROM directory_credential WHERE object_id = ? AND purpose = ?",
                userId, purpose.name()) > 0;
    }

    /// @param digest as [org.rialto.directory.password.AppPasswordText] computes it
    public long addAppPassword(long userId, String label, byte[] digest) throws SQLException {
        if (!(object(userId) instanceof DirectoryObject.User)) {
            throw new MailError.Invalid("only a user has passwords");
        }
        long id = nextId(sql);
        sql.update("INSERT INTO directory_app_password"
                + " (app_password_id, object_id, label, digest, created_at)"
                + " VALUES (?, ?, ?, ?, ?)", id, userId, requireText("the label", label, 100),
                digest, System.currentTimeMillis());
        return id;
    }

    public boolean removeAppPassword(long userId, long appPasswordId) throws SQLException {
        return sql.update("DELETE FROM directory_app_password"
                + " WHERE object_id = ? AND app_password_id = ?", userId, appPasswordId) > 0;
    }
}

package org.rialto.directory.provision;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.rialto.directory.Attribute;
import org.rialto.directory.Binary;
import org.rialto.directory.DirectoryEdit;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.Domain;
import org.rialto.directory.Filter;
import org.rialto.directory.Flag;
import org.rialto.directory.Limit;
import org.rialto.directory.Link;
import org.rialto.directory.ObjectKind;
import org.rialto.directory.Policy;
import org.rialto.directory.SmtpAddress;
import org.rialto.directory.password.Credential;
import org.rialto.directory.provision.ProvisioningFile.DomainItem;
import org.rialto.directory.provision.ProvisioningFile.ObjectItem;
import org.rialto.directory.provision.ProvisioningFile.PolicyItem;
import org.rialto.directory.provision.ProvisioningFile.Secret;
import org.rialto.directory.provision.StoreProvisioning.Change;
import org.rialto.mapi.MailError;

/// Brings the directory to what a provisioning file says, in one unit of work: first every object,
/// then what points from one to another.
final class DirectoryApply {
    /// @param ids of the file's objects
    record Result(List<ProvisioningReport.Line> lines, List<Long> ids) {}

    private record Made(ObjectItem item, long id, boolean created, List<String> keys) {}

    private final DirectoryEdit edit;
    private final ProvisioningFile file;
    private final Map<Secret, Credential> credentials;
    private final String fileName;
    private final List<ProvisioningReport.Line> lines = new ArrayList<>();
    /// Users whose extension has been taken away.
    private final Set<Long> freed = new HashSet<>();

    DirectoryApply(DirectoryEdit edit, ProvisioningFile file, Map<Secret, Credential> credentials,
            String fileName) {
        this.edit = edit;
        this.file = file;
        this.credentials = credentials;
        this.fileName = fileName;
    }

    Result apply() throws SQLException {
        domains();
        for (PolicyItem item : file.policies()) {
            at(item.line(), "policy " + item.name(), () -> policy(item));
        }
        for (ObjectItem item : file.objects()) {
            at(item.line(), item.label(), () -> freeExtension(item));
        }
        List<Made> made = new ArrayList<>();
        for (ObjectItem item : file.objects()) {
            at(item.line(), item.label(), () -> made.add(object(item)));
        }
        List<Long> ids = new ArrayList<>();
        for (Made object : made) {
            ObjectItem item = object.item();
            at(item.line(), item.label(), () -> links(object));
            report(object.created()
                    ? Change.CREATED
                    : object.keys().isEmpty() ? Change.UNCHANGED : Change.UPDATED,
                    named(edit.object(object.id())),
                    object.created() ? List.of() : object.keys());
            ids.add(object.id());
        }
        return new Result(lines, ids);
    }

    private static String named(DirectoryObject object) {
        return object instanceof DirectoryObject.PublicFolder
                ? "address " + object.address() + " of " + object.entry().name()
                : object.entry().kind().word() + " " + object.entry().qualifiedName();
    }

    @FunctionalInterface
    private interface Step {
        void run() throws SQLException;
    }

    /// Tells where in the file a refusal comes from.
    private void at(int line, String what, Step step) throws SQLException {
        try {
            step.run();
        } catch (MailError.Invalid | MailError.Exists | MailError.NotFound | MailError.TooLarge e) {
            throw new MailError.Invalid(fileName + " was not applied:\n  line " + line + ": " + what
                    + ": " + e.getMessage(), e);
        }
    }

    private void report(Change change, String what, List<String> keys) {
        lines.add(new ProvisioningReport.Line(change, what, keys));
    }

    private void domains() throws SQLException {
        at(1, "domain", () -> {
            Domain known = edit.domains().find(file.domain());
            if (known != null && known.aliasOf().isPresent()) {
                throw new MailError.Invalid(file.domain() + " is only another name of a domain");
            }
            if (known == null)
                edit.domains().add(file.domain());
            report(known == null ? Change.CREATED : Change.UNCHANGED, "domain " + file.domain(),
                    List.of());
        });
        for (DomainItem item : file.domains()) {
            at(item.line(), "domain " + item.name(), () -> domain(item));
        }
    }

    private void domain(DomainItem item) throws SQLException {
        Domain known = edit.domains().find(item.name());
        boolean created = known == null;
        Optional<String> target = item.aliasOf();
        if (known == null) {
            known = target.isPresent()
                    ? edit.domains().addAlias(item.name(), edit.domains().get(target.get()))
                    : edit.domains().add(item.name());
        } else if (known.aliasOf().isPresent() != target.isPresent() || target.isPresent()
                && edit.domains().get(target.get()).id() != known.aliasOf().getAsLong()) {
            throw new MailError.Invalid("the domain exists already and is another kind of domain");
        }
        List<String> keys = new ArrayList<>();
        if (item.shortName().isPresent()
                && edit.domains().setShortName(known, item.shortName().get())) {
            keys.add("short-name");
        }
        report(created ? Change.CREATED : keys.isEmpty() ? Change.UNCHANGED : Change.UPDATED,
                "domain " + item.name(), created ? List.of() : keys);
    }

    private void policy(PolicyItem item) throws SQLException {
        Policy known = edit.domains().findPolicy(item.name());
        Policy policy = known == null ? edit.domains().addPolicy(item.name()) : known;
        List<String> keys = new ArrayList<>();
        for (Map.Entry<Limit, Long> limit : item.limits().entrySet()) {
            if (edit.domains().set(policy, limit.getKey(), limit.getValue())) {
                keys.add(limit.getKey().key());
            }
        }
        report(known == null ? Change.CREATED : keys.isEmpty() ? Change.UNCHANGED : Change.UPDATED,
                "policy " + item.name(), known == null ? List.of() : keys);
    }

    /// An extension that a user is to lose is free for whoever else in the file is to have it, so that
    /// two can change theirs.
    private void freeExtension(ObjectItem item) throws SQLException {
        String wanted = item.attributes().get(Attribute.UM_EXTENSION);
        if (wanted == null)
            return;
        DirectoryObject known = edit.named(
                edit.domains().get(item.domain().orElse(file.domain())), item.name());
        if (known instanceof DirectoryObject.User
                && !known.entry().attribute(Attribute.UM_EXTENSION).orElse(wanted).equals(wanted)
                && edit.set(known.id(), Attribute.UM_EXTENSION, null))
            freed.add(known.id());
    }

    private Made object(ObjectItem item) throws SQLException {
        Domain domain = edit.domains().get(item.domain().orElse(file.domain()));
        DirectoryObject known = edit.named(domain, item.name());
        if (known != null && known.entry().kind() != item.kind()) {
            throw new MailError.Exists(known.entry().qualifiedName() + " exists already and is a "
                    + known.entry().kind().word());
        }
        long id = known == null ? create(item, domain) : known.id();
        List<String> keys = new ArrayList<>();
        String display = display(item, known);
        if (display != null && edit.setDisplay(id, display))
            keys.add("display");
        if (item.address().isPresent() && edit.setAddress(id, item.address().get())) {
            keys.add("mail");
        }
        if (item.aliases().isPresent() && edit.setAliases(id, item.aliases().get())) {
            keys.add("aliases");
        }
        for (Map.Entry<Attribute, String> attribute : item.attributes().entrySet()) {
            boolean changed = edit.set(id, attribute.getKey(), attribute.getValue());
            if (changed || attribute.getKey() == Attribute.UM_EXTENSION && freed.contains(id)) {
                keys.add(attribute.getKey().key());
            }
        }
        for (Map.Entry<Limit, Long> limit : item.limits().entrySet()) {
            if (edit.set(id, limit.getKey(), limit.getValue()))
                keys.add(limit.getKey().key());
        }
        for (Map.Entry<Binary, byte[]> binary : item.binaries().entrySet()) {
            byte[] bytes = binary.getValue();
            if (edit.set(id, binary.getKey(), bytes.length == 0 ? null : bytes)) {
                keys.add(binary.getKey().key());
            }
        }
        if (item.policy().isPresent()) {
            String policy = item.policy().get();
            if (edit.setPolicy(id,
                    policy.isEmpty() ? null : (Long) edit.domains().policy(policy).id())) {
                keys.add("policy");
            }
        }
        credential(item.password(), id, keys, "password");
        if (credential(item.pin(), id, keys, "um.pin"))
            edit.setPinMustChange(id, item.pinMustChange());
        // After the password, whose change satisfies the demand for one.
        for (Map.Entry<Flag, Boolean> flag : item.flags().entrySet()) {
            if (edit.set(id, flag.getKey(), flag.getValue()))
                keys.add(flag.getKey().key());
        }
        return new Made(item, id, known == null, keys);
    }

    private long create(ObjectItem item, Domain domain) throws SQLException {
        return switch (item.kind()) {
            case USER -> edit.addUser(domain, item.name()).id();
            case ROOM, EQUIPMENT -> edit.addResource(item.kind(), domain, item.name()).id();
            case GROUP -> edit.addGroup(domain, item.name()).id();
            case CONTACT ->
                edit.addContact(domain, item.name(), item.address().orElseThrow()).id();
            case PUBLIC_FOLDER ->
                edit.addPublicFolder(domain, item.name(), item.address().orElseThrow()).id();
        };
    }

    /// What the file says; for a new object without it, the names it gives.
    private static @Nullable String display(ObjectItem item, @Nullable DirectoryObject known) {
        if (item.display().isPresent()) {
            return item.display().get().isBlank() ? item.name() : item.display().get();
        }
        if (known != null)
            return null;
        String both = (item.attributes().getOrDefault(Attribute.FIRST, "") + " "
                + item.attributes().getOrDefault(Attribute.LAST, "")).strip();
        return both.isEmpty() ? null : both;
    }

    /// Whether there is a new one.
    private boolean credential(Optional<Secret> secret, long id, List<String> keys, String key)
            throws SQLException {
        Credential credential = secret.map(credentials::get).orElse(null);
        if (secret.isPresent() && credential != null) {
            edit.setCredential(id, secret.get().purpose(), credential, null);
            keys.add(key);
            return true;
        }
        return false;
    }

    private void links(Made made) throws SQLException {
        ObjectItem item = made.item();
        // A group becomes static before it gets members, and loses them before it becomes dynamic.
        Filter filter = item.filter().flatMap(f -> f).orElse(null);
        if (item.filter().isPresent() && filter == null && edit.setFilter(made.id(), null)) {
            made.keys().add("dynamic");
        }
        for (Map.Entry<Link, List<String>> link : item.links().entrySet()) {
            List<Long> targets = new ArrayList<>();
            for (String name : link.getValue()) {
                targets.add(target(item, name));
            }
            if (edit.setLinks(made.id(), link.getKey(), targets)) {
                made.keys().add(link.getKey().name().toLowerCase(Locale.ROOT).replace('_', '-'));
            }
        }
        if (filter != null && edit.setFilter(made.id(), filter))
            made.keys().add("dynamic");
    }

    /// A name alone is of the object's own domain first.
    private long target(ObjectItem item, String name) throws SQLException {
        Domain domain = edit.domains().get(item.domain().orElse(file.domain()));
        DirectoryObject near = SmtpAddress.parseOrNull(name) == null
                ? edit.named(domain, name)
                : null;
        try {
            return near == null ? edit.named(name).id() : near.id();
        } catch (MailError.NotFound e) {
            throw new MailError.NotFound(item.kind() == ObjectKind.GROUP && name.contains("@")
                    ? e.getMessage() + "; somebody outside needs a [[contact]]"
                    : String.valueOf(e.getMessage()));
        }
    }
}

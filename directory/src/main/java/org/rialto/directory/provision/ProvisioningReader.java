package org.rialto.directory.provision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.rialto.directory.Attribute;
import org.rialto.directory.Binary;
import org.rialto.directory.CredentialPurpose;
import org.rialto.directory.DirectoryEdit;
import org.rialto.directory.Filter;
import org.rialto.directory.Flag;
import org.rialto.directory.Limit;
import org.rialto.directory.Link;
import org.rialto.directory.ObjectKind;
import org.rialto.directory.SmtpAddress;
import org.rialto.directory.provision.ProvisioningFile.DomainItem;
import org.rialto.directory.provision.ProvisioningFile.FolderItem;
import org.rialto.directory.provision.ProvisioningFile.GrantItem;
import org.rialto.directory.provision.ProvisioningFile.ObjectItem;
import org.rialto.directory.provision.ProvisioningFile.PolicyItem;
import org.rialto.directory.provision.ProvisioningFile.Secret;
import org.rialto.directory.telephone.NumberPattern;
import org.rialto.directory.telephone.PinPolicy;
import org.rialto.mapi.MailError;

/// Makes a [ProvisioningFile] of the tables of a TOML file, noting every problem. Which keys a table
/// may have is said by asking for them.
final class ProvisioningReader {
    /// Of any length that a policy may ask for.
    private static final PinPolicy PROVISIONED = new PinPolicy(PinPolicy.LEAST_DIGITS, 0,
            Duration.ZERO, false, 3, 5, 15);
    private static final Set<Flag> USER_FLAGS = EnumSet.of(Flag.LOGIN, Flag.LISTED,
            Flag.ADMINISTRATOR, Flag.IMPERSONATE, Flag.MUST_CHANGE_PASSWORD, Flag.SMTP, Flag.IMAP,
            Flag.POP3, Flag.MAPI, Flag.EWS, Flag.ACTIVESYNC, Flag.WEB, Flag.SIP);

    /// @param folder where the files it names are looked for
    private record Names(Path folder, TomlItem.Problems problems, Map<String, Integer> seen) {}

    private final Names names;
    private int secrets;

    ProvisioningReader(Path folder, TomlItem.Problems problems) {
        this.names = new Names(folder, problems, new HashMap<>());
    }

    ProvisioningFile read(TomlItem root) {
        String domain = root.requiredText("domain");
        if (!domain.isEmpty() && (!SmtpAddress.isDomain(domain) || domain.startsWith("["))) {
            root.problem("domain", "a domain name like contoso.com is expected");
        }
        List<DomainItem> domains = new ArrayList<>();
        for (TomlItem item : root.items("other-domain")) {
            domains.add(new DomainItem(item.line(), item.requiredText("name"),
                    item.text("alias-of"), item.text("short-name")));
            item.done();
        }
        List<PolicyItem> policies = new ArrayList<>();
        for (TomlItem item : root.items("policy")) {
            policies.add(
                    new PolicyItem(item.line(), item.requiredText("name"), limits(item)));
            item.done();
        }
        List<ObjectItem> objects = new ArrayList<>();
        for (TomlItem item : root.items("user")) {
            objects.add(user(item));
        }
        for (TomlItem item : root.items("room")) {
            objects.add(resource(item, ObjectKind.ROOM));
        }
        for (TomlItem item : root.items("equipment")) {
            objects.add(resource(item, ObjectKind.EQUIPMENT));
        }
        for (TomlItem item : root.items("contact")) {
            objects.add(contact(item));
        }
        for (TomlItem item : root.items("group")) {
            objects.add(group(item));
        }
        List<FolderItem> folders = new ArrayList<>();
        for (TomlItem item : root.items("public-folder")) {
            folder(item, objects, folders);
        }
        List<GrantItem> grants = new ArrayList<>();
        for (TomlItem item : root.items("grant")) {
            grants.add(grant(item));
        }
        root.done();
        return new ProvisioningFile(domain, domains, policies, objects, folders, grants);
    }

    private ObjectItem user(TomlItem item) {
        Fields fields = new Fields(item, ObjectKind.USER);
        fields.attributes(attribute -> attribute != Attribute.CAPACITY);
        fields.flags(USER_FLAGS);
        fields.mailbox();
        fields.binary(Binary.PHOTO);
        fields.binary(Binary.CERTIFICATE);
        fields.links(Link.MANAGER, "manager");
        fields.secrets();
        fields.telephone();
        return fields.finish();
    }

    private ObjectItem resource(TomlItem item, ObjectKind kind) {
        Fields fields = new Fields(item, kind);
        fields.attributes(attribute -> attribute != Attribute.CAPACITY);
        item.number("capacity").ifPresent(
                number -> fields.attributes.put(Attribute.CAPACITY, Long.toString(number)));
        fields.flags(EnumSet.of(Flag.LISTED, Flag.AUTO_ACCEPT));
        fields.mailbox();
        fields.links(Link.OWNER, "owner");
        return fields.finish();
    }

    private ObjectItem contact(TomlItem item) {
        Fields fields = new Fields(item, ObjectKind.CONTACT);
        fields.address(item.requiredText("mail"));
        fields.attributes(attribute -> attribute != Attribute.CAPACITY);
        fields.flags(EnumSet.of(Flag.LISTED));
        fields.binary(Binary.PHOTO);
        fields.binary(Binary.CERTIFICATE);
        fields.links(Link.MANAGER, "manager");
        return fields.finish();
    }

    private ObjectItem group(TomlItem item) {
        Fields fields = new Fields(item, ObjectKind.GROUP);
        fields.attributes(attribute -> attribute == Attribute.NOTES
                || attribute == Attribute.PHONETIC || attribute.key().startsWith("custom"));
        fields.flags(EnumSet.of(Flag.LISTED, Flag.INSIDERS_ONLY, Flag.HIDDEN_MEMBERSHIP));
        fields.telephoneOfGroup();
        fields.links(Link.MEMBER, "members");
        fields.links(Link.OWNER, "owner");
        fields.links(Link.SENDER, "senders");
        fields.links(Link.SEND_AS, "send-as");
        fields.links(Link.SEND_ON_BEHALF, "send-on-behalf");
        item.text("dynamic").ifPresent(text -> fields.filter = text.isBlank()
                ? Optional.of(Optional.empty())
                : item.parsed("dynamic", text, Filter::parse).map(Optional::of));
        boolean members = !fields.links.getOrDefault(Link.MEMBER, List.of()).isEmpty();
        if (members && fields.filter.flatMap(filter -> filter).isPresent()) {
            item.problem("dynamic", "a group has either members or a filter");
        }
        return fields.finish();
    }

    private void folder(TomlItem item, List<ObjectItem> objects, List<FolderItem> folders) {
        String path = item.requiredText("path");
        if (!path.isEmpty() && !path.matches("(/[^/]+)+")) {
            item.problem("path", "a path like /Announcements/Social is expected");
        }
        Map<String, FolderRole> grants = new LinkedHashMap<>();
        item.item("grants").ifPresent(table -> {
            for (String name : table.keys()) {
                role(table, name).ifPresent(role -> grants.put(name, role));
            }
        });
        folders.add(new FolderItem(item.line(), path, grants));
        if (item.has("mail")) {
            Fields fields = new Fields(item, ObjectKind.PUBLIC_FOLDER);
            fields.address(item.requiredText("mail"));
            fields.flags(EnumSet.of(Flag.LISTED));
            objects.add(fields.finish());
        } else {
            item.done();
        }
    }

    private GrantItem grant(TomlItem item) {
        GrantItem grant = new GrantItem(item.line(), item.requiredText("mailbox"),
                item.requiredText("folder"), item.requiredText("to"),
                item.has("role") ? role(item, "role").orElse(FolderRole.NONE) : missingRole(item),
                item.truth("delegate").orElse(false));
        item.done();
        return grant;
    }

    private FolderRole missingRole(TomlItem item) {
        item.requiredText("role");
        return FolderRole.NONE;
    }

    private static Optional<FolderRole> role(TomlItem item, String key) {
        Optional<String> text = item.text(key);
        Optional<FolderRole> role = text.flatMap(FolderRole::ofKey);
        if (text.isPresent() && role.isEmpty()) {
            item.problem(key, "a role is expected: " + FolderRole.allKeys());
        }
        return role;
    }

    private static Map<Limit, Long> limits(TomlItem item) {
        Map<Limit, Long> limits = new EnumMap<>(Limit.class);
        for (Limit limit : Limit.values()) {
            item.size(limit.key()).ifPresent(value -> {
                if (value < Limit.UNLIMITED) {
                    item.problem(limit.key(), "a number from 0 is expected, or \"unlimited\"");
                }
                limits.put(limit, value);
            });
        }
        return limits;
    }

    /// The fields of one object as they are read.
    private final class Fields {
        private final TomlItem item;
        private final ObjectKind kind;
        private final String name;
        private final Map<Attribute, String> attributes = new EnumMap<>(Attribute.class);
        private final Map<Flag, Boolean> flags = new EnumMap<>(Flag.class);
        private final Map<Link, List<String>> links = new EnumMap<>(Link.class);
        private final Map<Binary, byte[]> binaries = new EnumMap<>(Binary.class);
        private Map<Limit, Long> limits = Map.of();
        private Optional<String> policy = Optional.empty();
        private Optional<SmtpAddress> address = Optional.empty();
        private Optional<Optional<Filter>> filter = Optional.empty();
        private Optional<Secret> password = Optional.empty();
        private Optional<Secret> pin = Optional.empty();
        private boolean pinMustChange;

        Fields(TomlItem item, ObjectKind kind) {
            this.item = item;
            this.kind = kind;
            boolean folder = kind == ObjectKind.PUBLIC_FOLDER;
            this.name = folder ? item.text("path").orElse("") : item.requiredText("name");
            if (!folder && !name.isBlank()
                    && SmtpAddress.parseOrNull(name + "@x.example") == null) {
                item.problem("name", "\"" + name + "\" cannot stand before the @ of an address");
            }
            String key = (name + "@" + item.text("domain").orElse("")).toLowerCase(Locale.ROOT);
            Integer before = names.seen.putIfAbsent(key, item.line());
            if (before != null && !name.isBlank()) {
                item.problem(folder ? "path" : "name",
                        "\"" + name + "\" is in line " + before + " already");
            }
        }

        void address(String text) {
            if (!text.isEmpty())
                address = item.parsed("mail", text, SmtpAddress::parse);
        }

        void attributes(java.util.function.Predicate<Attribute> allowed) {
            Optional<TomlItem> phones = allowed.test(Attribute.PHONE_BUSINESS)
                    ? item.item("phones")
                    : Optional.empty();
            for (Attribute attribute : Attribute.values()) {
                if (!allowed.test(attribute) || attribute.key().startsWith("um."))
                    continue;
                if (attribute.key().startsWith("phones.")) {
                    phones.ifPresent(table -> attribute(table,
                            attribute.key().substring("phones.".length()), attribute));
                } else {
                    attribute(item, attribute.key(), attribute);
                }
            }
            phones.ifPresent(TomlItem::done);
        }

        private void attribute(TomlItem table, String key, Attribute attribute) {
            table.text(key).ifPresent(text -> {
                if (text.length() > Attribute.LIMIT) {
                    table.problem(key, "at most " + Attribute.LIMIT + " characters are expected");
                }
                attributes.put(attribute, text);
            });
        }

        void flags(Set<Flag> allowed) {
            for (Flag flag : allowed) {
                item.truth(flag.key()).ifPresent(value -> flags.put(flag, value));
            }
        }

        void mailbox() {
            limits = limits(item);
            policy = item.text("policy");
            links(Link.SEND_AS, "send-as");
            links(Link.SEND_ON_BEHALF, "send-on-behalf");
        }

        void links(Link link, String key) {
            item.texts(key).ifPresent(targets -> links.put(link, targets));
            if (link == Link.MANAGER && links.getOrDefault(link, List.of()).size() > 1) {
                item.problem(key, "one manager is expected");
            }
        }

        void secrets() {
            Optional<String> plain = item.text("password");
            Optional<String> hash = item.text("password-hash");
            if (plain.isPresent() && hash.isPresent()) {
                item.problem("password-hash", "either a password or its hash is expected");
            }
            password = plain
                    .map(text -> secret(item, "password", CredentialPurpose.PASSWORD, text, false))
                    .or(() -> hash.map(text -> secret(item, "password-hash",
                            CredentialPurpose.PASSWORD, text, true)));
            if (plain.isPresent() && plain.get().isEmpty()) {
                item.problem("password", "a password that is not empty is expected");
            }
            hash.ifPresent(text -> item.parsed("password-hash", text,
                    org.rialto.directory.password.Credential::imported));
        }

        private Secret secret(TomlItem table, String key, CredentialPurpose purpose, String text,
                boolean isHash) {
            return new Secret(secrets++, table.line(key), purpose, text, isHash);
        }

        /// `um = { extension = "5501", pin = "135790", allowed-numbers = ["+4930*"] }`, or
        /// `um = false`.
        void telephone() {
            if (item.isTruth("um")) {
                item.truth("um").ifPresent(value -> flags.put(Flag.UM, value));
                return;
            }
            item.item("um").ifPresent(um -> {
                flags.put(Flag.UM, true);
                um.text("extension").ifPresent(text -> {
                    if (!text.matches("[0-9]{0,20}")) {
                        um.problem("extension", "up to 20 digits are expected");
                    }
                    attributes.put(Attribute.UM_EXTENSION, text);
                });
                um.text("pin").ifPresent(text -> {
                    PROVISIONED.problem(text, List.of(attributes.getOrDefault(
                            Attribute.UM_EXTENSION, ""))).ifPresent(
                                    problem -> um.problem("pin", problem));
                    pin = Optional.of(secret(um, "pin", CredentialPurpose.PIN, text, false));
                });
                pinMustChange = um.truth("must-change-pin").orElse(false);
                allowedNumbers(um);
                um.done();
            });
        }

        /// `um = { allowed-numbers = ["+4930*"] }` of a user or a group.
        private void allowedNumbers(TomlItem um) {
            um.texts("allowed-numbers").ifPresent(patterns -> {
                patterns.stream().filter(each -> !NumberPattern.isPattern(each)).forEach(
                        each -> um.problem("allowed-numbers", "\"" + each + "\" is not a pattern"
                                + " of numbers such as +4930* or !+1900xxxxxxx"));
                attributes.put(Attribute.UM_ALLOWED_NUMBERS, String.join(" ", patterns));
            });
        }

        void telephoneOfGroup() {
            item.item("um").ifPresent(um -> {
                allowedNumbers(um);
                um.done();
            });
        }

        void binary(Binary binary) {
            item.text(binary.key()).ifPresent(file -> {
                try {
                    byte[] bytes = file.isEmpty() ? new byte[0] : contents(binary, file);
                    binaries.put(binary, bytes);
                } catch (MailError e) {
                    item.problem(binary.key(), String.valueOf(e.getMessage()));
                } catch (IOException | InvalidPathException e) {
                    item.problem(binary.key(), "the file \"" + file + "\" cannot be read");
                }
            });
        }

        private byte[] contents(Binary binary, String file) throws IOException {
            Path path = names.folder.resolve(file);
            if (Files.size(path) > 4L * binary.limitBytes()) {
                throw new MailError.Invalid("the file \"" + file + "\" is too large");
            }
            byte[] bytes = Files.readAllBytes(path);
            if (binary == Binary.CERTIFICATE)
                bytes = Certificates.der(bytes);
            DirectoryEdit.check(binary, bytes);
            return bytes;
        }

        ObjectItem finish() {
            Optional<String> domain = item.text("domain");
            Optional<String> display = item.text("display");
            Optional<List<SmtpAddress>> aliases = item.texts("aliases").map(texts -> {
                List<SmtpAddress> addresses = new ArrayList<>();
                for (String text : texts) {
                    item.parsed("aliases", text, SmtpAddress::parse).ifPresent(addresses::add);
                }
                return addresses;
            });
            item.done();
            return new ObjectItem(item.line(), kind, name, domain, address, display, attributes,
                    flags, limits, policy, aliases, links, filter, binaries, password, pin,
                    pinMustChange);
        }
    }
}

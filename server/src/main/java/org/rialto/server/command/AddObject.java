package org.rialto.server.command;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.CredentialPurpose;
import org.rialto.directory.Directory;
import org.rialto.directory.DirectoryEdit;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.Domain;
import org.rialto.directory.ObjectKind;
import org.rialto.directory.SmtpAddress;
import org.rialto.directory.password.Credential;
import org.rialto.mapi.MailError;
import org.rialto.server.UserError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `rialto user add`, `room add`, `group add`, `contact add`, `public-folder add`.
@Command(name = "add", description = "Add one, with what is said about it.")
final class AddObject implements Administration {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "NAME", description = "Its name, in the default domain or as NAME@DOMAIN.")
    String name = "";

    @Parameters(index = "1..*", paramLabel = "KEY=VALUE", description = "What is said about it, for example display=\"Ann Lee\" or"
            + " aliases=info@example.com; a wrong key lists all.")
    List<String> settings = List.of();

    @Mixin
    PasswordOption password = new PasswordOption();

    @Mixin
    TelephoneOptions telephone = new TelephoneOptions();

    @Override
    public int run(Workplace place) throws Exception {
        ObjectKind kind = Kinds.of(spec);
        Map<String, String> values = ObjectKeys.parse(settings);
        String secret = password.read(place.terminal());
        if (secret != null && kind != ObjectKind.USER) {
            throw new UserError("only a user has a password", "");
        }
        telephone.prepare(place.terminal(), place.rooms(), password.fromInput);
        Credential credential = secret == null ? null : place.rooms().hasher().credential(secret);
        Directory directory = place.rooms().directory();
        DirectoryObject added = directory.change(edit -> {
            DirectoryObject made = make(edit, kind, values.get("mail"));
            for (Map.Entry<String, String> value : values.entrySet()) {
                // Given when it was made.
                boolean takesMail = kind == ObjectKind.CONTACT || kind == ObjectKind.PUBLIC_FOLDER;
                if (takesMail && value.getKey().equals("mail"))
                    continue;
                ObjectKeys.set(edit, made, value.getKey(), value.getValue());
            }
            if (credential != null) {
                edit.setCredential(made.id(), CredentialPurpose.PASSWORD, credential, null);
            }
            telephone.set(edit, made, place.rooms());
            return edit.object(made.id());
        });
        place.rooms().prepareMailbox(added);
        place.out().println("Added " + kind.word() + " " + added.entry().qualifiedName() + ", "
                + added.address());
        if (kind == ObjectKind.USER && credential == null) {
            place.out().println("It cannot log in yet: rialto user set " + name + " --password");
        }
        return 0;
    }

    private DirectoryObject make(DirectoryEdit edit, ObjectKind kind, @Nullable String mail)
            throws java.sql.SQLException {
        if (kind == ObjectKind.PUBLIC_FOLDER) {
            String path = name.startsWith("/") ? name : "/" + name;
            Domain domain = domain(edit, null);
            String local = path.substring(path.lastIndexOf('/') + 1).replace(' ', '-');
            return edit.addPublicFolder(domain, path, SmtpAddress.parse(mail != null
                    ? mail
                    : local.toLowerCase(java.util.Locale.ROOT) + "@" + domain.name()));
        }
        int at = name.lastIndexOf('@');
        Domain domain = domain(edit, at < 0 ? null : name.substring(at + 1));
        String local = at < 0 ? name : name.substring(0, at);
        return switch (kind) {
            case USER -> edit.addUser(domain, local);
            case ROOM, EQUIPMENT -> edit.addResource(kind, domain, local);
            case GROUP -> edit.addGroup(domain, local);
            case CONTACT -> {
                if (mail == null)
                    throw new MailError.Invalid("a contact needs mail=ADDRESS");
                yield edit.addContact(domain, local, SmtpAddress.parse(mail));
            }
            case PUBLIC_FOLDER -> throw new IllegalStateException("handled above");
        };
    }

    private static Domain domain(DirectoryEdit edit, @Nullable String given)
            throws java.sql.SQLException {
        if (given != null)
            return edit.domains().get(given);
        Domain domain = edit.domains().defaultDomain();
        if (domain == null) {
            throw new MailError.Invalid("there is no domain yet: rialto domain add NAME");
        }
        return domain;
    }
}

package org.rialto.server.command;

import java.util.List;
import java.util.Map;
import org.rialto.directory.CredentialPurpose;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.ObjectKind;
import org.rialto.directory.password.Credential;
import org.rialto.server.UserError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `rialto user set` and its like.
@Command(name = "set", description = "Change what is said about one.")
final class SetObject implements Administration {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "NAME", description = "Name, NAME@DOMAIN or address.")
    String name = "";

    @Parameters(index = "1..*", paramLabel = "KEY=VALUE", description = "What changes; an empty value removes. A wrong key lists all keys.")
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
        telephone.prepare(place.terminal(), place.rooms(), password.fromInput);
        if (values.isEmpty() && secret == null && !telephone.areThere()) {
            throw new UserError("nothing to set", "Say KEY=VALUE, or --password.");
        }
        if (secret != null && kind != ObjectKind.USER) {
            throw new UserError("only a user has a password", "");
        }
        Credential credential = secret == null ? null : place.rooms().hasher().credential(secret);
        DirectoryObject changed = place.rooms().directory().change(edit -> {
            DirectoryObject object = Kinds.require(edit.named(name), kind);
            for (Map.Entry<String, String> value : values.entrySet()) {
                ObjectKeys.set(edit, object, value.getKey(), value.getValue());
            }
            if (credential != null) {
                edit.setCredential(object.id(), CredentialPurpose.PASSWORD, credential, null);
            }
            telephone.set(edit, object, place.rooms());
            return edit.object(object.id());
        });
        place.rooms().prepareMailbox(changed);
        place.out().println("Changed " + kind.word() + " " + changed.entry().qualifiedName());
        return 0;
    }
}

package org.rialto.server.command;

import org.rialto.directory.DirectoryObject;
import org.rialto.server.UserError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `rialto user remove` and its like.
@Command(name = "remove", description = "Remove one; of a user or room the mailbox, too.")
final class RemoveObject implements Administration {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "NAME", description = "Name, NAME@DOMAIN or address.")
    String name = "";

    @Option(names = "--yes", description = "Really delete the mailbox and all mail in it.")
    boolean yes;

    @Override
    public int run(Workplace place) throws Exception {
        DirectoryObject object = Kinds.require(place.rooms().directory().named(name),
                Kinds.of(spec));
        if (object instanceof DirectoryObject.MailboxOwner && !yes) {
            throw new UserError(object.entry().qualifiedName() + " has a mailbox, which would be"
                    + " deleted with all mail in it",
                    "Say --yes to do that, or keep the mail and"
                            + " shut the door: rialto user set " + name + " login=false");
        }
        place.rooms().directory().change(edit -> {
            edit.remove(object.id());
            return 0;
        });
        place.rooms().removeMailbox(object);
        place.out().println("Removed " + object.entry().kind().word() + " "
                + object.entry().qualifiedName());
        return 0;
    }
}

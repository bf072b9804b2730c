package org.rialto.server.command;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.provision.FolderRole;
import org.rialto.directory.provision.StoreProvisioning.Change;
import org.rialto.directory.provision.StoreProvisioning.Grantee;
import org.rialto.server.MailboxProvisioning;
import org.rialto.server.UserError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `rialto grant`.
@Command(name = "grant", description = {"Let somebody work in a folder of a mailbox.",
        "For example: rialto grant alex Calendar bob editor. The role none takes it back."})
final class GrantCommand implements Administration {
    @Parameters(index = "0", paramLabel = "MAILBOX", description = "Whose mailbox.")
    String mailbox = "";

    @Parameters(index = "1", paramLabel = "FOLDER", description = "Calendar, Inbox/Projects, …")
    String folder = "";

    @Parameters(index = "2", paramLabel = "WHO", description = "A user or group; default is everybody here, anonymous everybody else.")
    String who = "";

    @Parameters(index = "3", paramLabel = "ROLE", description = "owner, publishing-editor, editor,"
            + " publishing-author, author, nonediting-author, reviewer, contributor or none.")
    String role = "";

    @Option(names = "--delegate", description = "May also send on the owner's behalf.")
    boolean delegate;

    @Override
    public int run(Workplace place) throws UserError {
        FolderRole wanted = FolderRole.ofKey(role).orElseThrow(() -> new UserError(
                "there is no role " + role, "Roles: " + Arrays.stream(FolderRole.values())
                        .map(FolderRole::key).collect(Collectors.joining(", "))));
        DirectoryObject owner = place.rooms().directory().named(mailbox);
        if (!(owner instanceof DirectoryObject.MailboxOwner mailboxOwner)) {
            throw new UserError(mailbox + " has no mailbox");
        }
        Grantee to = switch (who) {
            case "default" -> new Grantee.Everybody();
            case "anonymous" -> new Grantee.Anonymous();
            default -> new Grantee.Somebody(place.rooms().directory().named(who));
        };
        Change change = new MailboxProvisioning(place.rooms()).grant(mailboxOwner, folder, to,
                wanted, delegate);
        place.out().println((change == Change.UNCHANGED ? "Was so already: " : "Granted: ") + who
                + " is " + role + " in " + folder + " of " + owner.entry().qualifiedName());
        return 0;
    }
}

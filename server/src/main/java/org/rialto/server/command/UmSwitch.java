package org.rialto.server.command;

import org.jspecify.annotations.Nullable;
import org.rialto.directory.Attribute;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.Flag;
import org.rialto.directory.telephone.TelephoneAccess;
import org.rialto.server.UserError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `rialto um enable` and `rialto um disable`.
final class UmSwitch {
    private UmSwitch() {}

    /// `rialto um enable`.
    @Command(name = "enable", description = {"Put a user's mailbox on the telephone.",
            "Prints a PIN, where there is none yet, which the user changes at the first call."})
    static final class Enable implements Administration {
        @Parameters(paramLabel = "USER", description = "Whose.")
        String name = "";

        @Option(names = "--extension", paramLabel = "DIGITS", description = "The extension; may be"
                + " left out where there is one.")
        @Nullable
        String extension;

        @Override
        public int run(Workplace place) throws Exception {
            DirectoryObject.User user = UmCommand.user(place, name);
            String wanted = extension;
            if (wanted == null && user.entry().attribute(Attribute.UM_EXTENSION).isEmpty())
                throw new UserError(name + " has no extension yet", "Say --extension DIGITS.");
            DirectoryObject.User now = (DirectoryObject.User) place.rooms().directory()
                    .change(edit -> {
                        if (wanted != null)
                            edit.set(user.id(), Attribute.UM_EXTENSION, wanted);
                        edit.set(user.id(), Flag.UM, true);
                        return edit.object(user.id());
                    });
            TelephoneAccess access = place.rooms().telephoneAccess();
            String pin = access.status(now).hasPin() ? "" : access.reset(now, null, true);
            place.out().println(now.entry().qualifiedName() + " is on the telephone, extension "
                    + now.entry().attribute(Attribute.UM_EXTENSION).orElse("")
                    + (pin.isEmpty() ? "" : ", PIN " + pin));
            return 0;
        }
    }

    /// `rialto um disable`.
    @Command(name = "disable", description = "Take a user's mailbox off the telephone; extension,"
            + " PIN and greetings stay.")
    static final class Disable implements Administration {
        @Parameters(paramLabel = "USER", description = "Whose.")
        String name = "";

        @Override
        public int run(Workplace place) throws Exception {
            DirectoryObject.User user = UmCommand.user(place, name);
            boolean was = place.rooms().directory()
                    .change(edit -> edit.set(user.id(), Flag.UM, false));
            place.out().println(user.entry().qualifiedName()
                    + (was ? " is off the telephone" : " was off the telephone already"));
            return 0;
        }
    }
}

package org.rialto.server.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.Attribute;
import org.rialto.directory.CredentialPurpose;
import org.rialto.directory.DirectoryEdit;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.Flag;
import org.rialto.directory.TelephoneNumber;
import org.rialto.directory.password.Credential;
import org.rialto.mapi.MailError;
import org.rialto.server.Rooms;
import org.rialto.server.UserError;
import org.rialto.server.control.Terminal;
import picocli.CommandLine.Option;

/// How a command puts a user on the telephone.
final class TelephoneOptions {
    @Option(names = "--extension", paramLabel = "DIGITS", description = "Calls to this extension"
            + " reach the mailbox; an empty text removes it.")
    @Nullable
    String extension;

    @Option(names = "--pin-stdin", description = "Read the telephone PIN from the first line of"
            + " standard input.")
    boolean pinFromInput;

    @Option(names = "--um", paramLabel = "on|off", description = "Whether the mailbox is on the"
            + " telephone at all; off keeps extension and PIN.")
    @Nullable
    String um;

    private @Nullable String pin;
    private @Nullable Credential credential;

    /// Whether any of them is there.
    boolean areThere() { return extension != null || pinFromInput || um != null; }

    /// Reads what is on standard input and hashes it, before a unit of work begins.
    ///
    /// @param passwordToo whether a password is read there as well
    void prepare(Terminal terminal, Rooms rooms, boolean passwordToo)
            throws IOException, UserError {
        if (um != null && !um.equals("on") && !um.equals("off"))
            throw new UserError("--um is on or off, not " + um);
        if (!pinFromInput)
            return;
        if (passwordToo)
            throw new UserError("a password and a PIN cannot both be on standard input",
                    "Set one after the other.");
        pin = readPin(terminal);
        credential = rooms.hasher().pin(pin);
    }

    static String readPin(Terminal terminal) throws IOException, UserError {
        String line = new BufferedReader(
                new InputStreamReader(terminal.in(), StandardCharsets.UTF_8)).readLine();
        if (line == null || line.isBlank())
            throw new UserError("no PIN on standard input",
                    "For example: printf '%s\\n' \"$PIN\" | rialto … --pin-stdin");
        return line.strip();
    }

    /// Sets them, in the unit of work.
    void set(DirectoryEdit edit, DirectoryObject object, Rooms rooms) throws SQLException {
        long id = object.id();
        if (areThere() && !(object instanceof DirectoryObject.User))
            throw new MailError.Invalid("only a user is on the telephone");
        if (extension != null)
            edit.set(id, Attribute.UM_EXTENSION, extension);
        if (um != null)
            edit.set(id, Flag.UM, um.equals("on"));
        if (pin != null && credential != null) {
            java.util.List<String> own = java.util.stream.Stream
                    .of(Attribute.UM_EXTENSION, Attribute.PHONE_BUSINESS, Attribute.PHONE_MOBILE)
                    .flatMap(one -> read(edit, id).entry().attribute(one).stream())
                    .map(TelephoneNumber::digits).toList();
            rooms.telephoneAccess().policy().problem(pin, own).ifPresent(problem -> {
                throw new MailError.Invalid(problem);
            });
            edit.setCredential(id, CredentialPurpose.PIN, credential, null);
        }
    }

    private static DirectoryObject read(DirectoryEdit edit, long id) {
        try {
            return edit.object(id);
        } catch (SQLException e) {
            throw new MailError.Unavailable("the directory cannot be read", e);
        }
    }
}

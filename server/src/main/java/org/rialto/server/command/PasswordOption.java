package org.rialto.server.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.rialto.server.UserError;
import org.rialto.server.control.Terminal;
import picocli.CommandLine.Option;

/// How a command is given a password: on standard input, or typed twice when asked. Never as an
/// argument, which other users of the machine could read.
final class PasswordOption {
    @Option(names = "--password-stdin", description = "Read the password from the first line of"
            + " standard input.")
    boolean fromInput;

    @Option(names = "--password", description = "Ask for the password.")
    boolean asked;

    /// The password, or null when none of the options is there.
    @Nullable
    String read(Terminal terminal) throws IOException, UserError {
        if (fromInput) {
            String line = new BufferedReader(
                    new InputStreamReader(terminal.in(), StandardCharsets.UTF_8)).readLine();
            if (line == null || line.isEmpty()) {
                throw new UserError("no password on standard input",
                        "For example: printf '%s\\n' \"$PASSWORD\" | rialto … --password-stdin");
            }
            return line;
        }
        if (!asked)
            return null;
        String first = terminal.readPassword("Password: ");
        if (!first.equals(terminal.readPassword("Again: "))) {
            throw new UserError("the two passwords differ", "");
        }
        return first;
    }
}

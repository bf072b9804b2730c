package org.rialto.server.command;

import org.rialto.server.control.Terminal;

/// A command that always runs in this process.
interface LocalCommand {
    /// Does it and returns the exit code. A `UserError` or `MailError` is shown as a sentence.
    int run(Terminal terminal) throws Exception;
}

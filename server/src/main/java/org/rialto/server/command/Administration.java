package org.rialto.server.command;

/// A command that works on a home's data: inside the running server when there is one, else in
/// this process with the home's lock held.
interface Administration {
    /// Does it and returns the exit code. A `UserError` or `MailError` is shown as a sentence.
    int run(Workplace place) throws Exception;
}

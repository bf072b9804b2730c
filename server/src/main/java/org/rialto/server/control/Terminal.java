package org.rialto.server.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;

/// What a command talks to: the person's terminal, here or at the other end of the control
/// socket.
public interface Terminal {
    PrintWriter out();

    PrintWriter err();

    /// Standard input, read only when the command asks for it.
    InputStream in();

    /// Whether a person is there to watch progress and to be asked.
    boolean isInteractive();

    /// Asks for a secret without showing it.
    String readPassword(String prompt) throws IOException;

    /// A file name as the person meant it: relative to where the person is.
    Path resolve(String name);
}

package org.rialto.server.control;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// The process's own standard streams.
public final class LocalTerminal implements Terminal {
    private final PrintWriter out = new PrintWriter(
            new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true);
    private final PrintWriter err = new PrintWriter(
            new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true);

    @Override
    public PrintWriter out() { return out; }

    @Override
    public PrintWriter err() { return err; }

    @Override
    public InputStream in() { return System.in; }

    @Override
    public boolean isInteractive() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    @Override
    public String readPassword(String prompt) throws IOException {
        Console console = System.console();
        char[] typed = console == null || !console.isTerminal()
                ? null
                : console.readPassword("%s", prompt);
        if (typed == null)
            throw new IOException("no terminal to ask for a password");
        return new String(typed);
    }

    @Override
    public Path resolve(String name) { return Path.of(name).toAbsolutePath(); }
}

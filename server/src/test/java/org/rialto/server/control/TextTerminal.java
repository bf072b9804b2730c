package org.rialto.server.control;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// A terminal of texts, for tests.
public final class TextTerminal implements Terminal {
    private final StringWriter outText = new StringWriter();
    private final StringWriter errText = new StringWriter();
    private final PrintWriter out = new PrintWriter(outText, true);
    private final PrintWriter err = new PrintWriter(errText, true);
    private final InputStream in;

    public TextTerminal(String input) {
        in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public PrintWriter out() { return out; }

    @Override
    public PrintWriter err() { return err; }

    @Override
    public InputStream in() { return in; }

    @Override
    public boolean isInteractive() { return false; }

    @Override
    public String readPassword(String prompt) { return "secret for " + prompt; }

    @Override
    public Path resolve(String name) { return Path.of(name).toAbsolutePath(); }

    public String outText() { return outText.toString(); }

    public String errText() { return errText.toString(); }
}

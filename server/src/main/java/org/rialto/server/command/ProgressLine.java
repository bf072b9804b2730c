package org.rialto.server.command;

import org.rialto.server.control.Terminal;

/// One line on standard error that says how far something is; only for a person who watches.
final class ProgressLine {
    private static final long EVERY_NANOS = 200_000_000;
    private static final int WIDTH = 78;
    private final Terminal terminal;
    private long last = System.nanoTime();
    private boolean shown;

    ProgressLine(Terminal terminal) { this.terminal = terminal; }

    void at(String what, long done, long total) {
        if (!terminal.isInteractive() || System.nanoTime() - last < EVERY_NANOS)
            return;
        last = System.nanoTime();
        String line = what + (total > 0 ? "  " + done + " of " + total : "");
        terminal.err().printf("\r%-" + WIDTH + "s",
                line.substring(0, Math.min(WIDTH, line.length())));
        terminal.err().flush();
        shown = true;
    }

    void end() {
        if (shown) {
            terminal.err().print("\r" + " ".repeat(WIDTH) + "\r");
            terminal.err().flush();
        }
    }
}

package org.rialto.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rialto.server.control.TextTerminal;

/// A home of `example.org` without a server, and commands on it as a person types them.
final class StoppedHome {
    private final Path home;
    private String shown = "";

    StoppedHome(Path home) {
        this.home = home;
        done("init", "--domain", "example.org", "--no-administrator");
    }

    int rialto(String input, String... arguments) {
        TextTerminal terminal = new TextTerminal(input);
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--home");
        all.add(home.toString());
        int code = CommandLines.execute(all.toArray(String[]::new), terminal, null);
        shown = terminal.outText() + terminal.errText();
        return code;
    }

    /// What the last command showed.
    String shown() { return shown; }

    /// What it showed.
    String done(String... arguments) {
        assertThat(rialto("", arguments)).as("%s", shown).isZero();
        return shown;
    }

    /// What it showed.
    String refused(String input, String... arguments) {
        assertThat(rialto(input, arguments)).as("%s", shown).isNotZero();
        assertThat(shown).doesNotContain("unexpected failure");
        return shown;
    }
}

package org.rialto.server.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.server.Home;

@Timeout(300)
class ControlSocketTest {
    @TempDir
    Path directory;

    private Home home(String name) throws Exception {
        Home home = new Home(directory.resolve(name));
        home.create();
        return home;
    }

    @Test
    void carriesOutputInputPasswordAndExitCode() throws Exception {
        Home home = home("h");
        String input = "ä line\n".repeat(30_000);
        try (ControlSocket socket = ControlSocket.open(home, (arguments, terminal) -> {
            try {
                byte[] all = terminal.in().readAllBytes();
                terminal.out().println(String.join("|", arguments) + " " + all.length);
                terminal.out().print(new String(all, StandardCharsets.UTF_8));
                terminal.err().println(terminal.readPassword("Password: "));
                return 7;
            } catch (java.io.IOException e) {
                throw new IllegalStateException(e);
            }
        })) {
            TextTerminal terminal = new TextTerminal(input);
            assertThat(ControlSocket.send(home, new String[]{"a", "ü b"}, terminal)).isEqualTo(7);
            int bytes = input.getBytes(StandardCharsets.UTF_8).length;
            assertThat(terminal.outText()).isEqualTo("a|ü b " + bytes + "\n" + input);
            assertThat(terminal.errText()).isEqualTo("secret for Password: \n");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.run())))
                    .isEqualTo("rwx------");
        }
        assertThat(ControlSocket.send(home, new String[]{"a"}, new TextTerminal(""))).isNull();
    }

    @Test
    void worksWhereThePathIsTooLongForASocket() throws Exception {
        Home home = home("h".repeat(120));
        try (ControlSocket socket = ControlSocket.open(home, (arguments, terminal) -> 3)) {
            assertThat(ControlSocket.send(home, new String[0], new TextTerminal("")))
                    .isEqualTo(3);
        }
    }

    @Test
    void lockIsExclusiveAndComesBack() throws Exception {
        Home home = home("h");
        try (HomeLock lock = HomeLock.tryTake(home)) {
            assertThat(lock).isNotNull();
            assertThat(HomeLock.tryTake(home)).isNull();
            assertThat(HomeLock.holder(home)).isEqualTo(ProcessHandle.current().pid());
        }
        try (HomeLock again = HomeLock.tryTake(home)) {
            assertThat(again).isNotNull();
        }
    }
}

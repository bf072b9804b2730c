package org.rialto.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.base.net.ServerTls;
import org.rialto.server.Home;
import org.rialto.server.control.TextTerminal;

class CommandLinesTest {
    @TempDir
    Path directory;

    private final StringBuilder shown = new StringBuilder();

    private int rialto(String... arguments) {
        TextTerminal terminal = new TextTerminal("");
        int code = CommandLines.execute(arguments, terminal, null);
        shown.setLength(0);
        shown.append(terminal.outText()).append(terminal.errText());
        return code;
    }

    @Test
    void initMakesAHomeThatOnlyItsOwnerCanRead() throws Exception {
        Home home = new Home(directory.resolve("home"));
        String name = home.directory().toString();
        assertThat(rialto("init", "--home", name, "--domain", "example.org")).as("%s", shown)
                .isZero();
        assertThat(shown.toString()).containsPattern("admin@example.org, password [a-z2-9-]{24} ");
        for (Path path : new Path[]{home.directory(), home.data(), home.run()}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rwx------");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home
                .resolve("tls/key.pem")))).isEqualTo("rw-------");
        ServerTls tls = ServerTls.load(new ServerTls.Source.Pem(home.resolve("tls/cert.pem"),
                home.resolve("tls/key.pem")));
        assertThat(tls.certificate().getSubjectAlternativeNames().toString())
                .contains("mail.example.org", "127.0.0.1", "localhost");
        assertThat(rialto("init", "--home", name, "--domain", "example.org")).isEqualTo(1);
        assertThat(shown.toString()).contains("is a home already");
        assertThat(rialto("config", "--home", name, "--changed")).isZero();
        assertThat(shown.toString())
                .contains("hostname = \"mail.example.org\"   # rialto.toml line");
        assertThat(rialto("--home", name, "status")).isZero();
        assertThat(shown.toString()).contains("not running");
    }

    @Test
    void saysWhatToDoWhenTheHomeIsMissing() {
        String name = directory.resolve("none").toString();
        assertThat(rialto("status", "--home", name)).isEqualTo(1);
        assertThat(shown.toString()).contains("is not a home").contains("rialto init --home");
        assertThat(rialto("serve", "--home", name)).isEqualTo(1);
        assertThat(shown.toString()).contains("is not a home").doesNotContain("Exception");
    }

    @Test
    void explainsEveryKeyWithoutAHome() {
        assertThat(rialto("config")).isZero();
        assertThat(shown.toString()).contains("[listen]", "message-size", "# default");
        assertThat(rialto("config", "nothing-like-it")).isEqualTo(1);
    }

    @Test
    void everyCommandExplainsItself() {
        assertThat(rialto("user", "add", "--help")).isZero();
        assertThat(shown.toString()).contains("Usage: rialto user add", "--password-stdin")
                .doesNotContain("Missing");
        assertThat(rialto("backup", "--help")).isZero();
        assertThat(rialto("queue", "drop", "-h")).isZero();
        assertThat(rialto("user")).isEqualTo(2);
        assertThat(shown.toString()).contains("Usage: rialto user", "add", "remove");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThat(rialto("fly")).isEqualTo(2);
        assertThat(rialto("demo", "--colour")).isEqualTo(2);
        assertThat(rialto()).isZero();
        assertThat(shown.toString()).contains("Usage: rialto");
    }
}

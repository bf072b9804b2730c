package org.rialto.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.server.UserError;

class ConfigurationTest {
    @TempDir
    Path directory;

    private Configuration read(String toml, Map<String, String> environment)
            throws IOException, UserError {
        Path file = directory.resolve("rialto.toml");
        Files.writeString(file, toml);
        return Configuration.read(file, environment);
    }

    @Test
    void takesFileBeforeDefaultAndEnvironmentBeforeFile() throws Exception {
        Configuration configuration = read("""
                [limits]
                message-size = "35 MiB"
                connections = 7
                [listen]
                imap = ["127.0.0.1:1143", "[::1]:1143"]
                """, Map.of("RIALTO_LIMITS_CONNECTIONS", "9"));
        assertThat(configuration.get(Settings.MESSAGE_SIZE)).isEqualTo(35L << 20);
        assertThat(configuration.origin(Settings.MESSAGE_SIZE)).isEqualTo("rialto.toml line 2");
        assertThat(configuration.get(Settings.CONNECTIONS)).isEqualTo(9);
        assertThat(configuration.origin(Settings.CONNECTIONS))
                .isEqualTo("environment RIALTO_LIMITS_CONNECTIONS");
        assertThat(configuration.get(Settings.LISTEN_IMAP)).containsExactly(
                new ListenAddress("127.0.0.1", 1143), new ListenAddress("::1", 1143));
        assertThat(configuration.get(Settings.DRAIN)).isEqualTo(Duration.ofSeconds(10));
        assertThat(configuration.origin(Settings.DRAIN)).isEqualTo("default");
        assertThat(configuration.with("server.drain", "2 min").get(Settings.DRAIN))
                .isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void namesEveryUnknownKeyAndWrongValueWithItsLine() {
        assertThatThrownBy(() -> read("""
                [listen]
                imap = ["127.0.0.1"]
                smpt = ["*:25"]
                [limits]
                connections = "many"
                """, Map.of())).isInstanceOf(UserError.class)
                .hasMessageContaining("rialto.toml line 2: listen.imap: expected HOST:PORT")
                .hasMessageContaining("rialto.toml line 3, column 1: there is no key listen.smpt;"
                        + " did you mean listen.smtp?")
                .hasMessageContaining("line 5: limits.connections: expected a number");
    }

    @Test
    void saysWhereTheFileIsNotToml() {
        assertThatThrownBy(() -> read("[listen\n", Map.of())).isInstanceOf(UserError.class)
                .hasMessageContaining("rialto.toml line 1");
    }

    @Test
    void everyDefaultSurvivesBeingWrittenAndReadBack() {
        Set<String> keys = new HashSet<>();
        Configuration defaults = Configuration.defaults();
        for (Setting<?> setting : Settings.ALL) {
            assertThat(keys.add(setting.key())).as(setting.key()).isTrue();
            assertThat(setting.explanation()).as(setting.key()).endsWith(".");
            String written = defaults.written(setting);
            Configuration read = null;
            try {
                read = read(setting.key() + " = " + written + "\n", Map.of());
            } catch (IOException | UserError e) {
                throw new AssertionError(setting.key() + " = " + written, e);
            }
            assertThat(read.<Object>get(widened(setting))).as(setting.key())
                    .isEqualTo(setting.fallback());
        }
    }

    @SuppressWarnings("unchecked")
    private static Setting<Object> widened(Setting<?> setting) { return (Setting<Object>) setting; }

    @Test
    void readsSizesTimesAndListsAsPeopleWriteThem() {
        assertThat(new SettingType.Size().read("1 GiB")).isEqualTo(1L << 30);
        assertThat(new SettingType.Size().read(12L)).isEqualTo(12);
        assertThat(new SettingType.Time().read("4 d")).isEqualTo(Duration.ofDays(4));
        assertThat(new SettingType.Several<>(new SettingType.Text()).read("a, b"))
                .isEqualTo(List.of("a", "b"));
        for (String wrong : List.of("1 XB", "-1", "", "1.5 MiB", "99999999999999999999")) {
            assertThatThrownBy(() -> new SettingType.Size().read(wrong)).as(wrong)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        for (Object wrong : List.of("5", "5 years", 5L, "s")) {
            assertThatThrownBy(() -> new SettingType.Time().read(wrong)).as("%s", wrong)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}

package org.rialto.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntConsumer;
import org.rialto.server.command.CommandLines;
import org.rialto.server.config.Setting;
import org.rialto.server.config.Settings;
import org.rialto.server.control.HomeLock;
import org.rialto.server.control.TextTerminal;

/// A home of `example.org` with a whole server at work on it, on free ports of loopback. Commands
/// go to it as to any running server.
public final class ServerUnderTest implements AutoCloseable {
    private final Path directory;
    private final HomeLock lock;
    private final Rooms rooms;
    private final RunningServer server;
    private String shown = "";

    /// @param more lines of `rialto.toml`
    public ServerUnderTest(Path directory, String... more) throws IOException, UserError {
        this(directory, port -> {}, more);
    }

    /// @param beforeStart is told the port of HTTP
    public ServerUnderTest(Path directory, IntConsumer beforeStart, String... more)
            throws IOException, UserError {
        this.directory = directory;
        if (!Files.exists(directory.resolve("rialto.toml")))
            done("init", "--domain", "example.org", "--no-administrator");
        StringBuilder listen = new StringBuilder("[listen]\n");
        int http = freePort();
        beforeStart.accept(http);
        for (Setting<?> setting : Settings.ALL) {
            if (setting.key().startsWith("listen.")) {
                String name = setting.key().substring("listen.".length());
                listen.append(name).append(" = [\"127.0.0.1:")
                        .append(name.equals("http") ? http : 0).append("\"]\n");
            }
        }
        Files.writeString(directory.resolve("rialto.toml"), listen + String.join("\n", more));
        Home home = new Home(directory);
        lock = Objects.requireNonNull(HomeLock.tryTake(home), "the lock of a new home");
        rooms = Rooms.open(home, home.configuration());
        try {
            server = RunningServer.start(home, home.configuration(), rooms, 0);
        } catch (IOException | RuntimeException e) {
            rooms.close();
            lock.close();
            throw e;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private int execute(String input, String... arguments) {
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.addAll(List.of("--home", directory.toString()));
        TextTerminal terminal = new TextTerminal(input);
        int code = CommandLines.execute(all.toArray(String[]::new), terminal, null);
        shown = terminal.outText() + terminal.errText();
        return code;
    }

    /// Runs a command through the running server's socket; what it showed.
    public String done(String... arguments) { return doneWith("", arguments); }

    /// The same with something on standard input.
    public String doneWith(String input, String... arguments) {
        assertThat(execute(input, arguments)).as(() -> shown).isZero();
        return shown;
    }

    public void addUser(String name, String password) {
        doneWith(password + "\n", "user", "add", name, "--password-stdin");
    }

    public InetSocketAddress address(String listener) {
        return server.listeners().stream().filter(one -> one.name().equals(listener)).findFirst()
                .orElseThrow().address();
    }

    public RunningServer server() { return server; }

    public Rooms rooms() { return rooms; }

    @Override
    public void close() throws IOException {
        server.close();
        lock.close();
    }
}

package org.rialto.server.control;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import org.rialto.server.Home;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The running server's ear for administration: a Unix-domain socket in a directory that only the
/// server's user (and root) can enter. `rialto user add …` on a home that a server has open sends
/// its arguments here, and the server runs the command on its own open store.
public final class ControlSocket implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ControlSocket.class);
    /// `sun_path` has 108 bytes on Linux, 104 elsewhere; with room for the terminating zero.
    private static final int LONGEST_PATH_BYTES = 100;

    /// Runs one command line and returns its exit code.
    @FunctionalInterface
    public interface Executor {
        int execute(String[] arguments, Terminal terminal);
    }

    private final Path path;
    private final ServerSocketChannel channel;
    private final Executor executor;

    private ControlSocket(Path path, ServerSocketChannel channel, Executor executor) {
        this.path = path;
        this.channel = channel;
        this.executor = executor;
    }

    /// Opens the socket; the home's lock must be held, so what is left there is from a dead server.
    public static ControlSocket open(Home home, Executor executor) throws IOException {
        Path path = home.run().resolve("control.sock").toAbsolutePath();
        if (path.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH_BYTES) {
            path = Files.createTempDirectory("rialto", PosixFilePermissions
                    .asFileAttribute(PosixFilePermissions.fromString("rwx------")))
                    .resolve("control.sock");
        }
        Files.setPosixFilePermissions(home.run(), PosixFilePermissions.fromString("rwx------"));
        Files.deleteIfExists(path);
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        channel.bind(UnixDomainSocketAddress.of(path));
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(pointer(home), path + "\n");
        ControlSocket socket = new ControlSocket(path, channel, executor);
        Thread.ofPlatform().name("control-accept").daemon().start(socket::accept);
        return socket;
    }

    private static Path pointer(Home home) { return home.run().resolve("control"); }

    private void accept() {
        while (channel.isOpen()) {
            try {
                SocketChannel client = channel.accept();
                Thread.ofPlatform().name("control").daemon().start(() -> serve(client));
            } catch (IOException e) {
                if (channel.isOpen())
                    log.warn("control socket: {}", e.toString());
            }
        }
    }

    private void serve(SocketChannel client) {
        try (client) {
            DataInputStream in = new DataInputStream(Channels.newInputStream(client));
            DataOutputStream out = new DataOutputStream(
                    new BufferedOutputStream(Channels.newOutputStream(client)));
            RemoteTerminal terminal = new RemoteTerminal(in, out, Frame.Request.read(in));
            terminal.exit(executor.execute(terminal.arguments(), terminal));
        } catch (IOException e) {
            log.debug("control connection ended: {}", e.toString());
        }
    }

    /// Has the running server execute the command. Null when no server answers.
    public static @Nullable Integer send(Home home, String[] arguments, Terminal terminal)
            throws IOException {
        SocketChannel channel;
        try {
            Path path = Path.of(Files.readString(pointer(home)).trim());
            channel = SocketChannel.open(UnixDomainSocketAddress.of(path));
        } catch (IOException e) {
            return null;
        }
        try (channel) {
            DataInputStream in = new DataInputStream(Channels.newInputStream(channel));
            DataOutputStream out = new DataOutputStream(
                    new BufferedOutputStream(Channels.newOutputStream(channel)));
            new Frame.Request(terminal.isInteractive(), Path.of("").toAbsolutePath().toString(),
                    arguments).write(out);
            return converse(in, out, terminal);
        }
    }

    private static int converse(DataInputStream in, DataOutputStream out, Terminal terminal)
            throws IOException {
        while (true) {
            Frame frame = Frame.read(in);
            switch (frame.kind()) {
                case OUT -> {
                    terminal.out().print(frame.text());
                    terminal.out().flush();
                }
                case ERR -> {
                    terminal.err().print(frame.text());
                    terminal.err().flush();
                }
                case EXIT -> {
                    return frame.bytes()[0];
                }
                case WANT_INPUT -> {
                    byte[] piece = new byte[64 * 1024];
                    int count = terminal.in().read(piece);
                    answer(out, count < 0 ? null : java.util.Arrays.copyOf(piece, count));
                }
                case WANT_PASSWORD -> answer(out, password(frame.text(), terminal));
                case INPUT, END_OF_INPUT -> throw new IOException("unexpected frame");
            }
        }
    }

    private static byte @Nullable [] password(String prompt, Terminal terminal) {
        try {
            return terminal.readPassword(prompt).getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            return null;
        }
    }

    private static void answer(DataOutputStream out, byte @Nullable [] bytes) throws IOException {
        (bytes == null
                ? new Frame(Frame.Kind.END_OF_INPUT, new byte[0])
                : new Frame(Frame.Kind.INPUT, bytes)).write(out);
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(path);
    }
}

package org.rialto.server.control;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.rialto.server.Home;

/// The right to open a home's data: one process at a time. The operating system gives it back
/// when the process ends, however it ends.
public final class HomeLock implements AutoCloseable {
    private final FileChannel channel;
    private final FileLock lock;

    private HomeLock(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /// Null when another process has it.
    public static @Nullable HomeLock tryTake(Home home) throws IOException {
        Files.createDirectories(home.run());
        FileChannel channel = FileChannel.open(file(home), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // This process has it already.
        } finally {
            if (lock == null)
                channel.close();
        }
        if (lock == null)
            return null;
        Files.writeString(pidFile(home), ProcessHandle.current().pid() + "\n");
        return new HomeLock(channel, lock);
    }

    /// The process that has the home open, as it wrote itself down; 0 when unknown.
    public static long holder(Home home) {
        try {
            return Long.parseLong(Files.readString(pidFile(home)).trim());
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }

    private static Path file(Home home) { return home.run().resolve("lock"); }

    private static Path pidFile(Home home) { return home.run().resolve("pid"); }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }
}

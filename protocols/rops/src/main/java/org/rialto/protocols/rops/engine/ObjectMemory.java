package org.rialto.protocols.rops.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.rialto.protocols.rops.message.ObjectSpace;

/// What the open objects of all sessions may take together: a quarter of the heap, and half of what
/// was free for temporary files when the process began. See [TransferMemory] for transfers.
final class ObjectMemory {
    private static final int OF_PROCESS = 4;
    private static final long UNKNOWN_BYTES = 8L << 30;
    private static final ObjectSpace.Room MEMORY = new ObjectSpace.Room(
            Runtime.getRuntime().maxMemory() / OF_PROCESS, null);
    private static final ObjectSpace.Room DISK = new ObjectSpace.Room(freeBytes() / 2, null);

    private ObjectMemory() {}

    /// @param roots names all that the session has open
    static ObjectSpace ofSession(RopLimits limits, Consumer<ObjectSpace.Held> roots) {
        return new ObjectSpace(new ObjectSpace.Room(limits.objectBytes(), MEMORY),
                new ObjectSpace.Room(limits.objectDiskBytes(), DISK), roots);
    }

    private static long freeBytes() {
        try {
            return Files.getFileStore(Path.of(System.getProperty("java.io.tmpdir", ".")))
                    .getUsableSpace();
        } catch (IOException e) {
            return UNKNOWN_BYTES; // What is written there fails by itself where it cannot be.
        }
    }
}

package org.rialto.protocols.rops.engine;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.ErrorCodes;

/// How much memory transfers hold between calls: states that clients upload, values that have not
/// come whole, what is read ahead of a client. Within the limit of a session there is that of the
/// process. What would go beyond is refused with ServerMemory (MS-OXCDATA §2.4); the client comes
/// again, or has others of its transfers released first.
final class TransferMemory {
    /// That much of the heap.
    private static final int OF_PROCESS = 4;
    private static final TransferMemory PROCESS = new TransferMemory(
            Runtime.getRuntime().maxMemory() / OF_PROCESS, null);

    private final long mostBytes;
    private final @Nullable TransferMemory around;
    private final AtomicLong heldBytes = new AtomicLong();

    TransferMemory(long mostBytes, @Nullable TransferMemory around) {
        this.mostBytes = mostBytes;
        this.around = around;
    }

    static TransferMemory ofSession(RopLimits limits) {
        return new TransferMemory(limits.transferBytes(), PROCESS);
    }

    long heldBytes() { return heldBytes.get(); }

    /// What one transfer holds: nothing yet.
    Share share() { return new Share(this); }

    private void take(long bytes) {
        if (heldBytes.addAndGet(bytes) > mostBytes) {
            heldBytes.addAndGet(-bytes);
            throw new RopError(ErrorCodes.ServerMemory);
        }
        if (around != null) {
            try {
                around.take(bytes);
            } catch (RopError e) {
                heldBytes.addAndGet(-bytes);
                throw e;
            }
        }
    }

    private void give(long bytes) {
        heldBytes.addAndGet(-bytes);
        if (around != null) {
            around.give(bytes);
        }
    }

    /// For one thread at a time; to be closed.
    static final class Share implements AutoCloseable {
        private final TransferMemory memory;
        private long bytes;

        private Share(TransferMemory memory) { this.memory = memory; }

        /// Holds so much now, more or less than before.
        ///
        /// @throws RopError ServerMemory; then it holds what it held
        void hold(long nowBytes) {
            long more = nowBytes - bytes;
            if (more > 0) {
                memory.take(more);
            } else {
                memory.give(-more);
            }
            bytes = nowBytes;
        }

        @Override
        public void close() { hold(0); }
    }
}

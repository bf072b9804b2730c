package org.rialto.store.table;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// How many bytes the rows of tables hold: of those who share it together. What would go beyond is
/// refused, before it is held.
public final class RowMemory {
    /// What a table may hold beyond what it counted, so that counting is rare.
    static final int STEP_BYTES = 1 << 20;

    private final long mostBytes;
    private final @Nullable RowMemory around;
    private final Supplier<? extends RuntimeException> refusal;
    private final AtomicLong heldBytes = new AtomicLong();
    private final Map<Object, Shown> shown = new IdentityHashMap<>();

    /// Rows that several show.
    private static final class Shown {
        private int holders;
        private long bytes;
    }

    /// @param refusal thrown when there is no room
    public RowMemory(long mostBytes, Supplier<? extends RuntimeException> refusal) {
        this(mostBytes, null, refusal);
    }

    private RowMemory(long mostBytes, @Nullable RowMemory around,
            Supplier<? extends RuntimeException> refusal) {
        this.mostBytes = mostBytes;
        this.around = around;
        this.refusal = refusal;
    }

    /// No bounds, for tables that are soon gone.
    static RowMemory unbounded() {
        return new RowMemory(Long.MAX_VALUE, IllegalStateException::new);
    }

    /// A part of this, with a limit of its own.
    public RowMemory within(long bytes, Supplier<? extends RuntimeException> itsRefusal) {
        return new RowMemory(bytes, this, itsRefusal);
    }

    public long heldBytes() { return heldBytes.get(); }

    /// What one holder has here and around: nothing yet.
    public Share share() { return new Share(this, null, this); }

    /// What one holder shows of rows that others keep the account of around: here they count once,
    /// however many show them.
    Share shareOf(Object rows) {
        synchronized (shown) {
            Shown here = shown.computeIfAbsent(rows, _ -> new Shown());
            here.holders++;
            return new Share(this, here, rows);
        }
    }

    private void take(long bytes, boolean alsoAround) {
        if (heldBytes.addAndGet(bytes) > mostBytes) {
            heldBytes.addAndGet(-bytes);
            throw refusal.get();
        }
        if (around != null && alsoAround) {
            try {
                around.take(bytes, true);
            } catch (RuntimeException e) {
                heldBytes.addAndGet(-bytes);
                throw e;
            }
        }
    }

    private void give(long bytes, boolean alsoAround) {
        heldBytes.addAndGet(-bytes);
        if (around != null && alsoAround) {
            around.give(bytes, true);
        }
    }

    /// For one thread at a time; to be closed.
    public static final class Share implements AutoCloseable {
        private final RowMemory memory;
        private final @Nullable Shown shown;
        private final Object rows;
        private long bytes;
        private boolean closed;

        private Share(RowMemory memory, @Nullable Shown shown, Object rows) {
            this.memory = memory;
            this.shown = shown;
            this.rows = rows;
        }

        long bytes() { return bytes; }

        /// Holds so much now, more or less than before; refused, it holds what it held.
        public void hold(long nowBytes) {
            Shown together = shown;
            if (together == null) {
                change(nowBytes - bytes, true);
            } else {
                synchronized (memory.shown) {
                    change(nowBytes - together.bytes, false);
                    together.bytes = nowBytes;
                }
            }
            bytes = nowBytes;
        }

        private void change(long more, boolean alsoAround) {
            if (more > 0) {
                memory.take(more, alsoAround);
            } else {
                memory.give(-more, alsoAround);
            }
        }

        /// Holds at least so much, with a step to spare.
        void atLeast(long leastBytes) {
            if (leastBytes > bytes) {
                hold(leastBytes + STEP_BYTES);
            }
        }

        @Override
        public void close() {
            Shown together = shown;
            if (together == null) {
                hold(0);
            } else if (!closed) {
                closed = true;
                synchronized (memory.shown) {
                    together.holders--;
                    if (together.holders == 0) {
                        hold(0);
                        memory.shown.remove(rows);
                    }
                }
            }
        }
    }
}

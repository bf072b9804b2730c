package org.rialto.protocols.rops.sync;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Changes that are read and encoded some chunks ahead of whoever takes them, on another thread.
///
/// That thread keeps a stock of chunks that are read, and encodes them in order. The taker encodes
/// what it needs and nobody has begun with, and, while the other thread is at what it needs, what comes
/// after: so both have work, whichever of reading, encoding and sending takes longest. The thread ends
/// when there is enough ahead, and another one begins when there is not: nobody waits for a client. The
/// first chunk is the taker's own, so that small synchronizations have no other thread.
final class ChangesAhead implements Iterator<TransferPlan.Step>, AutoCloseable {
    private static final int CHUNK_CHANGES = 16;
    private static final long CHUNK_BYTES = 64 << 10;
    /// Twice as many small messages as the store reads at a time: so there is what to encode and to
    /// send while it reads the next.
    private static final int MOST_CHUNKS = 32;
    private static final long MOST_BYTES = 24 * CHUNK_BYTES;

    /// Changes that are encoded at the latest when their time has come.
    private static final class Chunk extends FutureTask<Iterator<TransferPlan.Step>> {
        /// Whether somebody encodes it, or did. Under the lock.
        private boolean isTaken;
        private final long bytes;

        Chunk(long bytes, Callable<Iterator<TransferPlan.Step>> steps) {
            super(steps);
            this.bytes = bytes;
        }
    }

    /// Makes a step of each change.
    interface Encoding
            extends
                Function<List<ContentsSource.MessageChange>, Iterator<TransferPlan.Step>> {}

    private final Iterator<? extends ContentsSource.Found> changes;
    private final Encoding encoding;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    // All below: under the lock.
    private final Deque<Chunk> ahead = new ArrayDeque<>();
    private long aheadBytes;
    private boolean begun;
    private boolean reading;
    private boolean ended;
    private boolean closed;
    /// The taker's.
    private Iterator<TransferPlan.Step> current = Collections.emptyIterator();

    /// @param changes read by one thread at a time
    /// @param encoding used by two threads at a time
    ChangesAhead(Iterator<? extends ContentsSource.Found> changes, Encoding encoding) {
        this.changes = changes;
        this.encoding = encoding;
    }

    @Override
    public boolean hasNext() {
        while (!current.hasNext()) {
            Chunk next = first();
            if (next == null) {
                return false;
            }
            for (Chunk work = work(next); work != null; work = next.isDone() ? null : work(next)) {
                work.run();
            }
            current = result(next);
        }
        return true;
    }

    @Override
    public TransferPlan.Step next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return current.next();
    }

    private static <T> T result(Future<T> ended) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return ended.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    switch (e.getCause()) {
                        case RuntimeException failure -> throw failure;
                        case Error failure -> throw failure;
                        case null, default -> throw new IllegalStateException(e);
                    }
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// The next chunk, encoded or not; null at the end.
    private @Nullable Chunk first() {
        lock.lock();
        try {
            if (!begun) {
                begun = true;
                read();
            }
            if (!reading && !ended && !closed && ahead.size() <= MOST_CHUNKS * 3 / 4
                    && aheadBytes <= MOST_BYTES * 3 / 4) {
                reading = true;
                Thread.ofVirtual().name("changes ahead").start(this::readOn);
            }
            while (ahead.isEmpty() && reading) {
                news.awaitUninterruptibly();
            }
            Chunk next = ahead.poll();
            aheadBytes -= next == null ? 0 : next.bytes;
            return next;
        } finally {
            lock.unlock();
        }
    }

    /// What the taker can do to have a chunk: that one, or another one meanwhile; null for nothing.
    private @Nullable Chunk work(Chunk wanted) {
        lock.lock();
        try {
            return take(wanted.isTaken ? untaken() : wanted);
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Chunk untaken() {
        for (Chunk each : ahead) {
            if (!each.isTaken) {
                return each;
            }
        }
        return null;
    }

    private static @Nullable Chunk take(@Nullable Chunk chunk) {
        if (chunk != null) {
            chunk.isTaken = true;
        }
        return chunk;
    }

    private void readOn() {
        while (true) {
            Chunk work = null;
            lock.lock();
            try {
                boolean reads = !closed && !ended && ahead.size() < MOST_CHUNKS
                        && aheadBytes < MOST_BYTES;
                work = reads || closed ? null : take(untaken());
                if (!reads && work == null) {
                    reading = false;
                    news.signalAll();
                    return;
                }
            } finally {
                lock.unlock();
            }
            if (work == null) {
                read();
            } else {
                work.run();
            }
        }
    }

    /// Adds a chunk to those ahead, if there is one.
    private void read() {
        Chunk chunk = null;
        boolean goesOn = false;
        try {
            List<ContentsSource.Found> some = new ArrayList<>(CHUNK_CHANGES);
            long bytes = 0;
            while (some.size() < CHUNK_CHANGES && bytes < CHUNK_BYTES && changes.hasNext()) {
                some.add(changes.next());
                bytes += some.getLast().bytes();
            }
            if (!some.isEmpty()) {
                chunk = new Chunk(bytes, () -> {
                    some.getFirst().readWith(some);
                    return encoding.apply(
                            some.stream().map(ContentsSource.Found::change).toList());
                });
                goesOn = changes.hasNext();
            }
        } catch (RuntimeException | Error e) {
            // Whoever takes it is told, after what was read before.
            chunk = new Chunk(0, () -> {
                throw e;
            });
        }
        lock.lock();
        try {
            ended = !goesOn;
            if (chunk != null) {
                ahead.add(chunk);
                aheadBytes += chunk.bytes;
                news.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Returns when nothing is read any more.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            ahead.clear();
            while (reading) {
                news.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }
}

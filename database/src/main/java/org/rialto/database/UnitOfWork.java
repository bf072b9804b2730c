package org.rialto.database;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A unit of work queued for the writer's thread, and its outcome, for which its caller waits.
final class UnitOfWork<T extends @Nullable Object> {
    private final SqlWork<T> work;
    private final Thread caller = Thread.currentThread();
    private @Nullable T result;
    private @Nullable Throwable failure;
    private volatile boolean done;

    UnitOfWork(SqlWork<T> work) { this.work = work; }

    /// On the writer's thread. What it throws is the unit's failure.
    void run(Sql sql) throws Exception { result = work.run(sql); }

    void fail(Throwable cause) { failure = cause; }

    boolean failed() { return failure != null; }

    /// On the writer's thread, last.
    void complete() {
        done = true;
        LockSupport.unpark(caller);
    }

    @SuppressWarnings("NullAway") // the result of a unit that did not fail is a T
    T await() {
        boolean interrupted = false;
        while (!done) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            caller.interrupt();
        }
        return switch (failure) {
            case null -> result;
            case RuntimeException exception -> throw exception;
            case Error error -> throw error;
            case Throwable other -> throw new IllegalStateException(other);
        };
    }
}

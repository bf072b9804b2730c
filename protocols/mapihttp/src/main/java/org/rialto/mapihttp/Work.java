package org.rialto.mapihttp;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// What may take its time: done on a thread of its own while the client is told, now and then, that
/// it goes on (MS-OXCMAPIHTTP §3.2.5.2). It comes to its end even when the client is gone.
final class Work {
    private final FutureTask<Outcome> task;

    /// @param work catches what it throws
    private Work(String name, Supplier<Outcome> work) {
        task = new FutureTask<>(work::get);
        Thread.ofVirtual().name(name).start(task);
    }

    /// Does `work` and ends the answer with its outcome.
    static void answer(Answer answer, String name, MapiHttpConfiguration configuration,
            Supplier<Outcome> work) throws IOException {
        Work begun = new Work(name, work);
        if (!begun.isDone(configuration.prompt().toNanos())) {
            answer.begin();
            while (!begun.isDone(configuration.pendingPeriod().toNanos())) {
                answer.pending();
            }
        }
        answer.end(begun.outcome());
    }

    private boolean isDone(long withinNanos) throws IOException {
        try {
            var unused = task.get(withinNanos, TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the server is stopping");
        }
    }

    private Outcome outcome() { return task.resultNow(); }
}

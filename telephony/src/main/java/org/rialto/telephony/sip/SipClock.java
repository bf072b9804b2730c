package org.rialto.telephony.sip;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// The one scheduler of a layer. Each task that falls due runs on a virtual thread of its own.
final class SipClock implements AutoCloseable {
    private final ScheduledThreadPoolExecutor scheduler;

    SipClock() {
        scheduler = new ScheduledThreadPoolExecutor(1,
                Thread.ofPlatform().name("sip-clock").daemon().factory());
        scheduler.setRemoveOnCancelPolicy(true);
        scheduler.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /// Cancel what is returned when it is no longer wanted.
    Future<?> after(long millis, Runnable task) {
        try {
            return scheduler.schedule(() -> {
                Thread.startVirtualThread(task);
            }, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // The layer has been closed.
            return CompletableFuture.completedFuture(null);
        }
    }

    int pending() { return scheduler.getQueue().size(); }

    @Override
    public void close() { scheduler.shutdownNow(); }
}

package org.rialto.transport.outbound;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Sessions with peers, kept a short while for the next message to the same endpoint.
final class SmtpClient implements AutoCloseable {
    private static final long IDLE_MILLIS = 5_000;
    private static final int IDLE_PER_ENDPOINT = 4;
    private static final int MESSAGES_PER_SESSION = 100;
    private final ClientSettings settings;
    private final ScheduledThreadPoolExecutor alarms;
    private final Map<Endpoint, Deque<Idle>> idle = new HashMap<>();
    private boolean closed;

    private record Idle(SmtpSession session, long sinceNanos) {}

    SmtpClient(ClientSettings settings) {
        this.settings = settings;
        this.alarms = new ScheduledThreadPoolExecutor(1,
                Thread.ofPlatform().daemon().name("smtp-client-alarms").factory());
        alarms.setRemoveOnCancelPolicy(true);
        alarms.scheduleWithFixedDelay(this::closeIdle, 1, 1, TimeUnit.SECONDS);
    }

    /// A session that was used before and waits for more; null when there is none.
    @Nullable
    SmtpSession reuse(Endpoint endpoint) {
        synchronized (idle) {
            Deque<Idle> waiting = idle.get(endpoint);
            if (waiting == null) {
                return null;
            }
            Idle last = waiting.pollLast();
            if (waiting.isEmpty()) {
                idle.remove(endpoint);
            }
            return last == null ? null : last.session();
        }
    }

    SmtpSession open(Endpoint endpoint) throws SessionFailure {
        return SmtpSession.open(endpoint, settings, alarms);
    }

    /// Ends a session or keeps it for the next message.
    void done(SmtpSession session) {
        if (session.isUsable() && session.messages() < MESSAGES_PER_SESSION) {
            synchronized (idle) {
                Deque<Idle> waiting = idle.computeIfAbsent(session.endpoint(),
                        endpoint -> new ArrayDeque<>());
                if (!closed && waiting.size() < IDLE_PER_ENDPOINT) {
                    waiting.addLast(new Idle(session, System.nanoTime()));
                    return;
                }
            }
        }
        session.quit();
    }

    private void closeIdle() {
        List<SmtpSession> old = new ArrayList<>();
        long now = System.nanoTime();
        synchronized (idle) {
            for (Deque<Idle> waiting : idle.values()) {
                while (!waiting.isEmpty()
                        && (closed || now - waiting.getFirst().sinceNanos() > TimeUnit.MILLISECONDS
                                .toNanos(IDLE_MILLIS))) {
                    old.add(waiting.removeFirst().session());
                }
            }
            idle.values().removeIf(Deque::isEmpty);
        }
        for (SmtpSession session : old) {
            // Not on the alarm thread, which must never wait for a peer.
            Thread.startVirtualThread(session::quit);
        }
    }

    @Override
    public void close() {
        List<SmtpSession> all = new ArrayList<>();
        synchronized (idle) {
            closed = true;
            idle.values().forEach(waiting -> waiting.forEach(one -> all.add(one.session())));
            idle.clear();
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            all.forEach(session -> threads.execute(session::quit));
        }
        alarms.shutdownNow();
    }
}

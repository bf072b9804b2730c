package org.rialto.transport.queue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.rialto.database.Database;
import org.rialto.transport.queue.QueueRows.Due;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sees that what is due is tried: keeps the work that is due in memory, a lane for each
/// destination, and runs as much of it at a time as the limits allow, each attempt on a virtual
/// thread of its own. What a message's acceptance offers is worked on at once, without a look into
/// the database; the database is asked at start, when something it holds becomes due, and when there
/// was more than memory takes.
///
/// A destination that cannot be reached is left alone for a while, longer each time, and what waits
/// for it goes back to the database.
public final class QueueRunner implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(QueueRunner.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);
    private static final Duration AFTER_A_BUG = Duration.ofMinutes(5);
    private static final Duration DRAIN = Duration.ofSeconds(30);
    private static final int REPORTS_AT_A_TIME = 4;
    private static final int LANES_KEPT = 1000;
    private final Database database;
    private final QueueRows rows;
    private final QueueLimits limits;
    private final UnaryOperator<String> laneOf;
    private final Clock clock;

    // All below is guarded by this object's monitor.
    private final Map<String, Lane> lanes = new LinkedHashMap<>();
    private final Set<Due> known = new HashSet<>();
    private int sessions;
    private int active;
    private boolean mustLook = true;
    private boolean moreInDatabase;
    private Instant nextDue = Instant.MAX;
    private boolean stopping;
    private @Nullable Worker worker;
    private @Nullable Thread thread;

    /// @param laneOf what destinations share their limits: the smart host, or each for itself
    public QueueRunner(Database database, QueueRows rows, QueueLimits limits,
            UnaryOperator<String> laneOf, Clock clock) {
        this.database = database;
        this.rows = rows;
        this.limits = limits;
        this.laneOf = laneOf;
        this.clock = clock;
    }

    /// Makes one attempt and writes down what became of it.
    @FunctionalInterface
    public interface Worker {
        Result work(QueuedMessage message, List<QueuedRecipient> recipients, String destination);
    }

    /// @param unreachable the destination as a whole could not be reached
    /// @param next        the earliest moment at which the message has something due again;
    ///                    `Instant.MAX` for never
    public record Result(boolean unreachable, Instant next) {}

    private record Task(Due due, @Nullable QueuedMessage message,
            List<QueuedRecipient> recipients) {}

    /// Begins, with all that was left from before.
    public synchronized void start(Worker newWorker) {
        worker = newWorker;
        thread = Thread.ofPlatform().daemon().name("queue-runner").start(this::loop);
    }

    /// Takes up a message that was just written to the queue.
    public void offer(QueuedMessage message, List<QueuedRecipient> recipients) {
        Map<String, List<QueuedRecipient>> byDestination = new HashMap<>();
        Instant now = clock.instant();
        Instant later = Instant.MAX;
        for (QueuedRecipient one : recipients) {
            if (one.due().isAfter(now)) {
                later = one.due().isBefore(later) ? one.due() : later;
            } else {
                byDestination.computeIfAbsent(one.destination(), d -> new ArrayList<>()).add(one);
            }
        }
        synchronized (this) {
            byDestination.forEach((destination, some) -> {
                Due due = new Due(message.queueId(), destination);
                if (known.size() >= limits.tasksInMemory()) {
                    moreInDatabase = true;
                } else if (known.add(due)) {
                    lane(destination).waiting.add(new Task(due, message, some));
                }
            });
            nextDue = later.isBefore(nextDue) ? later : nextDue;
            notifyAll();
        }
    }

    /// When mail to a destination is tried first: now, unless it is being left alone.
    public synchronized Instant firstAttempt(String destination, Instant now) {
        Lane lane = lanes.get(laneOf.apply(destination));
        return lane == null || lane.pausedUntil.isBefore(now) ? now : lane.pausedUntil;
    }

    /// Looks into the database again, and forgets which destinations were left alone.
    public synchronized void wake() {
        lanes.values().forEach(Lane::resume);
        mustLook = true;
        notifyAll();
    }

    /// Forgets the work on a message that has not begun.
    public synchronized void forget(long queueId) {
        for (Lane lane : lanes.values()) {
            lane.waiting.removeIf(task -> task.due().queueId() == queueId
                    && known.remove(task.due()));
        }
    }

    /// Work begun and not ended.
    public synchronized int active() { return active; }

    private void loop() {
        try {
            while (true) {
                boolean look;
                synchronized (this) {
                    if (stopping) {
                        return;
                    }
                    look = mustLook || !nextDue.isAfter(clock.instant());
                    mustLook = false;
                }
                if (look) {
                    load();
                }
                synchronized (this) {
                    Instant again = startWhatMay();
                    if (!stopping && !mustLook) {
                        pause(again.isBefore(nextDue) ? again : nextDue);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pause(Instant until) throws InterruptedException {
        Duration pause = until.equals(Instant.MAX)
                ? Duration.ofMinutes(1)
                : Duration.between(clock.instant(), until);
        if (pause.isPositive()) {
            wait(Math.clamp(pause.toMillis(), 1, 60_000));
        }
    }

    private void load() throws InterruptedException {
        int limit;
        synchronized (this) {
            limit = known.size() + Math.max(1, limits.tasksInMemory() - known.size());
            nextDue = Instant.MAX;
        }
        try {
            Instant now = clock.instant();
            List<Due> due = database.read(sql -> rows.due(sql, now, limit));
            Instant next = database.read(sql -> rows.nextDue(sql, now));
            Set<String> paused = new HashSet<>();
            synchronized (this) {
                for (Due one : due) {
                    Lane lane = lane(one.destination());
                    if (lane.pausedUntil.isAfter(now)) {
                        paused.add(one.destination());
                    } else if (known.size() < limits.tasksInMemory() && known.add(one)) {
                        lane.waiting.add(new Task(one, null, List.of()));
                    }
                }
                moreInDatabase = due.size() == limit;
                nextDue = next.isBefore(nextDue) ? next : nextDue;
            }
            paused.forEach(this::postpone);
        } catch (RuntimeException e) {
            log.error("The queue cannot be read: {}", e.toString());
            synchronized (this) {
                nextDue = clock.instant().plusSeconds(10);
            }
        }
    }

    private void postpone(String destination) {
        Instant until;
        synchronized (this) {
            until = lane(destination).pausedUntil;
            nextDue = until.isBefore(nextDue) ? until : nextDue;
        }
        database.write(sql -> {
            rows.postpone(sql, destination, until);
            return true;
        });
    }

    /// Starts attempts up to the limits; answers when a lane may go on that is kept waiting by time.
    private Instant startWhatMay() {
        Instant now = clock.instant();
        Instant again = Instant.MAX;
        for (Lane lane : lanes.values()) {
            while (!lane.waiting.isEmpty() && lane.active < lane.limit
                    && (lane.inside || sessions < limits.sessions())) {
                if (lane.nextAllowed.isAfter(now)) {
                    again = lane.nextAllowed.isBefore(again) ? lane.nextAllowed : again;
                    break;
                }
                lane.nextAllowed = now.plus(lane.spacing);
                begin(lane, lane.waiting.remove());
            }
        }
        if (lanes.size() > LANES_KEPT) {
            lanes.values().removeIf(lane -> lane.isIdle(now));
        }
        return again;
    }

    private void begin(Lane lane, Task task) {
        lane.active++;
        active++;
        sessions += lane.inside ? 0 : 1;
        Thread.ofVirtual().name("queue " + QueueId.text(task.due().queueId()))
                .start(() -> run(lane, task));
    }

    private void run(Lane lane, Task task) {
        Result result = new Result(false, Instant.MAX);
        try {
            result = attempt(task);
        } catch (RuntimeException | Error e) {
            log.error("{}: an attempt failed", QueueId.text(task.due().queueId()), e);
            result = new Result(false, putOff(task.due()));
        } finally {
            end(lane, task, result);
        }
    }

    /// A bug or a failing database must not make the queue spin.
    private Instant putOff(Due due) {
        Instant until = clock.instant().plus(AFTER_A_BUG);
        try {
            database.write(sql -> {
                rows.putOff(sql, due, until);
                return true;
            });
            return until;
        } catch (RuntimeException e) {
            log.error("{}: cannot be put off: {}", QueueId.text(due.queueId()), e.toString());
            return clock.instant().plusSeconds(30);
        }
    }

    private Result attempt(Task task) {
        QueuedMessage message = task.message();
        List<QueuedRecipient> recipients = task.recipients();
        String destination = task.due().destination();
        if (message == null) {
            long queueId = task.due().queueId();
            Instant now = clock.instant();
            message = database.read(sql -> rows.message(sql, queueId));
            recipients = database.read(sql -> rows.recipients(sql, queueId, destination)).stream()
                    .filter(one -> !one.due().isAfter(now)).toList();
        }
        if (message == null || message.held() || recipients.isEmpty() || worker == null) {
            return new Result(false, Instant.MAX);
        }
        return worker.work(message, recipients, destination);
    }

    private void end(Lane lane, Task task, Result result) {
        Set<String> leftAlone = new HashSet<>();
        synchronized (this) {
            known.remove(task.due());
            lane.active--;
            active--;
            sessions -= lane.inside ? 0 : 1;
            if (lane.inside || !result.unreachable()) {
                lane.resume();
            } else {
                lane.pause(clock.instant());
                log.info("{} cannot be reached; left alone until {}", task.due().destination(),
                        lane.pausedUntil);
                leftAlone.add(task.due().destination());
                for (Task waiting : lane.waiting) {
                    known.remove(waiting.due());
                    leftAlone.add(waiting.due().destination());
                }
                lane.waiting.clear();
            }
            nextDue = result.next().isBefore(nextDue) ? result.next() : nextDue;
            mustLook |= moreInDatabase && known.size() < limits.tasksInMemory() / 2;
            // Another of the message's recipients may have come to be reported meanwhile.
            mustLook |= task.due().destination().equals(QueuedRecipient.REPORT);
            notifyAll();
        }
        try {
            leftAlone.forEach(this::postpone);
        } catch (RuntimeException e) {
            log.error("What waits cannot be put off: {}", e.toString());
        }
    }

    private Lane lane(String destination) {
        boolean inside = destination.equals(QueuedRecipient.HERE)
                || destination.equals(QueuedRecipient.REPORT);
        String name = inside ? destination : laneOf.apply(destination);
        return lanes.computeIfAbsent(name, key -> new Lane(inside, laneLimit(key),
                spacing(key)));
    }

    private int laneLimit(String name) {
        return switch (name) {
            case QueuedRecipient.HERE -> limits.localDeliveries();
            case QueuedRecipient.REPORT -> REPORTS_AT_A_TIME;
            default -> limits.sessionsPerDestination();
        };
    }

    private Duration spacing(String name) {
        int perMinute = limits.messagesPerMinute().getOrDefault(name, 0);
        return perMinute <= 0 ? Duration.ZERO : Duration.ofMinutes(1).dividedBy(perMinute);
    }

    /// What waits for one destination.
    private static final class Lane {
        private final java.util.ArrayDeque<Task> waiting = new java.util.ArrayDeque<>();
        private final boolean inside;
        private final int limit;
        private final Duration spacing;
        private int active;
        private int failures;
        private Instant pausedUntil = Instant.MIN;
        private Instant nextAllowed = Instant.MIN;

        Lane(boolean inside, int limit, Duration spacing) {
            this.inside = inside;
            this.limit = limit;
            this.spacing = spacing;
        }

        void pause(Instant now) {
            Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures, 10));
            failures++;
            pausedUntil = now.plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
        }

        void resume() {
            failures = 0;
            pausedUntil = Instant.MIN;
        }

        boolean isIdle(Instant now) {
            return waiting.isEmpty() && active == 0 && pausedUntil.isBefore(now)
                    && nextAllowed.isBefore(now) && failures == 0;
        }
    }

    /// Begins nothing new and waits a while for the attempts that run.
    @Override
    public void close() {
        Thread looping;
        synchronized (this) {
            stopping = true;
            looping = thread;
            notifyAll();
        }
        try {
            if (looping != null) {
                looping.join();
            }
            long end = System.nanoTime() + DRAIN.toNanos();
            synchronized (this) {
                while (active > 0 && System.nanoTime() < end) {
                    wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package org.rialto.telephony.media;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;

/// The one thread that sends: every millisecond belongs to a twentieth of the sessions, so that
/// each sends every 20 ms of an absolute schedule and they do not send all at once. It reads no
/// file, takes no lock and allocates nothing a packet.
final class Pacer implements AutoCloseable {
    private static final int SLOTS = 20;
    private static final long SLOT_NANOS = 1_000_000;
    /// What is later than this (the machine stood still) is left out instead of sent in a burst.
    private static final long FAR_BEHIND_NANOS = 100_000_000;
    private static final long IDLE_NANOS = 1_000_000_000;
    private static final Sender[] NONE = {};

    private final AtomicReferenceArray<Sender[]> slots = new AtomicReferenceArray<>(SLOTS);
    private final LatenessHistogram lateness = new LatenessHistogram();
    private final Thread thread;
    private volatile int senders;
    private volatile boolean closed;

    Pacer() {
        for (int slot = 0; slot < SLOTS; slot++) {
            slots.set(slot, NONE);
        }
        thread = Thread.ofPlatform().name("media-pacing").daemon(true)
                .priority(Thread.MAX_PRIORITY).unstarted(this::run);
    }

    void start() { thread.start(); }

    LatenessHistogram lateness() { return lateness; }

    /// To the slot with the fewest.
    synchronized void add(Sender sender) {
        int least = 0;
        for (int slot = 1; slot < SLOTS; slot++) {
            least = slots.get(slot).length < slots.get(least).length ? slot : least;
        }
        Sender[] before = slots.get(least);
        Sender[] after = Arrays.copyOf(before, before.length + 1);
        after[before.length] = sender;
        slots.set(least, after);
        senders++;
        LockSupport.unpark(thread);
    }

    synchronized void remove(Sender sender) {
        for (int slot = 0; slot < SLOTS; slot++) {
            Sender[] before = slots.get(slot);
            Sender[] after = Arrays.stream(before).filter(other -> other != sender)
                    .toArray(Sender[]::new);
            if (after.length < before.length) {
                slots.set(slot, after);
                senders--;
            }
        }
    }

    private void run() {
        byte[] packet = new byte[RtpPacket.MAXIMUM_BYTES];
        ByteBuffer buffer = ByteBuffer.allocateDirect(RtpPacket.MAXIMUM_BYTES);
        long due = System.nanoTime();
        int slot = 0;
        while (!closed) {
            if (senders == 0) {
                LockSupport.parkNanos(IDLE_NANOS);
                due = System.nanoTime();
                continue;
            }
            due += SLOT_NANOS;
            slot = (slot + 1) % SLOTS;
            Sender[] now = slots.get(slot);
            if (now.length == 0) {
                continue;
            }
            long early = due - System.nanoTime();
            while (early > 0 && !closed) {
                LockSupport.parkNanos(early);
                early = due - System.nanoTime();
            }
            boolean missed = early < -FAR_BEHIND_NANOS;
            for (Sender sender : now) {
                if (!missed) {
                    sender.send(due, packet, buffer);
                }
                lateness.add(System.nanoTime() - due);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}

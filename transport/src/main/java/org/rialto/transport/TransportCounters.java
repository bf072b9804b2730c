package org.rialto.transport;

import java.util.concurrent.atomic.LongAdder;

/// What the transport has done since it was opened, for metrics.
public final class TransportCounters {
    final LongAdder accepted = new LongAdder();
    final LongAdder acceptedBytes = new LongAdder();
    final LongAdder delivered = new LongAdder();
    final LongAdder queued = new LongAdder();
    final LongAdder sent = new LongAdder();
    final LongAdder deferred = new LongAdder();
    final LongAdder failed = new LongAdder();
    final LongAdder reports = new LongAdder();

    /// The numbers of one moment.
    ///
    /// @param accepted  messages taken responsibility for, notifications of our own included
    /// @param delivered recipients here that have their message
    /// @param queued    recipients that went into the queue
    /// @param sent      recipients whose message another server took
    /// @param deferred  attempts, by recipient, that are to be made again
    /// @param failed    recipients given up
    /// @param reports   notifications to senders
    public record Numbers(long accepted, long acceptedBytes, long delivered, long queued,
            long sent, long deferred, long failed, long reports) {}

    public Numbers numbers() {
        return new Numbers(accepted.sum(), acceptedBytes.sum(), delivered.sum(), queued.sum(),
                sent.sum(), deferred.sum(), failed.sum(), reports.sum());
    }
}

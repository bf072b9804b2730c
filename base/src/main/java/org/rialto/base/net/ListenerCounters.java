package org.rialto.base.net;

import java.util.concurrent.atomic.LongAdder;

/// The live counters behind [ListenerStatistics], shared by a listener and its connections.
final class ListenerCounters {
    final LongAdder accepted = new LongAdder();
    final LongAdder refusedTotal = new LongAdder();
    final LongAdder refusedAddress = new LongAdder();
    final LongAdder tlsFailures = new LongAdder();
    final LongAdder overdue = new LongAdder();
    final LongAdder bytesRead = new LongAdder();
    final LongAdder bytesWritten = new LongAdder();
}

package org.rialto.mapihttp;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/// The numbers behind [MapiHttpStatistics].
record Counters(LongAdder connects, LongAdder expired, LongAdder requests, LongAdder refused,
        LongAdder failures, AtomicInteger waiting) {
    Counters() {
        this(new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder(),
                new AtomicInteger());
    }

    MapiHttpStatistics now(int contexts) {
        return new MapiHttpStatistics(contexts, connects.sum(), expired.sum(), requests.sum(),
                refused.sum(), failures.sum(), waiting.get());
    }
}

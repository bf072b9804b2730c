package org.rialto.database;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/// How long tests wait for what has to come: longer than any machine takes that is only busy.
public final class Patience {
    private static final Duration LONG = Duration.ofSeconds(60);

    private Patience() {}

    public static ConditionFactory await() { return Awaitility.await().atMost(LONG); }
}

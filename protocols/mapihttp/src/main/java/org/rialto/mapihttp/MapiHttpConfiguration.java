package org.rialto.mapihttp;

import java.time.Duration;

/// How much MAPI over HTTP takes on, and how long it waits.
///
/// @param contexts Session Contexts at a time, over all users; at most 60,000
/// @param contextsPerUser of one user; one more ends the one that has been idle for longest
/// @param idle after which a Session Context without a request ends
/// @param notificationWait the longest that a NotificationWait waits (MS-OXCMAPIHTTP §3.2.2)
/// @param pendingPeriod between two PENDING meta-tags
/// @param prompt how long a request may take before the client hears PROCESSING; what is done by
///        then is answered whole
public record MapiHttpConfiguration(int contexts, int contextsPerUser, Duration idle,
        Duration notificationWait, Duration pendingPeriod, Duration prompt) {
    public static final MapiHttpConfiguration DEFAULT = new MapiHttpConfiguration(10_000, 64,
            Duration.ofMinutes(15), Duration.ofMinutes(5), Duration.ofSeconds(15),
            Duration.ofMillis(200));
    /// A session index has 16 bits (MS-OXCRPC §3.1.4.1, piCxr).
    private static final int MOST_CONTEXTS = 60_000;

    public MapiHttpConfiguration {
        if (contexts < 1 || contexts > MOST_CONTEXTS || contextsPerUser < 1) {
            throw new IllegalArgumentException("from 1 to " + MOST_CONTEXTS
                    + " session contexts, not " + contexts + " and " + contextsPerUser);
        }
    }
}

package org.rialto.pop3;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
import org.rialto.store.MessageRow;

/// What all POP3 listeners of a store share.
///
/// Which maildrops have a session: one at a time each (RFC 1939 §4). Within this process; on a
/// store that several processes share, two may be open, which is harmless: numbers are fixed within
/// a session and deleting what is gone already is no error.
///
/// And how long messages are whose MIME is generated: a client that looks every minute wants to know
/// that of each of them every time.
public final class Maildrops {
    private static final int SIZES_KEPT = 100_000;
    private final Set<Long> locked = ConcurrentHashMap.newKeySet();
    private final Cache<Generated, Long> sizes = Caffeine.newBuilder().maximumSize(SIZES_KEPT)
            .build();

    private record Generated(long mailboxId, long messageId, long contentChangeNumber) {}

    boolean lock(long mailboxId) { return locked.add(mailboxId); }

    void release(long mailboxId) { locked.remove(mailboxId); }

    /// The size that is known of a message, or else what `measure` finds.
    long size(long mailboxId, MessageRow row, ToLongFunction<MessageRow> measure) {
        Generated key = new Generated(mailboxId, row.messageId(), row.contentChangeNumber());
        Long known = sizes.getIfPresent(key);
        if (known == null) {
            known = measure.applyAsLong(row);
            sizes.put(key, known);
        }
        return known;
    }
}

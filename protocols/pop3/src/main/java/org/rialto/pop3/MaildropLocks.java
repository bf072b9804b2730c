package org.rialto.pop3;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Which maildrops have a session: one at a time each (RFC 1939 §4). Within this process; on a
/// store that several processes share, two may be open, which is harmless: numbers are fixed within
/// a session and deleting what is gone already is no error.
public final class MaildropLocks {
    private final Set<Long> locked = ConcurrentHashMap.newKeySet();

    boolean lock(long mailboxId) { return locked.add(mailboxId); }

    void release(long mailboxId) { locked.remove(mailboxId); }
}

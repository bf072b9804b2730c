package org.rialto.protocols.rops.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.MailError;
import org.rialto.store.Mailbox;

/// The replica ids of replicas that a client's state names and that are not the mailbox's own: it
/// may have been another mailbox once. MS-OXCSTOR §3.2.5.9. Only some, for each takes one of 65,535
/// ids.
final class ReplicaIds implements Function<UUID, @Nullable Integer> {
    private static final int MOST = 16;
    private final Mailbox mailbox;
    private final Map<UUID, @Nullable Integer> known = new HashMap<>();

    ReplicaIds(Mailbox mailbox) { this.mailbox = mailbox; }

    @Override
    public @Nullable Integer apply(UUID replica) {
        if (!known.containsKey(replica) && known.size() < MOST) {
            known.put(replica, register(replica));
        }
        return known.get(replica);
    }

    private @Nullable Integer register(UUID replica) {
        try {
            return mailbox.write(change -> change.registerReplica(replica));
        } catch (MailError.Denied | MailError.TooLarge e) {
            return null; // Whoever only reads here registers none.
        }
    }
}

package org.rialto.protocols.rops.engine;

import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.FolderId;
import org.rialto.mapi.MessageId;

/// The store's ids of those on the wire: replica 1 is the mailbox's own, and all that is in a
/// mailbox has an id of it.
public final class Ids {
    private static final int OWN_REPLICA = 1;

    private Ids() {}

    /// @throws RopError NotFound for an id of another replica
    public static long folder(FolderId id) {
        if (id.replicaId() != OWN_REPLICA) {
            throw new RopError(ErrorCodes.NotFound);
        }
        return id.globalCounter();
    }

    /// @throws RopError NotFound for an id of another replica
    public static long message(MessageId id) {
        if (id.replicaId() != OWN_REPLICA) {
            throw new RopError(ErrorCodes.NotFound);
        }
        return id.globalCounter();
    }

    public static FolderId folder(long folderId) { return new FolderId(OWN_REPLICA, folderId); }

    public static MessageId message(long messageId) {
        return new MessageId(OWN_REPLICA, messageId);
    }
}

package org.rialto.protocols.rops.engine;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rialto.protocols.rops.message.MessageImport;
import org.rialto.protocols.rops.sync.SynchronizationState;

/// Collects the changes that a client uploads to a folder, and remembers which changes of the
/// mailbox those became, so that they are not sent to the client again. MS-OXCFXICS §3.2.5.9.4.
final class UploadContext implements SynchronizationContext {
    private final Subject subject;
    private @Nullable SynchronizationState state;

    UploadContext(Subject subject) { this.subject = subject; }

    @Override
    public Subject subject() { return subject; }

    @Override
    public boolean uploads() { return true; }

    @Override
    public SynchronizationState checkpoint() { return state().copy(); }

    private SynchronizationState state() {
        SynchronizationState known = state;
        if (known == null) {
            known = stateUpload().seal().copy();
            state = known;
        }
        return known;
    }

    private UUID replica() { return logon().ids().mailbox().replicaGuid(); }

    /// The client has this change. What came of a conflict it has yet to see.
    void saved(MessageImport.Saved saved) {
        if (!saved.conflict()) {
            seen(saved.changeNumber(), saved.associated());
        }
    }

    void seen(long changeNumber, boolean associated) {
        (associated ? state().seenAssociated() : state().seen()).add(replica(), changeNumber);
    }

    void read(long changeNumber) { state().read().add(replica(), changeNumber); }
}

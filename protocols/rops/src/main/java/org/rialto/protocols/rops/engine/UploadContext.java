package org.rialto.protocols.rops.engine;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rialto.protocols.rops.message.MessageImport;
import org.rialto.protocols.rops.sync.SynchronizationState;
import org.rialto.protocols.rops.sync.SynchronizationType;

/// Collects the changes that a client uploads to a folder, and remembers which changes of the
/// mailbox those became, so that they are not sent to the client again. MS-OXCFXICS §3.2.5.9.4.
final class UploadContext implements SynchronizationContext {
    private final FolderObject folder;
    private final SynchronizationType type;
    private final StateUpload stateUpload = new StateUpload();
    private @Nullable SynchronizationState state;

    UploadContext(FolderObject folder, SynchronizationType type) {
        this.folder = folder;
        this.type = type;
    }

    @Override
    public LogonObject logon() { return folder.logon(); }

    @Override
    public FolderObject folder() { return folder; }

    @Override
    public SynchronizationType type() { return type; }

    @Override
    public boolean uploads() { return true; }

    @Override
    public StateUpload stateUpload() { return stateUpload; }

    @Override
    public SynchronizationState checkpoint() { return state().copy(); }

    private SynchronizationState state() {
        SynchronizationState known = state;
        if (known == null) {
            known = stateUpload.seal().copy();
            state = known;
        }
        return known;
    }

    private UUID replica() { return folder.logon().ids().mailbox().replicaGuid(); }

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

package org.rialto.protocols.rops.engine;

import org.rialto.protocols.rops.sync.SynchronizationState;
import org.rialto.protocols.rops.sync.SynchronizationType;

/// A synchronization of a folder with a client's replica, down or up. MS-OXCFXICS §3.2.1.
interface SynchronizationContext extends TransferObject {
    /// The folder that is synchronized, or below which is.
    FolderObject folder();

    SynchronizationType type();

    /// Whether it goes up: then a client does not get back what ids it has (§3.2.5.2.1).
    boolean uploads();

    /// What the client's replica had in the beginning.
    StateUpload stateUpload();

    /// What the client's replica has now: a checkpoint (§3.2.5.3). Not the context's own copy.
    SynchronizationState checkpoint();
}

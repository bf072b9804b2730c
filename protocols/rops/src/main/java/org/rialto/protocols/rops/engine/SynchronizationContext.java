package org.rialto.protocols.rops.engine;

import org.rialto.protocols.rops.sync.SynchronizationState;
import org.rialto.protocols.rops.sync.SynchronizationType;

/// A synchronization of a folder with a client's replica, down or up. MS-OXCFXICS §3.2.1.
interface SynchronizationContext extends TransferObject {
    /// What it is of.
    ///
    /// @param folder that is synchronized, or below which is
    /// @param stateUpload what the client's replica had in the beginning
    record Subject(FolderObject folder, SynchronizationType type, StateUpload stateUpload) {
        static Subject of(FolderObject folder, SynchronizationType type, Call call) {
            return new Subject(folder, type,
                    new StateUpload(call.session().transferMemory().share()));
        }
    }

    Subject subject();

    /// Whether it goes up: then a client does not get back what ids it has (§3.2.5.2.1).
    boolean uploads();

    /// What the client's replica has now: a checkpoint (§3.2.5.3). Not the context's own copy.
    SynchronizationState checkpoint();

    default FolderObject folder() { return subject().folder(); }

    default SynchronizationType type() { return subject().type(); }

    default StateUpload stateUpload() { return subject().stateUpload(); }

    @Override
    default LogonObject logon() { return folder().logon(); }

    @Override
    default void close() { stateUpload().close(); }
}

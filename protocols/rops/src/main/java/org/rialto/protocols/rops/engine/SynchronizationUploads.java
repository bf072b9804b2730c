package org.rialto.protocols.rops.engine;

import org.rialto.mapi.ErrorCodes;
import org.rialto.protocols.rops.wire.RopResponse;
import org.rialto.protocols.rops.wire.synchronization.RopGetLocalReplicaIds;
import org.rialto.protocols.rops.wire.synchronization.RopSetLocalReplicaMidsetDeleted;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationImportDeletes;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationImportHierarchyChange;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationImportMessageChange;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationImportMessageMove;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationImportReadStateChanges;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationOpenCollector;

/// Uploads of changes that a client made. MS-OXCFXICS §3.2.5.9.4. Not there yet.
final class SynchronizationUploads {
    RopResponse openCollector(RopSynchronizationOpenCollector.Request request, Call call) {
        return request.failure(ErrorCodes.NotSupported);
    }

    RopResponse importMessageChange(RopSynchronizationImportMessageChange.Request request,
            Call call) {
        return request.failure(ErrorCodes.NotSupported);
    }

    RopResponse importHierarchyChange(RopSynchronizationImportHierarchyChange.Request request,
            Call call) {
        return request.failure(ErrorCodes.NotSupported);
    }

    RopResponse importMessageMove(RopSynchronizationImportMessageMove.Request request, Call call) {
        return request.failure(ErrorCodes.NotSupported);
    }

    RopResponse importDeletes(RopSynchronizationImportDeletes.Request request, Call call) {
        return request.failure(ErrorCodes.NotSupported);
    }

    RopResponse importReadStateChanges(RopSynchronizationImportReadStateChanges.Request request,
            Call call) {
        return request.failure(ErrorCodes.NotSupported);
    }

    RopResponse localReplicaIds(RopGetLocalReplicaIds.Request request, Call call) {
        return request.failure(ErrorCodes.NotSupported);
    }

    RopResponse localReplicaMidsetDeleted(RopSetLocalReplicaMidsetDeleted.Request request,
            Call call) {
        return request.failure(ErrorCodes.NotSupported);
    }
}

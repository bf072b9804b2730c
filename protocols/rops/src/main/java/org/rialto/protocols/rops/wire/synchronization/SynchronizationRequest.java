package org.rialto.protocols.rops.wire.synchronization;

import org.rialto.protocols.rops.wire.RopRequest;

/// The requests of the family. MS-OXCROPS §2.2.13 (incremental change synchronization).
public sealed interface SynchronizationRequest extends RopRequest
        permits
        RopGetLocalReplicaIds.Request,
        RopSetLocalReplicaMidsetDeleted.Request,
        RopSynchronizationConfigure.Request,
        RopSynchronizationGetTransferState.Request,
        RopSynchronizationImportDeletes.Request,
        RopSynchronizationImportHierarchyChange.Request,
        RopSynchronizationImportMessageChange.Request,
        RopSynchronizationImportMessageMove.Request,
        RopSynchronizationImportReadStateChanges.Request,
        RopSynchronizationOpenCollector.Request,
        RopSynchronizationUploadStateStreamBegin.Request,
        RopSynchronizationUploadStateStreamContinue.Request,
        RopSynchronizationUploadStateStreamEnd.Request {}

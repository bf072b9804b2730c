package org.rialto.protocols.rops.wire.synchronization;

import org.rialto.protocols.rops.wire.RopResponse;

/// The responses of the family. MS-OXCROPS §2.2.13 (incremental change synchronization).
public sealed interface SynchronizationResponse extends RopResponse
        permits
        RopGetLocalReplicaIds.Response,
        RopSetLocalReplicaMidsetDeleted.Response,
        RopSynchronizationConfigure.Response,
        RopSynchronizationGetTransferState.Response,
        RopSynchronizationImportDeletes.Response,
        RopSynchronizationImportHierarchyChange.Response,
        RopSynchronizationImportMessageChange.Response,
        RopSynchronizationImportMessageMove.Response,
        RopSynchronizationImportReadStateChanges.Response,
        RopSynchronizationOpenCollector.Response,
        RopSynchronizationUploadStateStreamBegin.Response,
        RopSynchronizationUploadStateStreamContinue.Response,
        RopSynchronizationUploadStateStreamEnd.Response {}

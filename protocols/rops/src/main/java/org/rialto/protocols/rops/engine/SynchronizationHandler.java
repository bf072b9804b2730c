package org.rialto.protocols.rops.engine;

import org.rialto.mapi.ErrorCodes;
import org.rialto.protocols.rops.wire.RopResponse;
import org.rialto.protocols.rops.wire.synchronization.RopGetLocalReplicaIds;
import org.rialto.protocols.rops.wire.synchronization.RopSetLocalReplicaMidsetDeleted;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationConfigure;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationGetTransferState;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationImportDeletes;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationImportHierarchyChange;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationImportMessageChange;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationImportMessageMove;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationImportReadStateChanges;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationOpenCollector;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationUploadStateStreamBegin;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationUploadStateStreamContinue;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationUploadStateStreamEnd;
import org.rialto.protocols.rops.wire.synchronization.SynchronizationRequest;

/// Incremental change synchronization. MS-OXCFXICS §3.2.5.9.
final class SynchronizationHandler implements FamilyHandler<SynchronizationRequest> {
    private final SynchronizationUploads uploads = new SynchronizationUploads();

    @Override
    public RopResponse handle(SynchronizationRequest request, Call call) {
        return switch (request) {
            case RopSynchronizationConfigure.Request r -> r.failure(ErrorCodes.NotSupported);
            case RopSynchronizationGetTransferState.Request r ->
                r.failure(ErrorCodes.NotSupported);
            case RopSynchronizationUploadStateStreamBegin.Request r -> begin(r, call);
            case RopSynchronizationUploadStateStreamContinue.Request r -> goOn(r, call);
            case RopSynchronizationUploadStateStreamEnd.Request r -> end(r, call);
            case RopSynchronizationOpenCollector.Request r -> uploads.openCollector(r, call);
            case RopSynchronizationImportMessageChange.Request r ->
                uploads.importMessageChange(r, call);
            case RopSynchronizationImportHierarchyChange.Request r ->
                uploads.importHierarchyChange(r, call);
            case RopSynchronizationImportMessageMove.Request r ->
                uploads.importMessageMove(r, call);
            case RopSynchronizationImportDeletes.Request r -> uploads.importDeletes(r, call);
            case RopSynchronizationImportReadStateChanges.Request r ->
                uploads.importReadStateChanges(r, call);
            case RopGetLocalReplicaIds.Request r -> uploads.localReplicaIds(r, call);
            case RopSetLocalReplicaMidsetDeleted.Request r ->
                uploads.localReplicaMidsetDeleted(r, call);
        };
    }

    private static RopResponse begin(RopSynchronizationUploadStateStreamBegin.Request request,
            Call call) {
        call.input(SynchronizationContext.class).stateUpload().begin(request.stateProperty());
        return new RopSynchronizationUploadStateStreamBegin.Response(request.inputHandleIndex());
    }

    private static RopResponse goOn(RopSynchronizationUploadStateStreamContinue.Request request,
            Call call) {
        call.input(SynchronizationContext.class).stateUpload().add(request.streamData());
        return new RopSynchronizationUploadStateStreamContinue.Response(
                request.inputHandleIndex());
    }

    private static RopResponse end(RopSynchronizationUploadStateStreamEnd.Request request,
            Call call) {
        call.input(SynchronizationContext.class).stateUpload().end();
        return new RopSynchronizationUploadStateStreamEnd.Response(request.inputHandleIndex());
    }
}

package org.rialto.protocols.rops.engine;

import org.rialto.mapi.ErrorCodes;
import org.rialto.protocols.rops.message.DownloadForm;
import org.rialto.protocols.rops.sync.DownloadOptions;
import org.rialto.protocols.rops.sync.FastTransferDownload;
import org.rialto.protocols.rops.sync.PropertySelection;
import org.rialto.protocols.rops.sync.SendOptions;
import org.rialto.protocols.rops.sync.SynchronizationFlags;
import org.rialto.protocols.rops.sync.SynchronizationType;
import org.rialto.protocols.rops.transfer.ContentsScope;
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
import org.rialto.store.Folder;
import org.rialto.store.FolderType;
import org.rialto.store.Rights;

/// Incremental change synchronization. MS-OXCFXICS §3.2.5.9.
final class SynchronizationHandler implements FamilyHandler<SynchronizationRequest> {
    private final SynchronizationUploads uploads = new SynchronizationUploads();

    @Override
    public RopResponse handle(SynchronizationRequest request, Call call) {
        return switch (request) {
            case RopSynchronizationConfigure.Request r -> configure(r, call);
            case RopSynchronizationGetTransferState.Request r -> transferState(r, call);
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

    private static RopResponse configure(RopSynchronizationConfigure.Request request, Call call) {
        FolderObject folder = call.input(FolderObject.class);
        SynchronizationType type = SynchronizationType.of(request.synchronizationType());
        SynchronizationFlags flags = new SynchronizationFlags(request.synchronizationFlags(),
                request.synchronizationExtraFlags());
        // The two flags of Unicode are to be the same: who sets one can do with it.
        boolean unicode = (request.synchronizationFlags() & SynchronizationFlags.UNICODE) != 0;
        SendOptions send = new SendOptions(
                request.sendOptions() | (unicode ? SendOptions.UNICODE : 0));
        if (type == null || !flags.isKnown() || !send.isKnown()) {
            throw new RopError(ErrorCodes.InvalidParameter);
        }
        Folder row = folder.mailbox().read(snapshot -> snapshot.folder(folder.folderId()));
        if (row.type() == FolderType.SEARCH) {
            throw new RopError(ErrorCodes.NotSupported);
        }
        if (type == SynchronizationType.CONTENTS && !row.allows(Rights.READ_ANY)) {
            throw new RopError(ErrorCodes.AccessDenied);
        }
        PropertySelection selection = flags.hasOnlySpecifiedProperties()
                ? PropertySelection.only(request.propertyTags())
                : PropertySelection.except(request.propertyTags());
        call.output(request.outputHandleIndex(), new SynchronizationDownload(
                SynchronizationContext.Subject.of(folder, type, call),
                new ContentsScope(folder.folderId(), flags, request.restriction(),
                        new DownloadForm(selection, flags.wantsBestBody()),
                        send.allowsPartialItems()),
                MessageOpening.context(call, folder.logon()),
                TransferDownloads.options(call, folder.mailbox(), send, selection),
                call.session().transferMemory().share()));
        return new RopSynchronizationConfigure.Response(request.outputHandleIndex());
    }

    private static RopResponse transferState(RopSynchronizationGetTransferState.Request request,
            Call call) {
        SynchronizationContext context = call.input(SynchronizationContext.class);
        DownloadOptions options = TransferDownloads.options(call, context.logon().mailbox(),
                new SendOptions(SendOptions.UNICODE), PropertySelection.all());
        FastTransferDownload download = FastTransferDownload.ofState(context.checkpoint(),
                context.type(), !context.uploads(), options);
        call.output(request.outputHandleIndex(),
                new TransferDownload(context.logon(), new DownloadStream(download, 1)));
        return new RopSynchronizationGetTransferState.Response(request.outputHandleIndex());
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

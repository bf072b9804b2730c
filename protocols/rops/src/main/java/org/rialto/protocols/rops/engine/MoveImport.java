package org.rialto.protocols.rops.engine;

import java.util.EnumSet;
import java.util.Optional;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.MessageId;
import org.rialto.mapi.PredecessorChangeList;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.Xid;
import org.rialto.protocols.rops.wire.RopResponse;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationImportMessageMove;
import org.rialto.store.Change;
import org.rialto.store.ImportedVersion;
import org.rialto.store.KnownObject;
import org.rialto.store.MessagePart;
import org.rialto.store.MessageRow;
import org.rialto.store.MessageValues;

/// Uploads the move of a message to the folder of the context. MS-OXCFXICS §2.2.3.2.4.4 and
/// §3.2.5.9.4.4.
record MoveImport(UploadContext context) {
    /// @param moved as it is now
    /// @param applied whether what the client says of its version is said of the moved message
    private record Result(MessageRow moved, boolean applied) {}

    RopResponse run(RopSynchronizationImportMessageMove.Request request) {
        if (!context.logon().isPrivate()) {
            throw new RopError(ErrorCodes.NotSupported); // §3.3.5.8.9
        }
        Xid changeKey = ImportValues.xid(request.changeNumber());
        ImportValues.xid(request.sourceFolderId());
        ImportValues.xid(request.sourceMessageId());
        ImportValues.xid(request.destinationMessageId());
        PredecessorChangeList predecessors = ImportValues
                .predecessors(request.predecessorChangeList());
        Optional<Result> result = context.folder().mailbox()
                .write(change -> move(change, request, changeKey, predecessors));
        if (result.isPresent()) {
            if (!result.get().applied()) {
                return request.failure(ErrorCodes.NewerClientChange);
            }
            MessageRow moved = result.get().moved();
            context.seen(moved.contentChangeNumber(), moved.associated());
        }
        return new RopSynchronizationImportMessageMove.Response(request.inputHandleIndex(),
                MessageId.ofLong(0));
    }

    /// Empty when that was done before: the answer may not have reached the client.
    private Optional<Result> move(Change change,
            RopSynchronizationImportMessageMove.Request request, Xid changeKey,
            PredecessorChangeList predecessors) {
        KnownObject source = change.find(request.sourceFolderId());
        KnownObject message = change.find(request.sourceMessageId());
        MessageRow row = source.state() == KnownObject.State.FOLDER
                && message.state() == KnownObject.State.MESSAGE
                        ? change.message(message.id(), EnumSet.of(MessagePart.PROPERTIES))
                        : null;
        if (row == null || row.folderId() != source.id()) {
            KnownObject moved = change.find(request.destinationMessageId());
            boolean done = moved.state() == KnownObject.State.MESSAGE && change
                    .message(moved.id(), EnumSet.noneOf(MessagePart.class)).folderId() == context
                            .folder().folderId();
            if (!done) {
                throw new RopError(source.state() == KnownObject.State.FOLDER
                        ? ErrorCodes.ObjectDeleted
                        : ErrorCodes.NotFound);
            }
            return Optional.empty();
        }
        PredecessorChangeList ours = SynchronizationUploads.predecessors(context.folder(), change,
                row);
        // Of a version that the client has not seen, nothing is said.
        boolean applied = predecessors.includes(ours);
        long moved = change.importMove(source.id(), row.uid(), context.folder().folderId(),
                version(request, row, ours, applied ? changeKey : null, predecessors))
                .messageId();
        return Optional.of(new Result(
                change.message(moved, EnumSet.noneOf(MessagePart.class)), applied));
    }

    private ImportedVersion version(RopSynchronizationImportMessageMove.Request request,
            MessageRow row, PredecessorChangeList ours,
            @org.jspecify.annotations.Nullable Xid changeKey, PredecessorChangeList predecessors) {
        if (changeKey != null) {
            return new ImportedVersion(request.destinationMessageId(), row.saved(),
                    changeKey.toBinary(), predecessors.merge(changeKey).encode());
        }
        // As it was: what the client has may be uploaded yet.
        Object key = new MessageValues(context.logon().ids(), row,
                () -> {
                    throw new IllegalStateException("a change key is of the message itself");
                }).get(PropertyTags.PidTagChangeKey);
        return new ImportedVersion(request.destinationMessageId(), row.saved(),
                key instanceof Binary binary ? binary : Binary.EMPTY, ours.encode());
    }
}

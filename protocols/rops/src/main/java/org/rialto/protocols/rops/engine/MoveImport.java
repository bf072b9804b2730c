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
    /// How the version that the client moved stands to the server's.
    private enum Standing {
        /// What the client says of the moved message is said of it.
        SAME,
        /// The client has changes that it has not uploaded yet.
        NEWER,
        /// The server has changes that the client has not seen.
        UNSEEN
    }

    /// @param moved as it is now
    private record Result(MessageRow moved, Standing standing) {}

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
            MessageRow moved = result.get().moved();
            if (result.get().standing() != Standing.UNSEEN) {
                context.seen(moved.contentChangeNumber(), moved.associated());
            }
            if (result.get().standing() != Standing.SAME) {
                return request.failure(ErrorCodes.NewerClientChange);
            }
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
        Standing standing = standing(predecessors, ours, changeKey);
        // Of a version that only one of them has, nothing is said.
        long moved = change.importMove(source.id(), row.uid(), context.folder().folderId(),
                version(request, row, ours, standing == Standing.SAME ? changeKey : null,
                        predecessors))
                .messageId();
        return Optional.of(new Result(
                change.message(moved, EnumSet.noneOf(MessagePart.class)), standing));
    }

    /// The list is of the version that was moved (§2.2.3.2.4.4.1); where it has the move itself in it,
    /// what the client did before is not to be told from that.
    private static Standing standing(PredecessorChangeList theirs, PredecessorChangeList ours,
            Xid changeKey) {
        if (!theirs.includes(ours)) {
            return Standing.UNSEEN;
        }
        return ours.includes(theirs) || theirs.xids().contains(changeKey)
                ? Standing.SAME
                : Standing.NEWER;
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

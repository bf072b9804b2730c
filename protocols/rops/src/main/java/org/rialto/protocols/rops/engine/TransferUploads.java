package org.rialto.protocols.rops.engine;

import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCodes;
import org.rialto.protocols.rops.sync.FastTransferRoot;
import org.rialto.protocols.rops.wire.RopResponse;
import org.rialto.protocols.rops.wire.transfer.RopFastTransferDestinationConfigure;
import org.rialto.protocols.rops.wire.transfer.RopFastTransferDestinationPutBuffer;
import org.rialto.protocols.rops.wire.transfer.RopFastTransferDestinationPutBufferExtended;

/// Fast transfer uploads. MS-OXCFXICS §3.2.5.8.2.
final class TransferUploads {
    RopResponse configure(RopFastTransferDestinationConfigure.Request request, Call call) {
        ServerObject target = call.input();
        FastTransferRoot root = root(request.sourceOperation(), target);
        int flags = request.copyFlags();
        boolean move = (flags & RopFastTransferDestinationConfigure.MOVE) != 0;
        if ((flags & ~RopFastTransferDestinationConfigure.MOVE) != 0
                || move && target instanceof StoredAttachment) {
            throw new RopError(ErrorCodes.InvalidParameter);
        }
        boolean writable = switch (target) {
            case StoredMessage message -> message.message().isWritable();
            case StoredAttachment attachment -> attachment.attachment().isWritable();
            default -> true; // the store says it of a folder
        };
        if (!writable) {
            throw new RopError(ErrorCodes.AccessDenied);
        }
        LogonObject logon = call.logon();
        TransferSink sink = new TransferSink(logon, MessageOpening.context(call, logon),
                call.format().charset(), target, root == FastTransferRoot.TOP_FOLDER);
        call.output(request.outputHandleIndex(), new TransferUpload(logon, root, sink, call));
        return new RopFastTransferDestinationConfigure.Response(request.outputHandleIndex());
    }

    /// §2.2.3.1.2.1.1.
    private static FastTransferRoot root(int sourceOperation, ServerObject target) {
        return switch (sourceOperation) {
            case RopFastTransferDestinationConfigure.COPY_TO,
                    RopFastTransferDestinationConfigure.COPY_PROPERTIES ->
                switch (target) {
                    case FolderObject _ -> FastTransferRoot.FOLDER_CONTENT;
                    case StoredMessage _ -> FastTransferRoot.MESSAGE_CONTENT;
                    case StoredAttachment _ -> FastTransferRoot.ATTACHMENT_CONTENT;
                    default -> throw new RopError(ErrorCodes.NotSupported);
                };
            case RopFastTransferDestinationConfigure.COPY_MESSAGES ->
                ofFolder(target, FastTransferRoot.MESSAGE_LIST);
            case RopFastTransferDestinationConfigure.COPY_FOLDER ->
                ofFolder(target, FastTransferRoot.TOP_FOLDER);
            default -> throw new RopError(ErrorCodes.InvalidParameter);
        };
    }

    private static FastTransferRoot ofFolder(ServerObject target, FastTransferRoot root) {
        if (!(target instanceof FolderObject)) {
            throw new RopError(ErrorCodes.NotSupported);
        }
        return root;
    }

    RopResponse putBuffer(RopFastTransferDestinationPutBuffer.Request request, Call call) {
        Binary data = request.transferData();
        call.input(TransferUpload.class).put(data);
        return new RopFastTransferDestinationPutBuffer.Response(request.inputHandleIndex(),
                ErrorCodes.Success, RopFastTransferDestinationPutBuffer.PARTIAL, 0, 1, 0,
                data.length());
    }

    RopResponse putBufferExtended(RopFastTransferDestinationPutBufferExtended.Request request,
            Call call) {
        Binary data = request.transferData();
        call.input(TransferUpload.class).put(data);
        return new RopFastTransferDestinationPutBufferExtended.Response(
                request.inputHandleIndex(), ErrorCodes.Success,
                RopFastTransferDestinationPutBuffer.PARTIAL, 0, 1, 0, data.length());
    }
}

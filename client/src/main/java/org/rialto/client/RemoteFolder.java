package org.rialto.client;

import java.io.IOException;
import java.util.List;
import org.rialto.mapi.FolderId;
import org.rialto.mapi.MessageId;
import org.rialto.protocols.rops.wire.folder.RopGetContentsTable;
import org.rialto.protocols.rops.wire.folder.RopGetHierarchyTable;
import org.rialto.protocols.rops.wire.message.RopCreateMessage;
import org.rialto.protocols.rops.wire.message.RopOpenMessage;
import org.rialto.protocols.rops.wire.transfer.RopFastTransferSourceCopyMessages;

/// An open folder.
public final class RemoteFolder extends RemoteObject {
    private static final int LOGONS_CODE_PAGE = 0x0FFF;
    /// SendOptions: Unicode texts. MS-OXCFXICS §2.2.3.1.1.1.2.
    private static final int UNICODE = 0x01;
    private final FolderId folderId;

    RemoteFolder(MapiClient client, int handle, FolderId folderId) {
        super(client, handle);
        this.folderId = folderId;
    }

    public FolderId folderId() { return folderId; }

    /// Its messages.
    public RemoteTable contents() throws IOException, InterruptedException {
        RopGetContentsTable.Response response = ask(
                new RopGetContentsTable.Request(0, 0, 1, RopGetContentsTable.USE_UNICODE),
                RopGetContentsTable.Response.class);
        return new RemoteTable(client(), client().handle(1), response.rowCount());
    }

    /// Its subfolders, with theirs.
    public RemoteTable hierarchy() throws IOException, InterruptedException {
        RopGetHierarchyTable.Response response = ask(
                new RopGetHierarchyTable.Request(0, 0, 1,
                        RopGetHierarchyTable.USE_UNICODE | RopGetHierarchyTable.DEPTH),
                RopGetHierarchyTable.Response.class);
        return new RemoteTable(client(), client().handle(1), response.rowCount());
    }

    public RemoteMessage open(MessageId messageId) throws IOException, InterruptedException {
        ask(new RopOpenMessage.Request(0, 0, 1, LOGONS_CODE_PAGE, folderId,
                RopOpenMessage.BEST_ACCESS, messageId), RopOpenMessage.Response.class);
        return new RemoteMessage(client(), client().handle(1));
    }

    /// A new message, which is there for others once it is saved.
    public RemoteMessage create() throws IOException, InterruptedException {
        ask(new RopCreateMessage.Request(0, 0, 1, LOGONS_CODE_PAGE, folderId, false),
                RopCreateMessage.Response.class);
        return new RemoteMessage(client(), client().handle(1));
    }

    /// Begins a fast transfer of messages to the client. MS-OXCFXICS §2.2.3.1.1.3.
    public RemoteTransfer download(List<MessageId> messageIds)
            throws IOException, InterruptedException {
        ask(new RopFastTransferSourceCopyMessages.Request(0, 0, 1, messageIds, 0, UNICODE),
                RopFastTransferSourceCopyMessages.Response.class);
        return new RemoteTransfer(client(), client().handle(1));
    }
}

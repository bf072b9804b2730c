package org.rialto.client;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.FolderId;
import org.rialto.mapi.MessageId;
import org.rialto.protocols.rops.wire.folder.RopOpenFolder;
import org.rialto.protocols.rops.wire.logon.RopLogon;
import org.rialto.protocols.rops.wire.notification.RopRegisterNotification;

/// A logon to a mailbox.
public final class RemoteMailbox extends RemoteObject {
    /// Where the response of a logon has which folder. MS-OXCSTOR §2.2.1.1.3.
    public enum Place {
        ROOT, DEFERRED_ACTION, SPOOLER_QUEUE, IPM_SUBTREE, INBOX, OUTBOX, SENT_ITEMS, DELETED_ITEMS, COMMON_VIEWS, SCHEDULE, FINDER, VIEWS, SHORTCUTS
    }

    private final RopLogon.PrivateResponse response;

    RemoteMailbox(MapiClient client, int handle, RopLogon.PrivateResponse response) {
        super(client, handle);
        this.response = response;
    }

    public RopLogon.PrivateResponse response() { return response; }

    public FolderId folderId(Place place) { return response.folderIds().get(place.ordinal()); }

    public RemoteFolder open(Place place) throws IOException, InterruptedException {
        return open(folderId(place));
    }

    public RemoteFolder open(FolderId folderId) throws IOException, InterruptedException {
        ask(new RopOpenFolder.Request(0, 0, 1, folderId, 0), RopOpenFolder.Response.class);
        return new RemoteFolder(client(), client().handle(1), folderId);
    }

    /// Subscribes to events; the handle is what notifications name.
    ///
    /// @param types of [RopRegisterNotification]
    /// @param folderId null for the whole mailbox
    public int subscribe(int types, @Nullable FolderId folderId)
            throws IOException, InterruptedException {
        RopRegisterNotification.Scope scope = folderId == null
                ? null
                : new RopRegisterNotification.Scope(folderId, MessageId.ofLong(0));
        ask(new RopRegisterNotification.Request(0, 0, 1, types, scope),
                RopRegisterNotification.Response.class);
        return client().handle(1);
    }
}

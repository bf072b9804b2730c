package org.rialto.client;

import java.io.IOException;
import org.rialto.mapi.PropertyTag;
import org.rialto.protocols.rops.wire.attachment.RopOpenEmbeddedMessage;
import org.rialto.protocols.rops.wire.attachment.RopSaveChangesAttachment;
import org.rialto.protocols.rops.wire.stream.RopOpenStream;

/// An open attachment.
public final class RemoteAttachment extends RemoteObject {
    private static final int OWN_CODE_PAGE = 0x0FFF;
    private static final int READ_ONLY = 0;
    private static final int CREATE = 2;

    RemoteAttachment(MapiClient client, int handle) { super(client, handle); }

    /// Opens a property as a stream, to read it.
    public RemoteStream read(PropertyTag tag) throws IOException, InterruptedException {
        return stream(tag, RopOpenStream.READ_ONLY);
    }

    /// Opens a property as a stream, to write it anew.
    public RemoteStream write(PropertyTag tag) throws IOException, InterruptedException {
        return stream(tag, RopOpenStream.CREATE);
    }

    /// Opens the message that is in it, or makes one.
    public RemoteMessage message(boolean make) throws IOException, InterruptedException {
        ask(new RopOpenEmbeddedMessage.Request(0, 0, 1, OWN_CODE_PAGE, make ? CREATE : READ_ONLY),
                RopOpenEmbeddedMessage.Response.class);
        return new RemoteMessage(client(), client().handle(1));
    }

    /// Saves it in its message, which is to be saved as well.
    public void save() throws IOException, InterruptedException {
        ask(new RopSaveChangesAttachment.Request(0, 0, 0,
                RopSaveChangesAttachment.KEEP_OPEN_READ_WRITE),
                RopSaveChangesAttachment.Response.class);
    }
}

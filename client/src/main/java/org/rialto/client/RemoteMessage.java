package org.rialto.client;

import java.io.IOException;
import org.rialto.mapi.MessageId;
import org.rialto.mapi.PropertyTag;
import org.rialto.protocols.rops.wire.message.RopSaveChangesMessage;
import org.rialto.protocols.rops.wire.stream.RopOpenStream;
import org.rialto.protocols.rops.wire.transport.RopSubmitMessage;

/// An open message.
public final class RemoteMessage extends RemoteObject {
    RemoteMessage(MapiClient client, int handle) { super(client, handle); }

    /// Saves it and keeps it open; answers its id.
    public MessageId save() throws IOException, InterruptedException {
        return ask(new RopSaveChangesMessage.Request(0, 0, 0,
                RopSaveChangesMessage.KEEP_OPEN_READ_WRITE), RopSaveChangesMessage.Response.class)
                .messageId();
    }

    /// Opens a property as a stream, to read it.
    public RemoteStream read(PropertyTag tag) throws IOException, InterruptedException {
        return open(tag, RopOpenStream.READ_ONLY);
    }

    /// Opens a property as a stream, to write it anew.
    public RemoteStream write(PropertyTag tag) throws IOException, InterruptedException {
        return open(tag, RopOpenStream.CREATE);
    }

    private RemoteStream open(PropertyTag tag, int mode) throws IOException, InterruptedException {
        ask(new RopOpenStream.Request(0, 0, 1, tag, mode), RopOpenStream.Response.class);
        return new RemoteStream(client(), client().handle(1));
    }

    /// Sends it.
    public void submit() throws IOException, InterruptedException {
        ask(new RopSubmitMessage.Request(0, 0, RopSubmitMessage.NONE),
                RopSubmitMessage.Response.class);
    }
}

package org.rialto.client;

import java.io.IOException;
import org.rialto.mapi.PropertyTag;
import org.rialto.protocols.rops.wire.stream.RopOpenStream;

/// An open attachment.
public final class RemoteAttachment extends RemoteObject {
    RemoteAttachment(MapiClient client, int handle) { super(client, handle); }

    /// Opens a property as a stream, to read it.
    public RemoteStream read(PropertyTag tag) throws IOException, InterruptedException {
        return stream(tag, RopOpenStream.READ_ONLY);
    }
}

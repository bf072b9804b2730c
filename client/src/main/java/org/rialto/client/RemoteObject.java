package org.rialto.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.PropertyRow;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyValue;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopRequest;
import org.rialto.protocols.rops.wire.other.RopRelease;
import org.rialto.protocols.rops.wire.property.RopGetPropertiesSpecific;
import org.rialto.protocols.rops.wire.property.RopSetProperties;
import org.rialto.protocols.rops.wire.stream.RopOpenStream;

/// What is open on the server, by its handle.
public sealed class RemoteObject implements AutoCloseable
        permits RemoteMailbox, RemoteFolder, RemoteTable, RemoteMessage,
        RemoteAttachment, RemoteStream, RemoteTransfer {
    private final MapiClient client;
    private final int handle;

    RemoteObject(MapiClient client, int handle) {
        this.client = client;
        this.handle = handle;
    }

    public MapiClient client() { return client; }

    public int handle() { return handle; }

    /// Carries one operation out on this; what it makes is at index 1.
    <T extends RopAnswer> T ask(RopRequest request, Class<T> kind)
            throws IOException, InterruptedException {
        return client.ask(handle, request, kind);
    }

    /// A property as a stream, for what has such.
    RemoteStream stream(PropertyTag tag, int mode) throws IOException, InterruptedException {
        ask(new RopOpenStream.Request(0, 0, 1, tag, mode), RopOpenStream.Response.class);
        return new RemoteStream(client(), client().handle(1));
    }

    /// Values of properties, in the order of the tags; null for one that is not there.
    public List<@Nullable Object> get(PropertyTag... tags)
            throws IOException, InterruptedException {
        List<PropertyTag> asked = List.of(tags);
        RopGetPropertiesSpecific.Response response = ask(
                new RopGetPropertiesSpecific.Request(0, 0, 0, true, asked),
                RopGetPropertiesSpecific.Response.class);
        PropertyRow row = PropertyRow.read(response.rowData().reader(), asked,
                MapiClient.format());
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < tags.length; i++) {
            values.add(row.value(i));
        }
        return values;
    }

    public void set(PropertyValue... values) throws IOException, InterruptedException {
        RopSetProperties.Response response = ask(
                new RopSetProperties.Request(0, 0, List.of(values)),
                RopSetProperties.Response.class);
        if (!response.propertyProblems().isEmpty()) {
            throw new IOException("not set: " + response.propertyProblems());
        }
    }

    /// Releases it.
    @Override
    public void close() throws IOException {
        try {
            client.execute(List.of(handle), new RopRelease.Request(0, 0));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

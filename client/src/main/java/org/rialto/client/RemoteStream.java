package org.rialto.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.rialto.mapi.Binary;
import org.rialto.protocols.rops.wire.stream.RopCommitStream;
import org.rialto.protocols.rops.wire.stream.RopReadStream;
import org.rialto.protocols.rops.wire.stream.RopWriteStream;

/// An open stream.
public final class RemoteStream extends RemoteObject {
    /// What fits in a buffer beside the rest of it.
    private static final int PIECE_BYTES = 0x7000;

    RemoteStream(MapiClient client, int handle) { super(client, handle); }

    /// What is left of it.
    public byte[] readAll() throws IOException, InterruptedException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (true) {
            Binary piece = ask(new RopReadStream.Request(0, 0, PIECE_BYTES, 0),
                    RopReadStream.Response.class).data();
            if (piece.isEmpty()) {
                return all.toByteArray();
            }
            all.writeBytes(piece.toByteArray());
        }
    }

    /// Writes all and commits it.
    public void write(byte[] bytes) throws IOException, InterruptedException {
        for (int at = 0; at < bytes.length; at += PIECE_BYTES) {
            byte[] piece = java.util.Arrays.copyOfRange(bytes, at,
                    Math.min(bytes.length, at + PIECE_BYTES));
            ask(new RopWriteStream.Request(0, 0, Binary.wrap(piece)),
                    RopWriteStream.Response.class);
        }
        ask(new RopCommitStream.Request(0, 0), RopCommitStream.Response.class);
    }
}

package org.rialto.client;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.rialto.protocols.rops.wire.RopBuffer;
import org.rialto.protocols.rops.wire.RopResponse;
import org.rialto.protocols.rops.wire.transfer.RopFastTransferSourceGetBuffer;

/// A fast transfer from the server, or a synchronisation. MS-OXCFXICS §2.2.3.1.1.5.
public final class RemoteTransfer extends RemoteObject {
    private static final int ASKED_BYTES = 0x7C00;

    RemoteTransfer(MapiClient client, int handle) { super(client, handle); }

    /// Fetches the whole stream.
    public void readAll(OutputStream out) throws IOException, InterruptedException {
        RopFastTransferSourceGetBuffer.Request request = new RopFastTransferSourceGetBuffer.Request(
                0, 0, RopFastTransferSourceGetBuffer.USE_MAXIMUM, ASKED_BYTES);
        while (true) {
            for (RopResponse each : client().execute(List.of(handle(), RopBuffer.NO_HANDLE),
                    request)) {
                RopFastTransferSourceGetBuffer.Response piece = MapiClient.answer(each, request,
                        RopFastTransferSourceGetBuffer.Response.class);
                out.write(piece.transferBuffer().toByteArray());
                if (piece.transferStatus() == RopFastTransferSourceGetBuffer.DONE) {
                    return;
                }
            }
        }
    }
}

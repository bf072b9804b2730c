package org.rialto.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.rialto.client.MapiClient;
import org.rialto.client.RefusedException;
import org.rialto.mapihttp.wire.ResponseCode;
import org.rialto.protocols.rops.engine.Operations;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopRequest;

/// Operations over MAPI/HTTP. A connection that breaks is an [UncheckedIOException]; a server that
/// refuses what it should do, an error.
record RemoteOperations(MapiClient client) implements Operations {
    @Override
    public List<RopAnswer> answers(List<Integer> table, RopRequest... requests) {
        try {
            return client.execute(table, requests).stream().map(RopAnswer.class::cast).toList();
        } catch (RefusedException e) {
            if (e.responseCode() == ResponseCode.SUCCESS) {
                throw new AssertionError(e);
            }
            throw new UncheckedIOException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int handle(int index) { return client.handle(index); }
}

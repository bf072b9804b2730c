package org.rialto.protocols.rops.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.rialto.base.ByteReader;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.ExtendedBuffer;
import org.rialto.protocols.rops.wire.RequestContext;
import org.rialto.protocols.rops.wire.RopBuffer;
import org.rialto.protocols.rops.wire.RopRequest;
import org.rialto.protocols.rops.wire.RopRequestReader;
import org.rialto.protocols.rops.wire.stream.RopWriteStreamExtended;
import org.rialto.protocols.rops.wire.transfer.RopFastTransferDestinationPutBuffer;
import org.rialto.protocols.rops.wire.transfer.RopFastTransferDestinationPutBufferExtended;

/// What a client sent, read to its end before anything of it is carried out: so a malformed call
/// does nothing.
///
/// @param continued the operations of further packed buffers, which go on with the last request
///        (MS-OXCRPC §3.1.4.2.1.2.1)
record RopInput(Binary ropsList, List<Integer> handles, List<Parsed> requests,
        List<RopRequest> continued) {
    /// A request and where it stands in the list.
    record Parsed(RopRequest request, int start, int end) {}

    /// @param handleFormat what texts an object has, by its handle
    static RopInput read(byte[] extendedBuffers, RequestContext ofSession,
            IntFunction<ValueFormat> handleFormat) {
        ByteReader in = new ByteReader(extendedBuffers);
        List<Binary> payloads = ExtendedBuffer.readAll(in);
        if (payloads.isEmpty()) {
            throw in.malformed("there is no extended buffer");
        }
        RopBuffer first = RopBuffer.read(payloads.getFirst().reader());
        RequestContext context = new RequestContext(ofSession.format(),
                ofSession.isPrivateLogon(), index -> handleFormat.apply(first.handle(index)));
        List<Parsed> requests = new ArrayList<>();
        RopRequestReader reader = new RopRequestReader(first, context);
        while (reader.hasNext()) {
            int start = reader.position();
            RopRequest request = reader.next();
            requests.add(new Parsed(request, start, reader.position()));
        }
        List<RopRequest> continued = new ArrayList<>();
        for (Binary payload : payloads.subList(1, payloads.size())) {
            if (requests.isEmpty()) {
                throw in.malformed("packed buffers go on with no operation");
            }
            continued.add(readContinued(payload, first, requests.getLast().request(), context));
        }
        return join(new RopInput(first.ropsList(), first.handles(), requests, continued));
    }

    private static RopRequest readContinued(Binary payload, RopBuffer first, RopRequest last,
            RequestContext context) {
        ByteReader in = payload.reader();
        RopBuffer buffer = RopBuffer.read(in);
        List<RopRequest> requests = RopRequestReader.readAll(buffer, context);
        boolean packable = last instanceof RopWriteStreamExtended.Request
                || last instanceof RopFastTransferDestinationPutBuffer.Request
                || last instanceof RopFastTransferDestinationPutBufferExtended.Request;
        if (!packable || requests.size() != 1 || requests.getFirst().ropId() != last.ropId()) {
            throw in.malformed("a packed buffer does not go on with the operation before it");
        }
        RopRequest request = requests.getFirst();
        if (buffer.handle(request.inputHandleIndex()) != first.handle(last.inputHandleIndex())) {
            throw in.malformed("a packed buffer goes on with another object");
        }
        return request;
    }

    /// Writing to a stream is one operation with all the data.
    private static RopInput join(RopInput input) {
        if (input.continued.isEmpty() || !(input.requests.getLast()
                .request() instanceof RopWriteStreamExtended.Request write)) {
            return input;
        }
        List<Binary> parts = new ArrayList<>();
        parts.add(write.data());
        input.continued.forEach(each -> parts.add(((RopWriteStreamExtended.Request) each).data()));
        byte[] all = new byte[parts.stream().mapToInt(Binary::length).sum()];
        int at = 0;
        for (Binary part : parts) {
            System.arraycopy(part.toByteArray(), 0, all, at, part.length());
            at += part.length();
        }
        Parsed last = input.requests.getLast();
        List<Parsed> requests = new ArrayList<>(input.requests);
        requests.set(requests.size() - 1, new Parsed(new RopWriteStreamExtended.Request(
                write.logonId(), write.inputHandleIndex(), Binary.wrap(all)), last.start,
                last.end));
        return new RopInput(input.ropsList, input.handles, requests, List.of());
    }
}

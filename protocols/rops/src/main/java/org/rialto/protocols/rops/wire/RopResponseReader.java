package org.rialto.protocols.rops.wire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rialto.base.ByteReader;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.other.RopBufferTooSmall;
import org.rialto.protocols.rops.wire.other.RopRelease;
import org.rialto.protocols.rops.wire.table.RopResetTable;
import org.rialto.protocols.rops.wire.table.RopSetColumns;

/// Reads the responses of ROP output buffers, on the client's side of a session: it matches them
/// with the requests, and remembers the columns of tables by their server object handles, without
/// which rows cannot be read. For one thread at a time.
public final class RopResponseReader {
    private final ValueFormat format;
    private final Map<Integer, List<PropertyTag>> columns = new HashMap<>();

    public RopResponseReader(ValueFormat format) { this.format = format; }

    /// The columns of a table, as last set; none where they were not.
    public List<PropertyTag> columns(int handle) { return columns.getOrDefault(handle, List.of()); }

    /// The responses of a buffer, of which the first ones answer `requests`, in their order (those
    /// that are answered at all). There may be fewer, and responses that answer none.
    public List<RopResponse> read(List<RopRequest> requests, RopBuffer output) {
        List<RopResponse> responses = new ArrayList<>();
        ByteReader in = output.ropsList().reader();
        int next = 0;
        boolean stopped = false;
        while (in.hasRemaining()) {
            int answered = nextAnswered(requests, next);
            RopRequest request = answered < requests.size() ? requests.get(answered) : null;
            RopResponse response = RopTable.readResponse(in, new ResponseContext(format, request,
                    index -> columns(output.handle(index))));
            responses.add(response);
            stopped |= response instanceof RopBufferTooSmall.Response;
            if (response instanceof RopAnswer answer && request != null) {
                release(requests.subList(next, answered), output);
                remember(request, answer, output);
                next = answered + 1;
            }
        }
        if (!stopped) {
            release(requests.subList(next, nextAnswered(requests, next)), output);
        }
        return responses;
    }

    /// The index of the next request that is answered at all.
    private static int nextAnswered(List<RopRequest> requests, int from) {
        int at = from;
        while (at < requests.size() && requests.get(at) instanceof RopRelease.Request) {
            at++;
        }
        return at;
    }

    private void release(List<RopRequest> releases, RopBuffer output) {
        releases.forEach(release -> columns.remove(output.handle(release.inputHandleIndex())));
    }

    private void remember(RopRequest request, RopAnswer answer, RopBuffer output) {
        if (!answer.returnValue().isSuccess()) {
            return;
        }
        if (request instanceof RopSetColumns.Request set) {
            columns.put(output.handle(set.inputHandleIndex()), set.propertyTags());
        } else if (request instanceof RopResetTable.Request reset) {
            columns.remove(output.handle(reset.inputHandleIndex()));
        }
    }
}

package org.rialto.protocols.rops.wire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.rialto.base.ByteReader;
import org.rialto.mapi.Binary;
import org.rialto.protocols.rops.wire.logon.RopLogon;

/// Reads the requests of a ROP input buffer one by one. Where one is malformed, so is the rest: only
/// reading tells where a request ends. A RopLogon that was read decides what kind its logon is.
public final class RopRequestReader {
    private final ByteReader in;
    private final RequestContext context;
    private final Map<Integer, Boolean> logons = new HashMap<>();

    public RopRequestReader(RopBuffer input, RequestContext context) {
        this.in = input.ropsList().reader();
        IntPredicate before = context.isPrivateLogon();
        this.context = new RequestContext(context.format(), logonId -> {
            Boolean isPrivate = logons.get(logonId);
            return isPrivate == null ? before.test(logonId) : isPrivate;
        });
    }

    public boolean hasNext() { return in.hasRemaining(); }

    public RopRequest next() {
        RopRequest request = RopTable.readRequest(in, context);
        if (request instanceof RopLogon.Request logon) {
            logons.put(logon.logonId(), logon.isPrivate());
        }
        return request;
    }

    /// How many bytes of the requests were read.
    public int position() { return in.position(); }

    /// The bytes of the requests that were not read yet, as RopBufferTooSmall sends them back.
    public Binary rest() {
        ByteReader rest = in.copy();
        return Binary.wrap(rest.readBytes(rest.remaining()));
    }

    /// All requests of a buffer.
    public static List<RopRequest> readAll(RopBuffer input, RequestContext context) {
        RopRequestReader reader = new RopRequestReader(input, context);
        List<RopRequest> requests = new ArrayList<>();
        while (reader.hasNext()) {
            requests.add(reader.next());
        }
        return requests;
    }
}

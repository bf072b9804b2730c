package org.rialto.protocols.rops.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.RopBuffer;
import org.rialto.protocols.rops.wire.RopRequest;

/// What a handler has while it carries one operation out: the objects that the request names, and
/// where to put those that it makes. Good only until the handler returns.
public final class Call {
    private final RopSession session;
    private final HandleTable handles;
    private final RopRequest request;
    private final int room;
    private final List<Output> outputs = new ArrayList<>();

    private record Output(int index, ServerObject object) {}

    Call(RopSession session, HandleTable handles, RopRequest request, int room) {
        this.session = session;
        this.handles = handles;
        this.request = request;
        this.room = room;
    }

    public RopServer server() { return session.server(); }

    public RopSession session() { return session; }

    /// How 8-bit text is written for this client.
    public ValueFormat format() { return session.format(); }

    /// The bytes that the whole response may have. A handler whose response could be longer looks at
    /// this before it changes anything.
    public int room() { return room; }

    /// The logon that the request names.
    public LogonObject logon() {
        LogonObject logon = session.objects().logon(request.logonId());
        if (logon == null) {
            throw new RopError(ErrorCodes.NullObject);
        }
        return logon;
    }

    /// The object that the operation works on, of its logon.
    public ServerObject input() { return object(request.inputHandleIndex()); }

    /// The same, for an operation that only works on objects of one kind.
    public <T extends ServerObject> T input(Class<T> kind) {
        return object(request.inputHandleIndex(), kind);
    }

    /// Another object of the request's logon, by its index in the handle table.
    public <T extends ServerObject> T object(int index, Class<T> kind) {
        return ofKind(object(index), kind);
    }

    /// MS-OXCROPS §3.2.5.4.
    private ServerObject object(int index) {
        int handle = handles.get(index);
        ServerObject object = session.objects().find(handle);
        if (object == null) {
            throw new RopError(session.objects().wasAssigned(handle)
                    ? ErrorCodes.InvalidObject
                    : ErrorCodes.NullObject);
        }
        if (object.logon() != logon()) {
            throw new RopError(ErrorCodes.AccessDenied);
        }
        return object;
    }

    /// The destination of an operation between two objects, which may be of another logon; null
    /// where there is none (NullDestinationObject).
    public <T extends ServerObject> @Nullable T destination(int index, Class<T> kind) {
        ServerObject object = session.objects().find(handles.get(index));
        return object == null ? null : ofKind(object, kind);
    }

    private static <T extends ServerObject> T ofKind(ServerObject object, Class<T> kind) {
        if (!kind.isInstance(object)) {
            throw new RopError(ErrorCodes.NotSupported);
        }
        return kind.cast(object);
    }

    /// The handle of an object of the request; what a client knows it by.
    public int handle(int index) { return handles.get(index); }

    /// Puts an object that the operation made into the handle table. It is the session's once the
    /// response is on its way; otherwise it is closed again.
    public void output(int index, ServerObject object) {
        long more = outputs.stream()
                .filter(each -> each.object().getClass() == object.getClass()).count() + 1;
        outputs.add(new Output(index, object));
        session.objects().checkLimit(object, (int) more);
        object.opened();
    }

    /// The operation succeeded and is answered.
    void commit() {
        for (Output output : outputs) {
            if (output.object() instanceof LogonObject logon) {
                session.loggedOn(logon);
            }
            handles.set(output.index(), session.objects().add(output.object()));
        }
        outputs.clear();
    }

    /// The operation failed, or its answer cannot be sent.
    void discard() {
        outputs.forEach(output -> output.object().close());
        outputs.clear();
    }

    /// The table of handles of a call, which grows where an answer names an index beyond its end.
    static final class HandleTable {
        private final List<Integer> handles;

        HandleTable(List<Integer> handles) { this.handles = new ArrayList<>(handles); }

        int get(int index) {
            return index >= 0 && index < handles.size() ? handles.get(index) : RopBuffer.NO_HANDLE;
        }

        void grow(int index) {
            while (handles.size() <= index) {
                handles.add(RopBuffer.NO_HANDLE);
            }
        }

        void set(int index, int handle) {
            grow(index);
            handles.set(index, handle);
        }

        List<Integer> handles() { return handles; }

        int sizeBytes() { return Integer.BYTES * handles.size(); }
    }
}

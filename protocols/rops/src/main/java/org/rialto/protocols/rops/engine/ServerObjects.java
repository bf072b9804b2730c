package org.rialto.protocols.rops.engine;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.ErrorCodes;
import org.rialto.protocols.rops.message.ObjectSpace;
import org.rialto.protocols.rops.wire.RopBuffer;

/// The objects that a session has open, by handle, and its logons by their ids: the Server Object
/// Map and the Logon Map. MS-OXCROPS §3.2.1.
final class ServerObjects {
    private final RopLimits limits;
    private final Runnable released;
    private final Map<Integer, ServerObject> byHandle = new HashMap<>();
    private final Map<Integer, LogonObject> logons = new HashMap<>();
    private final Map<Integer, Integer> counts = new HashMap<>();
    private final Map<NotificationSource, Integer> sources = new HashMap<>();
    private int lastHandle;

    /// @param released is told when objects were
    ServerObjects(RopLimits limits, Runnable released) {
        this.limits = limits;
        this.released = released;
    }

    /// Names what all of them keep.
    void holds(ObjectSpace.Held held) { byHandle.values().forEach(each -> each.holds(held)); }

    @Nullable
    ServerObject find(int handle) { return byHandle.get(handle); }

    /// Whether a handle was an object's before.
    boolean wasAssigned(int handle) {
        return handle != 0 && Integer.compareUnsigned(handle, lastHandle) <= 0;
    }

    @Nullable
    LogonObject logon(int logonId) { return logons.get(logonId); }

    int size() { return byHandle.size(); }

    /// The handle of an object that events are told of; null where it has none (any more).
    @Nullable
    Integer handle(NotificationSource source) { return sources.get(source); }

    /// Refuses one more object of the kind than the session may have.
    void checkLimit(ServerObject object, int more) {
        if (counts.getOrDefault(kind(object), 0) + more > limits.of(object)) {
            throw new RopError(ErrorCodes.TooManyOpenObjects);
        }
    }

    /// Takes an object in; answers its handle. A logon takes the place of one of its id.
    int add(ServerObject object) {
        if (object instanceof LogonObject logon) {
            LogonObject before = logons.get(logon.logonId());
            if (before != null) {
                releaseLogon(before);
            }
            logons.put(logon.logonId(), logon);
        }
        do {
            lastHandle++;
        } while (lastHandle == RopBuffer.NO_HANDLE || byHandle.containsKey(lastHandle));
        byHandle.put(lastHandle, object);
        if (object instanceof NotificationSource source) {
            sources.put(source, lastHandle);
        }
        counts.merge(kind(object), 1, Integer::sum);
        return lastHandle;
    }

    void release(int handle) {
        ServerObject object = byHandle.get(handle);
        if (object instanceof LogonObject logon) {
            releaseLogon(logon);
        } else if (object != null) {
            byHandle.remove(handle);
            closed(object);
        }
    }

    private void releaseLogon(LogonObject logon) {
        logons.remove(logon.logonId());
        byHandle.values().removeIf(object -> {
            boolean gone = object.logon() == logon;
            if (gone) {
                closed(object);
            }
            return gone;
        });
    }

    void releaseAll() {
        byHandle.values().forEach(this::closed);
        byHandle.clear();
        logons.clear();
    }

    private void closed(ServerObject object) {
        counts.merge(kind(object), -1, Integer::sum);
        if (object instanceof NotificationSource source) {
            sources.remove(source);
        }
        object.close();
        released.run();
    }

    private static int kind(ServerObject object) {
        return switch (object) {
            case LogonObject _ -> 0;
            case FolderObject _ -> 1;
            case TableObject _ -> 2;
            case MessageObject _ -> 3;
            case AttachmentObject _ -> 4;
            case StreamObject _ -> 5;
            case TransferObject _ -> 6;
            case SubscriptionObject _ -> 7;
        };
    }
}

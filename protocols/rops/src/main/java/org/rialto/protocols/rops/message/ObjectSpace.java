package org.rialto.protocols.rops.message;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.ErrorCodes;

/// What the open objects of a session hold that is not (yet) in the store: memory, and bytes of
/// values in a temporary file. Within the limits of the session there are those of the process, of
/// which no session has more than it leaves to the others. For one thread at a time, but for what
/// sessions share.
///
/// What grows is counted at once; what is not held any more is found out by counting again what the
/// session's objects reach, after some were released and before anything is refused. So nothing has
/// to be given back one by one, and nothing can be forgotten.
public final class ObjectSpace implements AutoCloseable {
    private final Room memory;
    private final Room disk;
    private final Consumer<Held> roots;
    private final Set<ValueBytes> values = Collections.newSetFromMap(new IdentityHashMap<>());
    /// Those that the operation that is carried out began, and that no object may have yet.
    private final List<ValueBytes> youngValues = new ArrayList<>();
    private final List<OpenObject> youngObjects = new ArrayList<>();
    private @Nullable SpillFile file;
    private boolean isStale;

    /// @param roots names all that the session has open
    public ObjectSpace(Room memory, Room disk, Consumer<Held> roots) {
        this.memory = memory;
        this.disk = disk;
        this.roots = roots;
    }

    /// For objects that nobody counts.
    public static ObjectSpace unlimited() {
        return new ObjectSpace(new Room(Long.MAX_VALUE, null), new Room(Long.MAX_VALUE, null),
                _ -> {});
    }

    /// There is no room for what is asked for. The code says of what.
    public static final class Exceeded extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int code;

        Exceeded(ErrorCode code) {
            super(code.name(), null, false, false);
            this.code = code.value();
        }

        public ErrorCode code() { return new ErrorCode(code); }
    }

    /// So many bytes of a kind, within those that are around.
    public static final class Room {
        private final long mostBytes;
        private final @Nullable Room around;
        private final AtomicLong heldBytes = new AtomicLong();

        public Room(long mostBytes, @Nullable Room around) {
            this.mostBytes = mostBytes;
            this.around = around;
        }

        public long heldBytes() { return heldBytes.get(); }

        private boolean fits(long more) {
            long would = heldBytes.get() + more;
            return would <= mostBytes
                    && (around == null
                            || would <= around.mostBytes - around.heldBytes.get() - more);
        }

        private void add(long more) {
            heldBytes.addAndGet(more);
            if (around != null) {
                around.add(more);
            }
        }

        private void set(long bytes) { add(bytes - heldBytes.get()); }
    }

    /// What is found when it is counted again.
    public static final class Held {
        private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        private final Set<ValueBytes> values = Collections.newSetFromMap(new IdentityHashMap<>());
        private long memoryBytes;

        /// An object that is open, with all that it reaches.
        public void object(OpenObject object) {
            if (seen.add(object)) {
                memoryBytes += object.countedBytes();
                object.holds(this);
            }
        }

        public void value(ValueBytes value) { values.add(value); }
    }

    public long memoryBytes() { return memory.heldBytes(); }

    public long diskBytes() { return disk.heldBytes(); }

    /// An operation begins: what those before it made is an object's by now, or nobody's.
    public void nextOperation() {
        youngValues.clear();
        youngObjects.clear();
    }

    /// Objects may hold less than they did.
    public void released() { isStale = true; }

    /// Counts again where something was released.
    public void settle() {
        nextOperation();
        if (isStale && (memory.heldBytes() > 0 || !values.isEmpty())) {
            count();
        }
        isStale = false;
    }

    /// @throws Exceeded there is no room in memory for so much more
    public void requireMemory(long more) { require(memory, more, ErrorCodes.ServerMemory); }

    private void require(Room room, long more, ErrorCode code) {
        if (more <= 0 || room.fits(more)) {
            return;
        }
        if (isStale) {
            count();
            isStale = false;
        }
        if (!room.fits(more)) {
            isStale = !youngValues.isEmpty() || !youngObjects.isEmpty();
            throw new Exceeded(code);
        }
    }

    /// Memory that is held, or not any more.
    void addMemory(long more) { memory.add(more); }

    void began(OpenObject object) { youngObjects.add(object); }

    /// A value's memory grows.
    void growMemory(ValueBytes value, long more) {
        began(value);
        requireMemory(more);
        memory.add(more);
    }

    /// A value grows in the temporary file, by so much whether written or zeros.
    void growDisk(ValueBytes value, long more) {
        began(value);
        require(disk, more, ErrorCodes.StreamSizeError);
        disk.add(more);
    }

    private void began(ValueBytes value) {
        if (values.add(value)) {
            youngValues.add(value);
        }
    }

    void addDisk(long more) { disk.add(more); }

    /// What a value took is another's now.
    void replace(ValueBytes value, ValueBytes by) {
        if (values.remove(value)) {
            began(by);
        }
    }

    SpillFile file() {
        SpillFile open = file;
        if (open == null) {
            open = new SpillFile();
            file = open;
        }
        return open;
    }

    private void count() {
        Held held = new Held();
        roots.accept(held);
        youngValues.forEach(held::value);
        youngObjects.forEach(held::object);
        long inMemory = held.memoryBytes;
        long onDisk = 0;
        for (var each = values.iterator(); each.hasNext();) {
            ValueBytes value = each.next();
            if (held.values.contains(value)) {
                inMemory += value.memoryBytes();
                onDisk += value.diskBytes();
            } else {
                value.forget();
                each.remove();
            }
        }
        if (file != null && file.isSparse()) {
            values.forEach(ValueBytes::moveDown);
            file.cut();
        }
        memory.set(inMemory);
        disk.set(onDisk);
    }

    @Override
    public void close() {
        values.clear();
        nextOperation();
        memory.set(0);
        disk.set(0);
        if (file != null) {
            file.close();
            file = null;
        }
    }
}

package org.rialto.protocols.rops.sync;

import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;
import org.rialto.mapi.GlobalId;
import org.rialto.mapi.ValueComparison;

/// A set of folder ids, message ids or change numbers of several replicas (IDSET, CNSET).
/// MS-OXCFXICS §2.2.2.4. A replica is a GUID in what outlives a session (the synchronization
/// state), and the session's 16-bit number for it in what does not (deletions, read states):
/// `IdSet<UUID>` and `IdSet<Integer>`, which are encoded differently.
///
/// Mutable, and for one thread at a time.
public final class IdSet<R> {
    private final Form<R> form;
    /// In the order of the encoding; no set in it is empty.
    private final SortedMap<R, CounterSet> replicas;

    /// About how much memory it takes.
    long memoryBytes() {
        return replicas.values().stream().mapToLong(CounterSet::memoryBytes).sum();
    }

    private IdSet(Form<R> form) {
        this.form = form;
        this.replicas = new TreeMap<>(form.order());
    }

    /// An empty set of ids by replica GUID (REPLGUID).
    public static IdSet<UUID> byGuid() { return new IdSet<>(Form.GUID); }

    /// An empty set of ids by replica id (REPLID), 0 to 0xFFFF.
    public static IdSet<Integer> byReplicaId() { return new IdSet<>(Form.REPLICA_ID); }

    /// From the encoding of §2.2.2.4.2.
    public static IdSet<UUID> decodeByGuid(Binary value) { return decode(value, Form.GUID); }

    /// From the encoding of §2.2.2.4.1.
    public static IdSet<Integer> decodeByReplicaId(Binary value) {
        return decode(value, Form.REPLICA_ID);
    }

    private static <R> IdSet<R> decode(Binary value, Form<R> form) {
        ByteReader in = value.reader();
        IdSet<R> set = new IdSet<>(form);
        while (in.hasRemaining()) {
            R replica = form.read(in);
            // Neither the order nor a replica that comes twice changes what the set is.
            set.addAll(replica, CounterSetFormat.read(in));
        }
        return set;
    }

    public Binary encode() {
        ByteWriter out = new ByteWriter(64);
        replicas.forEach((replica, counters) -> {
            form.write(replica, out);
            CounterSetFormat.write(counters, out);
        });
        return Binary.wrap(out.toByteArray());
    }

    public IdSet<R> copy() {
        IdSet<R> copy = new IdSet<>(form);
        replicas.forEach((replica, counters) -> copy.replicas.put(replica, counters.copy()));
        return copy;
    }

    public boolean isEmpty() { return replicas.isEmpty(); }

    /// How many ids there are.
    public long size() { return replicas.values().stream().mapToLong(CounterSet::size).sum(); }

    /// The replicas of which there are ids, in the order of the encoding.
    public SortedSet<R> replicas() { return new TreeSet<>(replicas.keySet()); }

    /// A copy of the counters of one replica; empty where there are none.
    public CounterSet counters(R replica) {
        CounterSet counters = replicas.get(replica);
        return counters == null ? new CounterSet() : counters.copy();
    }

    public boolean contains(R replica, long counter) {
        CounterSet counters = replicas.get(replica);
        return counters != null && counters.contains(counter);
    }

    public boolean containsAll(IdSet<R> other) {
        return other.replicas.entrySet().stream().allMatch(entry -> {
            CounterSet counters = replicas.get(entry.getKey());
            return counters != null && counters.containsAll(entry.getValue());
        });
    }

    public boolean intersects(IdSet<R> other) {
        return other.replicas.entrySet().stream().anyMatch(entry -> {
            CounterSet counters = replicas.get(entry.getKey());
            return counters != null && counters.intersects(entry.getValue());
        });
    }

    public IdSet<R> add(R replica, long counter) { return addRange(replica, counter, counter); }

    public IdSet<R> addRange(R replica, long low, long high) {
        form.check(replica);
        replicas.computeIfAbsent(replica, key -> new CounterSet()).addRange(low, high);
        return this;
    }

    public IdSet<R> addAll(R replica, CounterSet counters) {
        form.check(replica);
        if (!counters.isEmpty()) {
            replicas.computeIfAbsent(replica, key -> new CounterSet()).addAll(counters);
        }
        return this;
    }

    public IdSet<R> addAll(IdSet<R> other) {
        other.replicas.forEach(this::addAll);
        return this;
    }

    public IdSet<R> remove(R replica, long counter) {
        return removeAll(replica, CounterSet.of(counter));
    }

    public IdSet<R> removeAll(R replica, CounterSet counters) {
        replicas.computeIfPresent(replica, (key, mine) -> orNothing(mine.removeAll(counters)));
        return this;
    }

    /// Removes what `other` has.
    public IdSet<R> removeAll(IdSet<R> other) {
        other.replicas.forEach(this::removeAll);
        return this;
    }

    /// Removes what `other` has not.
    public IdSet<R> retainAll(IdSet<R> other) {
        replicas.entrySet().removeIf(entry -> {
            CounterSet theirs = other.replicas.get(entry.getKey());
            return theirs == null || entry.getValue().retainAll(theirs).isEmpty();
        });
        return this;
    }

    /// The ids as those of other names of the same replicas; ids of replicas that have none there
    /// are left out. A server's mapping of replica ids and GUIDs is one (MS-OXCSTOR §3.2.5.4).
    private <S> IdSet<S> map(Form<S> to, Function<R, @Nullable S> names) {
        IdSet<S> mapped = new IdSet<>(to);
        for (Map.Entry<R, CounterSet> entry : replicas.entrySet()) {
            S name = names.apply(entry.getKey());
            if (name != null) {
                mapped.addAll(name, entry.getValue());
            }
        }
        return mapped;
    }

    /// These ids by replica id; those of replicas without one are left out.
    public IdSet<Integer> toReplicaIds(Function<R, @Nullable Integer> names) {
        return map(Form.REPLICA_ID, names);
    }

    /// These ids by replica GUID; those of replicas without one are left out.
    public IdSet<UUID> toGuids(Function<R, @Nullable UUID> names) { return map(Form.GUID, names); }

    /// Adds a global id to a set by GUID.
    public static void add(IdSet<UUID> set, GlobalId id) {
        set.add(id.databaseGuid(), id.globalCounter());
    }

    private static @Nullable CounterSet orNothing(CounterSet counters) {
        return counters.isEmpty() ? null : counters;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IdSet<?> set && form.equals(set.form)
                && replicas.equals(set.replicas);
    }

    @Override
    public int hashCode() { return replicas.hashCode(); }

    @Override
    public String toString() { return replicas.toString(); }

    /// How a replica is written.
    private record Form<R>(Comparator<R> order, Function<ByteReader, R> reader,
            BiConsumer<R, ByteWriter> writer,
            Predicate<R> valid) {
        static final Form<UUID> GUID = new Form<>(ValueComparison::compareGuids,
                ByteReader::readGuid, (guid, out) -> out.writeGuid(guid), guid -> true);
        static final Form<Integer> REPLICA_ID = new Form<>(Comparator.naturalOrder(),
                ByteReader::readUint16, (id, out) -> out.writeInt16(id), id -> id >> 16 == 0);

        R read(ByteReader in) { return reader.apply(in); }

        void write(R replica, ByteWriter out) { writer.accept(replica, out); }

        void check(R replica) {
            if (!valid.test(replica)) {
                throw new IllegalArgumentException("replica id " + replica + " is not 16 bits");
            }
        }
    }
}

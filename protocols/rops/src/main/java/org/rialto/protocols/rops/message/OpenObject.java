package org.rialto.protocols.rops.message;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertySource;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyType;
import org.rialto.mapi.PropertyValue;
import org.rialto.store.ImportedVersion;

/// What open messages and attachments have in common: properties that are set, and those that are
/// computed; streams on them; and what was written since they were saved. MS-OXCPRPT §3.2.5.
public abstract sealed class OpenObject implements PropertySource
        permits
        OpenMessage,
        OpenAttachment {
    /// All properties of an object together, as in the store's row.
    private static final long MOST_BYTES = 64L << 20;
    private static final int OBJECT_BYTES = 512;
    private static final int LIVE_BYTES = 256;
    private final Charset charset;
    private final Map<Integer, LiveValue> live = new HashMap<>();
    private final Set<Integer> written = new HashSet<>();
    private PropertyBag bag;
    private boolean writable;
    /// What the space counts for it.
    private long countedBytes;

    OpenObject(PropertyBag bag, boolean writable, Charset charset) {
        this.bag = bag;
        this.writable = writable;
        this.charset = charset;
    }

    /// Where it is counted what it holds.
    abstract ObjectSpace space();

    /// The memory that it has besides its properties.
    abstract long withinBytes();

    /// Names what it keeps, besides the streams on it.
    abstract void keeps(ObjectSpace.Held held);

    final void holds(ObjectSpace.Held held) {
        live.values().forEach(value -> held.value(value.bytes()));
        keeps(held);
    }

    final long countedBytes() { return countedBytes; }

    /// Counts it, once somebody has it open.
    ///
    /// @throws ObjectSpace.Exceeded there is no room for one more
    public final void count() {
        space().requireMemory(memoryBytes() - countedBytes);
        recount();
        space().began(this);
    }

    /// Counts what has changed.
    final void recount() {
        long now = memoryBytes();
        space().addMemory(now - countedBytes);
        countedBytes = now;
    }

    private long memoryBytes() {
        return OBJECT_BYTES + Weight.of(bag) + (long) LIVE_BYTES * live.size() + withinBytes();
    }

    /// Of 8-bit texts, as who opened it said.
    public final Charset charset() { return charset; }

    public final boolean isWritable() { return writable; }

    final void setWritable(boolean isWritable) { writable = isWritable; }

    final void requireWritable() {
        if (!writable) {
            throw new MailError.Denied("it was opened for reading only");
        }
    }

    /// What is set, without what is computed.
    final PropertyBag bag() {
        settle();
        return bag;
    }

    /// Makes the properties whole that are made of others all at once.
    abstract void settle();

    /// The ids of the properties that were written since it was opened or saved.
    final Set<Integer> written() { return written; }

    final boolean isWritten(PropertyTag tag) { return written.contains(tag.id()); }

    /// Whether clients can never set it (ComputedValue).
    abstract boolean isComputed(PropertyTag tag);

    /// A computed property, or null for one that is just as it was set.
    abstract @Nullable Object computed(PropertyTag tag);

    /// Computed properties that there may be.
    abstract List<PropertyTag> computedTags();

    /// Properties of these ids were set or removed.
    abstract void changed(Set<Integer> ids);

    /// The bytes behind a stream on a property that is kept elsewhere; null for all others.
    abstract @Nullable ValueBytes bytesElsewhere(PropertyTag tag);

    /// A value's bytes, where they are known without fetching it and may be many; 0 otherwise.
    public long largeSize(PropertyTag tag) {
        LiveValue value = live.get(tag.id());
        return value == null ? 0 : value.bytes().size();
    }

    /// The value as the type that is asked for; text for either type of text.
    @Override
    public final @Nullable Object get(PropertyTag tag) {
        PropertyValue value = property(tag);
        return value == null ? null : value.value();
    }

    /// The same with the type it has.
    public final @Nullable PropertyValue property(PropertyTag asked) {
        settle();
        boolean untyped = asked.typeCode() == PropertyType.UNSPECIFIED.code();
        LiveValue streamed = live.get(asked.id());
        if (streamed != null) {
            PropertyBag one = new PropertyBag().set(streamed.storedTag(), streamed.value());
            return one.get(asked) == null ? null : one.property(asked.id());
        }
        PropertyTag tag = untyped ? typed(asked) : asked;
        Object value = tag.hasKnownType() ? computed(tag) : null;
        if (value != null) {
            return tag.type().accepts(value) ? new PropertyValue(tag, value) : null;
        }
        return bag.get(asked) == null ? null : bag.property(asked.id());
    }

    private PropertyTag typed(PropertyTag asked) {
        for (PropertyTag each : computedTags()) {
            if (each.id() == asked.id()) {
                return each;
            }
        }
        return asked;
    }

    /// All properties that have a value.
    public final List<PropertyTag> tags() {
        settle();
        SortedSet<PropertyTag> tags = new TreeSet<>();
        bag.forEach(value -> tags.add(value.tag()));
        Set<Integer> ids = new HashSet<>();
        tags.forEach(tag -> ids.add(tag.id()));
        live.values().forEach(value -> {
            if (ids.add(value.tag().id())) {
                tags.add(value.storedTag());
            }
        });
        for (PropertyTag tag : computedTags()) {
            if (ids.add(tag.id()) && exists(tag)) {
                tags.add(tag);
            }
        }
        return List.copyOf(tags);
    }

    /// Whether there is such a value; like [#computed] but may know without making it.
    boolean exists(PropertyTag tag) { return computed(tag) != null; }

    /// Why a property was not set or deleted: by its place in the request.
    public record Problem(int index, PropertyTag tag, ErrorCode error) {}

    /// Sets properties; nothing is kept before the object is saved.
    public final List<Problem> set(List<PropertyValue> values) {
        requireWritable();
        long more = values.stream().mapToLong(Weight::of).sum();
        space().requireMemory(more);
        List<Problem> problems = new ArrayList<>();
        Set<Integer> ids = new HashSet<>();
        for (int i = 0; i < values.size(); i++) {
            PropertyValue value = values.get(i);
            ErrorCode problem = problem(value.tag());
            if (problem == null && value.type() == PropertyType.ERROR_CODE) {
                problem = ErrorCodes.InvalidParameter;
            }
            if (problem != null) {
                problems.add(new Problem(i, value.tag(), problem));
                continue;
            }
            put(value);
            ids.add(value.id());
        }
        changed(ids);
        recount();
        return problems;
    }

    private @Nullable ErrorCode problem(PropertyTag tag) {
        if (tag.id() == 0 || tag.id() == ImportedVersion.STORED.id() || !tag.hasKnownType()
                || tag.type() == PropertyType.UNSPECIFIED
                || tag.type() == PropertyType.NULL || tag.isMultivalueInstance()) {
            return ErrorCodes.InvalidParameter;
        }
        return isComputed(tag) ? ErrorCodes.ComputedValue : null;
    }

    /// Text is kept as Unicode whatever it came as.
    private void put(PropertyValue value) {
        live.remove(value.id());
        PropertyTag tag = value.tag();
        if (tag.type() == PropertyType.STRING8) {
            tag = tag.withType(PropertyType.STRING);
        } else if (tag.type() == PropertyType.MULTIPLE_STRING8) {
            tag = tag.withType(PropertyType.MULTIPLE_STRING);
        }
        store(tag, value.value());
        written.add(value.id());
    }

    /// Where a value goes that was set: into the bag, unless it is kept elsewhere.
    void store(PropertyTag tag, Object value) { bag.set(tag, value); }

    /// Removes properties, whatever their types.
    public final List<Problem> delete(List<PropertyTag> tags) {
        requireWritable();
        List<Problem> problems = new ArrayList<>();
        Set<Integer> ids = new HashSet<>();
        for (int i = 0; i < tags.size(); i++) {
            PropertyTag tag = tags.get(i);
            if (isComputed(tag)) {
                problems.add(new Problem(i, tag, ErrorCodes.ComputedValue));
                continue;
            }
            live.remove(tag.id());
            remove(tag);
            written.add(tag.id());
            ids.add(tag.id());
        }
        changed(ids);
        recount();
        space().released();
        return problems;
    }

    void remove(PropertyTag tag) { bag.remove(tag); }

    /// The value that a stream works on. MS-OXCPRPT §2.2.14.
    ///
    /// @param create whether it begins empty
    /// @throws MailError.NotFound there is no such value, and it is not to be created
    public final LiveValue stream(PropertyTag tag, boolean write, boolean create) {
        if (write || create) {
            requireWritable();
            if (isComputed(tag)) {
                throw new MailError.Denied("a computed property is not written");
            }
        }
        LiveValue known = live.get(tag.id());
        if (create) {
            known = new LiveValue(tag, new ValueBytes(space()), charset);
            known.setModified(true);
            keep(known);
            streamed(known);
            return known;
        }
        if (known != null) {
            return known;
        }
        ValueBytes elsewhere = bytesElsewhere(tag);
        LiveValue opened = elsewhere == null
                ? new LiveValue(tag, copyOf(tag), charset)
                : LiveValue.shared(tag, elsewhere, charset);
        if (write) {
            keep(opened);
        }
        return opened;
    }

    private ValueBytes copyOf(PropertyTag tag) {
        Object value = get(tag);
        if (value == null) {
            throw new MailError.NotFound("there is no property " + tag);
        }
        return ValueBytes.of(space(), LiveValue.bytesOf(tag, value, charset));
    }

    private void keep(LiveValue value) {
        if (!live.containsKey(value.tag().id())) {
            space().requireMemory(LIVE_BYTES);
            space().addMemory(LIVE_BYTES);
            countedBytes += LIVE_BYTES;
        }
        live.put(value.tag().id(), value);
        space().released();
    }

    /// Whether a value may be so long: all of the object are kept together.
    public final void requireRoom(LiveValue of, long bytes) {
        if (isKeptElsewhere(of.tag())) {
            return;
        }
        long all = bytes + Weight.of(bag);
        for (LiveValue each : live.values()) {
            all += each == of || isKeptElsewhere(each.tag()) ? 0 : each.bytes().size();
        }
        if (all > MOST_BYTES) {
            throw new MailError.TooLarge("the properties of an object have at most " + MOST_BYTES
                    + " bytes");
        }
    }

    /// Whether a value is not in the row of the others.
    abstract boolean isKeptElsewhere(PropertyTag tag);

    /// Bytes were written to a stream, maybe one that is open since before the last save.
    public final void streamed(LiveValue value) {
        if (!live.containsKey(value.tag().id())) {
            keep(value);
        }
        if (written.add(value.tag().id())) {
            changed(Set.of(value.tag().id()));
        }
    }

    final @Nullable LiveValue liveValue(PropertyTag tag) { return live.get(tag.id()); }

    /// Takes what streams wrote into what is set.
    final void takeStreams() {
        long more = 0;
        for (LiveValue value : live.values()) {
            more += value.isModified() && !isKeptElsewhere(value.tag()) ? value.bytes().size() : 0;
        }
        // The values, and the row that is made of them.
        space().requireMemory(2 * more);
        for (LiveValue value : live.values()) {
            if (value.isModified()) {
                takeStream(value);
                value.setModified(false);
            }
        }
    }

    void takeStream(LiveValue value) { store(value.storedTag(), value.value()); }

    /// What was written is saved.
    final void saved(boolean isWritable) {
        written.clear();
        live.values().removeIf(value -> !value.isModified());
        writable = isWritable;
        recount();
        space().released();
    }

    /// Forgets streams and what was written, for new contents.
    final void reset(PropertyBag newBag) {
        bag = newBag;
        live.clear();
        written.clear();
    }
}

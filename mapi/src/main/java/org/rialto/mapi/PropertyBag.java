package org.rialto.mapi;

import java.time.Instant;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.RandomAccess;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The properties of one object, ordered by property id, at most one for each id. Mutable, and for
/// one thread at a time; [#copy] is cheap because values never change.
///
/// The typed getters answer null where the property is missing or of another type. [#encode] and
/// [#decode] are the store's own form ([PropertyBagFormat]), not that of any wire.
public final class PropertyBag implements PropertySource, Iterable<PropertyValue> {
    private static final int FIRST_CAPACITY = 16;

    /// Sorted by id, unsigned; parallel to `values`.
    private int[] tags;
    private @Nullable Object[] values;
    private int size;

    public PropertyBag() { this(FIRST_CAPACITY); }

    PropertyBag(int capacity) {
        tags = new int[capacity];
        values = new @Nullable Object[capacity];
    }

    public static PropertyBag of(PropertyValue... values) { return of(List.of(values)); }

    public static PropertyBag of(Iterable<PropertyValue> values) {
        PropertyBag bag = new PropertyBag();
        values.forEach(bag::set);
        return bag;
    }

    public PropertyBag copy() {
        PropertyBag copy = new PropertyBag(Math.max(size, 1));
        System.arraycopy(tags, 0, copy.tags, 0, size);
        System.arraycopy(values, 0, copy.values, 0, size);
        copy.size = size;
        return copy;
    }

    /// Is told of a property by its tag's value: for those who look at very many.
    @FunctionalInterface
    public interface Visitor {
        void property(int tag, Object value);
    }

    /// Each property in the order of ids.
    public void visit(Visitor visitor) {
        for (int i = 0; i < size; i++) {
            visitor.property(tags[i], rawValue(i));
        }
    }

    public int size() { return size; }

    public boolean isEmpty() { return size == 0; }

    /// Sets a property, in place of any other with its id.
    public PropertyBag set(PropertyTag tag, Object value) {
        return set(new PropertyValue(tag, value));
    }

    public PropertyBag set(PropertyValue value) {
        PropertyType type = value.type();
        if (type == PropertyType.UNSPECIFIED || type == PropertyType.NULL) {
            throw new IllegalArgumentException("a stored property has a value");
        }
        int at = find(value.id());
        if (at < 0) {
            at = ~at;
            insert(at);
        }
        tags[at] = value.tag().value();
        values[at] = value.value();
        return this;
    }

    /// Sets the property, or removes it where `value` is null.
    public PropertyBag setOrRemove(PropertyTag tag, @Nullable Object value) {
        if (value == null) {
            remove(tag);
            return this;
        }
        return set(tag, value);
    }

    public PropertyBag setAll(Iterable<PropertyValue> others) {
        others.forEach(this::set);
        return this;
    }

    /// Removes the property with the tag's id, whatever its type; says whether there was one.
    public boolean remove(PropertyTag tag) {
        int at = find(tag.id());
        if (at < 0) {
            return false;
        }
        System.arraycopy(tags, at + 1, tags, at, size - at - 1);
        System.arraycopy(values, at + 1, values, at, size - at - 1);
        values[--size] = null;
        return true;
    }

    public boolean contains(PropertyTag tag) { return get(tag) != null; }

    @Override
    public @Nullable Object get(PropertyTag tag) {
        int at = find(tag.id());
        return at >= 0 && answers(tags[at], tag.withoutInstance()) ? values[at] : null;
    }

    /// Whether a property stored with one type answers a request with another.
    static boolean answers(int stored, PropertyTag asked) {
        if (stored == asked.value() || asked.typeCode() == PropertyType.UNSPECIFIED.code()) {
            return true;
        }
        PropertyTag tag = new PropertyTag(stored);
        return asked.hasKnownType() && tag.type().isText() && asked.type().isText()
                && tag.type().isMultiple() == asked.type().isMultiple();
    }

    /// The property of an id with its own type, or null.
    public @Nullable PropertyValue property(int id) {
        int at = find(id);
        return at < 0 ? null : at(at);
    }

    public @Nullable String getString(PropertyTag tag) { return get(tag, String.class); }

    public String getString(PropertyTag tag, String otherwise) {
        String value = getString(tag);
        return value == null ? otherwise : value;
    }

    public @Nullable Short getInteger16(PropertyTag tag) { return get(tag, Short.class); }

    public @Nullable Integer getInteger32(PropertyTag tag) { return get(tag, Integer.class); }

    public int getInteger32(PropertyTag tag, int otherwise) {
        Integer value = getInteger32(tag);
        return value == null ? otherwise : value;
    }

    public @Nullable Long getInteger64(PropertyTag tag) { return get(tag, Long.class); }

    public long getInteger64(PropertyTag tag, long otherwise) {
        Long value = getInteger64(tag);
        return value == null ? otherwise : value;
    }

    public @Nullable Double getFloating64(PropertyTag tag) { return get(tag, Double.class); }

    public @Nullable Boolean getBoolean(PropertyTag tag) { return get(tag, Boolean.class); }

    public boolean getBoolean(PropertyTag tag, boolean otherwise) {
        Boolean value = getBoolean(tag);
        return value == null ? otherwise : value;
    }

    public @Nullable Instant getTime(PropertyTag tag) { return get(tag, Instant.class); }

    public @Nullable UUID getGuid(PropertyTag tag) { return get(tag, UUID.class); }

    public @Nullable Binary getBinary(PropertyTag tag) { return get(tag, Binary.class); }

    /// The values of a multiple-value text property; empty where it is missing.
    public List<String> getStrings(PropertyTag tag) { return getList(tag, String.class); }

    public List<Binary> getBinaries(PropertyTag tag) { return getList(tag, Binary.class); }

    public List<Integer> getIntegers32(PropertyTag tag) { return getList(tag, Integer.class); }

    private <T> @Nullable T get(PropertyTag tag, Class<T> valueClass) {
        Object value = get(tag);
        return valueClass.isInstance(value) ? valueClass.cast(value) : null;
    }

    private <T> List<T> getList(PropertyTag tag, Class<T> valueClass) {
        return get(tag) instanceof List<?> list
                ? list.stream().filter(valueClass::isInstance).map(valueClass::cast).toList()
                : List.of();
    }

    /// The properties in the order of their ids; a view that follows changes.
    public List<PropertyValue> asList() { return new Values(); }

    @Override
    public Iterator<PropertyValue> iterator() { return asList().iterator(); }

    /// The store's compact form. See [PropertyBagFormat].
    public byte[] encode() { return PropertyBagFormat.encode(this); }

    public static PropertyBag decode(byte[] encoded) { return PropertyBagFormat.decode(encoded); }

    /// The value of one property of an encoded bag, without decoding the others.
    public static @Nullable Object find(byte[] encoded, PropertyTag tag) {
        return PropertyBagFormat.find(encoded, tag);
    }

    /// Adds a property whose id is greater than all others' and whose value is as
    /// [PropertyValue] has it.
    void append(PropertyTag tag, Object value) {
        int at = size;
        insert(at);
        tags[at] = tag.value();
        values[at] = value;
    }

    int rawTag(int index) { return tags[index]; }

    Object rawValue(int index) {
        Object value = values[index];
        if (value == null) {
            throw new IndexOutOfBoundsException(index);
        }
        return value;
    }

    private PropertyValue at(int index) {
        return new PropertyValue(new PropertyTag(tags[index]), rawValue(index));
    }

    /// The index of the property with the id, or the complement of where it belongs.
    private int find(int id) {
        int low = 0;
        int high = size - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int found = tags[middle] >>> 16;
            if (found == id) {
                return middle;
            }
            if (found < id) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return ~low;
    }

    private void insert(int at) {
        if (size == tags.length) {
            int capacity = Math.max(FIRST_CAPACITY, size * 2);
            tags = Arrays.copyOf(tags, capacity);
            values = Arrays.copyOf(values, capacity);
        }
        System.arraycopy(tags, at, tags, at + 1, size - at);
        System.arraycopy(values, at, values, at + 1, size - at);
        size++;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PropertyBag bag && asList().equals(bag.asList());
    }

    @Override
    public int hashCode() { return asList().hashCode(); }

    @Override
    public String toString() { return asList().toString(); }

    private final class Values extends AbstractList<PropertyValue> implements RandomAccess {
        @Override
        public PropertyValue get(int index) {
            if (index < 0 || index >= size) {
                throw new IndexOutOfBoundsException(index);
            }
            return at(index);
        }

        @Override
        public int size() { return size; }
    }
}

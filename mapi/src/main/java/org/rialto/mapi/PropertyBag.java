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
/// [#decode] are the store's own form ([PropertyBagFormat]), not that of any wire. A bag that is
/// decoded by [#decodeAsAsked] keeps that form of each value that nobody asked for.
public final class PropertyBag implements PropertySource, Iterable<PropertyValue> {
    private static final int FIRST_CAPACITY = 16;
    private static final int[] NONE = {};

    /// Sorted by id, unsigned; parallel to `values`.
    private int[] tags;
    private @Nullable Object[] values;
    private int size;
    /// What the values that are null in `values` are read of, and where each begins there.
    private byte @Nullable [] encoded;
    private int[] starts = NONE;

    public PropertyBag() { this(FIRST_CAPACITY); }

    PropertyBag(int capacity) {
        tags = new int[capacity];
        values = new @Nullable Object[capacity];
    }

    /// A bag whose values may be [#appendEncoded].
    PropertyBag(int capacity, byte[] encoded) {
        this(capacity);
        this.encoded = encoded;
        starts = new int[capacity];
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
        if (encoded != null) {
            copy.encoded = encoded;
            copy.starts = Arrays.copyOf(starts, copy.tags.length);
        }
        copy.size = size;
        return copy;
    }

    /// Is told of a property by its tag's value: for those who look at very many.
    @FunctionalInterface
    public interface Visitor {
        void property(int tag, Object value);
    }

    /// Is told of each property as far as possible without an object made of its value: of one that
    /// nobody asked for in a bag of [#decodeAsAsked].
    public interface EncodedVisitor extends Visitor {
        /// A number or what is one in every form: an integer of any width, currency, a boolean (0
        /// or 1), the bits of a floating number, the intervals of a time ([FileTime]).
        void number(int tag, long value);

        /// Text in UTF-8, as far as what was stored is that; what is not is read as replacement
        /// characters everywhere.
        void utf8(int tag, byte[] bytes, int offset, int count);

        /// The value of a property of type binary or object.
        void binary(int tag, byte[] bytes, int offset, int count);
    }

    /// Each property in the order of ids.
    public void visit(Visitor visitor) {
        for (int i = 0; i < size; i++) {
            visitor.property(tags[i], rawValue(i));
        }
    }

    /// Each property in the order of ids, none of them kept decoded.
    public void visitEncoded(EncodedVisitor visitor) {
        for (int i = 0; i < size; i++) {
            Object value = values[i];
            if (value != null) {
                visitor.property(tags[i], value);
            } else if (encoded != null) {
                PropertyBagFormat.visit(tags[i], encoded, starts[i], visitor);
            }
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
        if (encoded != null) {
            System.arraycopy(starts, at + 1, starts, at, size - at - 1);
        }
        values[--size] = null;
        return true;
    }

    public boolean contains(PropertyTag tag) {
        int at = find(tag.id());
        return at >= 0 && answers(tags[at], tag.withoutInstance());
    }

    @Override
    public @Nullable Object get(PropertyTag tag) {
        int at = find(tag.id());
        return at >= 0 && answers(tags[at], tag.withoutInstance()) ? rawValue(at) : null;
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

    /// The tag of the property with an id, of its own type; null where there is none.
    public @Nullable PropertyTag tag(int id) {
        int at = find(id);
        return at < 0 ? null : new PropertyTag(tags[at]);
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

    /// As [#decode], with all that it refuses; but a value is decoded when somebody asks for it. For
    /// those who look at few values, or give them on ([#visitEncoded]), and do not keep the bag: all
    /// of what is encoded is kept with it.
    ///
    /// @param encoded not to be changed any more
    public static PropertyBag decodeAsAsked(byte[] encoded) {
        return PropertyBagFormat.decodeAsAsked(encoded);
    }

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

    /// As [#append], of a value that begins at a place of what is encoded.
    void appendEncoded(PropertyTag tag, int start) {
        int at = size;
        insert(at);
        tags[at] = tag.value();
        starts[at] = start;
    }

    int rawTag(int index) { return tags[index]; }

    Object rawValue(int index) {
        Object value = values[index];
        if (value == null) {
            if (encoded == null || index >= size) {
                throw new IndexOutOfBoundsException(index);
            }
            value = PropertyBagFormat.value(tags[index], encoded, starts[index]);
            values[index] = value;
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
            if (encoded != null) {
                starts = Arrays.copyOf(starts, capacity);
            }
        }
        System.arraycopy(tags, at, tags, at + 1, size - at);
        System.arraycopy(values, at, values, at + 1, size - at);
        values[at] = null;
        if (encoded != null) {
            System.arraycopy(starts, at, starts, at + 1, size - at);
        }
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

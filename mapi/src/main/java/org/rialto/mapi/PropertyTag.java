package org.rialto.mapi;

import java.util.ArrayList;
import java.util.List;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;

/// A property tag: a 16-bit property id over a 16-bit type code. MS-OXCDATA §2.9.
///
/// In a table's columns the type code may have the multivalue-instance flag (MS-OXCTABL §2.2.1.2):
/// one row for each value, so that a row's value is single.
public record PropertyTag(int value) implements Comparable<PropertyTag> {
    /// Ids from here to 0xFFFE stand for named properties.
    public static final int FIRST_NAMED_ID = 0x8000;
    private static final int INSTANCE_FLAG = 0x2000;
    private static final int INSTANCE_FLAGS = 0x3000;

    public static PropertyTag of(int id, PropertyType type) {
        if ((id & ~0xFFFF) != 0) {
            throw new IllegalArgumentException("property id " + id + " is not 16 bits");
        }
        return new PropertyTag(id << 16 | type.code());
    }

    public static PropertyTag read(ByteReader in) { return new PropertyTag(in.readInt32()); }

    public void write(ByteWriter out) { out.writeInt32(value); }

    /// PropertyTagArray structure, §2.10: a 16-bit count and the tags.
    public static List<PropertyTag> readList(ByteReader in) {
        int count = in.checkCount(in.readUint16(), 4);
        List<PropertyTag> tags = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            tags.add(read(in));
        }
        return tags;
    }

    public static void writeList(ByteWriter out, List<PropertyTag> tags) {
        out.writeInt16(tags.size());
        tags.forEach(tag -> tag.write(out));
    }

    /// The property id, 0 to 0xFFFF.
    public int id() { return value >>> 16; }

    /// The type code as it stands in the tag.
    public int typeCode() { return value & 0xFFFF; }

    /// Whether the type code is one that MS-OXCDATA knows. Tags from outside may hold any.
    public boolean hasKnownType() { return PropertyType.of(valueTypeCode()) != null; }

    /// The type of the values; of the single value of a row under the multivalue-instance flag.
    public PropertyType type() {
        PropertyType type = PropertyType.of(valueTypeCode());
        if (type == null) {
            throw new MailError.Invalid("property tag " + this + " has no known type");
        }
        return type;
    }

    private int valueTypeCode() {
        int code = typeCode();
        return isMultivalueInstance() ? code & ~INSTANCE_FLAGS : code;
    }

    public PropertyTag withType(PropertyType type) { return of(id(), type); }

    /// Whether the id is of the range for named properties.
    public boolean isNamed() { return id() >= FIRST_NAMED_ID; }

    public boolean isMultivalueInstance() { return (value & INSTANCE_FLAGS) == INSTANCE_FLAGS; }

    /// The tag of the multiple-value property behind a multivalue-instance column; this tag
    /// otherwise.
    public PropertyTag withoutInstance() {
        return isMultivalueInstance() ? new PropertyTag(value & ~INSTANCE_FLAG) : this;
    }

    /// By id, then by type code, both unsigned.
    @Override
    public int compareTo(PropertyTag other) { return Integer.compareUnsigned(value, other.value); }

    @Override
    public String toString() { return String.format("0x%08X", value); }
}

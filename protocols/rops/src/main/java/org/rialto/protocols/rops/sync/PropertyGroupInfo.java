package org.rialto.protocols.rops.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;
import org.rialto.mapi.PropertyName;
import org.rialto.mapi.PropertyTag;

/// A mapping of properties to groups, by which changes to a part of a message are sent.
/// MS-OXCFXICS §2.2.2.8. The index of a group is its place in the list.
public record PropertyGroupInfo(int id, List<List<StreamProperty>> groups) {
    private static final int SMALLEST_GROUP = 8;
    private static final int SMALLEST_PROPERTY = 4;
    private static final int KIND_NUMBER = 0;
    private static final int KIND_TEXT = 1;

    public PropertyGroupInfo {
        groups = groups.stream().map(List::copyOf).toList();
        if (groups.isEmpty() || groups.stream().anyMatch(List::isEmpty)) {
            throw new IllegalArgumentException("a mapping has groups, and each has properties");
        }
    }

    public static PropertyGroupInfo decode(Binary value) {
        ByteReader in = value.reader();
        int id = in.readInt32();
        in.skip(4);
        int count = count(in, SMALLEST_GROUP);
        List<List<StreamProperty>> groups = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int size = count(in, SMALLEST_PROPERTY);
            List<StreamProperty> group = new ArrayList<>();
            for (int j = 0; j < size; j++) {
                PropertyTag tag = PropertyTag.read(in);
                group.add(new StreamProperty(tag, tag.isNamed() ? readName(in) : null));
            }
            groups.add(group);
        }
        return new PropertyGroupInfo(id, groups);
    }

    private static int count(ByteReader in, int smallest) {
        int count = in.checkCount(in.readInt32() & 0xFFFF_FFFFL, smallest);
        if (count == 0) {
            throw in.malformed("a mapping of property groups has nothing in it");
        }
        return count;
    }

    /// GroupPropertyName structure, §2.2.2.8.1.1: like no other form of a name.
    private static PropertyName readName(ByteReader in) {
        UUID set = in.readGuid();
        int kind = in.readInt32();
        if (kind == KIND_NUMBER) {
            return PropertyName.of(set, in.readInt32());
        }
        if (kind != KIND_TEXT) {
            throw in.malformed("a property name's kind of " + kind + " is not known");
        }
        String name = in.readUtf16(in.checkCount(in.readInt32() & 0xFFFF_FFFFL, 1));
        int end = name.indexOf('\0');
        name = end < 0 ? name : name.substring(0, end);
        if (name.isEmpty() || name.length() > PropertyName.Text.LONGEST) {
            throw in.malformed("a property name is empty or too long");
        }
        return PropertyName.of(set, name);
    }

    public Binary encode() {
        ByteWriter out = new ByteWriter(256);
        out.writeInt32(id).writeInt32(0).writeInt32(groups.size());
        for (List<StreamProperty> group : groups) {
            out.writeInt32(group.size());
            for (StreamProperty property : group) {
                property.tag().write(out);
                PropertyName name = property.name();
                if (name != null) {
                    writeName(name, out);
                }
            }
        }
        return Binary.wrap(out.toByteArray());
    }

    private static void writeName(PropertyName name, ByteWriter out) {
        out.writeGuid(name.set());
        switch (name) {
            case PropertyName.Number number ->
                out.writeInt32(KIND_NUMBER).writeInt32(number.lid());
            case PropertyName.Text text -> out.writeInt32(KIND_TEXT)
                    .writeInt32(2 * text.name().length()).writeUtf16(text.name());
        }
    }
}

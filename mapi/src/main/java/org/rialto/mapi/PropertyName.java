package org.rialto.mapi;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;

/// The name of a named property: a property set and either a number (LID) or a string.
/// MS-OXCDATA §2.6.1.
public sealed interface PropertyName {
    UUID set();

    /// A property named by a 32-bit number. In [PropertySets#PS_MAPI] the number is a property id.
    record Number(UUID set, int lid) implements PropertyName {
        @Override
        public String toString() { return String.format("{%s}:0x%08X", set, lid); }
    }

    /// A property named by a string. Names in [PropertySets#PS_INTERNET_HEADERS] are folded to
    /// lower case, because header names are equal in any case (MS-OXCPRPT §3.2.5.10); all others are
    /// exact.
    record Text(UUID set, String name) implements PropertyName {
        /// The longest name that fits the wire form: its size in bytes is one byte.
        public static final int LONGEST = 126;

        public Text {
            if (name.isEmpty() || name.length() > LONGEST || name.indexOf('\0') >= 0) {
                throw new MailError.Invalid("a property name has 1 to " + LONGEST
                        + " characters and no null character");
            }
            if (set.equals(PropertySets.PS_INTERNET_HEADERS)) {
                name = foldCase(name);
            }
        }

        /// Character by character, so that a name never becomes longer.
        private static String foldCase(String name) {
            StringBuilder folded = new StringBuilder(name.length());
            name.chars().forEach(each -> folded.append(Character.toLowerCase((char) each)));
            return folded.toString();
        }

        @Override
        public String toString() { return "{" + set + "}:" + name; }
    }

    static PropertyName of(UUID set, int lid) { return new Number(set, lid); }

    static PropertyName of(UUID set, String name) { return new Text(set, name); }

    /// The Kind of a property that has no name.
    int KIND_NONE = 0xFF;
    int KIND_NUMBER = 0x00;
    int KIND_TEXT = 0x01;

    /// Reads a PropertyName structure; null is one that says there is no name, after which
    /// nothing follows (MS-OXCPRPT §3.2.5.9).
    static @Nullable PropertyName read(ByteReader in) {
        int kind = in.readUint8();
        if (kind == KIND_NONE) {
            return null;
        }
        UUID set = in.readGuid();
        if (kind == KIND_NUMBER) {
            return of(set, in.readInt32());
        }
        if (kind != KIND_TEXT) {
            throw in.malformed("a property name's kind of " + kind + " is not known");
        }
        String name = in.readUtf16(in.readUint8());
        int end = name.indexOf('\0');
        name = end < 0 ? name : name.substring(0, end);
        if (name.isEmpty() || name.length() > Text.LONGEST) {
            throw in.malformed("a property name is empty or too long");
        }
        return of(set, name);
    }

    /// Writes a PropertyName structure. The size of a string counts its terminating null.
    default void write(ByteWriter out) {
        switch (this) {
            case Number number -> out.writeInt8(KIND_NUMBER).writeGuid(number.set())
                    .writeInt32(number.lid());
            case Text text -> out.writeInt8(KIND_TEXT).writeGuid(text.set())
                    .writeInt8(2 * (text.name().length() + 1)).writeUtf16z(text.name());
        }
    }

    /// Writes the structure that says there is no name.
    static void writeNone(ByteWriter out) { out.writeInt8(KIND_NONE); }

    /// A 16-bit count and that many names, as ROPs have them. Names of nothing are refused.
    static List<PropertyName> readList(ByteReader in) {
        int count = in.checkCount(in.readUint16(), 18);
        List<PropertyName> names = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            PropertyName name = read(in);
            if (name == null) {
                throw in.malformed("a list of property names has one without a name");
            }
            names.add(name);
        }
        return names;
    }

    static void writeList(ByteWriter out, List<PropertyName> names) {
        out.writeInt16(names.size());
        names.forEach(name -> name.write(out));
    }
}

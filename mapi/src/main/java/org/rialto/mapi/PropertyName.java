package org.rialto.mapi;

import java.util.Locale;
import java.util.UUID;

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
                name = name.toLowerCase(Locale.ROOT);
            }
        }

        @Override
        public String toString() { return "{" + set + "}:" + name; }
    }

    static PropertyName of(UUID set, int lid) { return new Number(set, lid); }

    static PropertyName of(UUID set, String name) { return new Text(set, name); }
}

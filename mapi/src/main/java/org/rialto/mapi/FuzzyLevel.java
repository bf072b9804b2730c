package org.rialto.mapi;

/// How exactly a content restriction matches: `low` says where the part must stand, `high` is a
/// set of flags for what to overlook. MS-OXCDATA §2.12.4.1. Both are 16 bits; values that the
/// document does not define are kept, so that a restriction is handed back as it was given.
public record FuzzyLevel(int low, int high) {
    public static final int FULL_STRING = 0x0000;
    public static final int SUBSTRING = 0x0001;
    public static final int PREFIX = 0x0002;

    public static final int IGNORE_CASE = 0x0001;
    public static final int IGNORE_NONSPACE = 0x0002;
    public static final int LOOSE = 0x0004;

    public FuzzyLevel {
        if (((low | high) & ~0xFFFF) != 0) {
            throw new IllegalArgumentException("a fuzzy level's halves are 16 bits each");
        }
    }

    public boolean ignoresCase() { return (high & (IGNORE_CASE | LOOSE)) != 0; }

    public boolean ignoresNonspace() { return (high & (IGNORE_NONSPACE | LOOSE)) != 0; }
}

package org.rialto.protocols.nspi;

import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;

/// STAT: a table of the address book and a position in it. The client keeps it; the server has no
/// state of a table. MS-OXNSPI §2.2.8.
///
/// @param containerId minimal entry id of an address list; 0 the global one
/// @param currentRec minimal entry id of a row, or one of the constants
/// @param delta rows from there, before it when negative
/// @param numPos unsigned
/// @param totalRecs unsigned
public record Stat(int sortType, int containerId, int currentRec, int delta, int numPos,
        int totalRecs, int codePage, int templateLocale, int sortLocale) {
    public static final int BYTES = 36;

    // §2.2.1.8, positioning.
    public static final int BEGINNING_OF_TABLE = 0;
    public static final int CURRENT = 1;
    public static final int END_OF_TABLE = 2;

    // §2.2.1.10, table sort orders.
    public static final int SORT_DISPLAY_NAME = 0;
    public static final int SORT_PHONETIC_DISPLAY_NAME = 3;
    /// Of a table on an object-valued property, not writable.
    public static final int SORT_DISPLAY_NAME_RO = 0x3E8;
    /// Of a table on an object-valued property, writable.
    public static final int SORT_DISPLAY_NAME_W = 0x3E9;

    /// §2.2.1.4, NSPI_DEFAULT_LOCALE.
    public static final int DEFAULT_LOCALE = 0x409;

    public static Stat read(ByteReader in) {
        return new Stat(in.readInt32(), in.readInt32(), in.readInt32(), in.readInt32(),
                in.readInt32(), in.readInt32(), in.readInt32(), in.readInt32(), in.readInt32());
    }

    public void write(ByteWriter out) {
        out.writeInt32(sortType).writeInt32(containerId).writeInt32(currentRec).writeInt32(delta)
                .writeInt32(numPos).writeInt32(totalRecs).writeInt32(codePage)
                .writeInt32(templateLocale).writeInt32(sortLocale);
    }

    /// At another position of the same table; there is no more to move.
    Stat at(int record, int position, int total) {
        return new Stat(sortType, containerId, record, 0, position, total, codePage,
                templateLocale, sortLocale);
    }

    Stat withContainer(int container) {
        return new Stat(sortType, container, currentRec, delta, numPos, totalRecs, codePage,
                templateLocale, sortLocale);
    }

    Stat withPosition(int record, int position, int total) {
        return new Stat(sortType, containerId, record, delta, position, total, codePage,
                templateLocale, sortLocale);
    }
}

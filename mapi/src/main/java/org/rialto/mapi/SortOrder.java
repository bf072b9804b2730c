package org.rialto.mapi;

import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;

/// One column to sort by. MS-OXCDATA §2.13.1.
public record SortOrder(PropertyTag tag, Direction direction) {
    /// In which order, and for a category column by which row of a category.
    public enum Direction {
        ASCENDING(0x00), DESCENDING(0x01),
        /// Categories by the greatest value that the next column has in them.
        MAXIMUM_CATEGORY(0x04);

        private final int code;

        Direction(int code) { this.code = code; }

        public int code() { return code; }
    }

    public static SortOrder ascending(PropertyTag tag) {
        return new SortOrder(tag, Direction.ASCENDING);
    }

    public static SortOrder descending(PropertyTag tag) {
        return new SortOrder(tag, Direction.DESCENDING);
    }

    public static SortOrder read(ByteReader in) {
        PropertyTag tag = PropertyTag.read(in);
        int code = in.readUint8();
        for (Direction each : Direction.values()) {
            if (each.code == code) {
                return new SortOrder(tag, each);
            }
        }
        throw in.malformed("a sort order of " + code + " is not known");
    }

    public void write(ByteWriter out) { out.writeInt32(tag.value()).writeInt8(direction.code()); }
}

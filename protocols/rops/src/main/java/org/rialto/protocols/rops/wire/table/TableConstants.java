package org.rialto.protocols.rops.wire.table;

/// Values of fields that several table operations have. MS-OXCTABL §2.2.2.1.
public final class TableConstants {
    /// Bookmarks that every table has, the Origin of a seek. §2.2.2.1.1.
    public static final int BOOKMARK_BEGINNING = 0x00;
    public static final int BOOKMARK_CURRENT = 0x01;
    public static final int BOOKMARK_END = 0x02;
    public static final int BOOKMARK_CUSTOM = 0x03;

    /// TableStatus. §2.2.2.1.3.
    public static final int STATUS_COMPLETE = 0x00;
    public static final int STATUS_SORTING = 0x09;
    public static final int STATUS_SORT_ERROR = 0x0A;
    public static final int STATUS_SETTING_COLUMNS = 0x0B;
    public static final int STATUS_SET_COLUMNS_ERROR = 0x0D;
    public static final int STATUS_RESTRICTING = 0x0E;
    public static final int STATUS_RESTRICT_ERROR = 0x0F;

    /// Flags of RopSetColumns, RopSortTable and RopRestrict. §2.2.2.1.4.
    public static final int SYNCHRONOUS = 0x00;
    public static final int ASYNCHRONOUS = 0x01;

    private TableConstants() {}
}

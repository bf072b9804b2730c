package org.rialto.store;

/// Folder rights as bits of PidTagMemberRights. MS-OXCPERM §2.2.7.
public final class Rights {
    public static final int READ_ANY = 0x0001;
    public static final int CREATE = 0x0002;
    public static final int EDIT_OWNED = 0x0008;
    public static final int DELETE_OWNED = 0x0010;
    public static final int EDIT_ANY = 0x0020;
    public static final int DELETE_ANY = 0x0040;
    public static final int CREATE_SUBFOLDER = 0x0080;
    public static final int FOLDER_OWNER = 0x0100;
    public static final int FOLDER_CONTACT = 0x0200;
    public static final int FOLDER_VISIBLE = 0x0400;
    public static final int FREE_BUSY_SIMPLE = 0x0800;
    public static final int FREE_BUSY_DETAILED = 0x1000;
    /// Everything; what the owner of a mailbox has on each folder of it.
    public static final int ALL = 0x1FFB;

    private Rights() {}
}

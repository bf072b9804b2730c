package org.rialto.store;

/// What a folder is. MS-OXCFOLD §2.2.1.2.1, PidTagFolderType: the code is the property's value.
public enum FolderType {
    ROOT(0), GENERIC(1), SEARCH(2);

    private final int code;

    FolderType(int code) { this.code = code; }

    public int code() { return code; }
}

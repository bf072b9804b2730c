package org.rialto.directory;

/// The kinds of directory objects. The codes are stored.
public enum ObjectKind {
    USER(1, "user"), ROOM(2, "room"), EQUIPMENT(3, "equipment"), GROUP(4, "group"), CONTACT(5,
            "contact"), PUBLIC_FOLDER(6, "public-folder");

    private final int code;
    private final String word;

    ObjectKind(int code, String word) {
        this.code = code;
        this.word = word;
    }

    /// As the provisioning file and the command line call it.
    public String word() { return word; }

    public boolean hasMailbox() { return this == USER || this == ROOM || this == EQUIPMENT; }

    int code() { return code; }

    static ObjectKind ofCode(int code) {
        for (ObjectKind kind : values()) {
            if (kind.code == code)
                return kind;
        }
        throw new IllegalStateException("unknown kind of directory object " + code);
    }
}

package org.rialto.store;

import org.rialto.mapi.MailError;

/// Display names of folders: two children of one folder have different keys.
public final class FolderNames {
    private static final int LONGEST = 250;

    private FolderNames() {}

    /// The name with simple case folding, character by character, as names compare.
    public static String key(String name) {
        StringBuilder key = new StringBuilder(name.length());
        name.codePoints().map(Character::toUpperCase).map(Character::toLowerCase)
                .forEach(key::appendCodePoint);
        return key.toString();
    }

    static String check(String name) {
        if (name.isEmpty()) {
            throw new MailError.Invalid("a folder has a name");
        }
        if (name.length() > LONGEST) {
            throw new MailError.TooLarge(
                    "a folder's name has at most " + LONGEST + " characters");
        }
        if (name.chars().anyMatch(character -> character < ' ' || character == 0x7F)) {
            throw new MailError.Invalid("a folder's name has no control characters");
        }
        return name;
    }
}

package org.rialto.directory.provision;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// What somebody may do in a folder, by the names that Outlook gives to sets of rights
/// (MS-OXCPERM §2.2.7).
public enum FolderRole {
    OWNER("owner"), PUBLISHING_EDITOR("publishing-editor"), EDITOR("editor"), PUBLISHING_AUTHOR(
            "publishing-author"), AUTHOR("author"), NONEDITING_AUTHOR(
                    "nonediting-author"), REVIEWER("reviewer"), CONTRIBUTOR("contributor"), NONE(
                            "none");

    private final String key;

    FolderRole(String key) { this.key = key; }

    public String key() { return key; }

    public static Optional<FolderRole> ofKey(String key) {
        return Arrays.stream(values()).filter(role -> role.key.equals(key)).findFirst();
    }

    /// For messages.
    static String allKeys() {
        return Arrays.stream(values()).map(FolderRole::key).collect(Collectors.joining(", "));
    }
}

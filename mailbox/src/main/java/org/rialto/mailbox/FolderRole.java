package org.rialto.mailbox;

import static org.rialto.store.Rights.*;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The named sets of folder rights that people and Outlook's permission page use. The rights are
/// those of Outlook's roles in terms of MS-OXCPERM §2.2.7.
public enum FolderRole {
    OWNER(READ_ANY | CREATE | EDIT_OWNED | DELETE_OWNED | EDIT_ANY | DELETE_ANY | CREATE_SUBFOLDER
            | FOLDER_OWNER | FOLDER_CONTACT | FOLDER_VISIBLE), PUBLISHING_EDITOR(
                    READ_ANY | CREATE | EDIT_OWNED | DELETE_OWNED | EDIT_ANY | DELETE_ANY
                            | CREATE_SUBFOLDER | FOLDER_VISIBLE), EDITOR(
                                    READ_ANY | CREATE | EDIT_OWNED | DELETE_OWNED | EDIT_ANY
                                            | DELETE_ANY | FOLDER_VISIBLE), PUBLISHING_AUTHOR(
                                                    READ_ANY | CREATE | EDIT_OWNED | DELETE_OWNED
                                                            | CREATE_SUBFOLDER
                                                            | FOLDER_VISIBLE), AUTHOR(
                                                                    READ_ANY | CREATE | EDIT_OWNED
                                                                            | DELETE_OWNED
                                                                            | FOLDER_VISIBLE), NONEDITING_AUTHOR(
                                                                                    READ_ANY | CREATE
                                                                                            | DELETE_OWNED
                                                                                            | FOLDER_VISIBLE), REVIEWER(
                                                                                                    READ_ANY | FOLDER_VISIBLE), CONTRIBUTOR(
                                                                                                            CREATE | FOLDER_VISIBLE), AVAILABILITY_ONLY(
                                                                                                                    FREE_BUSY_SIMPLE), LIMITED_DETAILS(
                                                                                                                            FREE_BUSY_SIMPLE
                                                                                                                                    | FREE_BUSY_DETAILED), NONE(
                                                                                                                                            0);

    private final int rights;

    FolderRole(int rights) { this.rights = rights; }

    /// Bits of [org.rialto.store.Rights].
    public int rights() { return rights; }

    /// The name as provisioning files and commands write it: `publishing-editor`.
    public String label() { return name().toLowerCase(Locale.ROOT).replace('_', '-'); }

    /// Letter case, spaces and hyphens do not matter.
    public static Optional<FolderRole> ofLabel(String label) {
        String plain = label.replaceAll("[ _-]", "");
        return Arrays.stream(values())
                .filter(role -> role.name().replace("_", "").equalsIgnoreCase(plain)).findFirst();
    }

    /// The role with exactly these rights; free/busy rights besides are not looked at.
    public static Optional<FolderRole> ofRights(int rights) {
        int plain = rights & ~(FREE_BUSY_SIMPLE | FREE_BUSY_DETAILED);
        return Arrays.stream(values())
                .filter(role -> role.rights == plain || role.rights == rights).findFirst();
    }
}

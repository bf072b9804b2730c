package org.rialto.store.backup;

import java.util.List;
import java.util.UUID;
import org.rialto.base.MalformedDataException;
import org.rialto.mapi.PropertyBag;
import org.rialto.store.FolderNames;
import org.rialto.store.FolderType;
import org.rialto.store.MailboxKind;
import org.rialto.store.SpecialFolder;

/// What a row of a backup must be like before it goes into a store: nobody vouches for the file.
/// That the rows fit together is seen to by a repairing check of the new mailbox.
final class Checked {
    private static final long IDS = 1L << 40;
    private static final long MOST_UID = Integer.MAX_VALUE;
    private static final int MOST_NAME = 1000;
    private static final int MOST_SOURCE_KEY = 48;

    private Checked() {}

    static UUID guid(String text) {
        if (text.length() != 36) {
            throw bad("a GUID that is none");
        }
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw bad("a GUID that is none");
        }
    }

    private static MalformedDataException bad(String problem) {
        return Frame.malformed(problem, 0);
    }

    private static void range(Row row, String column, long least, long most) {
        long value = row.number(column);
        if (value < least || value > most) {
            throw bad("a " + column + " of " + value + ", which cannot be");
        }
    }

    static Row row(Row row) {
        switch (row.table()) {
            case MAILBOX -> mailbox(row);
            case REPLICA -> {
                range(row, "replica_id", 1, 0xFFFF);
                guid(row.text("guid"));
            }
            case NAMED_PROPERTY -> {
                range(row, "property_id", 0x8000, 0xFFFE);
                guid(row.text("property_set"));
            }
            case FOLDER -> folder(row);
            case PERMISSION -> {
                range(row, "folder_id", 1, IDS);
                guid(row.text("principal"));
                range(row, "rights", 0, 0xFFFF);
            }
            case FOLDER_KEYWORD -> range(row, "number", 0, 63);
            case DANGLING_SUBSCRIPTION -> name(row);
            case FOLDER_TOMBSTONE -> range(row, "change_number", 0, IDS - 1);
            case TOMBSTONE -> {
                range(row, "change_number", 0, IDS - 1);
                range(row, "uid", 1, MOST_UID);
            }
            case MESSAGE -> message(row);
            case SEARCH_FOLDER -> {
                range(row, "status", 0, 0xFFFF);
                range(row, "version", 0, IDS);
            }
            case SEARCH_PROGRESS -> range(row, "change_number", -1, IDS);
            case SEARCH_LINK -> {
                range(row, "uid", 1, MOST_UID);
                range(row, "message_uid", 1, MOST_UID);
                range(row, "flags", 0, 0xFFFF);
                range(row, "size", 0, Long.MAX_VALUE >> 20);
                range(row, "change_number", 0, IDS - 1);
            }
            case SEARCH_PENDING -> range(row, "message_uid", 1, MOST_UID);
            case RULE -> {
                range(row, "folder_id", 1, IDS - 1);
                range(row, "rule_id", 1, IDS - 1);
                byte[] properties = row.bytes("properties");
                PropertyBag.decode(properties == null ? new byte[0] : properties);
            }
            case RULE_REPLY -> {
                range(row, "folder_id", 1, IDS - 1);
                range(row, "rule_id", 1, IDS - 1);
                if (row.text("sender").length() > MOST_NAME) {
                    throw bad("a sender that is too long");
                }
            }
            case LOCAL_ID, DELETED_LOCAL_ID -> {
                range(row, "last_id", 1, IDS - 1);
                range(row, "first_id", 1, row.number("last_id"));
            }
            case DELETED_SOURCE_KEY -> {
                range(row, "folder_id", 1, IDS - 1);
                range(row, "number", 0, IDS - 1);
                if (row.text("source_key").length() > MOST_SOURCE_KEY) {
                    throw bad("a source key that is too long");
                }
            }
            case FOLDER_COMMITS -> {
                for (String column : List.of("committed", "contents_committed",
                        "hierarchy_committed")) {
                    range(row, column, 0, Long.MAX_VALUE >> 1);
                }
                range(row, "hierarchy_changes", 0, Long.MAX_VALUE >> 1);
                range(row, "deleted_count", 0, Long.MAX_VALUE >> 1);
            }
            case MESSAGE_TIMES -> range(row, "committed", 0, Long.MAX_VALUE >> 1);
            case FOREIGN_SOURCE_KEY -> range(row, "object_id", 1, IDS - 1);
            case USER_READ -> {
                range(row, "folder_id", 1, IDS - 1);
                guid(row.text("owner"));
            }
            case PER_USER -> {
                guid(row.text("folder_guid"));
                guid(row.text("replica_guid"));
                range(row, "folder_counter", 1, 0xFFFF_FFFF_FFFFL);
            }
            case MESSAGE_ITEM -> {
                range(row, "message_key", 1, IDS - 1);
                range(row, "folder_id", 1, IDS - 1);
                range(row, "uid", 1, MOST_UID);
            }
        }
        return row;
    }

    private static void mailbox(Row row) {
        guid(row.text("guid"));
        guid(row.text("replica_guid"));
        range(row, "kind", 0, MailboxKind.values().length - 1L);
        range(row, "counter", 1, IDS - 1);
        range(row, "uid_validity", 0, 0xFFFF_FFFFL);
        range(row, "searches", 0, 1_000_000);
    }

    private static void folder(Row row) {
        range(row, "folder_id", 1, IDS - 1);
        range(row, "parent_id", 0, IDS - 1);
        range(row, "folder_type", 0, FolderType.values().length - 1L);
        range(row, "next_uid", 1, MOST_UID + 1);
        range(row, "recent_uid", 0, MOST_UID + 1);
        range(row, "uid_validity", 0, 0xFFFF_FFFFL);
        range(row, "change_number", 0, IDS - 1);
        range(row, "contents_change_number", 0, IDS - 1);
        range(row, "purged_change_number", 0, IDS - 1);
        range(row, "subscribed", 0, 1);
        name(row);
        row.set("name_key", FolderNames.key(row.text("name")));
        if (row.get("special") != null) {
            try {
                SpecialFolder.valueOf(row.text("special"));
            } catch (IllegalArgumentException e) {
                row.set("special", null);
            }
        }
        byte[] properties = row.bytes("properties");
        PropertyBag.decode(properties == null ? new byte[0] : properties);
    }

    private static void name(Row row) {
        if (row.text("name").length() > MOST_NAME) {
            throw bad("a name that is too long");
        }
    }

    private static void message(Row row) {
        range(row, "message_id", 1, IDS - 1);
        range(row, "folder_id", 1, IDS - 1);
        range(row, "uid", 1, MOST_UID);
        range(row, "associated", 0, 1);
        range(row, "flags", 0, 0xFFFF);
        range(row, "change_number", 0, IDS - 1);
        range(row, "content_change_number", 0, IDS - 1);
        range(row, "size", 0, Long.MAX_VALUE >> 20);
        range(row, "mime_size", -1, Long.MAX_VALUE >> 20);
        range(row, "saved", 0, Long.MAX_VALUE);
    }
}

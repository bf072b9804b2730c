package org.rialto.store.backup;

import java.util.List;
import org.rialto.database.RowTable.Column;

/// The tables of a mailbox and their columns, in the order of a backup file. The order is part of
/// the format.
enum BackupTable {
    // @formatter:off
    MAILBOX("mailbox", "mailbox_id", "guid:t", "kind:n", "display_name:t", "replica_guid:t",
            "counter:n", "uid_validity:n", "quota_warning:n", "quota_send:n", "quota_receive:n",
            "quota_recoverable:n", "content_size:n", "message_count:n", "recoverable_size:n",
            "created:n", "searches:n"),
    REPLICA("replica", "replica_id", "replica_id:n", "guid:t"),
    NAMED_PROPERTY("named_property", "property_id", "property_id:n", "property_set:t", "lid:n",
            "name:t"),
    FOLDER("folder", "folder_id", "folder_id:n", "parent_id:n", "folder_type:n", "special:t?",
            "next_uid:n", "recent_uid:n", "change_number:n", "contents_change_number:n",
            "purged_change_number:n", "content_count:n", "unread_count:n", "associated_count:n",
            "marked_deleted_count:n", "content_size:n", "modified:n", "created:n",
            "uid_validity:n", "subscribed:n", "name:t", "name_key:t", "container_class:t?",
            "properties:b"),
    PERMISSION("permission", "folder_id, principal", "folder_id:n", "principal:t", "rights:n"),
    FOLDER_KEYWORD("folder_keyword", "folder_id, number", "folder_id:n", "number:n", "name:t"),
    DANGLING_SUBSCRIPTION("dangling_subscription", "name", "name:t"),
    FOLDER_TOMBSTONE("folder_tombstone", "change_number", "change_number:n", "folder_id:n",
            "parent_id:n"),
    TOMBSTONE("tombstone", "folder_id, change_number, uid", "folder_id:n", "change_number:n",
            "uid:n", "message_id:n"),
    MESSAGE("message", "folder_id, uid", "folder_id:n", "uid:n", "message_id:n", "associated:n",
            "flags:n", "keywords:n", "change_number:n", "content_change_number:n", "size:n",
            "mime_size:n", "mime_blob:n?", "received:n", "saved:n"),
    MESSAGE_ITEM("message_item", "message_key", "message_key:n", "folder_id:n", "uid:n",
            "origin_folder_id:n", "creator:t?", "structure:b?", "properties:b", "recipients:b?",
            "attachments:b?"),
    SEARCH_FOLDER("search_folder", "search_id", "search_id:n", "criteria:b", "status:n",
            "version:n"),
    SEARCH_PROGRESS("search_progress", "search_id, folder_id", "search_id:n", "folder_id:n",
            "change_number:n"),
    SEARCH_LINK("search_link", "search_id, folder_id, message_uid", "search_id:n", "folder_id:n",
            "message_uid:n", "uid:n", "message_id:n", "flags:n", "keywords:n", "size:n",
            "change_number:n"),
    SEARCH_PENDING("search_pending", "search_id, folder_id, message_uid", "search_id:n",
            "folder_id:n", "message_uid:n"),
    DELETED_FOLDER("deleted_folder", "folder_id", "folder_id:n", "hard:n"),
    UNFINISHED_COPY("unfinished_copy", "copy_id, first_uid", "copy_id:n", "folder_id:n",
            "first_uid:n", "last_uid:n", "written:n"),
    RULE("rule", "folder_id, rule_id", "folder_id:n", "rule_id:n", "properties:b"),
    RULE_REPLY("rule_reply", "folder_id, rule_id, sender", "folder_id:n", "rule_id:n",
            "sender:t"),
    LOCAL_ID("local_id", "last_id", "last_id:n", "first_id:n"),
    DELETED_LOCAL_ID("deleted_local_id", "folder_id, last_id", "folder_id:n", "last_id:n",
            "first_id:n"),
    FOREIGN_SOURCE_KEY("foreign_source_key", "source_key", "source_key:t", "object_id:n"),
    USER_READ("user_read", "folder_id, owner", "folder_id:n", "owner:t", "messages:b"),
    PER_USER("per_user", "folder_guid, folder_counter", "folder_guid:t", "folder_counter:n",
            "replica_guid:t", "changes:b", "modified:n"),
    DELETED_SOURCE_KEY("deleted_source_key", "folder_id, source_key", "folder_id:n",
            "source_key:t", "number:n"),
    /// What is known of folders since version 6, besides [#FOLDER].
    FOLDER_COMMITS("folder", "folder_id", "committed:n", "contents_committed:n",
            "hierarchy_committed:n", "hierarchy_changes:n", "deleted_count:n", "folder_id:n"),
    /// Of messages since version 7, besides [#MESSAGE], where it is another time than `saved`.
    MESSAGE_TIMES("message", "folder_id, uid", "folder_id:n", "uid:n", "modified:n",
            "committed:n");
    // @formatter:on

    private final String table;
    private final String order;
    private final List<Column> columns;

    BackupTable(String table, String order, String... columns) {
        this.table = table;
        this.order = order;
        this.columns = List.of(columns).stream().map(Column::of).toList();
    }

    List<Column> columns() { return columns; }

    int index(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return i;
            }
        }
        throw new IllegalArgumentException(column);
    }

    private String names() {
        return String.join(", ", columns.stream().map(Column::name).toList());
    }

    String select() {
        return "SELECT " + names() + " FROM " + table + " WHERE mailbox_id = ?"
                + (this == MESSAGE_TIMES ? " AND (modified <> saved OR committed <> 0)" : "");
    }

    String orderBy() { return " ORDER BY " + order; }

    /// With `mailbox_id` first, and for messages no text of the index.
    String insert() {
        if (this == FOLDER_COMMITS || this == MESSAGE_TIMES) {
            throw new IllegalStateException("these rows are there already");
        }
        boolean message = this == MESSAGE;
        return "INSERT INTO " + table + " (mailbox_id, " + names() + (message ? ", text_id" : "")
                + ") VALUES (?" + ", ?".repeat(columns.size()) + (message ? ", 0" : "") + ")";
    }
}

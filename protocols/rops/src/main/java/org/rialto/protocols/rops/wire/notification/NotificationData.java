package org.rialto.protocols.rops.wire.notification;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;
import org.rialto.mapi.FolderId;
import org.rialto.mapi.MessageId;
import org.rialto.mapi.PropertyTag;

/// What an event was. MS-OXCNOTIF §2.2.1.4.1.2. The flags that say which fields are there follow
/// from the fields.
public sealed interface NotificationData {
    /// A new message in a receive folder. `unicode` tells how the message class is written.
    record NewMail(FolderId folderId, @Nullable MessageId messageId, int messageFlags,
            boolean unicode, String messageClass) implements NotificationData {}

    /// The folder or message that an event is about: `messageId` is null for a folder.
    /// `parentFolderId` is there for a folder, and for a message within a search folder, of which it
    /// then is the id.
    record Subject(FolderId folderId, @Nullable MessageId messageId,
            @Nullable FolderId parentFolderId) {
        /// Of a folder.
        public static Subject folder(FolderId folderId, FolderId parentFolderId) {
            return new Subject(folderId, null, parentFolderId);
        }

        /// Of a message.
        public static Subject message(FolderId folderId, MessageId messageId) {
            return new Subject(folderId, messageId, null);
        }
    }

    /// A folder or message was made. The tags are of changed properties; null for all of them.
    record ObjectCreated(Subject subject, @Nullable List<PropertyTag> tags)
            implements
                NotificationData {}

    /// A folder or message was deleted.
    record ObjectDeleted(Subject subject) implements NotificationData {}

    /// A folder or message was changed. The subject has no parent. The counts are of a folder's
    /// messages, where those changed.
    record ObjectModified(FolderId folderId, @Nullable MessageId messageId,
            boolean inSearchFolder, @Nullable List<PropertyTag> tags,
            @Nullable Integer totalMessageCount, @Nullable Integer unreadMessageCount)
            implements
                NotificationData {}

    /// Where a folder or message was before, or what it is a copy of. `messageId` is that of a
    /// message, `parentFolderId` that of a folder.
    record Origin(FolderId folderId, @Nullable MessageId messageId,
            @Nullable FolderId parentFolderId) {}

    /// A folder or message was moved.
    record ObjectMoved(Subject subject, Origin origin) implements NotificationData {}

    /// A folder or message was copied.
    record ObjectCopied(Subject subject, Origin origin) implements NotificationData {}

    /// A search folder has all that it will have.
    record SearchCompleted(FolderId folderId) implements NotificationData {}

    /// A row of a table: of a folder, or of a message with its instance.
    record TableRow(FolderId folderId, @Nullable MessageId messageId, int instance) {
        /// What stands for the row before the first.
        public static TableRow none(boolean message) {
            return new TableRow(FolderId.ofLong(0), message ? MessageId.ofLong(0) : null, 0);
        }
    }

    /// More of a table has changed than is worth to be told one by one. `messages`: it is one of
    /// messages; `inSearchFolder`: and of a search folder's.
    record TableChanged(boolean messages, boolean inSearchFolder) implements NotificationData {}

    /// A row came, behind another; `rowData` is a property row of the table's columns.
    record TableRowAdded(TableRow row, TableRow insertAfter, Binary rowData,
            boolean inSearchFolder) implements NotificationData {}

    /// A row went.
    record TableRowDeleted(TableRow row, boolean inSearchFolder) implements NotificationData {}

    /// A row changed, and is behind another now.
    record TableRowModified(TableRow row, TableRow insertAfter, Binary rowData,
            boolean inSearchFolder) implements NotificationData {}

    /// The restriction of a table was changed.
    record TableRestrictionChanged(boolean messages, boolean inSearchFolder)
            implements
                NotificationData {}

    static NotificationData read(ByteReader in) { return NotificationFormat.read(in); }

    default void write(ByteWriter out) { NotificationFormat.write(out, this); }
}

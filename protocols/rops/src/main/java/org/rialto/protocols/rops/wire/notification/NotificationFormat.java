package org.rialto.protocols.rops.wire.notification;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.FolderId;
import org.rialto.mapi.MailError;
import org.rialto.mapi.MessageId;
import org.rialto.mapi.PropertyTag;
import org.rialto.protocols.rops.wire.RopFields;

/// The encoding of [NotificationData]. MS-OXCNOTIF §2.2.1.4.1.2.
final class NotificationFormat {
    // NotificationType, the lower 12 bits of NotificationFlags.
    private static final int TYPE = 0x0FFF;
    private static final int TABLE_MODIFIED = 0x0100;

    private static final int TOTAL = 0x1000;
    private static final int UNREAD = 0x2000;
    private static final int SEARCH_FOLDER = 0x4000;
    private static final int MESSAGE = 0x8000;

    // TableEventType.
    private static final int CHANGED = 0x0001;
    private static final int ROW_ADDED = 0x0003;
    private static final int ROW_DELETED = 0x0004;
    private static final int ROW_MODIFIED = 0x0005;
    private static final int RESTRICTION_CHANGED = 0x0007;

    /// A TagCount that no tags follow.
    private static final int ALL_TAGS = 0xFFFF;

    private NotificationFormat() {}

    static NotificationData read(ByteReader in) {
        int flags = in.readUint16();
        int type = flags & TYPE;
        if ((flags & (SEARCH_FOLDER | MESSAGE)) == SEARCH_FOLDER) {
            throw in.malformed("an event of a search folder is about no message");
        }
        if (type == TABLE_MODIFIED) {
            return readTable(in, flags);
        }
        boolean message = (flags & MESSAGE) != 0;
        if (type != RopRegisterNotification.OBJECT_MODIFIED && (flags & (TOTAL | UNREAD)) != 0) {
            throw in.malformed("counts come with the event of another change");
        }
        return switch (type) {
            case RopRegisterNotification.NEW_MAIL -> readNewMail(in, message);
            case RopRegisterNotification.OBJECT_CREATED ->
                new NotificationData.ObjectCreated(readSubject(in, flags), readTags(in));
            case RopRegisterNotification.OBJECT_DELETED ->
                new NotificationData.ObjectDeleted(readSubject(in, flags));
            case RopRegisterNotification.OBJECT_MODIFIED -> readModified(in, flags);
            case RopRegisterNotification.OBJECT_MOVED -> new NotificationData.ObjectMoved(
                    readSubject(in, flags), readOrigin(in, message));
            case RopRegisterNotification.OBJECT_COPIED -> new NotificationData.ObjectCopied(
                    readSubject(in, flags), readOrigin(in, message));
            case RopRegisterNotification.SEARCH_COMPLETED ->
                new NotificationData.SearchCompleted(FolderId.read(in));
            default -> throw in.malformed("a notification of type " + type + " is not known");
        };
    }

    private static NotificationData readNewMail(ByteReader in, boolean message) {
        FolderId folderId = FolderId.read(in);
        MessageId messageId = message ? MessageId.read(in) : null;
        int messageFlags = in.readInt32();
        boolean unicode = RopFields.readBoolean(in);
        return new NotificationData.NewMail(folderId, messageId, messageFlags, unicode,
                unicode ? in.readUtf16z() : RopFields.readAscii(in));
    }

    private static NotificationData.Subject readSubject(ByteReader in, int flags) {
        boolean message = (flags & MESSAGE) != 0;
        FolderId folderId = FolderId.read(in);
        MessageId messageId = message ? MessageId.read(in) : null;
        boolean hasParent = message == ((flags & SEARCH_FOLDER) != 0);
        return new NotificationData.Subject(folderId, messageId,
                hasParent ? FolderId.read(in) : null);
    }

    private static NotificationData.Origin readOrigin(ByteReader in, boolean message) {
        FolderId folderId = FolderId.read(in);
        return message
                ? new NotificationData.Origin(folderId, MessageId.read(in), null)
                : new NotificationData.Origin(folderId, null, FolderId.read(in));
    }

    private static NotificationData readModified(ByteReader in, int flags) {
        FolderId folderId = FolderId.read(in);
        MessageId messageId = (flags & MESSAGE) != 0 ? MessageId.read(in) : null;
        List<PropertyTag> tags = readTags(in);
        Integer total = (flags & TOTAL) != 0 ? in.readInt32() : null;
        Integer unread = (flags & UNREAD) != 0 ? in.readInt32() : null;
        return new NotificationData.ObjectModified(folderId, messageId,
                (flags & SEARCH_FOLDER) != 0, tags, total, unread);
    }

    private static @Nullable List<PropertyTag> readTags(ByteReader in) {
        int count = in.readUint16();
        if (count == ALL_TAGS) {
            return null;
        }
        in.checkCount(count, Integer.BYTES);
        List<PropertyTag> tags = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            tags.add(PropertyTag.read(in));
        }
        return tags;
    }

    private static NotificationData readTable(ByteReader in, int flags) {
        int event = in.readUint16();
        boolean message = (flags & MESSAGE) != 0;
        boolean search = (flags & SEARCH_FOLDER) != 0;
        return switch (event) {
            case CHANGED -> new NotificationData.TableChanged(message, search);
            case RESTRICTION_CHANGED ->
                new NotificationData.TableRestrictionChanged(message, search);
            case ROW_ADDED -> new NotificationData.TableRowAdded(readRow(in, message),
                    readRow(in, message), RopFields.readBinary(in), search);
            case ROW_DELETED ->
                new NotificationData.TableRowDeleted(readRow(in, message), search);
            case ROW_MODIFIED -> new NotificationData.TableRowModified(readRow(in, message),
                    readRow(in, message), RopFields.readBinary(in), search);
            default -> throw in.malformed("a table event of type " + event + " is not known");
        };
    }

    private static NotificationData.TableRow readRow(ByteReader in, boolean message) {
        FolderId folderId = FolderId.read(in);
        return message
                ? new NotificationData.TableRow(folderId, MessageId.read(in), in.readInt32())
                : new NotificationData.TableRow(folderId, null, 0);
    }

    static void write(ByteWriter out, NotificationData data) {
        switch (data) {
            case NotificationData.NewMail mail -> writeNewMail(out, mail);
            case NotificationData.ObjectCreated created -> {
                writeSubject(out, RopRegisterNotification.OBJECT_CREATED, created.subject());
                writeTags(out, created.tags());
            }
            case NotificationData.ObjectDeleted deleted ->
                writeSubject(out, RopRegisterNotification.OBJECT_DELETED, deleted.subject());
            case NotificationData.ObjectModified modified -> writeModified(out, modified);
            case NotificationData.ObjectMoved moved -> {
                writeSubject(out, RopRegisterNotification.OBJECT_MOVED, moved.subject());
                writeOrigin(out, moved.origin());
            }
            case NotificationData.ObjectCopied copied -> {
                writeSubject(out, RopRegisterNotification.OBJECT_COPIED, copied.subject());
                writeOrigin(out, copied.origin());
            }
            case NotificationData.SearchCompleted completed -> {
                out.writeInt16(RopRegisterNotification.SEARCH_COMPLETED);
                completed.folderId().write(out);
            }
            case NotificationData.TableChanged changed ->
                writeTable(out, CHANGED, changed.messages(), changed.inSearchFolder());
            case NotificationData.TableRestrictionChanged changed -> writeTable(out,
                    RESTRICTION_CHANGED, changed.messages(), changed.inSearchFolder());
            case NotificationData.TableRowAdded added -> {
                writeTableRow(out, ROW_ADDED, added.row(), added.inSearchFolder());
                writeRow(out, added.insertAfter());
                RopFields.writeBinary(out, added.rowData());
            }
            case NotificationData.TableRowDeleted deleted ->
                writeTableRow(out, ROW_DELETED, deleted.row(), deleted.inSearchFolder());
            case NotificationData.TableRowModified modified -> {
                writeTableRow(out, ROW_MODIFIED, modified.row(), modified.inSearchFolder());
                writeRow(out, modified.insertAfter());
                RopFields.writeBinary(out, modified.rowData());
            }
        }
    }

    private static void writeNewMail(ByteWriter out, NotificationData.NewMail mail) {
        out.writeInt16(
                RopRegisterNotification.NEW_MAIL | (mail.messageId() == null ? 0 : MESSAGE));
        mail.folderId().write(out);
        if (mail.messageId() != null) {
            mail.messageId().write(out);
        }
        out.writeInt32(mail.messageFlags());
        RopFields.writeBoolean(out, mail.unicode());
        if (mail.unicode()) {
            out.writeUtf16z(mail.messageClass());
        } else {
            RopFields.writeAscii(out, mail.messageClass());
        }
    }

    private static void writeSubject(ByteWriter out, int type,
            NotificationData.Subject subject) {
        MessageId messageId = subject.messageId();
        FolderId parent = subject.parentFolderId();
        int flags = type;
        if (messageId != null) {
            flags |= MESSAGE | (parent == null ? 0 : SEARCH_FOLDER);
        } else if (parent == null) {
            throw new IllegalArgumentException("the event of a folder names its parent");
        }
        out.writeInt16(flags);
        subject.folderId().write(out);
        if (messageId != null) {
            messageId.write(out);
        }
        if (parent != null) {
            parent.write(out);
        }
    }

    private static void writeOrigin(ByteWriter out, NotificationData.Origin origin) {
        origin.folderId().write(out);
        if (origin.messageId() != null) {
            origin.messageId().write(out);
        } else if (origin.parentFolderId() != null) {
            origin.parentFolderId().write(out);
        } else {
            throw new IllegalArgumentException("an origin names a message or a parent");
        }
    }

    private static void writeModified(ByteWriter out,
            NotificationData.ObjectModified modified) {
        if (modified.inSearchFolder() && modified.messageId() == null) {
            throw new IllegalArgumentException("a change in a search folder is of a message");
        }
        int flags = RopRegisterNotification.OBJECT_MODIFIED;
        flags |= modified.totalMessageCount() == null ? 0 : TOTAL;
        flags |= modified.unreadMessageCount() == null ? 0 : UNREAD;
        flags |= modified.inSearchFolder() ? SEARCH_FOLDER : 0;
        flags |= modified.messageId() == null ? 0 : MESSAGE;
        out.writeInt16(flags);
        modified.folderId().write(out);
        if (modified.messageId() != null) {
            modified.messageId().write(out);
        }
        writeTags(out, modified.tags());
        if (modified.totalMessageCount() != null) {
            out.writeInt32(modified.totalMessageCount());
        }
        if (modified.unreadMessageCount() != null) {
            out.writeInt32(modified.unreadMessageCount());
        }
    }

    private static void writeTags(ByteWriter out, @Nullable List<PropertyTag> tags) {
        if (tags == null) {
            out.writeInt16(ALL_TAGS);
            return;
        }
        if (tags.size() >= ALL_TAGS) {
            throw new MailError.TooLarge(tags.size() + " tags in a notification");
        }
        RopFields.writeTags(out, tags);
    }

    private static void writeTable(ByteWriter out, int event, boolean messages,
            boolean inSearchFolder) {
        if (inSearchFolder && !messages) {
            throw new IllegalArgumentException("a search folder's table is one of messages");
        }
        out.writeInt16(TABLE_MODIFIED | (messages ? MESSAGE : 0)
                | (inSearchFolder ? SEARCH_FOLDER : 0)).writeInt16(event);
    }

    private static void writeTableRow(ByteWriter out, int event, NotificationData.TableRow row,
            boolean inSearchFolder) {
        writeTable(out, event, row.messageId() != null, inSearchFolder);
        writeRow(out, row);
    }

    private static void writeRow(ByteWriter out, NotificationData.TableRow row) {
        row.folderId().write(out);
        if (row.messageId() != null) {
            row.messageId().write(out);
            out.writeInt32(row.instance());
        }
    }
}

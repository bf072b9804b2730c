package org.rialto.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rialto.database.Sql;
import org.rialto.mapi.FileTime;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyName;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyValue;

/// Some messages of one mailbox on their way into another. Their large bytes are shared, not
/// copied; named properties get the ids that the other mailbox has for their names.
final class CopyElsewhere {
    private final SqlMailbox source;
    private final long folderId;
    private final Mailbox target;
    private final long targetFolderId;
    private final List<Original> originals = new ArrayList<>();
    private final Map<Integer, PropertyName> names = new HashMap<>();

    private record Original(MessageRow row, NewMessage message) {}

    private CopyElsewhere(SqlMailbox source, long folderId, Mailbox target, long targetFolderId) {
        this.source = source;
        this.folderId = folderId;
        this.target = target;
        this.targetFolderId = targetFolderId;
    }

    /// @param uids of one unit of work
    static CopyElsewhere read(SqlMailbox source, long folderId, int[] uids, Mailbox target,
            long targetFolderId) {
        CopyElsewhere copy = new CopyElsewhere(source, folderId, target, targetFolderId);
        source.<Boolean>read(snapshot -> {
            copy.read(snapshot, uids);
            return true;
        });
        return copy;
    }

    private void read(Snapshot snapshot, int[] uids) {
        List<String> keywords = snapshot.keywords(folderId);
        Map<Integer, MessageRow> rows = new HashMap<>();
        for (MessageRow row : snapshot.messages(folderId, uids,
                EnumSet.of(MessagePart.STRUCTURE))) {
            rows.put(row.uid(), row);
        }
        for (int uid : uids) {
            MessageRow row = rows.get(uid);
            if (row != null) {
                MessageContent content = snapshot.content(row.messageId());
                if (row.modified() != 0) {
                    content.properties().set(PropertyTags.PidTagLastModificationTime,
                            FileTime.toInstant(row.modified()));
                }
                noteNames(content, snapshot);
                originals.add(new Original(row,
                        new NewMessage(content, row.associated(), row.flags(),
                                names(row.keywords(), keywords), row.received(), row.mime(),
                                row.structure())));
            }
        }
    }

    private static Set<String> names(long bits, List<String> keywords) {
        Set<String> some = new HashSet<>();
        for (long rest = bits; rest != 0; rest &= rest - 1) {
            int number = Long.numberOfTrailingZeros(rest);
            if (number < keywords.size()) {
                some.add(keywords.get(number));
            }
        }
        return some;
    }

    private void noteNames(MessageContent content, Snapshot snapshot) {
        noteNames(content.properties(), snapshot);
        content.recipients().forEach(bag -> noteNames(bag, snapshot));
        for (Attachment attachment : content.attachments()) {
            noteNames(attachment.properties(), snapshot);
            if (attachment.data() instanceof AttachmentData.Embedded embedded) {
                noteNames(embedded.message(), snapshot);
            }
        }
    }

    private void noteNames(PropertyBag bag, Snapshot snapshot) {
        for (PropertyValue value : bag) {
            int id = value.tag().id();
            if (value.tag().isNamed() && !names.containsKey(id)) {
                snapshot.namedProperty(id).ifPresent(name -> names.put(id, name));
            }
        }
    }

    /// Adds them to the other mailbox.
    List<Change.Copied> add(Change change) {
        Map<Integer, Integer> ids = new HashMap<>();
        names.forEach((id, name) -> ids.put(id, change.registerNamedProperty(name)));
        List<Change.Copied> copied = new ArrayList<>(originals.size());
        for (Original original : originals) {
            NewMessage message = original.message;
            MessageContent content = renumber(message.content(), ids);
            Change.Added added = change.addMessage(targetFolderId, new NewMessage(content,
                    message.associated(), message.flags(), message.keywords(), message.received(),
                    message.mime(), message.structure()));
            copied.add(new Change.Copied(original.row.uid(), original.row.messageId(),
                    added.uid(), added.messageId()));
        }
        return copied;
    }

    private static MessageContent renumber(MessageContent content, Map<Integer, Integer> ids) {
        return new MessageContent(renumber(content.properties(), ids),
                content.recipients().stream().map(bag -> renumber(bag, ids)).toList(),
                content.attachments().stream()
                        .map(each -> new Attachment(each.number(),
                                renumber(each.properties(), ids),
                                each.data() instanceof AttachmentData.Embedded embedded
                                        ? new AttachmentData.Embedded(
                                                renumber(embedded.message(), ids))
                                        : each.data()))
                        .toList());
    }

    /// A named property whose name nobody knows means nothing, and stays behind.
    private static PropertyBag renumber(PropertyBag bag, Map<Integer, Integer> ids) {
        boolean any = false;
        for (PropertyValue value : bag) {
            any |= value.tag().isNamed();
        }
        if (!any) {
            return bag;
        }
        PropertyBag renumbered = new PropertyBag();
        for (PropertyValue value : bag) {
            Integer id = ids.get(value.tag().id());
            if (!value.tag().isNamed()) {
                renumbered.set(value);
            } else if (id != null) {
                renumbered.set(new PropertyTag(id << 16 | value.tag().typeCode()), value.value());
            }
        }
        return renumbered;
    }

    /// Adds them there and removes them here, in one unit of work.
    List<Change.Copied> move() {
        return source.writing(sql -> {
            long here = source.mailboxId();
            long there = target.info().mailboxId();
            // In ascending order, as everybody locks.
            Change first = join(sql, Math.min(here, there));
            Change second = join(sql, Math.max(here, there));
            List<Change.Copied> moved = add(here < there ? second : first);
            (here < there ? first : second).deleteMessages(folderId,
                    moved.stream().mapToInt(Change.Copied::sourceUid).toArray(), true);
            return moved;
        });
    }

    private Change join(Sql sql, long mailboxId) throws SQLException {
        return source.store().join(sql, mailboxId,
                mailboxId == source.mailboxId() ? source.access() : target.access());
    }
}

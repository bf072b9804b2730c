package org.rialto.protocols.rops.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.Binary;
import org.rialto.mapi.GlobalId;
import org.rialto.mapi.MessageId;
import org.rialto.mapi.PredecessorChangeList;
import org.rialto.mapi.PropertyName;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyValue;
import org.rialto.mapi.ValueComparison;
import org.rialto.mapi.Xid;
import org.rialto.protocols.rops.sync.FastTransferEvent;
import org.rialto.protocols.rops.sync.MessageChangeHeader;
import org.rialto.protocols.rops.sync.PropertyGroupInfo;

/// An object of a stream as a test sees it: a message, a folder, a recipient, an attachment.
public final class StreamItem {
    private static final int READ = 1;
    final Map<Integer, PropertyValue> properties = new TreeMap<>();
    final Map<Integer, PropertyName> names = new TreeMap<>();
    final List<StreamItem> recipients = new ArrayList<>();
    final List<StreamItem> attachments = new ArrayList<>();
    final List<StreamItem> messages = new ArrayList<>();
    final List<StreamItem> folders = new ArrayList<>();
    final List<PropertyTag> announced = new ArrayList<>();
    @Nullable
    StreamItem embedded;
    @Nullable
    MessageChangeHeader header;
    /// Of a partial change: the mapping of its groups, and those that it tells.
    @Nullable
    PropertyGroupInfo groups;
    final List<Integer> changedGroups = new ArrayList<>();
    /// Of a replica: whether something of it was made there, so that the mailbox may have more.
    boolean isOwn;
    /// Of a replica: whether a conflict was found here. The mailbox has made its version anew, without
    /// MIME.
    boolean isResolved;
    boolean associated;
    boolean failed;
    int number;

    public @Nullable Object value(PropertyTag tag) {
        PropertyValue value = properties.get(tag.id());
        return value == null ? null : value.value();
    }

    public MessageChangeHeader header() { return Objects.requireNonNull(header); }

    /// Whether another version of the message does not take the place of this one. MS-OXCFXICS
    /// §3.1.5.6.1.
    boolean isInConflict(StreamItem other) {
        return switch (predecessors(other).compare(predecessors(this))) {
            case CONFLICT, OLDER -> true;
            case NEWER, SAME -> false;
        };
    }

    private static PredecessorChangeList predecessors(StreamItem item) {
        return PredecessorChangeList.decode(item.header().predecessorChangeList());
    }

    /// The last writer wins, as a successor of both. §3.1.5.6.2.2.
    StreamItem resolved(StreamItem other) {
        int read = other.flags() & READ;
        MessageChangeHeader mine = header();
        MessageChangeHeader theirs = other.header();
        PredecessorChangeList merged = predecessors(this).merge(predecessors(other));
        boolean isNews = predecessors(other)
                .compare(predecessors(this)) == PredecessorChangeList.Order.CONFLICT;
        int order = theirs.lastModificationTime().compareTo(mine.lastModificationTime());
        boolean isWinner = isNews && (order > 0 || order == 0 && ValueComparison.compareGuids(
                Xid.of(theirs.changeKey()).namespaceGuid(),
                Xid.of(mine.changeKey()).namespaceGuid()) > 0);
        StreamItem content = isWinner ? other : this;
        MessageChangeHeader winner = content.header();
        StreamItem resolved = new StreamItem();
        resolved.properties.putAll(content.properties);
        resolved.names.putAll(content.names);
        resolved.recipients.addAll(content.recipients);
        resolved.attachments.addAll(content.attachments);
        resolved.header = new MessageChangeHeader(theirs.sourceKey(), winner.lastModificationTime(),
                winner.changeKey(), merged.encode(), associated, theirs.messageId(),
                theirs.messageSize(), theirs.changeNumber());
        resolved.properties.put(PropertyTags.PidTagMessageFlags.id(), PropertyValue
                .of(PropertyTags.PidTagMessageFlags, content.flags() & ~READ | read));
        resolved.isOwn = true;
        resolved.isResolved = true;
        return resolved;
    }

    boolean isPartial() { return groups != null; }

    /// Does what a partial change says. MS-OXCFXICS §2.2.4.3.15: what it has not of a group is not
    /// there any more.
    void apply(StreamItem change) {
        PropertyGroupInfo mapping = Objects.requireNonNull(change.groups);
        header = change.header;
        for (int index : change.changedGroups) {
            if (index != FastTransferEvent.PropertyGroup.NO_GROUP) {
                mapping.groups().get(index)
                        .forEach(each -> properties.remove(each.tag().id()));
            }
        }
        properties.putAll(change.properties);
        names.putAll(change.names);
        if (change.announced.contains(PropertyTags.PidTagMessageRecipients)) {
            recipients.clear();
            recipients.addAll(change.recipients);
        }
        if (change.announced.contains(PropertyTags.PidTagMessageAttachments)) {
            attachments.clear();
            attachments.addAll(change.attachments);
        }
    }

    StreamItem embedded() { return Objects.requireNonNull(embedded); }

    /// PidTagMessageFlags.
    int flags() {
        return value(PropertyTags.PidTagMessageFlags) instanceof Integer flags ? flags : 0;
    }

    /// Of a message change or a folder change.
    String key() {
        Binary key = header != null
                ? header.sourceKey()
                : (Binary) value(PropertyTags.PidTagSourceKey);
        return String.valueOf(key);
    }

    long id() {
        if (header != null && header.messageId() != null) {
            return MessageId.ofLong(header.messageId()).globalCounter();
        }
        Long folder = (Long) value(PropertyTags.PidTagFolderId);
        return folder == null ? 0 : MessageId.ofLong(folder).globalCounter();
    }

    @Nullable
    GlobalId number() {
        Long changeNumber = header == null ? null : header.changeNumber();
        return changeNumber == null
                ? null
                : new GlobalId(new UUID(0, 0),
                        MessageId.ofLong(changeNumber).globalCounter());
    }
}

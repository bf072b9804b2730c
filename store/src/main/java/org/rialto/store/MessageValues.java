package org.rialto.store;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.FileTime;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertySource;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyType;

/// The properties of a message row: what its state holds from there (MS-OXCMSG §2.2.1), all others
/// from the stored bag, found one at a time in its encoded form. Recipients and attachments are
/// fetched only when a restriction asks for them.
public final class MessageValues implements PropertySource {
    private static final int MF_READ = 0x0001;
    private static final int MF_UNMODIFIED = 0x0002;
    private static final int MF_SUBMITTED = 0x0004;
    private static final int MF_UNSENT = 0x0008;
    private static final int MF_HAS_ATTACHMENTS = 0x0010;
    private static final int MF_FROM_ME = 0x0020;
    private static final int MF_ASSOCIATED = 0x0040;
    private static final int MF_RESEND = 0x0080;
    private static final int MF_EVER_READ = 0x0400;
    private static final int DELETE_MARKED = MessageStatus.DELETE_MARKED;
    private static final int FOLLOW_UP_FLAGGED = 2;
    private static final int REPLY_TO_SENDER = 102;
    private static final int REPLY_TO_ALL = 103;
    private static final int FORWARD = 104;
    private static final int OBJECT_TYPE_MESSAGE = 5;

    private interface Value {
        @Nullable
        Object of(MessageValues row);
    }

    /// Values that need nothing but the row's state.
    private static final Map<PropertyTag, Value> STATE = new HashMap<>();
    /// Values that come of the state and of what is stored together.
    private static final Map<PropertyTag, Value> MIXED = new HashMap<>();

    static {
        STATE.put(PropertyTags.PidTagMessageFlags, MessageValues::messageFlags);
        STATE.put(PropertyTags.PidTagMessageSize,
                row -> (int) Math.min(row.row.size(), Integer.MAX_VALUE));
        STATE.put(PropertyTags.PidTagMessageSizeExtended, row -> row.row.size());
        STATE.put(PropertyTags.PidTagMessageDeliveryTime, row -> row.row.received());
        STATE.put(PropertyTags.PidTagHasAttachments,
                row -> row.has(MessageFlags.HAS_ATTACHMENTS));
        STATE.put(PropertyTags.PidTagRead, row -> row.has(MessageFlags.READ));
        STATE.put(PropertyTags.PidTagAssociated, row -> row.row.associated());
        STATE.put(PropertyTags.PidTagObjectType, row -> OBJECT_TYPE_MESSAGE);
        STATE.put(PropertyTags.PidTagMid, row -> row.ids.messageId(row.row.messageId()));
        STATE.put(PropertyTags.PidTagInstID, row -> row.ids.messageId(row.row.messageId()));
        STATE.put(PropertyTags.PidTagInstanceNum, row -> 0);
        STATE.put(PropertyTags.PidTagFolderId, row -> row.ids.folderId(row.row.folderId()));
        STATE.put(PropertyTags.PidTagParentFolderId, row -> row.ids.folderId(row.row.folderId()));
        STATE.put(PropertyTags.PidTagChangeNumber,
                row -> row.ids.messageId(row.row.contentChangeNumber()));
        STATE.put(PropertyTags.PidTagEntryId,
                row -> row.ids.messageEntryId(row.row.folderId(), row.row.messageId()));
        STATE.put(PropertyTags.PidTagParentEntryId,
                row -> row.ids.folderEntryId(row.row.folderId()));
        STATE.put(PropertyTags.PidTagParentSourceKey, row -> row.ids.key(row.row.folderId()));
        STATE.put(PropertyTags.PidTagInstanceKey, row -> row.ids.key(row.row.messageId()));
        STATE.put(PropertyTags.PidTagRecordKey, row -> row.ids.key(row.row.messageId()));

        MIXED.put(PropertyTags.PidTagMessageStatus, MessageValues::messageStatus);
        MIXED.put(PropertyTags.PidTagFlagStatus, MessageValues::flagStatus);
        MIXED.put(PropertyTags.PidTagLastVerbExecuted, MessageValues::lastVerb);
        MIXED.put(PropertyTags.PidTagCreationTime,
                row -> row.storedOr(PropertyTags.PidTagCreationTime, row.row.saved()));
        MIXED.put(PropertyTags.PidTagLastModificationTime,
                MessageValues::modified);
        MIXED.put(PropertyTags.PidTagLocalCommitTime,
                MessageValues::committed);
        MIXED.put(PropertyTags.PidTagSourceKey, row -> KeptVersion.sourceKey(row.version(),
                row.ids, row.row.messageId()));
        MIXED.put(PropertyTags.PidTagChangeKey, row -> KeptVersion.changeKey(row.version(),
                row.ids, row.row.contentChangeNumber()));
        MIXED.put(PropertyTags.PidTagPredecessorChangeList,
                row -> KeptVersion.predecessors(row.version(), row.ids,
                        row.row.contentChangeNumber()));
    }

    private final ObjectIds ids;
    private final MessageRow row;
    private final Supplier<MessageContent> content;
    private final @Nullable PropertyBag bag;

    /// @param content of the message, when somebody looks at its recipients or attachments
    public MessageValues(ObjectIds ids, MessageRow row, Supplier<MessageContent> content) {
        this.ids = ids;
        this.row = row;
        this.content = content;
        this.bag = null;
    }

    /// Of a row whose content was read and decoded.
    public MessageValues(ObjectIds ids, MessageRow row, MessageContent content) {
        this.ids = ids;
        this.row = row;
        this.content = () -> content;
        this.bag = content.properties();
    }

    /// What must be read of rows to have these properties of them.
    public static Set<MessagePart> parts(Collection<PropertyTag> tags) {
        return tags.stream().map(PropertyTag::withoutInstance).allMatch(STATE::containsKey)
                ? EnumSet.noneOf(MessagePart.class)
                : EnumSet.of(MessagePart.PROPERTIES);
    }

    public MessageRow row() { return row; }

    @Override
    public @Nullable Object get(PropertyTag asked) {
        PropertyTag tag = asked.withoutInstance();
        if (tag.typeCode() == PropertyType.UNSPECIFIED.code()) {
            tag = typed(tag.id(), tag);
        }
        if (tag.id() == ImportedVersion.STORED.id()) {
            return null;
        }
        Value value = STATE.get(tag);
        if (value == null) {
            value = MIXED.get(tag);
        }
        return value == null ? stored(tag) : value.of(this);
    }

    private static PropertyTag typed(int id, PropertyTag otherwise) {
        for (Map<PropertyTag, Value> some : List.of(STATE, MIXED)) {
            for (PropertyTag each : some.keySet()) {
                if (each.id() == id) {
                    return each;
                }
            }
        }
        return otherwise;
    }

    private @Nullable Object stored(PropertyTag tag) {
        if (bag != null) {
            return bag.get(tag);
        }
        byte[] properties = row.encodedProperties();
        if (properties == null) {
            throw new IllegalStateException("the row was read without its properties: " + tag);
        }
        return PropertyBag.find(properties, tag);
    }

    private Object storedOr(PropertyTag tag, Object otherwise) {
        Object stored = stored(tag);
        return stored == null ? otherwise : stored;
    }

    private Object modified() {
        return row.modified() == 0
                ? storedOr(PropertyTags.PidTagLastModificationTime, row.saved())
                : FileTime.toInstant(row.modified());
    }

    /// The latest of all that the server did to it, changes of the read state too (MS-OXCMSG
    /// §2.2.1.49). When a client said that it was changed is none of that.
    private Object committed() {
        Instant latest = row.saved();
        if (stored(PropertyTags.PidTagLocalCommitTime) instanceof Instant time
                && time.isAfter(latest)) {
            latest = time;
        }
        Instant state = FileTime.toInstant(row.committed());
        Instant modified = FileTime.toInstant(row.modified());
        if (modified.isAfter(state)
                && !modified.equals(stored(PropertyTags.PidTagLastModificationTime))) {
            state = modified;
        }
        return state.isAfter(latest) ? state : latest;
    }

    private boolean has(int flag) { return (row.flags() & flag) != 0; }

    private Integer messageFlags() {
        return bit(MessageFlags.READ, MF_READ) | bit(MessageFlags.UNSENT, MF_UNSENT)
                | bit(MessageFlags.HAS_ATTACHMENTS, MF_HAS_ATTACHMENTS)
                | bit(MessageFlags.SUBMITTED, MF_SUBMITTED) | bit(MessageFlags.FROM_ME, MF_FROM_ME)
                | bit(MessageFlags.RESEND, MF_RESEND)
                | bit(MessageFlags.READ | MessageFlags.EVER_READ, MF_EVER_READ)
                | (has(MessageFlags.MODIFIED) ? 0 : MF_UNMODIFIED)
                | (row.associated() ? MF_ASSOCIATED : 0);
    }

    private int bit(int flags, int bit) { return has(flags) ? bit : 0; }

    private Integer messageStatus() {
        int others = stored(PropertyTags.PidTagMessageStatus) instanceof Integer bits ? bits : 0;
        return others & ~DELETE_MARKED | (has(MessageFlags.MARKED_DELETED) ? DELETE_MARKED : 0);
    }

    /// A flag that was completed is not in the state.
    private @Nullable Object flagStatus() {
        if (has(MessageFlags.FLAGGED)) {
            return FOLLOW_UP_FLAGGED;
        }
        Object stored = stored(PropertyTags.PidTagFlagStatus);
        return Integer.valueOf(FOLLOW_UP_FLAGGED).equals(stored) ? null : stored;
    }

    /// The state knows only that there was a reply or a forward: what is stored says it better, as
    /// long as it does not contradict.
    private @Nullable Object lastVerb() {
        Object stored = stored(PropertyTags.PidTagLastVerbExecuted);
        int verb = stored instanceof Integer number ? number : 0;
        boolean reply = verb == REPLY_TO_SENDER || verb == REPLY_TO_ALL;
        boolean forward = verb == FORWARD;
        if (has(MessageFlags.ANSWERED) && reply || has(MessageFlags.FORWARDED) && forward) {
            return stored;
        }
        if (has(MessageFlags.FORWARDED)) {
            return FORWARD;
        }
        if (has(MessageFlags.ANSWERED)) {
            return REPLY_TO_SENDER;
        }
        return reply || forward ? null : stored;
    }

    /// What a client said of the version that it uploaded, if it did.
    private @Nullable KeptVersion version() {
        return KeptVersion.find(stored(ImportedVersion.STORED), ids, row.messageId());
    }

    @Override
    public List<? extends PropertySource> subobjects(PropertyTag table) {
        if (table.equals(PropertyTags.PidTagMessageRecipients)) {
            return content.get().recipients();
        }
        if (table.equals(PropertyTags.PidTagMessageAttachments)) {
            return content.get().attachments().stream().map(AttachmentValues::new).toList();
        }
        return List.of();
    }
}

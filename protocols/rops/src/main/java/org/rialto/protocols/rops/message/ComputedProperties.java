package org.rialto.protocols.rops.message;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rialto.items.mail.MimeProperties;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.store.MessageFlags;
import org.rialto.store.MessageRow;
import org.rialto.store.MessageValues;

/// The properties of an open message that follow from others, from its state in the store or from
/// how it was opened. MS-OXCMSG §2.2.1, MS-OXCPRPT §2.2.1.
record ComputedProperties(OpenMessage message) {
    // PidTagAccess.
    private static final int MODIFY = 1;
    private static final int READ = 2;
    private static final int DELETE = 4;
    // PidTagMessageFlags.
    static final int MF_READ = 0x0001;
    private static final int MF_UNMODIFIED = 0x0002;
    static final int MF_UNSENT = 0x0008;
    private static final int MF_HAS_ATTACHMENTS = 0x0010;
    private static final int MF_ASSOCIATED = 0x0040;
    static final int MF_RESEND = 0x0080;
    private static final int MF_NOTIFY_READ = 0x0100;
    private static final int MF_NOTIFY_UNREAD = 0x0200;
    private static final int MF_EVER_READ = 0x0400;
    private static final int OBJECT_TYPE_MESSAGE = 5;
    /// A new message's, MS-OXCMSG §3.2.5.2.
    private static final int NEW_FLAGS = MF_READ | MF_UNSENT;

    /// From the state of the message in the store.
    private static final List<PropertyTag> STATE = List.of(PropertyTags.PidTagMid,
            PropertyTags.PidTagFolderId, PropertyTags.PidTagParentFolderId,
            PropertyTags.PidTagChangeNumber, PropertyTags.PidTagEntryId,
            PropertyTags.PidTagParentEntryId, PropertyTags.PidTagSourceKey,
            PropertyTags.PidTagParentSourceKey, PropertyTags.PidTagInstanceKey,
            PropertyTags.PidTagRecordKey, PropertyTags.PidTagChangeKey,
            PropertyTags.PidTagPredecessorChangeList, PropertyTags.PidTagMessageDeliveryTime,
            PropertyTags.PidTagMessageSizeExtended, PropertyTags.PidTagMessageStatus,
            PropertyTags.PidTagRead, PropertyTags.PidTagCreationTime,
            PropertyTags.PidTagLastModificationTime, PropertyTags.PidTagLocalCommitTime);
    /// From the state too, until a client writes them.
    private static final List<PropertyTag> WRITABLE_STATE = List.of(PropertyTags.PidTagFlagStatus,
            PropertyTags.PidTagLastVerbExecuted);
    private static final List<PropertyTag> OWN = List.of(PropertyTags.PidTagAccess,
            PropertyTags.PidTagAccessLevel, PropertyTags.PidTagObjectType,
            PropertyTags.PidTagMessageFlags, PropertyTags.PidTagHasAttachments,
            PropertyTags.PidTagMessageSize, PropertyTags.PidTagAssociated,
            PropertyTags.PidTagSearchKey, PropertyTags.PidTagHasNamedProperties,
            PropertyTags.PidTagNativeBody, PropertyTags.PidTagRtfInSync, PropertyTags.PidTagBody,
            PropertyTags.PidTagHtml, PropertyTags.PidTagRtfCompressed);
    static final List<PropertyTag> TAGS = all();
    private static final Set<Integer> READ_ONLY = readOnly();
    /// What a client knows of a message that it made before it uploads it.
    private static final Set<Integer> UPLOADED = Set.of(PropertyTags.PidTagCreationTime.id(),
            PropertyTags.PidTagSearchKey.id());

    private static List<PropertyTag> all() {
        List<PropertyTag> all = new ArrayList<>(STATE);
        all.addAll(WRITABLE_STATE);
        all.addAll(OWN);
        MimeProperties.lazyTags().stream().filter(tag -> !all.contains(tag)).forEach(all::add);
        return List.copyOf(all);
    }

    private static Set<Integer> readOnly() {
        Set<Integer> ids = new HashSet<>();
        STATE.stream().filter(tag -> !tag.equals(PropertyTags.PidTagMessageDeliveryTime)
                && !tag.equals(PropertyTags.PidTagLocalCommitTime))
                .forEach(tag -> ids.add(tag.id()));
        for (PropertyTag tag : List.of(PropertyTags.PidTagAccess, PropertyTags.PidTagAccessLevel,
                PropertyTags.PidTagObjectType, PropertyTags.PidTagHasAttachments,
                PropertyTags.PidTagMessageSize, PropertyTags.PidTagAssociated,
                PropertyTags.PidTagSearchKey, PropertyTags.PidTagHasNamedProperties,
                PropertyTags.PidTagDisplayTo, PropertyTags.PidTagDisplayCc,
                PropertyTags.PidTagDisplayBcc, PropertyTags.PidTagLastModifierName,
                PropertyTags.PidTagLastModifierEntryId)) {
            ids.add(tag.id());
        }
        return Set.copyOf(ids);
    }

    /// After the first save, the flags are read-only too (MS-OXCMSG §2.2.1.6).
    static boolean isReadOnly(OpenMessage message, PropertyTag tag) {
        if (message.importing() != null && UPLOADED.contains(tag.id())) {
            return false;
        }
        return READ_ONLY.contains(tag.id())
                || tag.id() == PropertyTags.PidTagMessageFlags.id() && message.row() != null;
    }

    @Nullable
    Object get(PropertyTag tag) {
        if (STATE.contains(tag) || WRITABLE_STATE.contains(tag) && !message.isWritten(tag)) {
            MessageValues state = message.state();
            return state == null ? uploaded(tag) : state.get(tag);
        }
        int id = tag.id();
        if (Bodies.isBody(id) || id == PropertyTags.PidTagNativeBody.id()
                || id == PropertyTags.PidTagRtfInSync.id()) {
            return message.bodies().get(tag);
        } else if (id == PropertyTags.PidTagAccess.id()) {
            return (message.isWritable() ? MODIFY : 0) | READ
                    | (message.row() != null && message.isWritable() ? DELETE : 0);
        } else if (id == PropertyTags.PidTagAccessLevel.id()) {
            return message.isWritable() ? 1 : 0;
        } else if (id == PropertyTags.PidTagObjectType.id()) {
            return OBJECT_TYPE_MESSAGE;
        } else if (id == PropertyTags.PidTagMessageFlags.id()) {
            return flags();
        } else if (id == PropertyTags.PidTagHasAttachments.id()) {
            return hasAttachments();
        } else if (id == PropertyTags.PidTagMessageSize.id()) {
            return (int) Math.min(size(), Integer.MAX_VALUE);
        } else if (id == PropertyTags.PidTagAssociated.id()) {
            return message.isAssociated();
        } else if (id == PropertyTags.PidTagSearchKey.id()) {
            return searchKey();
        } else if (id == PropertyTags.PidTagHasNamedProperties.id()) {
            return hasNamedProperties(message.bag());
        }
        return null;
    }

    /// Of a version that is being uploaded, what its client said in the beginning.
    private @Nullable Object uploaded(PropertyTag tag) {
        MessageImport importing = message.importing();
        if (importing == null) {
            return null;
        }
        int id = tag.id();
        if (id == PropertyTags.PidTagSourceKey.id()) {
            return importing.sourceKey();
        } else if (id == PropertyTags.PidTagChangeKey.id()) {
            return importing.changeKey().toBinary();
        } else if (id == PropertyTags.PidTagPredecessorChangeList.id()) {
            return importing.predecessors().encode();
        }
        return null;
    }

    static boolean hasNamedProperties(PropertyBag bag) {
        return !bag.isEmpty() && bag.asList().getLast().tag().isNamed();
    }

    private boolean hasAttachments() { return !message.attachmentStates().isEmpty(); }

    private Integer flags() {
        PropertyBag bag = message.bag();
        MessageValues state = message.state();
        int flags;
        if (state != null
                && state.get(PropertyTags.PidTagMessageFlags) instanceof Integer known) {
            flags = known & ~MF_HAS_ATTACHMENTS;
        } else {
            int written = bag.getInteger32(PropertyTags.PidTagMessageFlags, NEW_FLAGS);
            flags = written & (MF_READ | MF_UNSENT | MF_RESEND)
                    | ((written & MF_READ) != 0 ? MF_EVER_READ : 0)
                    | (message.isEmbedded() ? MF_UNMODIFIED : 0)
                    | (message.isAssociated() ? MF_ASSOCIATED : 0);
        }
        return messageFlags(flags, bag, message.row(), hasAttachments());
    }

    /// PidTagMessageFlags with what is asked for and not sent yet. MS-OXCMSG §2.2.1.6.
    ///
    /// @param stateFlags from the state of the message
    static int messageFlags(int stateFlags, PropertyBag bag, @Nullable MessageRow row,
            boolean attachments) {
        int flags = stateFlags & ~MF_HAS_ATTACHMENTS | (attachments ? MF_HAS_ATTACHMENTS : 0);
        boolean received = (flags & MF_UNSENT) == 0
                && (row == null || (row.flags() & MessageFlags.RECEIPT_SENT) == 0);
        if (received && bag.getBoolean(PropertyTags.PidTagReadReceiptRequested, false)
                && (flags & MF_READ) == 0) {
            flags |= MF_NOTIFY_READ;
        }
        if (received && bag.getBoolean(PropertyTags.PidTagNonReceiptNotificationRequested, false)
                && (flags & MF_READ) == 0) {
            flags |= MF_NOTIFY_UNREAD;
        }
        return flags;
    }

    private long size() {
        MessageRow row = message.row();
        return row != null ? row.size() : message.bag().encode().length;
    }

    /// One that came without a key is searched for by its Message-ID, which copies share.
    private @Nullable Object searchKey() {
        return searchKey(message.bag(), message.row(), message.context());
    }

    static @Nullable Object searchKey(PropertyBag bag, @Nullable MessageRow row,
            MessageContext context) {
        if (bag.getBinary(PropertyTags.PidTagSearchKey) != null) {
            return null;
        }
        String id = bag.getString(PropertyTags.PidTagInternetMessageId);
        return id == null && row == null
                ? null
                : OpenMessage.keyOf(id == null && row != null
                        ? context.ids().mailbox().guid() + "/" + row.messageId()
                        : String.valueOf(id));
    }
}

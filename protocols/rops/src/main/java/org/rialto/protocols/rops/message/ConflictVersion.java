package org.rialto.protocols.rops.message;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.Binary;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.ValueComparison;
import org.rialto.store.MessageStatus;

/// A version of a message that is, or was, in conflict with another. MS-OXCFXICS §3.1.5.6.2.
record ConflictVersion(MessageState state, VersionKeys keys) {
    /// Of more, those that lost longest ago are dropped.
    private static final int MOST = 16;

    /// The last writer wins; of two at the same time, the greater namespace of the change key.
    /// §3.1.5.6.2.2.
    private static final Comparator<ConflictVersion> WRITERS = Comparator
            .comparing((ConflictVersion version) -> version.keys.modified())
            .thenComparing(version -> version.keys.changeKey().namespaceGuid(),
                    ValueComparison::compareGuids);

    /// The winner; of two that are equal the one that comes last.
    static ConflictVersion winner(List<ConflictVersion> versions) {
        ConflictVersion winner = versions.getFirst();
        for (ConflictVersion each : versions) {
            winner = WRITERS.compare(each, winner) >= 0 ? each : winner;
        }
        return winner;
    }

    /// The versions that a conflict resolve message has in its attachments.
    static List<ConflictVersion> of(MessageState message) {
        List<ConflictVersion> versions = new ArrayList<>();
        for (AttachmentState each : message.attachments()) {
            MessageState state = VersionKeys.isVersion(each.properties()) ? state(each) : null;
            VersionKeys keys = state == null ? null : VersionKeys.find(state.properties());
            if (state != null && keys != null) {
                versions.add(new ConflictVersion(state, keys));
            }
        }
        return versions;
    }

    private static @Nullable MessageState state(AttachmentState attachment) {
        return switch (attachment.value()) {
            case AttachmentValue.Embedded embedded -> embedded.message();
            case AttachmentValue.Stored stored -> MessageState.embeddedOf(stored.data());
            case AttachmentValue.Pending _ -> null;
        };
    }

    /// A message that has all of the versions in it, and is like the winner. §3.1.5.6.2.1.
    static MessageState resolved(List<ConflictVersion> all, ConflictVersion winner,
            Binary sourceKey) {
        List<ConflictVersion> versions = new ArrayList<>(all);
        versions.sort(WRITERS);
        if (versions.size() > MOST) {
            versions = versions.subList(versions.size() - MOST, versions.size());
        }
        PropertyBag bag = winner.state.properties().copy();
        bag.remove(PropertyTags.PidTagSourceKey);
        bag.remove(PropertyTags.PidTagChangeKey);
        bag.remove(PropertyTags.PidTagPredecessorChangeList);
        bag.set(PropertyTags.PidTagMessageStatus,
                bag.getInteger32(PropertyTags.PidTagMessageStatus, 0) | MessageStatus.IN_CONFLICT);
        List<AttachmentState> attachments = new ArrayList<>(winner.state.attachments());
        int next = attachments.stream().mapToInt(AttachmentState::number).max().orElse(-1) + 1;
        for (ConflictVersion each : versions) {
            PropertyBag properties = new PropertyBag()
                    .set(PropertyTags.PidTagAttachMethod, OpenAttachment.EMBEDDED_MESSAGE)
                    .set(PropertyTags.PidTagRenderingPosition, -1)
                    .set(PropertyTags.PidTagDisplayName, "Conflicting version")
                    .set(PropertyTags.PidTagInConflict, true)
                    .set(PropertyTags.PidTagCreationTime, each.keys.modified())
                    .set(PropertyTags.PidTagLastModificationTime, each.keys.modified());
            attachments.add(new AttachmentState(next++, properties,
                    new AttachmentValue.Embedded(each.embedded(sourceKey))));
        }
        return new MessageState(bag, winner.state.recipients(), attachments);
    }

    private MessageState embedded(Binary sourceKey) {
        PropertyBag bag = state.properties().copy()
                .set(PropertyTags.PidTagSourceKey, sourceKey)
                .set(PropertyTags.PidTagChangeKey, keys.changeKey().toBinary())
                .set(PropertyTags.PidTagPredecessorChangeList, keys.predecessors().encode())
                .set(PropertyTags.PidTagLastModificationTime, keys.modified());
        return new MessageState(bag, state.recipients(), state.attachments());
    }

    /// A message without the versions that are in it.
    static MessageState without(MessageState message) {
        return new MessageState(message.properties(), message.recipients(), message.attachments()
                .stream().filter(each -> !VersionKeys.isVersion(each.properties())).toList());
    }
}

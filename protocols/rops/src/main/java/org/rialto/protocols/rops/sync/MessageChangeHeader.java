package org.rialto.protocols.rops.sync;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.Binary;
import org.rialto.mapi.FileTime;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyValue;

/// What identifies a message change, enough to detect a conflict: messageChangeHeader.
/// MS-OXCFXICS §2.2.4.3.14. The last three are there where SynchronizationExtraFlags ask for them.
public record MessageChangeHeader(Binary sourceKey, Instant lastModificationTime, Binary changeKey,
        Binary predecessorChangeList, boolean associated, @Nullable Long messageId,
        @Nullable Integer messageSize, @Nullable Long changeNumber) {
    /// The properties in their places; all are required.
    static final List<PropertyTag> FIXED = List.of(PropertyTags.PidTagSourceKey,
            PropertyTags.PidTagLastModificationTime, PropertyTags.PidTagChangeKey,
            PropertyTags.PidTagPredecessorChangeList, PropertyTags.PidTagAssociated);
    /// Those that may follow.
    static final List<PropertyTag> CONDITIONAL = List.of(PropertyTags.PidTagMid,
            PropertyTags.PidTagMessageSize, PropertyTags.PidTagChangeNumber);

    public MessageChangeHeader { lastModificationTime = FileTime.round(lastModificationTime); }

    /// From properties that are known to be those of a header, the required ones in their places.
    static MessageChangeHeader of(List<PropertyValue> properties) {
        Long messageId = null;
        Integer messageSize = null;
        Long changeNumber = null;
        for (PropertyValue property : properties.subList(FIXED.size(), properties.size())) {
            if (property.tag().equals(PropertyTags.PidTagMid)) {
                messageId = property.integer64();
            } else if (property.tag().equals(PropertyTags.PidTagMessageSize)) {
                messageSize = property.integer32();
            } else {
                changeNumber = property.integer64();
            }
        }
        return new MessageChangeHeader(properties.get(0).binary(), properties.get(1).time(),
                properties.get(2).binary(), properties.get(3).binary(), properties.get(4).bool(),
                messageId, messageSize, changeNumber);
    }
}

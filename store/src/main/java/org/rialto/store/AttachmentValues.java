package org.rialto.store;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.PropertySource;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;

/// The properties of an attachment: its bag, with number and size. MS-OXCMSG §2.2.2.
public record AttachmentValues(Attachment attachment) implements PropertySource {
    @Override
    public @Nullable Object get(PropertyTag tag) {
        if (tag.equals(PropertyTags.PidTagAttachNumber)) {
            return attachment.number();
        }
        Object stored = attachment.properties().get(tag);
        if (stored == null && tag.equals(PropertyTags.PidTagAttachSize)) {
            return (int) Math.min(ContentFormat.size(List.of(attachment)), Integer.MAX_VALUE);
        }
        return stored;
    }
}

package org.rialto.store;

import org.jspecify.annotations.Nullable;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;

/// Bits of PidTagMessageStatus that the server gives a meaning. MS-OXCMSG §2.2.1.8.
public final class MessageStatus {
    /// msRemoteDelete; [MessageFlags#MARKED_DELETED].
    public static final int DELETE_MARKED = 0x0008;
    /// msInConflict: it is a conflict resolve message. Only the server says so. MS-OXCFXICS
    /// §3.1.5.6.2.1.
    public static final int IN_CONFLICT = 0x0800;

    private MessageStatus() {}

    /// Whether a message with these properties says that it has versions in conflict in it.
    public static boolean isInConflict(PropertyBag properties) {
        return isInConflict(properties.get(PropertyTags.PidTagMessageStatus));
    }

    /// As the other, of its encoded properties, of which nothing else is decoded.
    public static boolean isInConflict(byte[] properties) {
        return isInConflict(PropertyBag.find(properties, PropertyTags.PidTagMessageStatus));
    }

    private static boolean isInConflict(@Nullable Object status) {
        return status instanceof Integer bits && (bits & IN_CONFLICT) != 0;
    }
}

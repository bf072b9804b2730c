package org.rialto.protocols.rops.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;
import org.rialto.mapi.Binary;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PredecessorChangeList;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.Xid;

/// What a version of a message is known by, as the conflict resolve message that has it in an
/// attachment keeps it with it. MS-OXCFXICS §3.1.5.6.2.1.
record VersionKeys(Instant modified, Xid changeKey, PredecessorChangeList predecessors) {
    /// Whether an attachment with these properties says that it is a version.
    static boolean isVersion(PropertyBag attachment) {
        return attachment.getBoolean(PropertyTags.PidTagInConflict, false);
    }

    /// Null where the message in such an attachment has no keys, or none that can be read: then it only
    /// says of itself that it is one, and no client is to read such keys.
    static @Nullable VersionKeys find(PropertyBag version) {
        Binary changeKey = version.getBinary(PropertyTags.PidTagChangeKey);
        Binary predecessors = version.getBinary(PropertyTags.PidTagPredecessorChangeList);
        Instant modified = version.getTime(PropertyTags.PidTagLastModificationTime);
        if (changeKey == null || predecessors == null || modified == null) {
            return null;
        }
        try {
            return new VersionKeys(modified, Xid.of(changeKey),
                    PredecessorChangeList.decode(predecessors));
        } catch (MalformedDataException | MailError.Invalid notAVersion) {
            return null;
        }
    }
}

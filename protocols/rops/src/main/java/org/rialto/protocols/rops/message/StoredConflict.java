package org.rialto.protocols.rops.message;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.rialto.base.MalformedDataException;
import org.rialto.mapi.Binary;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PredecessorChangeList;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.Xid;
import org.rialto.protocols.rops.sync.MessageSource;
import org.rialto.store.Attachment;
import org.rialto.store.AttachmentData;
import org.rialto.store.MessageContent;
import org.rialto.store.MessageRow;

/// The versions in a conflict resolve message of the store, which are synchronized each as a message
/// of its own: who gets them finds their conflict again. MS-OXCFXICS §3.1.5.6.2.1.
public final class StoredConflict {
    /// A version, and what is to be said of it.
    public record Version(MessageContent content, Instant modified, Binary changeKey,
            Binary predecessors) {
        /// The version as a message in the state that the message is in. It has no MIME.
        public MessageSource source(MessageContext context, MessageRow row, DownloadForm form) {
            return StoredMessageSource.version(context, row, content, form);
        }
    }

    private StoredConflict() {}

    /// Whether a message says of itself that it is one.
    public static boolean is(PropertyBag properties) {
        return ConflictVersion.isConflictMessage(properties);
    }

    /// Whether a row says so, of which nothing is decoded for it.
    public static boolean is(MessageRow row) {
        byte[] properties = row.encodedProperties();
        try {
            return properties != null && PropertyBag.find(properties,
                    PropertyTags.PidTagMessageStatus) instanceof Integer status
                    && (status & ConflictVersion.IN_CONFLICT) != 0;
        } catch (MalformedDataException damaged) {
            return false; // whoever reads it says so
        }
    }

    /// In the order in which they were made.
    public static List<Version> versions(MessageContent message) {
        List<Version> versions = new ArrayList<>();
        for (Attachment each : message.attachments()) {
            if (each.properties().getBoolean(PropertyTags.PidTagInConflict, false)
                    && each.data() instanceof AttachmentData.Embedded(MessageContent content)) {
                add(content, versions);
            }
        }
        return versions;
    }

    private static void add(MessageContent content, List<Version> versions) {
        PropertyBag bag = content.properties();
        Binary changeKey = bag.getBinary(PropertyTags.PidTagChangeKey);
        Binary predecessors = bag.getBinary(PropertyTags.PidTagPredecessorChangeList);
        Instant modified = bag.getTime(PropertyTags.PidTagLastModificationTime);
        if (changeKey == null || predecessors == null || modified == null) {
            return;
        }
        try {
            Xid.of(changeKey);
            PredecessorChangeList.decode(predecessors);
            versions.add(new Version(content, modified, changeKey, predecessors));
        } catch (MalformedDataException | MailError.Invalid notAVersion) {
            // An attachment that says so of itself; no client is to read such keys.
        }
    }
}

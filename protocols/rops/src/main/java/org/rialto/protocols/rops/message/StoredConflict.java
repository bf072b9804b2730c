package org.rialto.protocols.rops.message;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.rialto.base.MalformedDataException;
import org.rialto.mapi.Binary;
import org.rialto.protocols.rops.sync.MessageSource;
import org.rialto.store.Attachment;
import org.rialto.store.AttachmentData;
import org.rialto.store.MessageContent;
import org.rialto.store.MessageRow;
import org.rialto.store.MessageStatus;

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

    /// Whether a row says of itself that it is one.
    public static boolean is(MessageRow row) {
        byte[] properties = row.encodedProperties();
        try {
            return properties != null && MessageStatus.isInConflict(properties);
        } catch (MalformedDataException damaged) {
            return false; // whoever reads it says so
        }
    }

    /// In the order in which they were made.
    public static List<Version> versions(MessageContent message) {
        List<Version> versions = new ArrayList<>();
        for (Attachment each : message.attachments()) {
            if (VersionKeys.isVersion(each.properties())
                    && each.data() instanceof AttachmentData.Embedded(MessageContent content)) {
                VersionKeys keys = VersionKeys.find(content.properties());
                if (keys != null) {
                    versions.add(new Version(content, keys.modified(), keys.changeKey().toBinary(),
                            keys.predecessors().encode()));
                }
            }
        }
        return versions;
    }
}

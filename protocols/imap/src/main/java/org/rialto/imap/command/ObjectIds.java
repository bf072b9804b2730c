package org.rialto.imap.command;

import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.Binary;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;
import org.rialto.store.Mailbox;
import org.rialto.store.MessageRow;

/// Identifiers of RFC 8474: `objectid = 1*255(ALPHA / DIGIT / "_" / "-")`.
final class ObjectIds {
    private ObjectIds() {}

    /// A mailbox, wherever it is renamed to.
    static String mailboxId(Mailbox mailbox, long folderId) {
        return "F" + mailbox.info().mailboxId() + "-" + folderId;
    }

    /// A message's content: the same wherever the message is copied or moved to.
    static String emailId(Mailbox mailbox, MessageRow row) {
        return row.mime() != null
                ? "B" + row.mime().blobId()
                : "M" + mailbox.info().mailboxId() + "-" + row.messageId();
    }

    /// The conversation, or null for a message that is in none.
    static @Nullable String threadId(MessageRow row) {
        byte[] properties = row.encodedProperties();
        Object id = properties == null
                ? null
                : PropertyBag.find(properties, PropertyTags.PidTagConversationId);
        return id instanceof Binary conversation && !conversation.isEmpty()
                ? "T" + Base64.getUrlEncoder().withoutPadding()
                        .encodeToString(conversation.toByteArray())
                : null;
    }
}

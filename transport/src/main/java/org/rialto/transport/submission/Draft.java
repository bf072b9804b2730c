package org.rialto.transport.submission;

import java.util.EnumSet;
import java.util.Map;
import java.util.SortedMap;
import org.rialto.base.MalformedDataException;
import org.rialto.formats.mime.MessageBytes;
import org.rialto.formats.mime.MimeStructure;
import org.rialto.items.mail.MimeProperties;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyName;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.store.BlobRef;
import org.rialto.store.Blobs;
import org.rialto.store.Folder;
import org.rialto.store.Mailbox;
import org.rialto.store.MailboxInfo;
import org.rialto.store.MessageContent;
import org.rialto.store.MessagePart;
import org.rialto.store.MessageRow;

/// A message of a mailbox that is to be sent, as it was read.
///
/// @param mailbox where it is, as of then
/// @param content what it is made of, with what only its MIME says
/// @param names   of its named properties
record Draft(MailboxInfo mailbox, MessageRow row, Folder folder, MessageContent content,
        Map<Integer, PropertyName> names) {
    static Draft read(Mailbox mailbox, long messageId, Blobs blobs) {
        Draft stored = mailbox.read(snapshot -> {
            MessageRow row = snapshot.message(messageId, EnumSet.of(MessagePart.STRUCTURE));
            MessageContent content = snapshot.content(messageId);
            return new Draft(snapshot.info(), row, snapshot.folder(row.folderId()), content,
                    names(content.properties(), snapshot.namedProperties()));
        });
        BlobRef mime = stored.row().mime();
        byte[] structure = stored.row().structure();
        if (mime == null || structure == null) {
            return stored;
        }
        return new Draft(stored.mailbox(), stored.row(), stored.folder(),
                withMime(stored.content(), structure,
                        (offset, length) -> blobs.stream(mime, offset, length)),
                stored.names());
    }

    private static Map<Integer, PropertyName> names(PropertyBag bag,
            SortedMap<Integer, PropertyName> all) {
        return bag.isEmpty() || !bag.asList().getLast().tag().isNamed() ? Map.of() : all;
    }

    /// What was left to be read from the MIME is set: what is sent is made of properties.
    private static MessageContent withMime(MessageContent content, byte[] structure,
            MessageBytes bytes) {
        PropertyBag bag = content.properties().copy();
        try {
            MimeProperties lazy = new MimeProperties(content.properties(),
                    MimeStructure.decode(structure), bytes);
            for (PropertyTag tag : MimeProperties.lazyTags()) {
                if (bag.property(tag.id()) == null
                        && !tag.equals(PropertyTags.PidTagTransportMessageHeaders)) {
                    bag.setOrRemove(tag, lazy.get(tag));
                }
            }
        } catch (MalformedDataException e) {
            throw new MailError.Damaged("the structure of a message to send is damaged", e);
        }
        return new MessageContent(bag, content.recipients(), content.attachments());
    }

    boolean has(int flag) { return (row.flags() & flag) != 0; }
}

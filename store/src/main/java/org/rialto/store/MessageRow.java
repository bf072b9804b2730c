package org.rialto.store;

import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyBag;

/// A message as rows show it.
///
/// @param folderId where the message is, also when a search folder shows it
/// @param uid in the folder that was asked: of a search folder, its link's
/// @param changeNumber of the last change of any kind, state bits included (IMAP MODSEQ)
/// @param contentChangeNumber of the last change of what the message is made of
///        (PidTagChangeNumber); what [Change#saveMessage] compares
/// @param size PidTagMessageSize, bytes
/// @param mimeSize octets of the message as IMAP and POP3 give it (RFC822.SIZE), or -1 when it has
///        no MIME yet
/// @param received PidTagMessageDeliveryTime; IMAP INTERNALDATE
/// @param saved when it came to this folder; IMAP SAVEDATE
/// @param modified when it was changed last, a FILETIME; 0 where its properties say that
/// @param committed when only its read state or what IMAP alone knows was changed last, a FILETIME;
///        0 for never
/// @param mime the authoritative MIME, when the message is MIME-backed; always there, whatever
///        parts are asked for
/// @param textId of its text in the full-text index; 0 when it is not indexed (yet)
/// @param groupChanges see [GroupChanges#of]
/// @param structure encoded MimeStructure, if asked for with [MessagePart#STRUCTURE]
/// @param encodedProperties see [PropertyBag#encode], if asked for with [MessagePart#PROPERTIES]
public record MessageRow(long folderId, long messageId, int uid, boolean associated, int flags,
        long keywords, long changeNumber, long contentChangeNumber, long size, long mimeSize,
        Instant received, Instant saved, long modified, long committed,
        @Nullable BlobRef mime, long textId, byte @Nullable [] groupChanges,
        byte @Nullable [] structure,
        byte @Nullable [] encodedProperties) {
    /// The row as a search folder shows it: with the UID of its link there.
    MessageRow withUid(int linkUid) {
        return new MessageRow(folderId, messageId, linkUid, associated, flags, keywords,
                changeNumber, contentChangeNumber, size, mimeSize, received, saved, modified,
                committed, mime, textId, groupChanges, structure, encodedProperties);
    }

    MessageRow withFlags(int otherFlags) {
        return otherFlags == flags
                ? this
                : new MessageRow(folderId, messageId, uid, associated, otherFlags, keywords,
                        changeNumber, contentChangeNumber, size, mimeSize, received, saved,
                        modified, committed, mime, textId, groupChanges, structure,
                        encodedProperties);
    }

    /// How much was read of it, in the parts that were asked for.
    long partBytes() {
        return (structure == null ? 0L : structure.length)
                + (encodedProperties == null ? 0L : encodedProperties.length);
    }

    /// The decoded properties; only of a row read with [MessagePart#PROPERTIES].
    public PropertyBag properties() { return properties(PropertyBag::decode); }

    PropertyBag properties(Function<byte[], PropertyBag> decoding) {
        if (encodedProperties == null) {
            throw new IllegalStateException("row was read without its properties");
        }
        try {
            return decoding.apply(encodedProperties);
        } catch (MalformedDataException e) {
            throw new MailError.Damaged("the properties of message " + messageId
                    + " are damaged; `rialto check` tells more", e);
        }
    }
}

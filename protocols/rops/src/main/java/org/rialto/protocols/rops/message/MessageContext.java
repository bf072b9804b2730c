package org.rialto.protocols.rops.message;

import org.rialto.formats.mime.MessageBytes;
import org.rialto.mapi.Binary;
import org.rialto.store.BlobRef;
import org.rialto.store.Blobs;
import org.rialto.store.Mailbox;
import org.rialto.store.ObjectIds;

/// What all open messages of a logon share.
///
/// @param author the name of who works on them, for PidTagCreatorName and its like
/// @param authorEntryId the same person's entry id in the address book
/// @param space where it is counted what they hold
public record MessageContext(Mailbox mailbox, Blobs blobs, ObjectIds ids, String author,
        Binary authorEntryId, ObjectSpace space) {
    MessageBytes bytes(BlobRef blob) {
        return (offset, length) -> blobs.stream(blob, offset, length);
    }
}

package org.rialto.protocols.rops.sync;

/// How much of a FastTransfer stream from outside is held in memory.
///
/// `heldBytes`: of one value of an object; larger ones are handed on in parts.
/// `listBytes`: of one value that has to be whole: an id set, a group mapping, an error.
/// `multipleBytes`: of all values of a multiple-value property together.
/// `depth`: how deep elements are nested: folders in folders, messages in attachments.
public record TransferLimits(int heldBytes, int listBytes, int multipleBytes, int depth) {
    public static final TransferLimits USUAL = new TransferLimits(64 * 1024, 16 * 1024 * 1024,
            1024 * 1024, 256);
}

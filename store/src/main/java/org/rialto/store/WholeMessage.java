package org.rialto.store;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyBag;

/// A message with all that the store has of it, as it was read.
///
/// @param row with its properties and structure
/// @param encodedRecipients see [#content]
/// @param encodedAttachments see [#content]
public record WholeMessage(MessageRow row, byte @Nullable [] encodedRecipients,
        byte @Nullable [] encodedAttachments) {
    /// What it is made of. Decoded here, so that one that is damaged does not keep others from being
    /// read.
    public MessageContent content() { return content(PropertyBag::decode); }

    /// As [#content], with all that it refuses, but for one who gives most of it on as it is
    /// ([PropertyBag#decodeAsAsked]): the message's properties and those of recipients.
    public MessageContent contentAsAsked() { return content(PropertyBag::decodeAsAsked); }

    private MessageContent content(Function<byte[], PropertyBag> decoding) {
        try {
            return new MessageContent(row.properties(decoding),
                    ContentFormat.decodeRecipients(encodedRecipients, decoding),
                    ContentFormat.decodeAttachments(encodedAttachments));
        } catch (MalformedDataException e) {
            throw new MailError.Damaged("message " + row.messageId()
                    + " is damaged; `rialto check` tells more", e);
        }
    }

    /// How much was read of it.
    long partBytes() {
        return row.partBytes() + (encodedRecipients == null ? 0 : encodedRecipients.length)
                + (encodedAttachments == null ? 0 : encodedAttachments.length);
    }
}

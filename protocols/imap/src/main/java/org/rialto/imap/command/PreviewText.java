package org.rialto.imap.command;

import java.io.IOException;
import org.rialto.formats.text.MessageText;
import org.rialto.items.mail.MimeMessages;
import org.rialto.mapi.PropertyBag;

/// The start of a message's text: PREVIEW, RFC 8970.
final class PreviewText {
    private PreviewText() {}

    /// The one made when the message came, else one made now.
    static String of(OpenMessage message) throws IOException {
        byte[] properties = message.row().encodedProperties();
        if (properties != null
                && PropertyBag.find(properties, MimeMessages.PREVIEW) instanceof String known) {
            return known;
        }
        return MessageText.preview(message.structure(), message);
    }
}

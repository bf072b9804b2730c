package org.rialto.imap.command;

import java.io.IOException;
import org.rialto.formats.text.MessageText;

/// The start of a message's text: PREVIEW, RFC 8970.
final class PreviewText {
    private PreviewText() {}

    static String of(OpenMessage message) throws IOException {
        return MessageText.preview(message.structure(), message);
    }
}

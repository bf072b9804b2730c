package org.rialto.items.mail;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.rialto.formats.header.EncodedWords;
import org.rialto.formats.mime.ImapEnvelope;
import org.rialto.formats.mime.MailAddress;
import org.rialto.formats.mime.MessageBytes;
import org.rialto.formats.mime.MimePart;
import org.rialto.formats.mime.MimeStructure;
import org.rialto.formats.text.MessageText;
import org.rialto.store.search.IndexedText;

/// What the full-text index learns of a MIME message.
public final class MessageIndexing {
    /// Characters of text that are indexed of one message.
    private static final int CHARACTERS = 2 << 20;
    private static final int PEOPLE = 1_000;

    private MessageIndexing() {}

    public static IndexedText text(MimeStructure structure, MessageBytes message)
            throws IOException {
        ImapEnvelope envelope = structure.envelope();
        String subject = envelope.subject() == null
                ? ""
                : EncodedWords.decode(envelope.subject());
        StringBuilder files = new StringBuilder();
        files(structure.root(), files);
        return new IndexedText(subject, people(envelope), files.toString(),
                MessageText.searchable(structure, message, CHARACTERS));
    }

    private static String people(ImapEnvelope envelope) {
        List<MailAddress> all = new ArrayList<>();
        all.addAll(MailAddress.of(envelope.from()));
        all.addAll(MailAddress.of(envelope.sender()));
        all.addAll(MailAddress.of(envelope.replyTo()));
        all.addAll(MailAddress.of(envelope.to()));
        all.addAll(MailAddress.of(envelope.cc()));
        all.addAll(MailAddress.of(envelope.bcc()));
        StringBuilder out = new StringBuilder();
        all.stream().distinct().limit(PEOPLE).forEach(address -> out.append(address.name())
                .append(' ').append(address.address()).append('\n'));
        return out.toString();
    }

    private static void files(MimePart part, StringBuilder out) {
        String name = part.fileName();
        if (name != null && out.length() < CHARACTERS) {
            out.append(name).append('\n');
        }
        part.children().forEach(child -> files(child, out));
    }
}

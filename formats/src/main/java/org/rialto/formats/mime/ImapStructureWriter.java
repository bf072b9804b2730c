package org.rialto.formats.mime;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes a [MimeStructure] as IMAP shows it: ENVELOPE, BODY and BODYSTRUCTURE of RFC 9051 §7.5.2
/// (and RFC 3501 §7.4.2, which differs only for clients without UTF-8).
///
/// 8-bit strings become UTF-8 quoted strings when `utf8` is set and they are valid UTF-8, else
/// literals; strings with CR, LF or NUL become literals (NUL as a space, which no string may hold).
public final class ImapStructureWriter {
    private final boolean utf8;
    private byte[] bytes = new byte[512];
    private int length;

    /// @param utf8 whether the client takes UTF-8 in quoted strings (IMAP4rev2 or UTF8=ACCEPT)
    public ImapStructureWriter(boolean utf8) { this.utf8 = utf8; }

    /// The value of the ENVELOPE item.
    public static byte[] envelope(ImapEnvelope envelope, boolean utf8) {
        ImapStructureWriter writer = new ImapStructureWriter(utf8);
        writer.write(envelope);
        return writer.toByteArray();
    }

    /// The value of the BODYSTRUCTURE item or, without `extensible`, of BODY.
    public static byte[] body(MimeStructure structure, boolean extensible, boolean utf8) {
        ImapStructureWriter writer = new ImapStructureWriter(utf8);
        writer.write(structure.root(), extensible);
        return writer.toByteArray();
    }

    /// A copy of what was written.
    public byte[] toByteArray() { return Arrays.copyOf(bytes, length); }

    /// `envelope = "(" env-date SP env-subject SP env-from SP env-sender SP env-reply-to SP env-to
    /// SP env-cc SP env-bcc SP env-in-reply-to SP env-message-id ")"`
    public void write(ImapEnvelope envelope) {
        put('(');
        string(envelope.date());
        put(' ');
        string(envelope.subject());
        addresses(envelope.from());
        addresses(envelope.senderOrFrom());
        addresses(envelope.replyToOrFrom());
        addresses(envelope.to());
        addresses(envelope.cc());
        addresses(envelope.bcc());
        put(' ');
        string(envelope.inReplyTo());
        put(' ');
        string(envelope.messageId());
        put(')');
    }

    /// `body = "(" (body-type-1part / body-type-mpart) ")"`
    public void write(MimePart part, boolean extensible) {
        put('(');
        if (part.isMultipart()) {
            for (MimePart child : part.children()) {
                write(child, extensible);
            }
            put(' ');
            string(part.contentType().subtype());
            if (extensible) {
                put(' ');
                parameters(part.contentType().parameters());
                extension(part);
            }
        } else {
            singlePart(part, extensible);
        }
        put(')');
    }

    private void singlePart(MimePart part, boolean extensible) {
        string(part.contentType().type());
        put(' ');
        string(part.contentType().subtype());
        put(' ');
        parameters(part.contentType().parameters());
        put(' ');
        string(part.id());
        put(' ');
        string(part.description());
        put(' ');
        string(part.encodingName());
        put(' ');
        number(part.bodySize());
        if (part.contentType().isMessage()) {
            MimePart embedded = part.embeddedMessage();
            put(' ');
            if (embedded == null) {
                // An embedded message that is base64 cannot be looked into; the grammar wants an
                // envelope and a body all the same.
                write(ImapEnvelope.EMPTY);
                ascii(" (\"text\" \"plain\" NIL NIL NIL \"7bit\" 0 0)");
            } else {
                ImapEnvelope envelope = embedded.envelope();
                write(envelope == null ? ImapEnvelope.EMPTY : envelope);
                put(' ');
                write(embedded, extensible);
            }
        }
        if (part.contentType().isMessage() || part.contentType().isText()) {
            put(' ');
            number(part.bodyLines());
        }
        if (extensible) {
            put(' ');
            string(part.md5());
            extension(part);
        }
    }

    // `SP body-fld-dsp SP body-fld-lang SP body-fld-loc`
    private void extension(MimePart part) {
        ContentDisposition disposition = part.disposition();
        if (disposition == null) {
            ascii(" NIL ");
        } else {
            ascii(" (");
            string(disposition.type());
            put(' ');
            parameters(disposition.parameters());
            ascii(") ");
        }
        List<String> languages = part.languages();
        if (languages.isEmpty()) {
            ascii("NIL");
        } else if (languages.size() == 1) {
            string(languages.getFirst());
        } else {
            char before = '(';
            for (String language : languages) {
                put(before);
                string(language);
                before = ' ';
            }
            put(')');
        }
        put(' ');
        string(part.location());
    }

    private void parameters(List<MimeParameter> parameters) {
        if (parameters.isEmpty()) {
            ascii("NIL");
            return;
        }
        char before = '(';
        for (MimeParameter parameter : parameters) {
            put(before);
            string(parameter.imapName());
            put(' ');
            // Without UTF-8 the value goes back to the form RFC 2231 sent it in, which is ASCII.
            string(parameter.extended() && !utf8 ? parameter.extendedValue() : parameter.raw());
            before = ' ';
        }
        put(')');
    }

    private void addresses(List<ImapAddress> addresses) {
        put(' ');
        if (addresses.isEmpty()) {
            ascii("NIL");
            return;
        }
        put('(');
        for (ImapAddress address : addresses) {
            put('(');
            string(address.name());
            put(' ');
            string(address.route());
            put(' ');
            string(address.mailbox());
            put(' ');
            string(address.host());
            put(')');
        }
        put(')');
    }

    private void number(long value) { ascii(Long.toString(value)); }

    /// `nstring = string / nil`, of a raw string.
    public void string(@Nullable String raw) {
        if (raw == null) {
            ascii("NIL");
            return;
        }
        boolean eightBit = false;
        boolean literal = false;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            literal |= c == '\r' || c == '\n' || c == 0;
            eightBit |= c > 127;
        }
        if (literal || eightBit && !(utf8 && isUtf8(raw))) {
            ascii("{" + raw.length() + "}\r\n");
            for (int i = 0; i < raw.length(); i++) {
                char c = raw.charAt(i);
                put(c == 0 ? ' ' : c);
            }
            return;
        }
        put('"');
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '"' || c == '\\') {
                put('\\');
            }
            put(c);
        }
        put('"');
    }

    private static boolean isUtf8(String raw) {
        try {
            StandardCharsets.UTF_8.newDecoder()
                    .decode(java.nio.ByteBuffer.wrap(raw.getBytes(StandardCharsets.ISO_8859_1)));
            return true;
        } catch (java.nio.charset.CharacterCodingException broken) {
            return false;
        }
    }

    private void ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            put(text.charAt(i));
        }
    }

    private void put(char c) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, length * 2);
        }
        bytes[length++] = (byte) c;
    }
}

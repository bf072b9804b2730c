package org.rialto.formats.mime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;

/// The stored form of a [MimeStructure]: a version byte, the size, then the parts depth first.
/// Numbers are variable-length; a string is 0 for null, the number of a common string, or a length
/// and its bytes. What is here is on people's disks: only ever append to [#COMMON], and raise the
/// version for anything else.
final class MimeStructureCodec {
    private static final int VERSION = 1;
    /// Deeper than any limit a scanner runs with.
    private static final int MAX_NESTING = 1_000;

    private static final List<String> COMMON = List.of("", "text", "plain", "html", "multipart",
            "mixed", "alternative", "related", "charset", "boundary", "utf-8", "UTF-8", "us-ascii",
            "iso-8859-1", "7bit", "8bit", "base64", "quoted-printable", "attachment", "inline",
            "filename", "name", "image", "png", "jpeg", "gif", "application", "pdf",
            "octet-stream", "message", "rfc822", "delivery-status", "report", "signed", "format",
            "flowed", "delsp", "yes", "type", "protocol", "micalg", "pgp-signature", "pkcs7-mime",
            "pkcs7-signature", "calendar", "method", "REQUEST", "report-type", "text/html",
            "multipart/alternative", "size", "creation-date", "modification-date", "binary",
            "en-US", "x-unknown", "ISO-8859-1", "windows-1252", "Windows-1252", "gmail.com");
    private static final Map<String, Integer> NUMBERS = new HashMap<>();
    static {
        for (int i = 0; i < COMMON.size(); i++) {
            NUMBERS.put(COMMON.get(i), i + 1);
        }
    }
    // Room for common strings to come.
    private static final int FIRST_LENGTH = 128;

    private MimeStructureCodec() {}

    static byte[] encode(MimeStructure structure) {
        ByteWriter out = new ByteWriter(512);
        out.writeInt8(VERSION).writeVarint(structure.size());
        writePart(out, structure.root());
        return out.toByteArray();
    }

    /// @param whole false for envelopes of which only Reply-To is read
    static MimeStructure decode(byte[] encoded, boolean whole) {
        ByteReader in = new ByteReader(encoded);
        int version = in.readUint8();
        if (version != VERSION) {
            throw in.malformed("a MIME structure has the unknown version " + version);
        }
        long size = in.readVarint();
        MimePart root = readPart(in, 0, whole);
        if (in.hasRemaining()) {
            throw in.malformed("bytes follow a MIME structure");
        }
        return new MimeStructure(root, size);
    }

    private static void writePart(ByteWriter out, MimePart part) {
        ContentDisposition disposition = part.disposition();
        boolean rare = part.id() != null || part.description() != null || part.md5() != null
                || !part.languages().isEmpty() || part.location() != null;
        out.writeInt8((disposition != null ? 1 : 0) | (rare ? 2 : 0)
                | (part.envelope() != null ? 4 : 0));
        writeString(out, part.contentType().type());
        writeString(out, part.contentType().subtype());
        writeParameters(out, part.contentType().parameters());
        writeString(out, part.encodingName());
        if (disposition != null) {
            writeString(out, disposition.type());
            writeParameters(out, disposition.parameters());
        }
        if (rare) {
            writeString(out, part.id());
            writeString(out, part.description());
            writeString(out, part.md5());
            writeString(out, part.location());
            out.writeVarint(part.languages().size());
            part.languages().forEach(language -> writeString(out, language));
        }
        out.writeVarint(part.headerOffset()).writeVarint(part.headerSize())
                .writeVarint(part.bodySize()).writeVarint(part.bodyLines());
        if (part.envelope() != null) {
            writeEnvelope(out, part.envelope());
        }
        out.writeVarint(part.children().size());
        for (MimePart child : part.children()) {
            writePart(out, child);
        }
    }

    private static MimePart readPart(ByteReader in, int nesting, boolean whole) {
        if (nesting > MAX_NESTING) {
            throw in.malformed("a MIME structure is nested too deeply");
        }
        int flags = in.readUint8();
        ContentType type = new ContentType(readText(in), readText(in), readParameters(in));
        String encodingName = readText(in);
        ContentDisposition disposition = (flags & 1) == 0
                ? null
                : new ContentDisposition(readText(in), readParameters(in));
        String id = null;
        String description = null;
        String md5 = null;
        String location = null;
        List<String> languages = List.of();
        if ((flags & 2) != 0) {
            id = readString(in);
            description = readString(in);
            md5 = readString(in);
            location = readString(in);
            int count = in.checkCount(in.readVarint(), 1);
            languages = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                languages.add(readText(in));
            }
        }
        long headerOffset = in.readVarint();
        long headerSize = in.readVarint();
        long bodySize = in.readVarint();
        long bodyLines = in.readVarint();
        ImapEnvelope envelope = (flags & 4) == 0
                ? null
                : whole ? readEnvelope(in) : readReplyTo(in);
        int count = in.checkCount(in.readVarint(), 10);
        List<MimePart> children = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            children.add(readPart(in, nesting + 1, whole));
        }
        return new MimePart(type, encodingName, disposition, id, description, md5, languages,
                location, headerOffset, headerSize, bodySize, bodyLines, children, envelope);
    }

    private static void writeParameters(ByteWriter out, List<MimeParameter> parameters) {
        out.writeVarint(parameters.size());
        for (MimeParameter parameter : parameters) {
            writeString(out, parameter.name());
            writeString(out, parameter.raw());
            out.writeInt8(parameter.extended() ? 1 : 0);
        }
    }

    private static List<MimeParameter> readParameters(ByteReader in) {
        int count = in.checkCount(in.readVarint(), 3);
        if (count == 0) {
            return List.of();
        }
        List<MimeParameter> parameters = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            parameters.add(new MimeParameter(readText(in), readText(in), in.readUint8() != 0));
        }
        return parameters;
    }

    private static void writeEnvelope(ByteWriter out, ImapEnvelope envelope) {
        writeString(out, envelope.date());
        writeString(out, envelope.subject());
        writeAddresses(out, envelope.from());
        writeAddresses(out, envelope.sender());
        writeAddresses(out, envelope.replyTo());
        writeAddresses(out, envelope.to());
        writeAddresses(out, envelope.cc());
        writeAddresses(out, envelope.bcc());
        writeString(out, envelope.inReplyTo());
        writeString(out, envelope.messageId());
    }

    private static ImapEnvelope readEnvelope(ByteReader in) {
        return new ImapEnvelope(readString(in), readString(in), readAddresses(in),
                readAddresses(in), readAddresses(in), readAddresses(in), readAddresses(in),
                readAddresses(in), readString(in), readString(in));
    }

    private static ImapEnvelope readReplyTo(ByteReader in) {
        skipStrings(in, 2);
        skipAddresses(in, 2);
        List<ImapAddress> replyTo = readAddresses(in);
        skipAddresses(in, 3);
        skipStrings(in, 2);
        return new ImapEnvelope(null, null, List.of(), List.of(), replyTo, List.of(), List.of(),
                List.of(), null, null);
    }

    private static void skipAddresses(ByteReader in, int lists) {
        for (int i = 0; i < lists; i++) {
            skipStrings(in, 4 * in.checkCount(in.readVarint(), 4));
        }
    }

    private static void skipStrings(ByteReader in, int strings) {
        for (int i = 0; i < strings; i++) {
            long number = in.readVarint();
            if (number < 0 || number > COMMON.size()) {
                in.skip(in.checkCount(number - FIRST_LENGTH, 1));
            }
        }
    }

    private static void writeAddresses(ByteWriter out, List<ImapAddress> addresses) {
        out.writeVarint(addresses.size());
        for (ImapAddress address : addresses) {
            writeString(out, address.name());
            writeString(out, address.route());
            writeString(out, address.mailbox());
            writeString(out, address.host());
        }
    }

    private static List<ImapAddress> readAddresses(ByteReader in) {
        int count = in.checkCount(in.readVarint(), 4);
        if (count == 0) {
            return List.of();
        }
        List<ImapAddress> addresses = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            addresses.add(new ImapAddress(readString(in), readString(in), readString(in),
                    readString(in)));
        }
        return addresses;
    }

    private static void writeString(ByteWriter out, @Nullable String raw) {
        if (raw == null) {
            out.writeInt8(0);
            return;
        }
        Integer number = raw.length() > 24 ? null : NUMBERS.get(raw);
        if (number != null) {
            out.writeVarint(number);
        } else {
            byte[] bytes = raw.getBytes(StandardCharsets.ISO_8859_1);
            out.writeVarint((long) bytes.length + FIRST_LENGTH);
            out.writeBytes(bytes);
        }
    }

    private static @Nullable String readString(ByteReader in) {
        long number = in.readVarint();
        if (number == 0) {
            return null;
        }
        if (number > 0 && number <= COMMON.size()) {
            return COMMON.get((int) number - 1);
        }
        int length = in.checkCount(number - FIRST_LENGTH, 1);
        return new String(in.readBytes(length), StandardCharsets.ISO_8859_1);
    }

    private static String readText(ByteReader in) {
        return Objects.requireNonNullElse(readString(in), "");
    }
}

package org.rialto.formats.compose;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rialto.formats.coding.Base64OutputStream;
import org.rialto.formats.coding.QuotedPrintableOutputStream;

/// Writes a message from a header and parts, streaming: RFC 5322, RFC 2045, RFC 2046.
public final class MessageComposer {
    /// A line may have 998 characters (RFC 5322 §2.1.1); longer ones are encoded.
    private static final int LONGEST_LINE = 998;

    private final Supplier<String> boundaries;

    public MessageComposer() {
        // `=_` occurs in neither base64 nor quoted-printable (RFC 2045 §6.7).
        this(() -> "=_" + UUID.randomUUID().toString().replace("-", ""));
    }

    /// @param boundaries gives a new boundary each time, which occurs nowhere in the message
    public MessageComposer(Supplier<String> boundaries) { this.boundaries = boundaries; }

    /// Writes `header` (without MIME fields), the fields of the root part, and its content.
    public void write(HeaderWriter header, ComposedPart root, OutputStream out)
            throws IOException {
        out.write(header.toByteArray());
        ascii(out, "MIME-Version: 1.0\r\n");
        writePart(root, out);
    }

    private void writePart(ComposedPart part, OutputStream out) throws IOException {
        switch (part) {
            case ComposedPart.Text text -> writeText(text, out);
            case ComposedPart.Data data -> writeData(data, out);
            case ComposedPart.Verbatim verbatim -> writeVerbatim(verbatim, out);
            case ComposedPart.Message message -> {
                // Parts composed here are 7bit, save headers with addresses outside ASCII.
                String type = message.header().isInternational()
                        ? "message/global"
                        : "message/rfc822";
                ascii(out, "Content-Type: " + type + "\r\n\r\n");
                write(message.header(), message.root(), out);
            }
            case ComposedPart.Stored stored -> copy(stored.headerAndBody(), out);
            case ComposedPart.Multipart multipart -> writeMultipart(multipart, out);
        }
    }

    private void writeMultipart(ComposedPart.Multipart multipart, OutputStream out)
            throws IOException {
        String boundary = boundaries.get();
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("boundary", boundary);
        parameters.putAll(new TreeMap<>(multipart.parameters()));
        out.write(new HeaderWriter()
                .parameters("Content-Type", "multipart/" + multipart.subtype(), parameters)
                .toByteArray());
        ascii(out, "\r\n");
        for (ComposedPart part : multipart.parts()) {
            ascii(out, "--" + boundary + "\r\n");
            writePart(part, out);
            ascii(out, "\r\n");
        }
        ascii(out, "--" + boundary + "--\r\n");
    }

    private static void writeText(ComposedPart.Text text, OutputStream out) throws IOException {
        byte[] bytes = text.text().getBytes(StandardCharsets.UTF_8);
        int eightBit = 0;
        int line = 0;
        int longest = 0;
        boolean control = false;
        for (byte b : bytes) {
            eightBit += b < 0 ? 1 : 0;
            line = b == '\n' ? 0 : line + 1;
            longest = Math.max(longest, line);
            control |= b == 0 || b == '\r' && line == 0;
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("charset", eightBit > 0 ? "utf-8" : "us-ascii");
        parameters.putAll(new TreeMap<>(text.parameters()));
        HeaderWriter header = new HeaderWriter().parameters("Content-Type", text.mediaType(),
                parameters);
        if (eightBit == 0 && longest < LONGEST_LINE && !control) {
            header.structured("Content-Transfer-Encoding", "7bit");
            out.write(header.toByteArray());
            ascii(out, "\r\n");
            writeLines(bytes, out);
        } else if (eightBit * 3 < bytes.length) {
            header.structured("Content-Transfer-Encoding", "quoted-printable");
            out.write(header.toByteArray());
            ascii(out, "\r\n");
            QuotedPrintableOutputStream encoder = new QuotedPrintableOutputStream(out, false);
            encoder.write(bytes);
            encoder.finish();
        } else {
            header.structured("Content-Transfer-Encoding", "base64");
            out.write(header.toByteArray());
            ascii(out, "\r\n");
            Base64OutputStream encoder = new Base64OutputStream(out);
            writeLines(bytes, encoder);
            encoder.finish();
        }
    }

    // With CRLF line ends, whatever they were.
    private static void writeLines(byte[] bytes, OutputStream out) throws IOException {
        int from = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n' && (i == 0 || bytes[i - 1] != '\r')) {
                out.write(bytes, from, i - from);
                out.write('\r');
                from = i;
            } else if (bytes[i] == '\r' && (i + 1 == bytes.length || bytes[i + 1] != '\n')) {
                out.write(bytes, from, i + 1 - from);
                out.write('\n');
                from = i + 1;
            }
        }
        out.write(bytes, from, bytes.length - from);
    }

    private static void writeData(ComposedPart.Data data, OutputStream out) throws IOException {
        HeaderWriter header = contentHeader(data.mediaType(), Map.of(), data.disposition(),
                data.fileName());
        if (data.contentId() != null) {
            header.structured("Content-ID", "<" + data.contentId() + ">");
        }
        if (data.contentLocation() != null) {
            header.text("Content-Location", data.contentLocation());
        }
        header.structured("Content-Transfer-Encoding", "base64");
        out.write(header.toByteArray());
        ascii(out, "\r\n");
        Base64OutputStream encoder = new Base64OutputStream(out);
        copy(data.content(), encoder);
        encoder.finish();
    }

    private static void writeVerbatim(ComposedPart.Verbatim verbatim, OutputStream out)
            throws IOException {
        HeaderWriter header = contentHeader(verbatim.mediaType(), verbatim.parameters(),
                verbatim.disposition(), verbatim.fileName());
        header.structured("Content-Transfer-Encoding", verbatim.encoding().text());
        out.write(header.toByteArray());
        ascii(out, "\r\n");
        copy(verbatim.content(), out);
    }

    private static HeaderWriter contentHeader(String mediaType, Map<String, String> parameters,
            @Nullable String disposition, @Nullable String fileName) {
        Map<String, String> all = new LinkedHashMap<>(new TreeMap<>(parameters));
        if (fileName != null) {
            all.putIfAbsent("name", fileName);
        }
        HeaderWriter header = new HeaderWriter().parameters("Content-Type", mediaType, all);
        if (disposition != null) {
            header.parameters("Content-Disposition", disposition,
                    fileName == null ? Map.of() : Map.of("filename", fileName));
        }
        return header;
    }

    private static void copy(Content content, OutputStream out) throws IOException {
        try (InputStream in = content.open()) {
            in.transferTo(out);
        }
    }

    private static void ascii(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }
}

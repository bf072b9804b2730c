package org.rialto.formats.compose;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rialto.formats.mime.TransferEncoding;

/// A part of a message to write, RFC 2045 and RFC 2046; [MessageComposer] writes it.
public sealed interface ComposedPart {

    /// Text in UTF-8; its transfer encoding is chosen by what it holds.
    ///
    /// @param mediaType such as `text/plain`
    /// @param parameters besides charset
    record Text(String mediaType, String text, Map<String, String> parameters)
            implements
                ComposedPart {
        public Text { parameters = Map.copyOf(parameters); }
    }

    /// Data in base64, streamed.
    ///
    /// @param disposition `attachment`, `inline` or null
    /// @param contentId without angle brackets
    record Data(String mediaType, @Nullable String disposition, @Nullable String fileName,
            @Nullable String contentId, @Nullable String contentLocation, Content content)
            implements
                ComposedPart {}

    /// Content whose own bytes must not change: embedded messages, status reports, stored parts.
    ///
    /// @param encoding one that copies: 7bit, 8bit or binary
    record Verbatim(String mediaType, Map<String, String> parameters,
            @Nullable String disposition, @Nullable String fileName, TransferEncoding encoding,
            Content content) implements ComposedPart {
        public Verbatim {
            parameters = Map.copyOf(parameters);
            if (!encoding.isIdentity()) {
                throw new IllegalArgumentException("verbatim content is not " + encoding.text());
            }
        }
    }

    /// An embedded message that is composed in its place.
    record Message(HeaderWriter header, ComposedPart root) implements ComposedPart {}

    /// A part whose header and body are copied as they stand, such as one of a signed message.
    record Stored(Content headerAndBody) implements ComposedPart {}

    /// @param subtype such as `mixed`
    /// @param parameters besides boundary
    record Multipart(String subtype, Map<String, String> parameters, List<ComposedPart> parts)
            implements
                ComposedPart {
        public Multipart {
            parameters = Map.copyOf(parameters);
            parts = List.copyOf(parts);
            if (parts.isEmpty()) {
                throw new IllegalArgumentException("a multipart has parts");
            }
        }
    }

    static Text plain(String text) { return new Text("text/plain", text, Map.of()); }

    static Text html(String html) { return new Text("text/html", html, Map.of()); }

    static Data attachment(String mediaType, String fileName, Content content) {
        return new Data(mediaType, "attachment", fileName, null, null, content);
    }

    /// The same content in several forms, the plainest first.
    static ComposedPart alternative(List<? extends ComposedPart> forms) {
        return wrap("alternative", forms, Map.of());
    }

    /// A body and what it refers to by content id.
    static ComposedPart related(ComposedPart body, List<? extends ComposedPart> referredTo) {
        if (referredTo.isEmpty()) {
            return body;
        }
        List<ComposedPart> all = new ArrayList<>(referredTo.size() + 1);
        all.add(body);
        all.addAll(referredTo);
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("type", body instanceof Text text
                ? text.mediaType()
                : body instanceof Multipart of ? "multipart/" + of.subtype() : "text/html");
        return new Multipart("related", parameters, all);
    }

    /// A body and its attachments.
    static ComposedPart mixed(ComposedPart body, List<? extends ComposedPart> attachments) {
        List<ComposedPart> all = new ArrayList<>(attachments.size() + 1);
        all.add(body);
        all.addAll(attachments);
        return wrap("mixed", all, Map.of());
    }

    private static ComposedPart wrap(String subtype, List<? extends ComposedPart> parts,
            Map<String, String> parameters) {
        return parts.size() == 1
                ? parts.getFirst()
                : new Multipart(subtype, parameters, List.copyOf(parts));
    }

    /// An embedded message. Its bytes stay as they are.
    static Verbatim message(TransferEncoding encoding, Content message) {
        return new Verbatim("message/rfc822", Map.of(), null, null, encoding, message);
    }

    /// A text of fields, such as a delivery status.
    static Verbatim fields(String mediaType, String fields) {
        boolean ascii = fields.chars().allMatch(c -> c < 128);
        return new Verbatim(mediaType, Map.of(), null, null,
                ascii ? TransferEncoding.SEVEN_BIT : TransferEncoding.EIGHT_BIT,
                Content.of(fields.getBytes(StandardCharsets.UTF_8)));
    }
}

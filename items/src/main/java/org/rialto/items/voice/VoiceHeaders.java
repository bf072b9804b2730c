package org.rialto.items.voice;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rialto.formats.compose.HeaderWriter;
import org.rialto.formats.header.EncodedWords;
import org.rialto.formats.header.HeaderFields;
import org.rialto.formats.mime.ContentType;
import org.rialto.formats.mime.MimePart;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyName;
import org.rialto.mapi.PropertySets;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyValue;

/// Header fields of unified messaging and their properties: MS-OXCMAIL §2.1.3.2.3 and §2.2.3.2.23,
/// MS-OXOUM §2.2.5.
public final class VoiceHeaders {
    private static final int TEXT_CHARACTERS = 2_000;

    /// A field, the property that it is, and whether that is a number.
    private record Row(String field, PropertyTag tag, boolean isNumber) {}

    private static final List<Row> ROWS = List.of(
            new Row("X-CallingTelephoneNumber", PropertyTags.PidTagSenderTelephoneNumber, false),
            new Row("X-VoiceMessageDuration", PropertyTags.PidTagVoiceMessageDuration, true),
            new Row("X-VoiceMessageSenderName", PropertyTags.PidTagVoiceMessageSenderName, false),
            new Row("X-FaxNumberOfPages", PropertyTags.PidTagFaxNumberOfPages, true),
            new Row("X-AttachmentOrder", PropertyTags.PidTagVoiceMessageAttachmentOrder, false),
            new Row("X-CallID", PropertyTags.PidTagCallId, false));

    private VoiceHeaders() {}

    /// Whether a field is one of these, or the one that says the class; in lower case.
    public static boolean isOne(String field) {
        return field.equals("content-class")
                || ROWS.stream().anyMatch(row -> row.field().equalsIgnoreCase(field));
    }

    /// What Content-Class makes of a message that would else be an ordinary one: its class, when the
    /// message has what such a message has (MS-OXCMAIL §2.2.3.2.1).
    public static Optional<String> messageClass(HeaderFields header, MimePart root) {
        String contentClass = header.raw("Content-Class");
        VoiceMessageKind kind = contentClass == null
                ? null
                : VoiceMessageKind.ofContentClass(contentClass).orElse(null);
        if (kind == null)
            return Optional.empty();
        boolean conforms = switch (kind) {
            case CALL_ANSWERING, SENT_BY_TELEPHONE, CONVERSATION -> has(root, "audio", null);
            case MISSED_CALL -> true;
            case FAX, FAX_CALL -> has(root, "image", "tiff");
        };
        return conforms ? Optional.of(kind.messageClass()) : Optional.empty();
    }

    private static boolean has(MimePart part, String type, @Nullable String subtype) {
        ContentType contentType = part.contentType();
        return contentType.type().equalsIgnoreCase(type)
                && (subtype == null || contentType.subtype().equalsIgnoreCase(subtype))
                || part.children().stream().anyMatch(child -> has(child, type, subtype));
    }

    /// Sets the properties of the fields that are there; what is no number where there should be one
    /// is left out.
    public static void read(HeaderFields header, PropertyBag bag) {
        for (Row row : ROWS) {
            String raw = header.raw(row.field());
            if (raw == null || raw.isBlank())
                continue;
            String text = EncodedWords.decode(raw).strip();
            if (!row.isNumber()) {
                bag.set(row.tag(), text.length() <= TEXT_CHARACTERS
                        ? text
                        : text.substring(0, TEXT_CHARACTERS));
            } else if (text.matches("[0-9]{1,9}")) {
                bag.set(row.tag(), Integer.valueOf(text));
            }
        }
    }

    /// Writes the fields of the properties that are there: the tagged one, else the one named as the
    /// field.
    ///
    /// @param names of named properties by their ids
    public static void write(PropertyBag bag, Map<Integer, PropertyName> names,
            HeaderWriter header) {
        VoiceMessageKind
                .ofMessageClass(bag.getString(PropertyTags.PidTagMessageClass, ""))
                .ifPresent(kind -> header.structured("Content-Class", kind.contentClass()));
        for (Row row : ROWS) {
            Object value = bag.get(row.tag());
            if (value == null)
                value = named(bag, names, row.field());
            if (value instanceof Number number && number.longValue() >= 0) {
                header.structured(row.field(), number.toString());
            } else if (value instanceof String text && !text.isBlank()) {
                header.text(row.field(), text.length() <= TEXT_CHARACTERS
                        ? text
                        : text.substring(0, TEXT_CHARACTERS));
            }
        }
    }

    private static @Nullable Object named(PropertyBag bag, Map<Integer, PropertyName> names,
            String field) {
        if (names.isEmpty())
            return null;
        for (PropertyValue value : bag) {
            if (value.tag().isNamed() && names.get(value.id()) instanceof PropertyName.Text text
                    && text.set().equals(PropertySets.PS_INTERNET_HEADERS)
                    && text.name().equalsIgnoreCase(field))
                return value.value();
        }
        return null;
    }
}

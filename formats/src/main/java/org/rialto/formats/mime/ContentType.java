package org.rialto.formats.mime;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The media type of a part, RFC 2045 §5. Type, subtype and names are as they were written;
/// compare them without regard to case.
public record ContentType(String type, String subtype, List<MimeParameter> parameters) {
    /// What a part without a usable Content-Type is, RFC 2045 §5.2.
    public static final ContentType TEXT_PLAIN = new ContentType("text", "plain",
            List.of(new MimeParameter("charset", "us-ascii", false)));
    /// What a part of a multipart/digest is by default, RFC 2046 §5.1.5.
    public static final ContentType MESSAGE_RFC822 = new ContentType("message", "rfc822",
            List.of());

    public ContentType { parameters = List.copyOf(parameters); }

    public boolean is(String wantedType, String wantedSubtype) {
        return type.equalsIgnoreCase(wantedType) && subtype.equalsIgnoreCase(wantedSubtype);
    }

    public boolean isText() { return type.equalsIgnoreCase("text"); }

    public boolean isMultipart() { return type.equalsIgnoreCase("multipart"); }

    /// An embedded message: message/rfc822, or message/global of RFC 6532.
    public boolean isMessage() {
        return type.equalsIgnoreCase("message")
                && (subtype.equalsIgnoreCase("rfc822") || subtype.equalsIgnoreCase("global"));
    }

    /// The parameter of that name as text, or null.
    public @Nullable String parameter(String name) {
        MimeParameter found = find(parameters, name);
        return found == null ? null : found.value();
    }

    static @Nullable MimeParameter find(List<MimeParameter> parameters, String name) {
        MimeParameter found = null;
        for (MimeParameter parameter : parameters) {
            // Senders give `filename` for old readers beside `filename*` (RFC 6266 §4.3).
            if (parameter.name().equalsIgnoreCase(name)
                    && (found == null || parameter.extended() && !found.extended())) {
                found = parameter;
            }
        }
        return found;
    }

    /// `type/subtype` in lower case.
    public String mediaType() { return (type + "/" + subtype).toLowerCase(Locale.ROOT); }
}

package org.rialto.formats.mime;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The presentation of a part, RFC 2183. The type is as it was written.
public record ContentDisposition(String type, List<MimeParameter> parameters) {
    public ContentDisposition { parameters = List.copyOf(parameters); }

    public boolean is(String wanted) { return type.equalsIgnoreCase(wanted); }

    /// The parameter of that name as text, or null.
    public @Nullable String parameter(String name) {
        MimeParameter found = ContentType.find(parameters, name);
        return found == null ? null : found.value();
    }
}

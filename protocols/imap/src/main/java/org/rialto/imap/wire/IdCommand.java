package org.rialto.imap.wire;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// ID. RFC 2971 §3.1:
///
/// ```
/// id             = "ID" SP id-params-list
/// id-params-list = "(" [string SP nstring *(SP string SP nstring)] ")" / nil
/// ```
///
/// @param fields what the client says it is; values that are NIL are left out
public record IdCommand(Map<String, String> fields) implements Command {
    private static final int MAX_FIELDS = 30;
    private static final int MAX_NAME = 30;
    private static final int MAX_VALUE = 1024;

    public static IdCommand read(ImapReader in) throws IOException {
        in.space();
        Map<String, String> fields = new LinkedHashMap<>();
        if (in.trySkipWord("NIL")) {
            return new IdCommand(fields);
        }
        in.skip('(');
        while (!in.trySkip(')')) {
            if (!fields.isEmpty()) {
                in.space();
            }
            String name = in.string();
            in.space();
            @Nullable
            String value = in.nstring();
            if (name.length() > MAX_NAME || value != null && value.length() > MAX_VALUE
                    || fields.size() == MAX_FIELDS) {
                throw in.syntax("an ID field is too long, or there are too many");
            }
            fields.put(name, value == null ? "" : value);
        }
        fields.values().removeIf(String::isEmpty);
        return new IdCommand(fields);
    }
}

package org.rialto.formats.header;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Message identifiers of Message-ID, In-Reply-To and References, RFC 5322 §3.6.4, as threading
/// wants them (RFC 5256 §2.2): without white space and needless quotes, angle brackets kept.
public final class MessageIds {
    private MessageIds() {}

    /// The identifiers in a raw value, in order. Phrases and other text between them (RFC 822
    /// allowed them in In-Reply-To) are left out; a value without any brackets may be one bare id.
    public static List<String> parse(@Nullable String raw) {
        if (raw == null) {
            return List.of();
        }
        List<String> ids = new ArrayList<>();
        int open = raw.indexOf('<');
        while (open >= 0) {
            int close = raw.indexOf('>', open);
            if (close < 0) {
                break;
            }
            int inner = raw.lastIndexOf('<', close);
            String id = normalize(raw.substring(inner + 1, close));
            if (!id.isEmpty()) {
                ids.add("<" + id + ">");
            }
            open = raw.indexOf('<', close);
        }
        if (ids.isEmpty()) {
            String bare = raw.strip();
            if (bare.indexOf('@') > 0 && bare.indexOf(' ') < 0 && bare.indexOf('<') < 0) {
                ids.add("<" + normalize(bare) + ">");
            }
        }
        return ids;
    }

    /// The first identifier of a raw value, or null.
    public static @Nullable String first(@Nullable String raw) {
        List<String> ids = parse(raw);
        return ids.isEmpty() ? null : ids.getFirst();
    }

    private static String normalize(String id) {
        StringBuilder out = null;
        int from = 0;
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean drops = c <= ' ' || c == '"';
            if (drops || c == '\\' && i + 1 < id.length()) {
                out = out == null ? new StringBuilder(id.length()) : out;
                out.append(id, from, i);
                from = i + 1;
                // What follows a backslash is taken as it is.
                i += c == '\\' ? 1 : 0;
            }
        }
        return out == null ? id : out.append(id, from, id.length()).toString();
    }
}

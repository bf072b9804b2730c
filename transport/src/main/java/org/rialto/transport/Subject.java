package org.rialto.transport;

import org.jspecify.annotations.Nullable;
import org.rialto.formats.header.EncodedWords;
import org.rialto.formats.header.HeaderFields;
import org.rialto.formats.header.HeaderName;

/// The subject of a message, for people.
final class Subject {
    private static final int CHARACTERS = 200;

    private Subject() {}

    /// @param start of the message, with its header or the first part of it
    static @Nullable String of(byte[] start) {
        int end = start.length;
        for (int at = 0; at + 1 < start.length; at++) {
            if (start[at] == '\n' && (start[at + 1] == '\n'
                    || start[at + 1] == '\r' && at + 2 < start.length && start[at + 2] == '\n')) {
                end = at + 1;
                break;
            }
        }
        String raw = HeaderFields.parse(start, 0, end, 1000).raw(HeaderName.SUBJECT);
        if (raw == null || raw.isBlank()) {
            return null;
        }
        String subject = EncodedWords.decode(raw).strip();
        return subject.length() <= CHARACTERS
                ? subject
                : subject.substring(0, CHARACTERS - 1) + "…";
    }
}

package org.rialto.imap.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which part of a message is wanted. RFC 9051 §9:
///
/// ```
/// section         = "[" [section-spec] "]"
/// section-spec    = section-msgtext / (section-part ["." section-text])
/// section-msgtext = "HEADER" / "HEADER.FIELDS" [".NOT"] SP header-list / "TEXT"
/// section-part    = nz-number *("." nz-number)
/// section-text    = section-msgtext / "MIME"
/// ```
///
/// @param part   the part's number, outermost first; empty for the message itself
/// @param fields for HEADER.FIELDS and HEADER.FIELDS.NOT, in the client's spelling
public record Section(List<Integer> part, Kind kind, List<String> fields) {
    /// What of the part.
    public enum Kind {
        WHOLE, HEADER, HEADER_FIELDS, HEADER_FIELDS_NOT, TEXT, MIME
    }

    public static final Section MESSAGE = new Section(List.of(), Kind.WHOLE, List.of());
    private static final int MAX_DEPTH = 64;

    public Section {
        part = List.copyOf(part);
        fields = List.copyOf(fields);
    }

    /// With its brackets.
    static Section read(ImapReader in) throws IOException {
        in.skip('[');
        List<Integer> part = readPart(in);
        Kind kind = Kind.WHOLE;
        List<String> fields = List.of();
        if (in.peek() != ']') {
            kind = readKind(in, !part.isEmpty());
            if (kind == Kind.HEADER_FIELDS || kind == Kind.HEADER_FIELDS_NOT) {
                fields = readFields(in);
            }
        }
        in.skip(']');
        return new Section(part, kind, fields);
    }

    /// `section-binary = "[" [section-part] "]"`, RFC 3516 §7.
    static Section readBinary(ImapReader in) {
        in.skip('[');
        List<Integer> part = readPart(in);
        in.skip(']');
        return new Section(part, Kind.WHOLE, List.of());
    }

    private static List<Integer> readPart(ImapReader in) {
        List<Integer> part = new ArrayList<>();
        while (ImapReader.isDigit(in.peek())) {
            part.add((int) Math.min(Integer.MAX_VALUE, in.nonZeroNumber()));
            if (part.size() > MAX_DEPTH) {
                throw in.syntax("a section number is too deep");
            }
            if (!in.trySkip('.')) {
                if (in.peek() != ']') {
                    throw in.syntax("expected ']'");
                }
                return part;
            }
            if (in.peek() == ']') {
                throw in.syntax("a section number ends with '.'");
            }
        }
        return part;
    }

    private static Kind readKind(ImapReader in, boolean inPart) {
        return switch (in.keyword()) {
            case "HEADER" -> Kind.HEADER;
            case "HEADER.FIELDS" -> Kind.HEADER_FIELDS;
            case "HEADER.FIELDS.NOT" -> Kind.HEADER_FIELDS_NOT;
            case "TEXT" -> Kind.TEXT;
            case "MIME" -> {
                if (!inPart) {
                    throw in.syntax("MIME needs a part number");
                }
                yield Kind.MIME;
            }
            default -> throw in.syntax("no such section");
        };
    }

    private static List<String> readFields(ImapReader in) throws IOException {
        in.space();
        in.skip('(');
        List<String> fields = new ArrayList<>();
        do {
            fields.add(in.astring());
            in.checkListSize(fields.size());
        } while (in.trySkip(' '));
        in.skip(')');
        return fields;
    }

    /// As a response repeats it, with its brackets.
    public void write(ImapWriter out) throws IOException {
        out.put('[');
        for (int i = 0; i < part.size(); i++) {
            if (i > 0) {
                out.put('.');
            }
            out.number(part.get(i));
        }
        String name = name(kind);
        if (name != null) {
            if (!part.isEmpty()) {
                out.put('.');
            }
            out.text(name);
        }
        if (!fields.isEmpty()) {
            out.text(" (");
            for (int i = 0; i < fields.size(); i++) {
                if (i > 0) {
                    out.put(' ');
                }
                writeField(out, fields.get(i));
            }
            out.put(')');
        }
        out.put(']');
    }

    private static void writeField(ImapWriter out, String field) throws IOException {
        boolean plain = !field.isEmpty()
                && field.chars().allMatch(ImapReader::isAtomCharacter);
        if (plain) {
            out.text(field);
        } else {
            out.string(field);
        }
    }

    private static @Nullable String name(Kind kind) {
        return switch (kind) {
            case WHOLE -> null;
            case HEADER -> "HEADER";
            case HEADER_FIELDS -> "HEADER.FIELDS";
            case HEADER_FIELDS_NOT -> "HEADER.FIELDS.NOT";
            case TEXT -> "TEXT";
            case MIME -> "MIME";
        };
    }
}

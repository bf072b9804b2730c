package org.rialto.imap.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// One thing to fetch of a message: `fetch-att` of RFC 9051 §9 and RFC 3501 §9, BINARY
/// (RFC 3516), MODSEQ (RFC 7162), EMAILID and THREADID (RFC 8474), SAVEDATE (RFC 8514), PREVIEW
/// (RFC 8970).
public sealed interface FetchItem {
    /// Items without arguments.
    enum Attribute implements FetchItem {
        UID("UID"), FLAGS("FLAGS"), INTERNALDATE("INTERNALDATE"), RFC822_SIZE(
                "RFC822.SIZE"), ENVELOPE("ENVELOPE"), BODY("BODY"), BODYSTRUCTURE(
                        "BODYSTRUCTURE"), MODSEQ("MODSEQ"), EMAILID("EMAILID"), THREADID(
                                "THREADID"), SAVEDATE("SAVEDATE");

        private final String name;

        Attribute(String name) { this.name = name; }

        /// As the grammar spells it.
        public String grammarName() { return name; }
    }

    /// BODY[…], BODY.PEEK[…] and their older names RFC822, RFC822.HEADER and RFC822.TEXT.
    ///
    /// @param label  how the answer names it: `BODY`, or the older name
    /// @param peek   leaves `\Seen` as it is
    /// @param offset first octet wanted, -1 for all
    /// @param count  at most so many octets
    record Body(String label, Section section, boolean peek, long offset,
            long count) implements FetchItem {}

    /// BINARY[…] and BINARY.PEEK[…]: a part with its transfer encoding undone.
    record Binary(Section section, boolean peek, long offset, long count) implements FetchItem {}

    /// BINARY.SIZE[…]: the exact size of the same.
    record BinarySize(Section section) implements FetchItem {}

    /// PREVIEW; with `lazy`, only when it costs nothing.
    record Preview(boolean lazy) implements FetchItem {}

    /// `"ALL" / "FULL" / "FAST" / fetch-att / "(" fetch-att *(SP fetch-att) ")"`
    static List<FetchItem> readAll(ImapReader in) throws IOException {
        if (in.trySkipWord("ALL")) {
            return List.of(Attribute.FLAGS, Attribute.INTERNALDATE, Attribute.RFC822_SIZE,
                    Attribute.ENVELOPE);
        }
        if (in.trySkipWord("FAST")) {
            return List.of(Attribute.FLAGS, Attribute.INTERNALDATE, Attribute.RFC822_SIZE);
        }
        if (in.trySkipWord("FULL")) {
            return List.of(Attribute.FLAGS, Attribute.INTERNALDATE, Attribute.RFC822_SIZE,
                    Attribute.ENVELOPE, Attribute.BODY);
        }
        if (!in.trySkip('(')) {
            return List.of(read(in));
        }
        List<FetchItem> items = new ArrayList<>();
        do {
            FetchItem item = read(in);
            if (!items.contains(item)) {
                items.add(item);
            }
            in.checkListSize(items.size());
        } while (in.trySkip(' '));
        in.skip(')');
        return List.copyOf(items);
    }

    private static FetchItem read(ImapReader in) throws IOException {
        String name = fetchName(in);
        return switch (name) {
            case "UID" -> Attribute.UID;
            case "FLAGS" -> Attribute.FLAGS;
            case "INTERNALDATE" -> Attribute.INTERNALDATE;
            case "RFC822.SIZE" -> Attribute.RFC822_SIZE;
            case "ENVELOPE" -> Attribute.ENVELOPE;
            case "BODYSTRUCTURE" -> Attribute.BODYSTRUCTURE;
            case "MODSEQ" -> Attribute.MODSEQ;
            case "EMAILID" -> Attribute.EMAILID;
            case "THREADID" -> Attribute.THREADID;
            case "SAVEDATE" -> Attribute.SAVEDATE;
            case "RFC822" -> new Body("RFC822", Section.MESSAGE, false, -1, 0);
            case "RFC822.HEADER" -> new Body("RFC822.HEADER",
                    new Section(List.of(), Section.Kind.HEADER, List.of()), true, -1, 0);
            case "RFC822.TEXT" -> new Body("RFC822.TEXT",
                    new Section(List.of(), Section.Kind.TEXT, List.of()), false, -1, 0);
            case "BODY" -> in.peek() == '[' ? body(in, false) : Attribute.BODY;
            case "BODY.PEEK" -> body(in, true);
            case "BINARY" -> binary(in, false);
            case "BINARY.PEEK" -> binary(in, true);
            case "BINARY.SIZE" -> new BinarySize(Section.readBinary(in));
            case "PREVIEW" -> preview(in);
            default -> throw in.syntax("no such fetch item");
        };
    }

    /// A name ends before `[`, which is an ATOM-CHAR.
    private static String fetchName(ImapReader in) {
        StringBuilder name = new StringBuilder();
        for (int next = in.peek(); next == '.' || Character.isLetterOrDigit(next)
                && next < 0x7F; next = in.peek()) {
            name.append((char) ImapReader.upper((byte) next));
            in.skip((char) next);
        }
        return name.toString();
    }

    private static FetchItem body(ImapReader in, boolean peek) throws IOException {
        Section section = Section.read(in);
        long[] partial = partial(in);
        return new Body("BODY", section, peek, partial[0], partial[1]);
    }

    private static FetchItem binary(ImapReader in, boolean peek) {
        Section section = Section.readBinary(in);
        long[] partial = partial(in);
        return new Binary(section, peek, partial[0], partial[1]);
    }

    /// `partial = "<" number64 "." nz-number64 ">"`
    private static long[] partial(ImapReader in) {
        if (!in.trySkip('<')) {
            return new long[]{-1, 0};
        }
        long offset = in.number64();
        in.skip('.');
        long count = in.number64();
        if (count == 0) {
            throw in.syntax("a partial fetch asks for nothing");
        }
        in.skip('>');
        return new long[]{offset, count};
    }

    /// `"PREVIEW" [SP "(" "LAZY" ")"]`, RFC 8970 §6.
    private static FetchItem preview(ImapReader in) {
        if (!in.trySkipText(" (LAZY)")) {
            return new Preview(false);
        }
        return new Preview(true);
    }
}

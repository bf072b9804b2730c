package org.rialto.smtp.wire;

/// EHLO and HELO: who the client says it is, kept as text. RFC 5321 §4.1.1.1.
/// The name is not checked as a domain: mail programs send host names of every kind, and nothing
/// here relies on it. It is checked to be one word, because it ends up in `Received`.
public record EhloCommand(String clientName, boolean extended) implements SmtpCommand {
    private static final int LIMIT_CHARACTERS = 255;

    /// `ehlo = "EHLO" SP ( Domain / address-literal ) CRLF`
    public static EhloCommand readEhlo(LineCursor cursor) {
        return new EhloCommand(name(cursor), true);
    }

    /// `helo = "HELO" SP Domain CRLF`
    public static EhloCommand readHelo(LineCursor cursor) {
        return new EhloCommand(name(cursor), false);
    }

    private static String name(LineCursor cursor) {
        cursor.skipSpaces();
        String name = cursor.word();
        cursor.requireEnd();
        if (name.isEmpty()) {
            throw cursor.malformed("the client's name is missing");
        }
        if (name.length() > LIMIT_CHARACTERS) {
            throw cursor.malformed("the client's name is too long");
        }
        if (!name.chars().allMatch(EhloCommand::isNameCharacter)) {
            throw cursor.malformed("the client's name holds characters of no domain or address");
        }
        return name;
    }

    private static boolean isNameCharacter(int c) {
        return c > ' ' && c < 0x7F && "()<>,;\"\\@".indexOf(c) < 0;
    }
}

package org.rialto.smtp.wire;

/// BDAT: a chunk of message follows, `sizeOctets` long. RFC 3030 §2.
public record BdatCommand(long sizeOctets, boolean last) implements SmtpCommand {

    /// ```
    /// bdat-cmd   = "BDAT" SP chunk-size [ SP end-marker ] CR LF
    /// chunk-size = 1*DIGIT
    /// end-marker = "LAST"
    /// ```
    public static BdatCommand read(LineCursor cursor) {
        cursor.skipSpaces();
        String digits = cursor.word();
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw cursor.malformed("the chunk size must be a number of octets");
        }
        cursor.skipSpaces();
        boolean last = cursor.skipIgnoringCase("LAST");
        cursor.requireEnd();
        // What follows is no command, however large the number: it must not be read as one.
        return new BdatCommand(
                digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits), last);
    }
}

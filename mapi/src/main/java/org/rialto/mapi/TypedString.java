package org.rialto.mapi;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;

/// A string that says its own encoding, or null where none is there. MS-OXCDATA §2.11.7.
public record TypedString(@Nullable String text) {
    private static final int NOT_PRESENT = 0x00;
    private static final int EMPTY = 0x01;
    private static final int EIGHT_BIT = 0x02;
    /// UTF-16LE whose high bytes are all zero and left out.
    private static final int REDUCED_UNICODE = 0x03;
    private static final int UNICODE = 0x04;

    /// Reads the string; one of 8-bit characters is in `charset`.
    public static TypedString read(ByteReader in, Charset charset) {
        int type = in.readUint8();
        return new TypedString(switch (type) {
            case NOT_PRESENT -> null;
            case EMPTY -> "";
            case EIGHT_BIT -> new String(in.readBytesToNull(), charset);
            case REDUCED_UNICODE ->
                new String(in.readBytesToNull(), StandardCharsets.ISO_8859_1);
            case UNICODE -> in.readUtf16z();
            default -> throw in.malformed("a string type of " + type + " is not known");
        });
    }

    /// Writes the string in the shortest of the forms that need no character set.
    public void write(ByteWriter out) {
        if (text == null) {
            out.writeInt8(NOT_PRESENT);
        } else if (text.isEmpty()) {
            out.writeInt8(EMPTY);
        } else if (text.chars().allMatch(character -> character <= 0xFF)) {
            out.writeInt8(REDUCED_UNICODE);
            ValueWriter.writeString8(out, text, StandardCharsets.ISO_8859_1);
        } else {
            out.writeInt8(UNICODE).writeUtf16z(text);
        }
    }
}

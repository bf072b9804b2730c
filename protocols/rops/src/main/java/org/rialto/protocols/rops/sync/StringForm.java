package org.rialto.protocols.rops.sync;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.rialto.mapi.PropertyType;

/// How the strings of a FastTransfer stream are written. MS-OXCFXICS §3.2.5.8.1.1. All strings of
/// a store are Unicode, so that one form serves a whole stream.
public record StringForm(Kind kind, Charset charset) {
    /// The type of a string in the stream.
    public enum Kind {
        /// PtypString.
        UNICODE,
        /// PtypString8, in the code page of the connection.
        CODE_PAGE,
        /// A code page property type, of the code page that the store has: Unicode. §2.2.4.1.1.1
        CODE_PAGE_TYPE
    }

    /// The code page property type of Unicode: 0x8000 and the code page 1200.
    static final int UNICODE_CODE_PAGE_TYPE = 0x84B0;

    public static final StringForm UNICODE = new StringForm(Kind.UNICODE,
            StandardCharsets.UTF_16LE);
    public static final StringForm CODE_PAGE_TYPE = new StringForm(Kind.CODE_PAGE_TYPE,
            StandardCharsets.UTF_16LE);

    /// Strings in the code page of the connection.
    public static StringForm codePage(Charset charset) {
        return new StringForm(Kind.CODE_PAGE, charset);
    }

    /// The type code that stands for a type of text.
    int typeCode(PropertyType type) {
        if (type.isMultiple()) {
            // There is no code page type of several values.
            return (kind == Kind.CODE_PAGE
                    ? PropertyType.MULTIPLE_STRING8
                    : PropertyType.MULTIPLE_STRING).code();
        }
        return switch (kind) {
            case UNICODE -> PropertyType.STRING.code();
            case CODE_PAGE -> PropertyType.STRING8.code();
            case CODE_PAGE_TYPE -> UNICODE_CODE_PAGE_TYPE;
        };
    }

    boolean isUnicode() { return kind != Kind.CODE_PAGE; }
}

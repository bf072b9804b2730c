package org.rialto.mapi;

import java.nio.charset.Charset;

/// Which of the encodings of property values a buffer uses (MS-OXCDATA §2.11.1 and §2.11.1.1), and
/// the character set of its String8 values.
public record ValueFormat(Form form, Charset charset) {
    /// The forms differ in the width of counts and in what tells an absent value.
    public enum Form {
        /// ROP buffers: byte counts and restriction counts of 16 bits.
        ROP,
        /// Extended rules and MAPI/HTTP bodies: all counts of 32 bits. MS-OXORULE §2.2.4.
        EXTENDED,
        /// The address book over MAPI/HTTP: as [#EXTENDED], and each string, binary and multiple
        /// value follows a byte that says whether it is there. MS-OXCMAPIHTTP §2.2.1.1.
        ADDRESS_BOOK
    }

    public static ValueFormat rop(Charset charset) { return new ValueFormat(Form.ROP, charset); }

    public static ValueFormat extended(Charset charset) {
        return new ValueFormat(Form.EXTENDED, charset);
    }

    public static ValueFormat addressBook(Charset charset) {
        return new ValueFormat(Form.ADDRESS_BOOK, charset);
    }

    boolean hasWideCounts() { return form != Form.ROP; }

    boolean saysPresence() { return form == Form.ADDRESS_BOOK; }
}

package org.rialto.protocols.nspi;

import java.nio.charset.Charset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.CodePage;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyType;

/// Code pages of 8-bit text. MS-OXNSPI §2.2.1.5, §3.1.4.3.
public final class TextForm {
    /// CP_WINUNICODE: no code page of 8-bit text.
    static final int UNICODE = 1200;
    /// CP_TELETEX. This Java has no such character set; what it shares with Windows-1252 is
    /// converted as that.
    static final int TELETEX = 20261;

    private TextForm() {}

    static boolean isServed(int codePage) {
        return codePage == TELETEX || codePage == 0 || CodePage.find(codePage) != null;
    }

    /// Of the 8-bit texts of a request or an answer. Anything for a code page that has none.
    public static Charset charset(int codePage) { return CodePage.charset(codePage); }

    /// @throws NspiError InvalidCodepage when 8-bit texts are asked for in Unicode
    static void check(int codePage, @Nullable List<PropertyTag> columns) {
        if (codePage == UNICODE && (columns == null
                || columns.stream().anyMatch(tag -> isString8(tag.typeCode())))) {
            throw new NspiError(ErrorCodes.InvalidCodepage,
                    "8-bit text has no form in Unicode");
        }
    }

    private static boolean isString8(int typeCode) {
        return typeCode == PropertyType.STRING8.code()
                || typeCode == PropertyType.MULTIPLE_STRING8.code();
    }
}

package org.rialto.mapi;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Windows code page numbers, as clients name the character set of String8 values
/// (MS-UCODEREF §2.2.1), and the Java character sets for them.
public final class CodePage {
    public static final int WINDOWS_1252 = 1252;
    public static final int UTF_8 = 65001;

    /// Those whose Java name does not follow from the number.
    private static final Map<Integer, String> NAMES = Map.ofEntries(Map.entry(874, "x-windows-874"),
            Map.entry(932, "windows-31j"), Map.entry(936, "GBK"), Map.entry(949, "x-windows-949"),
            Map.entry(950, "x-windows-950"), Map.entry(1361, "x-Johab"),
            Map.entry(10000, "x-MacRoman"), Map.entry(20127, "US-ASCII"),
            Map.entry(20866, "KOI8-R"), Map.entry(20932, "EUC-JP"), Map.entry(21866, "KOI8-U"),
            Map.entry(38598, "ISO-8859-8"), Map.entry(50220, "ISO-2022-JP"),
            Map.entry(50221, "ISO-2022-JP"), Map.entry(50222, "ISO-2022-JP"),
            Map.entry(50225, "ISO-2022-KR"), Map.entry(50227, "GBK"),
            Map.entry(51932, "EUC-JP"), Map.entry(51936, "GB2312"), Map.entry(51949, "EUC-KR"),
            Map.entry(52936, "GB2312"), Map.entry(54936, "GB18030"), Map.entry(UTF_8, "UTF-8"));

    private static final Charset LATIN = latin();

    private CodePage() {}

    private static Charset latin() {
        Charset latin = find(WINDOWS_1252);
        return latin == null ? StandardCharsets.ISO_8859_1 : latin;
    }

    /// The character set of a code page, or null where this Java has none. Only those that can
    /// stand in a string ended by one zero byte.
    public static @Nullable Charset find(int codePage) {
        String name = NAMES.get(codePage);
        if (name == null) {
            if (codePage >= 1250 && codePage <= 1258) {
                name = "windows-" + codePage;
            } else if (codePage >= 28591 && codePage <= 28605) {
                name = "ISO-8859-" + (codePage - 28590);
            } else if (codePage >= 437 && codePage <= 1149) {
                name = String.format("IBM%03d", codePage);
            }
        }
        return name != null && Charset.isSupported(name) ? Charset.forName(name) : null;
    }

    /// The character set of a code page; Windows-1252 where there is none, as Windows itself
    /// does for a client without a better idea.
    public static Charset charset(int codePage) {
        // Asked for with every entry id, and with every body.
        if (codePage == WINDOWS_1252) {
            return LATIN;
        }
        if (codePage == UTF_8) {
            return StandardCharsets.UTF_8;
        }
        Charset found = find(codePage);
        return found == null ? LATIN : found;
    }
}

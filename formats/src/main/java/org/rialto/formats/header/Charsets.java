package org.rialto.formats.header;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Finds charsets by the names that mail uses, which are not always the registered ones. As in the
/// WHATWG Encoding standard, names whose superset is what senders mean give the superset:
/// `iso-8859-1` and `us-ascii` are Windows-1252, `gb2312` is GB18030, `shift_jis` Windows-31J,
/// `ks_c_5601-1987` Windows-949.
public final class Charsets {
    private static final Map<String, String> MEANT = Map.ofEntries(
            Map.entry("us-ascii", "windows-1252"), Map.entry("ascii", "windows-1252"),
            Map.entry("ansi_x3.4-1968", "windows-1252"), Map.entry("iso-8859-1", "windows-1252"),
            Map.entry("iso8859-1", "windows-1252"), Map.entry("latin1", "windows-1252"),
            Map.entry("latin-1", "windows-1252"), Map.entry("iso_8859-1", "windows-1252"),
            Map.entry("ansi", "windows-1252"), Map.entry("windows-1252", "windows-1252"),
            Map.entry("cp-1252", "windows-1252"), Map.entry("utf8", "UTF-8"),
            Map.entry("utf-8", "UTF-8"), Map.entry("unicode-1-1-utf-8", "UTF-8"),
            Map.entry("utf_8", "UTF-8"), Map.entry("utf-8-sig", "UTF-8"),
            Map.entry("gb2312", "GB18030"), Map.entry("gbk", "GB18030"),
            Map.entry("x-gbk", "GB18030"), Map.entry("chinesebig5", "Big5"),
            Map.entry("big5", "Big5-HKSCS"), Map.entry("shift_jis", "windows-31j"),
            Map.entry("shift-jis", "windows-31j"), Map.entry("sjis", "windows-31j"),
            Map.entry("x-sjis", "windows-31j"), Map.entry("ks_c_5601-1987", "x-windows-949"),
            Map.entry("ks_c_5601", "x-windows-949"), Map.entry("euc-kr", "x-windows-949"),
            Map.entry("iso-8859-8-i", "ISO-8859-8"), Map.entry("iso-8859-8-e", "ISO-8859-8"),
            Map.entry("logical", "ISO-8859-8"), Map.entry("iso-8859-9", "windows-1254"),
            Map.entry("iso-8859-11", "x-windows-874"), Map.entry("tis-620", "x-windows-874"),
            Map.entry("windows-874", "x-windows-874"), Map.entry("macintosh", "x-MacRoman"),
            Map.entry("koi8-ru", "KOI8-U"), Map.entry("iso-2022-jp", "x-windows-50221"),
            Map.entry("cp932", "windows-31j"), Map.entry("cp949", "x-windows-949"),
            Map.entry("cp936", "GB18030"), Map.entry("cp950", "Big5"),
            Map.entry("unicode", "UTF-16"));

    private static final ConcurrentHashMap<String, Charset> FOUND = new ConcurrentHashMap<>();

    private Charsets() {}

    /// The charset that name means, or null when nobody knows it.
    public static @Nullable Charset find(String name) {
        if (name.equalsIgnoreCase("utf-8")) {
            return StandardCharsets.UTF_8;
        }
        String key = clean(name);
        Charset known = FOUND.get(key);
        if (known == null) {
            known = lookUp(key);
            // Names come from outside: the cache must not grow with them.
            if (known != null && FOUND.size() < 500) {
                FOUND.put(key, known);
            }
        }
        return known;
    }

    /// Bytes in a charset as text. Unknown charsets, and 8-bit bytes where ASCII was declared, are
    /// read by the rule of [RawText]; bad sequences become replacement characters. Never throws.
    public static String decode(byte[] bytes, @Nullable String charsetName) {
        Charset charset = charsetName == null ? null : find(charsetName);
        if (charset == null || isAsciiName(charsetName)) {
            return RawText.decode8Bit(bytes);
        }
        return new String(bytes, charset);
    }

    private static boolean isAsciiName(@Nullable String name) {
        return name != null
                && (name.equalsIgnoreCase("us-ascii") || name.equalsIgnoreCase("ascii"));
    }

    private static String clean(String name) {
        String key = name.strip().toLowerCase(Locale.ROOT);
        if (key.length() > 1 && (key.startsWith("\"") || key.startsWith("'"))) {
            key = key.substring(1, key.length() - 1).strip();
        }
        return key;
    }

    private static @Nullable Charset lookUp(String key) {
        String meant = MEANT.get(key);
        if (meant != null) {
            return forName(meant);
        }
        Charset charset = forName(key);
        if (charset == null && key.startsWith("cp-")) {
            charset = forName("cp" + key.substring(3));
        }
        if (charset == null && key.startsWith("cp") && key.length() == 6) {
            charset = forName("windows-" + key.substring(2));
        }
        if (charset == null && key.startsWith("x-")) {
            charset = forName(key.substring(2));
        }
        if (charset == null && key.startsWith("iso8859")) {
            charset = forName("iso-8859" + key.substring(7));
        }
        return charset;
    }

    private static @Nullable Charset forName(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return null;
        }
    }
}

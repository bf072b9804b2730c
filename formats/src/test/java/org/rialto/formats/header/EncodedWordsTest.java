package org.rialto.formats.header;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EncodedWordsTest {
    // RFC 2047 §8.
    @Test
    void publishedExamples() {
        assertThat(EncodedWords.decode("(=?ISO-8859-1?Q?a?=)")).isEqualTo("(a)");
        assertThat(EncodedWords.decode("(=?ISO-8859-1?Q?a?= b)")).isEqualTo("(a b)");
        assertThat(EncodedWords.decode("(=?ISO-8859-1?Q?a?= =?ISO-8859-1?Q?b?=)"))
                .isEqualTo("(ab)");
        assertThat(EncodedWords.decode("(=?ISO-8859-1?Q?a?=  =?ISO-8859-1?Q?b?=)"))
                .isEqualTo("(ab)");
        assertThat(EncodedWords.decode("(=?ISO-8859-1?Q?a_b?=)")).isEqualTo("(a b)");
        assertThat(EncodedWords.decode("(=?ISO-8859-1?Q?a?= =?ISO-8859-2?Q?_b?=)"))
                .isEqualTo("(a b)");
        assertThat(EncodedWords.decode("=?ISO-8859-1?B?SWYgeW91IGNhbiByZWFkIHRoaXMgeW8=?="
                + " =?ISO-8859-2?B?dSB1bmRlcnN0YW5kIHRoZSBleGFtcGxlLg==?="))
                .isEqualTo("If you can read this you understand the example.");
        assertThat(EncodedWords.decode("=?ISO-8859-1?Q?Keld_J=F8rn_Simonsen?= <keld@dkuug.dk>"))
                .isEqualTo("Keld J\u00F8rn Simonsen <keld@dkuug.dk>");
        // RFC 2231 §5.
        assertThat(EncodedWords.decode("=?US-ASCII*EN?Q?Keith_Moore?=")).isEqualTo("Keith Moore");
    }

    @Test
    void brokenWordsAreReadAsTheyWereMeant() {
        assertThat(EncodedWords.decode("=?utf-8?Q?caf=C3?= =?utf-8?Q?=A9?="))
                .isEqualTo("caf\u00E9");
        assertThat(EncodedWords.decode("=?utf-8?q?a b=20c?=")).isEqualTo("a b c");
        assertThat(EncodedWords.decode("=?utf-8?Q?a?==?utf-8?Q?b?=")).isEqualTo("ab");
        assertThat(EncodedWords.decode("=?utf-8?B?Y2Fmw6k?=")).isEqualTo("caf\u00E9");
        assertThat(EncodedWords.decode("=?x-unknown?Q?caf=E9?=")).isEqualTo("caf\u00E9");
        assertThat(EncodedWords.decode("=?utf-8?Q??= x")).isEqualTo(" x");
        assertThat(EncodedWords.decode("=?utf-8?Q?=E2=82=AC?=")).isEqualTo("\u20AC");
        assertThat(EncodedWords.decode("=?gb2312?B?xOO6ww==?=")).isEqualTo("\u4F60\u597D");
        assertThat(EncodedWords.decode("=?iso-2022-jp?B?GyRCRnxLXBsoQg==?="))
                .isEqualTo("\u65E5\u672C");
        assertThat(EncodedWords.decode("\"=?utf-8?Q?a?=\"")).isEqualTo("\"a\"");
    }

    @Test
    void whatIsNoWordStays() {
        for (String text : new String[]{"=?utf-8?", "=?utf-8?Q?abc", "=?", "a =? b ?= c",
                "=?utf-8?X?abc?=", "=?utf 8?Q?abc?="}) {
            assertThat(EncodedWords.decode(text)).isEqualTo(text);
        }
    }

    @Test
    void rawEightBitIsUtf8OrElseWindows1252() {
        assertThat(EncodedWords.decode("caf\u00C3\u00A9")).isEqualTo("caf\u00E9");
        assertThat(EncodedWords.decode("caf\u00E9 \u0080")).isEqualTo("caf\u00E9 \u20AC");
    }

    @Test
    void encodedTextReadsBackInShortWords() {
        String[] texts = {"caf\u00E9", "\u65E5\u672C\u8A9E".repeat(40), "=?looks like one?=",
                "a".repeat(200) + "\u00E9", "\uD83D\uDE00".repeat(30), "tab\there \u00E9"};
        for (String text : texts) {
            String encoded = EncodedWords.encode(text);
            assertThat(EncodedWords.decode(encoded)).isEqualTo(text);
            assertThat(encoded.chars()).allMatch(c -> c >= ' ' && c <= '~');
            for (String word : encoded.split(" ")) {
                assertThat(word.length()).isLessThanOrEqualTo(75);
            }
        }
        assertThat(EncodedWords.encode("plain text")).isEqualTo("plain text");
    }

    @Test
    void charsetNamesOfMailAreKnown() {
        for (String name : new String[]{"UTF8", "cp1252", "windows-1251", "koi8-r",
                "ks_c_5601-1987",
                "shift_jis", "x-sjis", "iso-8859-8-i", "\"utf-8\"", "latin1", "big5", "euc-kr",
                "macintosh", "CP-850", "iso8859-15"}) {
            assertThat(Charsets.find(name)).as(name).isNotNull();
        }
        assertThat(Charsets.find("no such charset")).isNull();
        assertThat(Charsets.decode("x\u00E9".getBytes(StandardCharsets.ISO_8859_1), "(nonsense)"))
                .isEqualTo("x\u00E9");
    }
}

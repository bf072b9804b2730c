package org.rialto.pop3.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.rialto.base.MalformedDataException;

/// A command line: keyword, upper-cased, and everything behind the first space. RFC 1939 §3, with
/// the UTF-8 of RFC 6856 §2.
public record CommandLine(String keyword, String rest) {

    /// ```
    /// command = keyword *(SP param)
    /// ```
    public static CommandLine read(byte[] bytes) {
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedDataException("the line is not valid UTF-8", 0);
        }
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) < ' ' || text.charAt(at) == 0x7F) {
                throw new MalformedDataException("a control character is not allowed", at);
            }
        }
        int space = text.indexOf(' ');
        return space < 0
                ? new CommandLine(text.toUpperCase(Locale.ROOT), "")
                : new CommandLine(text.substring(0, space).toUpperCase(Locale.ROOT),
                        text.substring(space + 1));
    }

    /// The arguments, split at spaces.
    public List<String> words() {
        List<String> words = new ArrayList<>();
        for (String word : rest.split(" ")) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }

    void requireNothing() {
        if (!rest.isBlank()) {
            throw new MalformedDataException(keyword + " takes no argument", keyword.length());
        }
    }

    /// Exactly so many words.
    List<String> words(int count) {
        List<String> words = words();
        if (words.size() != count) {
            throw new MalformedDataException(
                    keyword + " takes " + count + (count == 1 ? " argument" : " arguments"),
                    keyword.length());
        }
        return words;
    }

    /// A number without sign.
    int number(String word) {
        if (word.isEmpty() || word.length() > 9
                || !word.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new MalformedDataException("a number is expected", keyword.length() + 1);
        }
        return Integer.parseInt(word);
    }

    /// A password may be in it.
    @Override
    public String toString() { return "CommandLine[" + keyword + "]"; }
}

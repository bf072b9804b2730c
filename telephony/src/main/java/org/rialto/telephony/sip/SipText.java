package org.rialto.telephony.sip;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/// The text of start lines and headers, which is UTF-8: RFC 3261 section 7.3.1. What is none (gateways
/// send names in ISO 8859-1) is kept byte by byte, each as a lone low surrogate, so that it goes on
/// as it came and costs nobody else's call the connection.
public final class SipText {
    private static final char FIRST = '\udc80';
    private static final char LAST = '\udcff';
    private static final int BASE = 0xdc00;

    private SipText() {}

    static String decode(byte[] bytes) {
        CharsetDecoder strict = StandardCharsets.UTF_8.newDecoder();
        try {
            return strict.decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return decodeEach(bytes);
        }
    }

    private static String decodeEach(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        while (in.hasRemaining()) {
            CoderResult result = decoder.decode(in, out, true);
            int wrong = result.isError() ? result.length() : in.remaining();
            for (int i = 0; i < wrong; i++)
                out.put((char) (BASE | in.get() & 0xff));
            decoder.reset();
        }
        return out.flip().toString();
    }

    static byte[] encode(String text) {
        if (text.chars().noneMatch(c -> c >= FIRST && c <= LAST))
            return text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length() + 16);
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            if (isByte(text, i)) {
                out.writeBytes(text.substring(from, i).getBytes(StandardCharsets.UTF_8));
                out.write(text.charAt(i) - BASE);
                from = i + 1;
            }
        }
        out.writeBytes(text.substring(from).getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    private static boolean isByte(String text, int at) {
        char c = text.charAt(at);
        return c >= FIRST && c <= LAST
                && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }

    /// For people: what was no UTF-8 read as ISO 8859-1.
    public static String readable(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++)
            out.append(isByte(text, i) ? (char) (text.charAt(i) - BASE) : text.charAt(i));
        return out.toString();
    }
}

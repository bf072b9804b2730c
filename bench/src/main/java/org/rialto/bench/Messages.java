package org.rialto.bench;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;

/// Messages for load: text of a natural word distribution, each different from all others. Past
/// 8 KB the rest is an attachment, as in real mail.
final class Messages {
    private static final int TEXT_LIMIT = 8 * 1024;
    private final Random random;
    private final String[] words;
    private final String run = Long.toHexString(System.nanoTime());

    Messages(long seed) {
        random = new Random(seed);
        words = new String[20_000];
        Random naming = new Random(1);
        for (int i = 0; i < words.length; i++) {
            StringBuilder word = new StringBuilder();
            for (int n = 2 + naming.nextInt(9); n > 0; n--) {
                word.append("etaoinshrdlucmfwypvbgkjqxz"
                        .charAt((int) (26 * Math.pow(naming.nextDouble(), 2))));
            }
            words[i] = word.toString();
        }
    }

    /// A message of about `size` bytes with CRLF line ends and no line that is a single dot.
    byte[] create(int number, int size) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(size + 512);
        boolean multipart = size > TEXT_LIMIT;
        write(out, "Date: Sat, 21 Nov 2026 10:00:00 +0000\r\nFrom: Sender <sender@load.test>\r\n"
                + "To: Receiver <receiver@bench.test>\r\nSubject: " + word() + " " + word() + " "
                + word() + " " + number + "\r\nMessage-ID: <" + run + "." + number + "."
                + random.nextInt(1 << 30) + "@load.test>\r\nMIME-Version: 1.0\r\n");
        if (multipart) {
            write(out, "Content-Type: multipart/mixed; boundary=\"=_b\"\r\n\r\n--=_b\r\n");
        }
        write(out, "Content-Type: text/plain; charset=utf-8\r\n\r\n");
        int textEnd = multipart ? 3000 : size;
        StringBuilder line = new StringBuilder();
        while (out.size() < textEnd) {
            line.append(word());
            if (line.length() > 68) {
                write(out, line.append("\r\n").toString());
                line.setLength(0);
            } else {
                line.append(' ');
            }
        }
        if (multipart) {
            write(out, "\r\n--=_b\r\nContent-Type: application/octet-stream; name=\"data.bin\"\r\n"
                    + "Content-Transfer-Encoding: base64\r\n"
                    + "Content-Disposition: attachment; filename=\"data.bin\"\r\n\r\n");
            byte[] data = new byte[Math.max(0, (size - out.size()) * 57 / 78)];
            random.nextBytes(data);
            out.writeBytes(Base64.getMimeEncoder().encode(data));
            write(out, "\r\n--=_b--\r\n");
        }
        return out.toByteArray();
    }

    String word() { return words[(int) (words.length * Math.pow(random.nextDouble(), 3))]; }

    private static void write(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
}

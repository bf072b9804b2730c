package org.rialto.protocols.um.menu;

import java.util.ArrayList;
import java.util.List;

/// The text of mail as it is read aloud: without what nobody wants to hear, and in pieces of which
/// the first can be spoken while the next is prepared.
final class TextForSpeech {
    private static final int PIECE = 600;

    private TextForSpeech() {}

    /// At most `limit` characters, up to the end of a word. Addresses of web pages become `link`; the
    /// message that is quoted below an answer is left out, and so are rulers and quotation marks.
    static String of(String text, int limit) {
        StringBuilder out = new StringBuilder(Math.min(text.length(), limit));
        for (String line : text.lines().toList()) {
            String plain = line.strip();
            if (isQuotedMessage(plain) && !out.isEmpty()) {
                break;
            }
            if (plain.startsWith(">")) {
                continue;
            }
            plain = plain.replaceAll("<?https?://\\S+|<?www\\.\\S+", "link")
                    .replaceAll("[-_=*~#]{3,}", " ").replaceAll("\\s+", " ").strip();
            if (!plain.isEmpty()) {
                out.append(out.isEmpty() ? "" : "\n").append(plain);
            }
            if (out.length() > limit) {
                int space = out.lastIndexOf(" ", limit);
                out.setLength(space > limit / 2 ? space : limit);
                break;
            }
        }
        return out.toString();
    }

    private static boolean isQuotedMessage(String line) {
        return line.matches("-{2,} ?(Original Message|Forwarded message) ?-{2,}.*")
                || line.matches("On .{6,120} wrote:") || line.equals("--");
    }

    /// Pieces that end with sentences where they can.
    static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int end = Math.min(text.length(), at + PIECE);
            if (end < text.length()) {
                end = breakBefore(text, at, end);
            }
            String piece = text.substring(at, end).replace("\n", " ").strip();
            if (!piece.isEmpty()) {
                pieces.add(piece);
            }
            at = end;
        }
        return pieces;
    }

    private static int breakBefore(String text, int from, int end) {
        for (String mark : List.of("\n", ". ", "? ", "! ", " ")) {
            int found = text.lastIndexOf(mark, end);
            if (found > from + PIECE / 3) {
                return Math.min(end, found + mark.length());
            }
        }
        return end;
    }
}

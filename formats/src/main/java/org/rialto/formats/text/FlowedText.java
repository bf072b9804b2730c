package org.rialto.formats.text;

/// Joins the lines of `format=flowed` text, RFC 3676 §4.
public final class FlowedText {
    private FlowedText() {}

    /// The paragraphs of flowed text, a line each, quote marks (`>`) kept in front.
    ///
    /// @param delSp whether the space before a soft line break is no part of the text
    public static String join(String text, boolean delSp) {
        StringBuilder out = new StringBuilder(text.length());
        int previousDepth = -1;
        boolean flowing = false;
        int at = 0;
        while (at < text.length()) {
            int feed = text.indexOf('\n', at);
            int end = feed < 0 ? text.length() : feed;
            int next = feed < 0 ? end : feed + 1;
            if (end > at && text.charAt(end - 1) == '\r') {
                end--;
            }
            int depth = 0;
            while (at + depth < end && text.charAt(at + depth) == '>') {
                depth++;
            }
            int start = at + depth;
            if (start < end && text.charAt(start) == ' ') {
                start++;
            }
            boolean signature = end - start == 3 && text.startsWith("-- ", start);
            if (!flowing || depth != previousDepth || signature) {
                if (previousDepth >= 0) {
                    out.append('\n');
                }
                out.append(text, at, at + depth);
                if (depth > 0) {
                    out.append(' ');
                }
            }
            flowing = end > start && text.charAt(end - 1) == ' ' && !signature;
            out.append(text, start, flowing && delSp ? end - 1 : end);
            previousDepth = depth;
            at = next;
        }
        return out.toString();
    }
}

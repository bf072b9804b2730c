package org.rialto.autodiscover.wire;

import java.nio.charset.StandardCharsets;

/// Writes an XML document, indented by nobody. Attributes are given as name and value in turn.
public final class XmlText {
    private final StringBuilder out = new StringBuilder(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");

    public XmlText open(String name, String... attributes) {
        tag(name, attributes);
        out.append('>');
        return this;
    }

    private void tag(String name, String... attributes) {
        out.append('<').append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1], true);
            out.append('"');
        }
    }

    public XmlText close(String name) {
        out.append("</").append(name).append('>');
        return this;
    }

    /// An element without children.
    public XmlText element(String name, String text, String... attributes) {
        tag(name, attributes);
        if (text.isEmpty()) {
            out.append("/>");
            return this;
        }
        out.append('>');
        escape(text, false);
        return close(name);
    }

    private void escape(String text, boolean attribute) {
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append(attribute ? "&quot;" : "\"");
                case '\t', '\n', '\r' -> out.append("&#").append(c).append(';');
                default -> out.appendCodePoint(isXml(c) ? c : 0xFFFD);
            }
        });
    }

    /// `Char` of XML 1.0 §2.2, as far as it is not looked at above.
    private static boolean isXml(int c) {
        return c >= 0x20 && c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000;
    }

    public byte[] toBytes() { return out.toString().getBytes(StandardCharsets.UTF_8); }
}

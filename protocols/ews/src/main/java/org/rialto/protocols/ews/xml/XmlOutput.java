package org.rialto.protocols.ews.xml;

import java.util.ArrayDeque;
import java.util.Deque;
import java.io.IOException;
import java.io.Writer;

/// Writes an answer as it comes, with the prefixes of [Namespace]. What XML cannot hold is replaced.
public final class XmlOutput {
    private final Writer out;
    private final Deque<String> open = new ArrayDeque<>();
    private boolean inTag;

    public XmlOutput(Writer out) throws IOException {
        this.out = out;
        out.write("<?xml version=\"1.0\" encoding=\"utf-8\"?>");
    }

    public XmlOutput open(Namespace namespace, String name) throws IOException {
        return open(namespace.prefix() + ":" + name);
    }

    private XmlOutput open(String name) throws IOException {
        endTag();
        out.write('<');
        out.write(name);
        open.push(name);
        inTag = true;
        return this;
    }

    /// Declares the prefix in the element that was opened last.
    public XmlOutput declare(Namespace namespace) throws IOException {
        return attribute("xmlns:" + namespace.prefix(), namespace.uri());
    }

    /// Opens an element whose namespace is the default one in it.
    public XmlOutput openDefault(Namespace namespace, String name) throws IOException {
        return open(name).attribute("xmlns", namespace.uri());
    }

    /// Opens an element in the default namespace that stands.
    public XmlOutput openPlain(String name) throws IOException { return open(name); }

    public XmlOutput attribute(String name, String value) throws IOException {
        if (!inTag)
            throw new IllegalStateException("no tag is open");
        out.write(' ');
        out.write(name);
        out.write("=\"");
        escaped(value, true);
        out.write('"');
        return this;
    }

    public XmlOutput text(String text) throws IOException {
        if (text.isEmpty())
            return this;
        endTag();
        escaped(text, false);
        return this;
    }

    /// An element of text alone.
    public XmlOutput element(Namespace namespace, String name, String text) throws IOException {
        return open(namespace, name).text(text).close();
    }

    public XmlOutput plainElement(String name, String text) throws IOException {
        return openPlain(name).text(text).close();
    }

    /// Closes the element opened last.
    public XmlOutput close() throws IOException {
        String name = open.pop();
        if (inTag) {
            out.write("/>");
            inTag = false;
        } else {
            out.write("</");
            out.write(name);
            out.write('>');
        }
        return this;
    }

    /// Closes what is open and hands on what is buffered.
    public void finish() throws IOException {
        while (!open.isEmpty())
            close();
        out.flush();
    }

    private void endTag() throws IOException {
        if (inTag) {
            out.write('>');
            inTag = false;
        }
    }

    private void escaped(String text, boolean attribute) throws IOException {
        for (int i = 0; i < text.length();) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            switch (c) {
                case '&' -> out.write("&amp;");
                case '<' -> out.write("&lt;");
                case '>' -> out.write("&gt;");
                case '"' -> out.write(attribute ? "&quot;" : "\"");
                case '\r' -> out.write("&#13;");
                case '\n', '\t' -> out.write(attribute ? "&#" + c + ";" : String.valueOf((char) c));
                default -> out.write(isAllowed(c) ? Character.toString(c) : "\uFFFD");
            }
        }
    }

    /// XML 1.0 §2.2, Char.
    private static boolean isAllowed(int c) {
        return c >= 0x20 && c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000;
    }
}

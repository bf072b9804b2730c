package org.rialto.extraction;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// The text of documents that are XML in a ZIP file: Office Open XML (ECMA-376) and OpenDocument
/// (OASIS ODF 1.3). Their text is found by a few element names, so the files are read as streams
/// and no model of the document is built.
final class ZippedXml {
    /// What all entries together may grow to.
    private static final long UNPACKED_BYTES = 512L << 20;
    private static final int ENTRIES = 20_000;
    private static final Pattern OFFICE_OPEN = Pattern
            .compile("word/(document|header\\d*|footer\\d*|footnotes|endnotes|comments)\\.xml"
                    + "|ppt/(slides|notesSlides|comments)/[^/]+\\.xml"
                    + "|xl/(sharedStrings\\.xml|worksheets/[^/]+\\.xml|comments[^/]*\\.xml)");
    private final TextSink sink;
    private final XMLInputFactory xml = XMLInputFactory.newDefaultFactory();
    private long unpacked;

    ZippedXml(TextSink sink) {
        this.sink = sink;
        xml.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        xml.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    }

    void read(InputStream in) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(in)) {
            int entries = 0;
            for (ZipEntry entry = zip.getNextEntry(); entry != null
                    && entries++ < ENTRIES; entry = zip.getNextEntry()) {
                InputStream content = bounded(zip);
                if (entry.getName().equals("content.xml")) {
                    parse(content, true);
                } else if (OFFICE_OPEN.matcher(entry.getName()).matches()) {
                    parse(content, false);
                } else {
                    content.transferTo(java.io.OutputStream.nullOutputStream());
                }
            }
        }
    }

    private InputStream bounded(ZipInputStream zip) {
        return new FilterInputStream(zip) {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int count = super.read(bytes, offset, length);
                unpacked += Math.max(count, 0);
                if (unpacked > UNPACKED_BYTES) {
                    throw new TextSink.Full();
                }
                return count;
            }

            @Override
            public void close() {
                // The next entry comes from the same stream.
            }
        };
    }

    /// @param everything all characters are text (OpenDocument), not only those of text elements
    private void parse(InputStream in, boolean everything) throws IOException {
        try {
            XMLStreamReader reader = xml.createXMLStreamReader(in);
            boolean text = everything;
            boolean shared = false;
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        String name = reader.getLocalName();
                        if (name.equals("c")) {
                            shared = "s".equals(reader.getAttributeValue(null, "t"));
                        }
                        // t: text of all three kinds; v: a cell's value, which may be the number
                        // of a shared string.
                        text = everything || name.equals("t") || name.equals("v") && !shared;
                    }
                    case XMLStreamConstants.END_ELEMENT -> {
                        space(reader.getLocalName());
                        text = everything;
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                        if (text) {
                            sink.add(reader.getText());
                        }
                    }
                    default -> {
                    }
                }
            }
            sink.add('\n');
        } catch (XMLStreamException e) {
            // The other entries may be whole.
            sink.add('\n');
        }
    }

    /// What separates words: paragraphs, cells, tabs, line breaks.
    private void space(String element) {
        switch (element) {
            case "p", "h", "si", "row", "br", "line-break", "table-row" -> sink.add('\n');
            case "c", "tc", "tab", "s", "table-cell" -> sink.add(' ');
            default -> {
            }
        }
    }
}

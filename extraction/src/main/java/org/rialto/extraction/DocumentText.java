package org.rialto.extraction;

import com.rtfparserkit.converter.text.StringTextConverter;
import com.rtfparserkit.parser.RtfStreamSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.hslf.usermodel.HSLFShape;
import org.apache.poi.hslf.usermodel.HSLFSlideShow;
import org.apache.poi.hslf.usermodel.HSLFTextParagraph;
import org.apache.poi.hssf.extractor.EventBasedExcelExtractor;
import org.apache.poi.hwpf.extractor.WordExtractor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.sl.extractor.SlideShowExtractor;

/// The text of one document, by what its first bytes say it is. Runs in the process of its own:
/// nothing here need fear for its memory or its time.
final class DocumentText {
    private DocumentText() {}

    /// At most about `limit` characters; empty for what is no document that we know.
    ///
    /// @throws IOException      the document is broken
    /// @throws RuntimeException so it is, and the parser did not expect that
    static String of(byte[] document, int limit) throws IOException {
        TextSink sink = new TextSink(limit);
        try {
            if (startsWith(document, "%PDF-")) {
                pdf(document, sink);
            } else if (startsWith(document, "{\\rtf")) {
                rtf(document, sink);
            } else if (startsWith(document, "PK\3\4")) {
                new ZippedXml(sink).read(new ByteArrayInputStream(document));
            } else if (startsWith(document, "\u00D0\u00CF\u0011\u00E0")) {
                compound(document, sink);
            }
        } catch (TextSink.Full e) {
            // Enough.
        }
        return sink.text();
    }

    private static boolean startsWith(byte[] document, String magic) {
        byte[] bytes = magic.getBytes(StandardCharsets.ISO_8859_1);
        // A PDF may have some bytes before it (ISO 32000-1, annex H.3.4.1).
        int last = magic.startsWith("%PDF") ? Math.min(1024, document.length - bytes.length) : 0;
        for (int at = 0; at <= last && at + bytes.length <= document.length; at++) {
            if (java.util.Arrays.equals(document, at, at + bytes.length, bytes, 0, bytes.length)) {
                return true;
            }
        }
        return false;
    }

    private static void pdf(byte[] document, TextSink sink) throws IOException {
        try (PDDocument pdf = Loader.loadPDF(document)) {
            new PDFTextStripper().writeText(pdf, new Writer() {
                @Override
                public void write(char[] some, int offset, int length) {
                    sink.add(java.nio.CharBuffer.wrap(some, offset, length));
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            });
        }
    }

    private static void rtf(byte[] document, TextSink sink) throws IOException {
        StringTextConverter converter = new StringTextConverter();
        converter.convert(new RtfStreamSource(new ByteArrayInputStream(document)));
        sink.add(converter.getText());
    }

    /// Word, Excel and PowerPoint of 1997 to 2003: MS-DOC, MS-XLS, MS-PPT in MS-CFB.
    private static void compound(byte[] document, TextSink sink) throws IOException {
        try (POIFSFileSystem files = new POIFSFileSystem(new ByteArrayInputStream(document))) {
            if (files.getRoot().hasEntry("WordDocument")) {
                try (WordExtractor word = new WordExtractor(files)) {
                    sink.add(word.getText());
                }
            } else if (files.getRoot().hasEntry("Workbook")) {
                try (EventBasedExcelExtractor excel = new EventBasedExcelExtractor(files)) {
                    sink.add(excel.getText());
                }
            } else if (files.getRoot().hasEntry("PowerPoint Document")) {
                try (HSLFSlideShow show = new HSLFSlideShow(files);
                        SlideShowExtractor<HSLFShape, HSLFTextParagraph> slides = new SlideShowExtractor<>(
                                show)) {
                    slides.setNotesByDefault(true);
                    sink.add(slides.getText());
                }
            }
        }
    }
}

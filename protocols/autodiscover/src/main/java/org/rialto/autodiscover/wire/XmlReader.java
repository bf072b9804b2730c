package org.rialto.autodiscover.wire;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.rialto.base.MalformedDataException;

/// Reads a small XML document. No document type, no entities beyond XML's own five, bounded in depth
/// and number of elements; the caller bounds the bytes.
public final class XmlReader {
    private static final int DEPTH = 32;
    private static final int ELEMENTS = 5_000;
    private static final WstxInputFactory FACTORY = factory();

    private XmlReader() {}

    private static WstxInputFactory factory() {
        WstxInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        // Else what is wrong in a text is an unchecked exception.
        factory.setProperty(WstxInputProperties.P_LAZY_PARSING, false);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, DEPTH);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_COUNT, (long) ELEMENTS);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, 64);
        return factory;
    }

    private record Open(String namespace, String name, StringBuilder text,
            List<XmlElement> children) {}

    /// @throws MalformedDataException
    public static XmlElement read(byte[] document) {
        XMLStreamReader in = null;
        try {
            in = FACTORY.createXMLStreamReader(new ByteArrayInputStream(document));
            return read(in);
        } catch (XMLStreamException e) {
            throw malformed(e.getLocation() == null ? 0 : e.getLocation().getCharacterOffset());
        } finally {
            close(in);
        }
    }

    private static XmlElement read(XMLStreamReader in) throws XMLStreamException {
        Deque<Open> open = new ArrayDeque<>();
        XmlElement root = null;
        while (in.hasNext()) {
            switch (in.next()) {
                case XMLStreamConstants.START_ELEMENT -> open.push(new Open(
                        in.getNamespaceURI() == null ? "" : in.getNamespaceURI(),
                        in.getLocalName(), new StringBuilder(), new ArrayList<>()));
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (!open.isEmpty())
                        open.peek().text().append(in.getText());
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    Open ended = open.pop();
                    XmlElement element = new XmlElement(ended.namespace(), ended.name(),
                            ended.text().toString().strip(), ended.children());
                    if (open.isEmpty())
                        root = element;
                    else
                        open.peek().children().add(element);
                }
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> throw malformed(
                        in.getLocation().getCharacterOffset());
                default -> {
                    // Comments and processing instructions say nothing.
                }
            }
        }
        if (root == null)
            throw malformed(0);
        return root;
    }

    private static void close(@org.jspecify.annotations.Nullable XMLStreamReader in) {
        try {
            if (in != null)
                in.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MalformedDataException malformed(int position) {
        return new MalformedDataException("not well-formed XML, or not allowed here", position);
    }
}

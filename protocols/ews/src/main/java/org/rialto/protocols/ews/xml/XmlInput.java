package org.rialto.protocols.ews.xml;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// Reads a request element by element, holding one text in memory at a time. No document type, no
/// entities beyond XML's own five; depth, elements, attributes and texts are bounded. Stands on an
/// element: what reads it leaves it behind, and the rest of it is skipped.
public final class XmlInput implements AutoCloseable {
    private static final int DEPTH = 64;
    private static final long ELEMENTS = 200_000;
    private static final int ATTRIBUTES = 32;
    private static final int ATTRIBUTE_CHARACTERS = 16 << 10;
    private static final int TEXT_CHARACTERS = 1 << 20;
    private static final int SHORT_TEXT = 64 << 10;
    private static final WstxInputFactory FACTORY = factory();

    private final XMLStreamReader in;
    private int depth;

    private static WstxInputFactory factory() {
        WstxInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
        // Else what is wrong in a text is an unchecked exception.
        factory.setProperty(WstxInputProperties.P_LAZY_PARSING, false);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, DEPTH);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_COUNT, ELEMENTS);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, ATTRIBUTES);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, ATTRIBUTE_CHARACTERS);
        factory.setProperty(WstxInputProperties.P_MAX_TEXT_LENGTH, TEXT_CHARACTERS);
        return factory;
    }

    /// What is done with a child element.
    @FunctionalInterface
    public interface Child {
        /// May read the element the input stands on, or leave it.
        void read(XmlInput in) throws SchemaViolation, IOException;
    }

    private XmlInput(XMLStreamReader in) { this.in = in; }

    /// Opens a document and stands on its root element.
    ///
    /// @throws IOException the stream itself fails
    public static XmlInput open(InputStream bytes) throws SchemaViolation, IOException {
        XmlInput input;
        try {
            input = new XmlInput(FACTORY.createXMLStreamReader(bytes));
        } catch (XMLStreamException e) {
            throw violation(e);
        }
        input.toElement();
        return input;
    }

    private static SchemaViolation violation(XMLStreamException e) throws IOException {
        if (e.getNestedException() instanceof IOException cannot)
            throw cannot;
        Location at = e.getLocation();
        return new SchemaViolation("The request is not well-formed XML.",
                at == null ? 1 : Math.max(1, at.getLineNumber()),
                at == null ? 1 : Math.max(1, at.getColumnNumber()));
    }

    /// A violation here.
    public SchemaViolation violation(String message) {
        Location at = in.getLocation();
        return new SchemaViolation(message, Math.max(1, at.getLineNumber()),
                Math.max(1, at.getColumnNumber()));
    }

    private int next() throws SchemaViolation, IOException {
        try {
            int event = in.next();
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> depth++;
                case XMLStreamConstants.END_ELEMENT -> depth--;
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE,
                        XMLStreamConstants.ENTITY_DECLARATION ->
                    throw violation(
                            "Document types and entities are not allowed.");
                default -> {
                }
            }
            return event;
        } catch (XMLStreamException e) {
            throw violation(e);
        }
    }

    private void toElement() throws SchemaViolation, IOException {
        while (next() != XMLStreamConstants.START_ELEMENT) {
            if (in.getEventType() == XMLStreamConstants.END_DOCUMENT)
                throw violation("The request has no element.");
        }
    }

    // The element that the input stands on.

    public String name() { return in.getLocalName(); }

    public String namespace() {
        String uri = in.getNamespaceURI();
        return uri == null ? "" : uri;
    }

    public boolean is(Namespace namespace, String name) {
        return in.getLocalName().equals(name) && namespace.uri().equals(in.getNamespaceURI());
    }

    /// An attribute without a namespace; null when it is not there.
    public @Nullable String attribute(String name) { return in.getAttributeValue("", name); }

    public @Nullable String attribute(Namespace namespace, String name) {
        return in.getAttributeValue(namespace.uri(), name);
    }

    public String requiredAttribute(String name) throws SchemaViolation {
        String value = attribute(name);
        if (value == null)
            throw violation("The required attribute '" + name + "' is missing.");
        return value;
    }

    /// Reads the child elements in their order. Text between them is a violation.
    public void children(Child child) throws SchemaViolation, IOException {
        int own = depth;
        while (true) {
            switch (next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    child.read(this);
                    skipTo(own);
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    return;
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (!in.isWhiteSpace())
                        throw violation("Text is not allowed here.");
                }
                default -> {
                    // Comments and processing instructions say nothing.
                }
            }
        }
    }

    private void skipTo(int outer) throws SchemaViolation, IOException {
        while (depth > outer)
            next();
    }

    /// The text of the element, which has no child elements.
    public String text() throws SchemaViolation, IOException {
        StringBuilder text = new StringBuilder();
        while (true) {
            switch (next()) {
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA,
                        XMLStreamConstants.SPACE -> {
                    text.append(in.getText());
                    if (text.length() > SHORT_TEXT)
                        throw violation("The text is too long.");
                }
                case XMLStreamConstants.START_ELEMENT -> throw violation(
                        "The element '" + name() + "' is not allowed here.");
                case XMLStreamConstants.END_ELEMENT -> {
                    return text.toString();
                }
                default -> {
                }
            }
        }
    }

    /// The text as xs:boolean.
    public boolean truth() throws SchemaViolation, IOException {
        String text = text().strip();
        return switch (text.toLowerCase(java.util.Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw violation("The value is not a valid Boolean value.");
        };
    }

    public SchemaViolation unexpected() {
        return violation("The element '" + name() + "' in namespace '" + namespace()
                + "' is not allowed here.");
    }

    /// Reads to the end: nothing but white space, comments and processing instructions may follow.
    public void end() throws SchemaViolation, IOException {
        while (in.getEventType() != XMLStreamConstants.END_DOCUMENT)
            next();
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }
}

package org.rialto.mailbox.voice;

import java.io.ByteArrayInputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.Binary;
import org.rialto.mapi.MailError;

/// The dictionary of a configuration message, PidTagRoamingDictionary. MS-OXOCFG §2.2.5.1: keys and
/// values are `TYPE-TEXT`, the type 3 for yes or no, 9 for a 32-bit number, 18 for a text.
final class RoamingDictionary {
    private static final String NAMESPACE = "dictionary.xsd";
    private static final int LIMIT_BYTES = 256 << 10;
    private static final XMLInputFactory READERS = readers();

    /// Values with their types, as written, by key without its type.
    private final SortedMap<String, String> entries = new TreeMap<>();

    private static XMLInputFactory readers() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /// @throws MailError.Damaged when it cannot be read
    static RoamingDictionary read(@Nullable Binary xml) {
        RoamingDictionary dictionary = new RoamingDictionary();
        if (xml == null || xml.isEmpty())
            return dictionary;
        if (xml.length() > LIMIT_BYTES)
            throw new MailError.TooLarge("a configuration message has more than " + LIMIT_BYTES
                    + " bytes");
        try {
            XMLStreamReader reader = READERS
                    .createXMLStreamReader(new ByteArrayInputStream(xml.toByteArray()), "UTF-8");
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT
                        && reader.getLocalName().equals("e"))
                    dictionary.add(reader);
            }
            return dictionary;
        } catch (XMLStreamException e) {
            throw new MailError.Damaged("a configuration message cannot be read", e);
        }
    }

    private void add(XMLStreamReader reader) {
        String key = reader.getAttributeValue(null, "k");
        String value = reader.getAttributeValue(null, "v");
        int dash = key == null ? -1 : key.indexOf('-');
        if (key != null && dash > 0 && value != null)
            entries.put(key.substring(dash + 1), value);
    }

    private @Nullable String plain(String key) {
        String value = entries.get(key);
        int dash = value == null ? -1 : value.indexOf('-');
        return value == null || dash < 0 ? null : value.substring(dash + 1);
    }

    String text(String key, String otherwise) {
        String value = plain(key);
        return value == null ? otherwise : value;
    }

    boolean truth(String key, boolean otherwise) {
        String value = plain(key);
        return value == null ? otherwise : value.equalsIgnoreCase("true");
    }

    long number(String key, long otherwise) {
        String value = plain(key);
        try {
            return value == null ? otherwise : Long.parseLong(value);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    void set(String key, String value) { entries.put(key, "18-" + value); }

    void set(String key, boolean value) { entries.put(key, "3-" + (value ? "True" : "False")); }

    Binary write() {
        StringWriter out = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
            xml.writeStartDocument("utf-8", "1.0");
            xml.writeStartElement("UserConfiguration");
            xml.writeDefaultNamespace(NAMESPACE);
            xml.writeEmptyElement("Info");
            xml.writeAttribute("version", "Rialto.1");
            xml.writeStartElement("Data");
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                xml.writeEmptyElement("e");
                xml.writeAttribute("k", "18-" + entry.getKey());
                xml.writeAttribute("v", entry.getValue());
            }
            xml.writeEndElement();
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return Binary.wrap(out.toString().getBytes(StandardCharsets.UTF_8));
    }
}

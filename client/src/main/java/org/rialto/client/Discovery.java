package org.rialto.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/// What Autodiscover says of a mailbox. MS-OXDSCLI §2.2.3, §2.2.4.
///
/// @param legacyDN by which the mailbox is logged on to
/// @param mailbox the URL of the mailbox server endpoint
/// @param addressBook the URL of the address book server endpoint
public record Discovery(String displayName, String legacyDN, String smtpAddress, URI mailbox,
        URI addressBook) {
    private static final String OUTLOOK = "http://schemas.microsoft.com/exchange/autodiscover/outlook/";

    /// Asks a server, as Outlook does.
    ///
    /// @param server `https://mail.example.com`
    public static Discovery of(Account account, URI server, String smtpAddress)
            throws IOException, InterruptedException {
        String body = "<Autodiscover xmlns=\"" + OUTLOOK + "requestschema/2006\"><Request>"
                + "<EMailAddress>" + smtpAddress + "</EMailAddress><AcceptableResponseSchema>"
                + OUTLOOK + "responseschema/2006a</AcceptableResponseSchema></Request>"
                + "</Autodiscover>";
        HttpRequest.Builder request = HttpRequest
                .newBuilder(server.resolve("/autodiscover/autodiscover.xml"))
                .timeout(Duration.ofSeconds(60)).header("Content-Type", "text/xml")
                .header("X-MapiHttpCapability", "1").POST(BodyPublishers.ofString(body));
        account.authorize(request);
        HttpResponse<byte[]> response = account.http().send(request.build(),
                BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IOException("Autodiscover answers " + response.statusCode());
        }
        Document document = parse(response.body());
        Element protocol = protocol(document);
        return new Discovery(text(document.getDocumentElement(), "DisplayName"),
                text(document.getDocumentElement(), "LegacyDN"),
                text(document.getDocumentElement(), "AutoDiscoverSMTPAddress"),
                url(protocol, "MailStore"), url(protocol, "AddressBook"));
    }

    private static Document parse(byte[] answer) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(new ByteArrayInputStream(answer));
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("Autodiscover's answer is no XML", e);
        }
    }

    private static Element protocol(Document document) throws IOException {
        NodeList protocols = document.getElementsByTagName("Protocol");
        for (int i = 0; i < protocols.getLength(); i++) {
            Element protocol = (Element) protocols.item(i);
            if (protocol.getAttribute("Type").equals("mapiHttp")) {
                return protocol;
            }
        }
        throw new IOException("Autodiscover offers no MAPI over HTTP");
    }

    private static URI url(Element protocol, String endpoint) throws IOException {
        NodeList found = protocol.getElementsByTagName(endpoint);
        if (found.getLength() == 0) {
            throw new IOException("Autodiscover names no " + endpoint);
        }
        return URI.create(text((Element) found.item(0), "ExternalUrl"));
    }

    private static String text(Element element, String name) throws IOException {
        NodeList found = element.getElementsByTagName(name);
        if (found.getLength() == 0) {
            throw new IOException("Autodiscover's answer has no " + name);
        }
        return found.item(0).getTextContent().strip();
    }
}

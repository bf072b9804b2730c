package org.rialto.protocols.ews;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.directory.telephone.PinPolicy;
import org.rialto.mailbox.voice.ConnectionFailureCause;
import org.rialto.mailbox.voice.PhoneCallInformation;
import org.rialto.mailbox.voice.PhoneCallState;
import org.w3c.dom.bootstrap.DOMImplementationRegistry;
import org.w3c.dom.ls.DOMImplementationLS;
import java.util.Set;
import org.rialto.mapi.PropertyTags;
import org.rialto.store.Mailbox;
import org.rialto.store.MessageContent;
import org.rialto.store.Permission;
import org.rialto.store.Rights;
import org.rialto.store.SpecialFolder;
import org.w3c.dom.ls.LSInput;

/// The service over HTTP, beside what the transcripts show.
@Timeout(300)
class EwsTest {
    private static final String PLAY = "<m:PlayOnPhone><m:ItemId Id=\"%s\"/>"
            + "<m:DialString>5501</m:DialString></m:PlayOnPhone>";
    private static final String INFORMATION = "<m:GetPhoneCallInformation>"
            + "<m:PhoneCallId Id=\"%s\"/></m:GetPhoneCallInformation>";

    @TempDir
    Path folder;

    private static String body(HttpResponse<String> answer) {
        Matcher body = Pattern.compile("<s:Body>(.*)</s:Body>", Pattern.DOTALL)
                .matcher(answer.body());
        assertThat(body.find()).as(answer.body()).isTrue();
        return body.group(1);
    }

    private static String callId(HttpResponse<String> answer) {
        Matcher id = Pattern.compile("PhoneCallId Id=\"([^\"]+)\"").matcher(answer.body());
        assertThat(id.find()).as(answer.body()).isTrue();
        return id.group(1);
    }

    @Test
    void playsTheMessageAndTellsEveryStateAndCause() throws Exception {
        try (EwsHost host = new EwsHost(folder)) {
            String id = callId(host.post("alice", EwsHost.EWS,
                    EwsHost.envelope("", PLAY.formatted(host.itemId()))));
            assertThat(host.calls.asked)
                    .containsExactly("alice 5501 message " + host.messageId);
            for (PhoneCallState state : PhoneCallState.values()) {
                for (ConnectionFailureCause cause : ConnectionFailureCause.values()) {
                    if (state == PhoneCallState.DISCONNECTED)
                        continue;
                    host.calls.calls.getFirst()
                            .update(new PhoneCallInformation(state, cause, 486, "Busy & <Here>"));
                    assertThat(body(host.post("alice", EwsHost.EWS,
                            EwsHost.envelope("", INFORMATION.formatted(id)))))
                            .contains("<t:PhoneCallState>" + state.word() + "<",
                                    "<t:ConnectionFailureCause>" + cause.word() + "<",
                                    "<t:SIPResponseText>Busy &amp; &lt;Here&gt;<",
                                    "<t:SIPResponseCode>486<");
                }
            }
        }
    }

    private static void mark(EwsHost host, int sensitivity) {
        Mailbox alice = host.mailbox("alice");
        alice.write(change -> {
            long folder = change.folder(SpecialFolder.INBOX).folderId();
            change.setPermissions(folder, List.of(
                    new Permission(host.user("bob").guid(), Rights.READ_ANY
                            | Rights.FOLDER_VISIBLE)));
            MessageContent content = change.content(host.messageId);
            content.properties().set(PropertyTags.PidTagSensitivity, sensitivity);
            change.saveMessage(host.messageId, change.message(host.messageId, Set.of())
                    .contentChangeNumber(), content);
            return 0;
        });
    }

    /// MS-OXODLGT §3.2.4.2: as a delegate's client does not show it, the telephone does not play it.
    @Test
    void playsPrivateMessagesToTheirOwnerOnly() throws Exception {
        try (EwsHost host = new EwsHost(folder)) {
            String request = EwsHost.envelope("", PLAY.formatted(host.itemId()));
            mark(host, 0);
            callId(host.post("bob", EwsHost.EWS, request));
            mark(host, 2);
            assertThat(body(host.post("bob", EwsHost.EWS, request))).contains("ErrorAccessDenied");
            callId(host.post("alice", EwsHost.EWS, request));
            assertThat(host.calls.asked).containsExactly("bob 5501 message " + host.messageId,
                    "alice 5501 message " + host.messageId);
        }
    }

    @Test
    void saysWhenNobodyTelephones() throws Exception {
        try (EwsHost host = new EwsHost(folder)) {
            host.telephone = null;
            assertThat(body(host.post("alice", EwsHost.EWS,
                    EwsHost.envelope("", PLAY.formatted(host.itemId())))))
                    .contains("ResponseClass=\"Error\"", "ErrorUMServerUnavailable");
            assertThat(body(host.post("alice", EwsHost.UM,
                    EwsHost.envelope("", "<m:IsUMEnabled/>")))).contains(">true<");
        }
    }

    @Test
    void resetsThePinAndMailsIt() throws Exception {
        try (EwsHost host = new EwsHost(folder)) {
            host.post("alice", EwsHost.UM, EwsHost.envelope("", "<m:ResetPIN/>"));
            assertThat(host.mailed).hasSize(1);
            Matcher pin = Pattern.compile("is now ([0-9]{8})\\.").matcher(host.mailed.getFirst());
            assertThat(host.mailed.getFirst()).startsWith("alice@contoso.com\n");
            assertThat(pin.find()).isTrue();
            assertThat(PinPolicy.STANDARD.problem(pin.group(1), List.of("5501"))).isEmpty();
            assertThat(host.directory.pin(host.user("alice").id()).orElseThrow().hash()
                    .matches(pin.group(1))).isTrue();
        }
    }

    @Test
    void asksWhoOneIsAndKeepsOutWhoMayNot() throws Exception {
        try (EwsHost host = new EwsHost(folder)) {
            String request = EwsHost.envelope("", "<m:IsUMEnabled/>");
            HttpResponse<String> refused = host.post("nobody", EwsHost.EWS, request);
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.headers().allValues("WWW-Authenticate")).isNotEmpty();
            assertThat(host.post("noews", EwsHost.EWS, request).statusCode()).isIn(401, 403);
            assertThat(host.post("alice", EwsHost.EWS, request).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void answersOtherMethodsAndTypesSensibly() throws Exception {
        try (EwsHost host = new EwsHost(folder)) {
            HttpResponse<String> page = host.send("alice", host.request(EwsHost.EWS).GET());
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("PlayOnPhone");
            assertThat(host.send("alice", host.request("/EWS/Services.wsdl").GET()).statusCode())
                    .isEqualTo(404);
            assertThat(host.send("alice", host.request(EwsHost.EWS).DELETE()).statusCode())
                    .isEqualTo(405);
            assertThat(host.send("alice", host.request(EwsHost.EWS)
                    .header("Content-Type", "application/soap+xml")
                    .POST(HttpRequest.BodyPublishers.ofString("<a/>"))).statusCode())
                    .isEqualTo(415);
        }
    }

    @Test
    void neverTellsMoreThanThatItFailed() throws Exception {
        try (EwsHost host = new EwsHost(folder)) {
            host.telephone = new org.rialto.mailbox.voice.PhoneCalls() {
                @Override
                public String play(org.rialto.directory.DirectoryObject.User user, What what,
                        String dialString) {
                    throw new IllegalStateException("secret");
                }

                @Override
                public PhoneCallInformation information(
                        org.rialto.directory.DirectoryObject.User user, String callId) {
                    throw new IllegalStateException("secret");
                }

                @Override
                public void disconnect(org.rialto.directory.DirectoryObject.User user,
                        String callId) {
                    throw new IllegalStateException("secret");
                }
            };
            HttpResponse<String> answer = host.post("alice", EwsHost.EWS,
                    EwsHost.envelope("", PLAY.formatted(host.itemId())));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("ErrorInternalServerError")
                    .doesNotContain("secret", "Exception");
        }
    }

    @Test
    void noOperationIsBothThereAndNot() {
        assertThat(OperationTable.EXCHANGE.names())
                .doesNotContainAnyElementsOf(OperationTable.NOT_THERE);
    }

    // The schemas of the documents, where they are at hand.

    @Test
    void answersByTheSchema() throws Exception {
        Schema schema = schema(specifications().resolve("xsd/ews"));
        try (EwsHost host = new EwsHost(folder)) {
            String id = callId(host.post("alice", EwsHost.EWS,
                    EwsHost.envelope("", PLAY.formatted(host.itemId()))));
            host.calls.calls.getFirst().update(new PhoneCallInformation(PhoneCallState.ALERTED,
                    ConnectionFailureCause.NONE, 180, "Ringing"));
            for (String call : List.of(id, "none")) {
                for (String request : List.of(PLAY.formatted(call.equals(id)
                        ? host.itemId()
                        : call), INFORMATION.formatted(call), "<m:DisconnectPhoneCall>"
                                + "<m:PhoneCallId Id=\"" + call + "\"/></m:DisconnectPhoneCall>")) {
                    String answer = body(
                            host.post("alice", EwsHost.EWS, EwsHost.envelope("", request)));
                    String alone = answer.replaceFirst("^<(m:[A-Za-z]+)",
                            "<$1 xmlns:m=\"http://schemas.microsoft.com/exchange/services/2006/"
                                    + "messages\" xmlns:t=\"http://schemas.microsoft.com/exchange/"
                                    + "services/2006/types\"");
                    schema.newValidator().validate(new StreamSource(new StringReader(alone)));
                }
            }
        }
    }

    private static Path specifications() {
        String configured = System.getProperty("rialto.specifications");
        Path path = configured != null
                ? Path.of(configured)
                : Path.of(System.getProperty("rialto.root", "../..")).toAbsolutePath().normalize()
                        .resolveSibling("shared").resolve("specs");
        if (!Files.isDirectory(path.resolve("xsd/ews")))
            abort("NOT CHECKED: no schemas in " + path);
        return path;
    }

    private static Schema schema(Path folder) throws Exception {
        DOMImplementationLS documents = (DOMImplementationLS) DOMImplementationRegistry
                .newInstance().getDOMImplementation("LS");
        SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        factory.setResourceResolver((_, namespace, publicId, systemId, base) -> {
            Path file = namespace != null && namespace.equals(XMLConstants.XML_NS_URI)
                    ? folder.resolve("xml.xsd")
                    : folder.resolve("product").resolve(String.valueOf(systemId));
            LSInput input = documents.createLSInput();
            input.setPublicId(publicId);
            input.setSystemId(file.toUri().toString());
            input.setBaseURI(base);
            try {
                InputStream bytes = Files.newInputStream(file);
                input.setByteStream(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return input;
        });
        return factory.newSchema(folder.resolve("product/messages.xsd").toFile());
    }
}

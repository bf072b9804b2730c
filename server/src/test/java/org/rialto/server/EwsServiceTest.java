package org.rialto.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.directory.CredentialPurpose;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.telephone.PinVerdict;
import org.rialto.mailbox.voice.VoiceMailbox;
import org.rialto.protocols.ews.id.StoreId;
import org.rialto.store.Folder;
import org.rialto.store.Mailbox;
import org.rialto.store.ObjectIds;
import org.rialto.store.SpecialFolder;

/// Exchange Web Services and telephone access in a whole server.
@Timeout(300)
class EwsServiceTest {
    private static final String PASSWORD = "Password01!";

    @TempDir
    Path directory;

    private final HttpClient http = HttpClient.newHttpClient();
    private ServerUnderTest server;

    @BeforeEach
    void start() throws Exception {
        server = new ServerUnderTest(directory.resolve("home"), "[server]",
                "hostname = \"mail.example.org\"", "[um]", "access-numbers = [\"5500\"]");
        server.addUser("ann", PASSWORD);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        http.close();
    }

    private String post(String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:"
                + server.address("http").getPort() + "/EWS/Exchange.asmx"))
                .header("Content-Type", "text/xml; charset=utf-8")
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(
                        ("ann:" + PASSWORD).getBytes(StandardCharsets.UTF_8)))
                .POST(HttpRequest.BodyPublishers.ofString(
                        "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\""
                                + " xmlns:m=\"http://schemas.microsoft.com/exchange/services/2006/"
                                + "messages\"><s:Body>" + body + "</s:Body></s:Envelope>"))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private DirectoryObject.User ann() {
        return (DirectoryObject.User) server.rooms().directory().named("ann");
    }

    @Test
    void followsTheAdministrator() throws Exception {
        assertThat(post("<m:IsUMEnabled/>")).contains(">false<");
        Matcher pin = Pattern.compile("PIN ([0-9]+)")
                .matcher(server.done("um", "enable", "ann", "--extension", "5501"));
        assertThat(pin.find()).isTrue();
        assertThat(post("<m:IsUMEnabled/>")).contains(">true<");
        assertThat(post("<m:GetUMProperties/>")).contains(">5500<");
        assertThat(server.rooms().telephoneAccess().check(ann(), pin.group(1), ""))
                .isEqualTo(new PinVerdict.Granted(true));
        assertThat(post("<m:SetOofStatus><m:status>true</m:status></m:SetOofStatus>"))
                .contains("SetOofStatusResponse");
        assertThat(server.done("um", "status", "ann")).containsPattern("outOfOffice +true");
        server.done("um", "disable", "ann");
        assertThat(post("<m:GetUMProperties/>")).contains("ErrorUserNotUnifiedMessagingEnabled");
    }

    @Test
    void mailsANewPinWhichCanBePlayed() throws Exception {
        server.done("um", "enable", "ann", "--extension", "5501");
        assertThat(post("<m:ResetPIN/>")).contains("<ResetPINResponse");
        VoiceMailbox voice = server.rooms().voiceMailboxes().open(ann());
        Mailbox mailbox = voice.mailbox();
        Folder inbox = mailbox.read(snapshot -> snapshot.folder(SpecialFolder.INBOX));
        assertThat(inbox.contentCount()).isEqualTo(1);
        long message = mailbox.read(snapshot -> snapshot.index(inbox.folderId()).messageIds()[0]);
        String id = StoreId.of(ann().mailboxGuid(),
                new ObjectIds(mailbox.info()).messageEntryId(inbox.folderId(), message)).toText();
        assertThat(post("<m:PlayOnPhone><m:ItemId Id=\"" + id
                + "\"/><m:DialString>+4930123456</m:DialString></m:PlayOnPhone>"))
                .contains("PlayOnPhoneResponse", "ErrorPhoneNumberNotDialable");
    }

    @Test
    void keepsWhatTelephonesLogInWithAsLongAsTheyMay() throws Exception {
        assertThat(server.rooms().directory().sealed(ann().id(), CredentialPurpose.SIP))
                .isPresent();
        server.close();
        server = new ServerUnderTest(directory.resolve("home"), "[sip]", "digest = false");
        assertThat(server.rooms().directory().sealed(ann().id(), CredentialPurpose.SIP))
                .isEmpty();
    }
}

package org.rialto.mapihttp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.mailbox.Mailboxes;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapihttp.wire.Disconnect;
import org.rialto.mapihttp.wire.GetUrl;
import org.rialto.mapihttp.wire.ResponseBody;
import org.rialto.mapihttp.wire.ResponseCode;

/// The address book server endpoint, over HTTP. MS-OXCMAPIHTTP §2.2.5.
class AddressBookEndpointTest {
    @TempDir
    Path folder;
    private MapiHttpFixture server;

    @BeforeEach
    void start() throws Exception { server = new MapiHttpFixture(folder, MapiHttpFixture.QUICK); }

    @AfterEach
    void stop() { server.close(); }

    private GetUrl.Response url(String type, String distinguishedName) throws Exception {
        MapiHttpClient client = server.client("alex");
        byte[] body = new GetUrl.Request(0, distinguishedName, Binary.EMPTY).toByteArray();
        return (GetUrl.Response) client.send(client.request("/mapi/nspi/", type), body)
                .body(GetUrl::readResponse);
    }

    private String id(String user) { return server.user(user).mailboxGuid() + "@contoso.com"; }

    @Test
    void whatNobodyAnswersIsNotSupported() throws Exception {
        MapiHttpClient client = server.client("alex");
        assertThat(client.send(client.request("/mapi/nspi/", "ModLinkAtt"), new byte[45])
                .body(Disconnect::readResponse)).isEqualTo(
                        new ResponseBody.Failure(ErrorCodes.NotSupported.value(), Binary.EMPTY));
        assertThat(client.send(client.request("/mapi/nspi/", "Connect"), new byte[0]).code())
                .isEqualTo(ResponseCode.INVALID_REQUEST_TYPE);
    }

    @Test
    void whatBelongsToASessionNeedsItsCookie() throws Exception {
        MapiHttpClient client = server.client("alex");
        assertThat(client.send(client.request("/mapi/nspi/", "Unbind"), new byte[8]).code())
                .isEqualTo(ResponseCode.MISSING_COOKIE);
    }

    @Test
    void aMailboxesServerHasAUrlForThatMailbox() throws Exception {
        String servers = "/o=Rialto/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)"
                + "/cn=Configuration/cn=Servers/cn=";
        String mailboxUrl = MapiHttpFixture.BASE + "/mapi/emsmdb/?MailboxId=";
        assertThat(url("GetMailboxUrl", servers + id("kim")).serverUrl())
                .isEqualTo(mailboxUrl + id("kim"));
        assertThat(url("GetMailboxUrl", servers + id("kim").toUpperCase(java.util.Locale.ROOT)
                + "/cn=Microsoft Private MDB").serverUrl()).isEqualTo(mailboxUrl + id("kim"));
        assertThat(url("GetMailboxUrl", MapiHttpFixture.SERVER_DN).serverUrl())
                .isEqualTo(mailboxUrl + id("alex"));
        assertThat(url("GetMailboxUrl", servers + Mailboxes.PUBLIC_FOLDERS + "@contoso.com")
                .serverUrl()).isEqualTo(mailboxUrl + Mailboxes.PUBLIC_FOLDERS + "@contoso.com");
        for (String unknown : new String[]{"", "/o=Other", servers + "other",
                servers + "01234567-0123-0123-0123-012345678901@contoso.com"}) {
            assertThat(url("GetMailboxUrl", unknown)).isEqualTo(
                    new GetUrl.Response(ErrorCodes.NotFound.value(), "", Binary.EMPTY));
        }
    }

    @Test
    void theAddressBookHasAUrlForTheUser() throws Exception {
        String bookUrl = MapiHttpFixture.BASE + "/mapi/nspi/?MailboxId=";
        assertThat(url("GetAddressBookUrl", server.distinguishedName("kim")).serverUrl())
                .isEqualTo(bookUrl + id("kim"));
        assertThat(url("GetAddressBookUrl", "").serverUrl()).isEqualTo(bookUrl + id("alex"));
        MapiHttpClient client = server.client("alex");
        assertThat(client.send(client.request("/mapi/nspi/", "GetAddressBookUrl"), new byte[3])
                .code()).isEqualTo(ResponseCode.INVALID_REQUEST_BODY);
    }
}

package org.rialto.autodiscover;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.autodiscover.wire.XmlElement;
import org.rialto.autodiscover.wire.XmlReader;
import org.rialto.base.MalformedDataException;
import org.rialto.directory.Flag;
import org.rialto.store.Access;
import org.rialto.store.Permission;
import org.rialto.store.Rights;
import org.rialto.store.SpecialFolder;
import org.rialto.mailbox.Mailboxes;
import org.rialto.store.NewMailbox;
import org.rialto.store.MailboxKind;
import org.rialto.store.MailboxInfo;
import org.rialto.directory.SmtpAddress;

@Timeout(300)
class AutodiscoverTest {
    private static final int RUNS = Integer.getInteger("rialto.fuzz.runs", 20_000);
    private static final String XML = "/Autodiscover/Autodiscover.xml";
    private static final String SVC = "/autodiscover/autodiscover.svc";
    private static final Set<Service> ALL = EnumSet.allOf(Service.class);
    private static final String OUTLOOK = "http://schemas.microsoft.com/exchange/autodiscover/outlook/";
    private static final String MOBILE = "http://schemas.microsoft.com/exchange/autodiscover/mobilesync/";

    @TempDir
    Path folder;

    private static String pox(String kind, String address) {
        return "<?xml version=\"1.0\" encoding=\"utf-8\"?><Autodiscover xmlns=\"" + kind
                + "requestschema/2006\"><Request><EMailAddress>" + address
                + "</EMailAddress><AcceptableResponseSchema>" + kind + "responseschema/2006"
                + (kind.equals(OUTLOOK) ? "a" : "")
                + "</AcceptableResponseSchema></Request></Autodiscover>";
    }

    /// The Response element, whose answer must be well-formed XML of status 200.
    private static XmlElement response(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/xml; charset=utf-8");
        XmlElement root = XmlReader.read(answer.body().getBytes(StandardCharsets.UTF_8));
        assertThat(root.name()).isEqualTo("Autodiscover");
        assertThat(root.namespace()).isEqualTo(PoxEndpoint.RESPONSE);
        return root.child("Response").orElseThrow();
    }

    private static XmlElement at(XmlElement from, String... path) {
        XmlElement now = from;
        for (String name : path)
            now = now.child(name).orElseThrow(() -> new AssertionError("no " + name));
        return now;
    }

    private static String errorCode(HttpResponse<String> answer) {
        return at(response(answer), "Error").textOf("ErrorCode");
    }

    private static List<String> protocols(XmlElement response) {
        return at(response, "Account").all("Protocol").stream()
                .map(protocol -> protocol.textOf("Type")).toList();
    }

    @Test
    void tellsOutlookEverythingThatIsThere() throws Exception {
        try (TestOrganisation contoso = new TestOrganisation(folder, ALL)) {
            HttpResponse<String> answer = contoso.post("alex", XML,
                    pox(OUTLOOK, "ASMITH@contoso.com"), "X-MapiHttpCapability", "1");
            XmlElement response = response(answer);
            assertThat(response.namespace()).isEqualTo(PoxEndpoint.OUTLOOK);
            XmlElement user = at(response, "User");
            assertThat(user.textOf("DisplayName")).isEqualTo("Alex & <Co> \"Smith\"");
            assertThat(user.textOf("AutoDiscoverSMTPAddress")).isEqualTo("alex@contoso.com");
            assertThat(user.textOf("LegacyDN")).startsWith("/o=Rialto/");
            assertThat(answer.body()).contains("<Protocol Type=\"mapiHttp\" Version=\"1\">");
            String id = contoso.owner("alex").mailboxGuid() + "@contoso.com";
            XmlElement mapi = at(response, "Account", "Protocol");
            assertThat(at(mapi, "MailStore").textOf("ExternalUrl"))
                    .isEqualTo("https://mail.contoso.com/mapi/emsmdb/?MailboxId=" + id);
            assertThat(at(mapi, "AddressBook").textOf("InternalUrl"))
                    .isEqualTo("https://mail.contoso.com/mapi/nspi/?MailboxId=" + id);
            assertThat(protocols(response)).containsExactly("", "EXCH", "EXPR", "WEB");
            assertThat(at(response, "Account").all("Protocol").get(1).textOf("EwsUrl"))
                    .isEqualTo("https://mail.contoso.com/EWS/Exchange.asmx");
            assertThat(at(response, "Account").all("Protocol").get(1).textOf("UMUrl"))
                    .isEqualTo("https://mail.contoso.com/EWS/UM2007Legacy.asmx");
            assertThat(contoso.post("pat", XML, pox(OUTLOOK, "pat@contoso.com")).body())
                    .doesNotContain("UMUrl");
        }
    }

    @Test
    void unifiedMessagingIsAnnouncedWithoutTheOtherWebServices() throws Exception {
        try (TestOrganisation contoso = new TestOrganisation(folder,
                Set.of(Service.MAPI_HTTP, Service.UNIFIED_MESSAGING))) {
            String answer = contoso.post("alex", XML, pox(OUTLOOK, "alex@contoso.com")).body();
            assertThat(answer).contains("<UMUrl>").doesNotContain("EwsUrl", "ASUrl", "OOFUrl");
            assertThat(contoso.post("pat", XML, pox(OUTLOOK, "pat@contoso.com")).body())
                    .doesNotContain("UMUrl", "<Type>EXCH</Type>");
        }
    }

    @Test
    void announcesMapiOnlyToWhoSpeaksItAndMay() throws Exception {
        try (TestOrganisation contoso = new TestOrganisation(folder,
                Set.of(Service.MAPI_HTTP))) {
            String request = pox(OUTLOOK, "alex@contoso.com");
            assertThat(protocols(response(contoso.post("alex", XML, request))))
                    .containsExactly("IMAP", "SMTP");
            assertThat(protocols(response(contoso.post("alex", XML, request,
                    "X-MapiHttpCapability", "0")))).containsExactly("IMAP", "SMTP");
            assertThat(protocols(response(contoso.post("alex", XML, request,
                    "X-MapiHttpCapability", "2")))).containsExactly("");
            assertThat(protocols(response(contoso.post("pat", XML,
                    pox(OUTLOOK, "pat@contoso.com"), "X-MapiHttpCapability", "1"))))
                    .containsExactly("IMAP", "SMTP");
        }
    }

    @Test
    void configuresPlainMailWhereThatIsAllThereIs() throws Exception {
        try (TestOrganisation contoso = new TestOrganisation(folder, Set.of())) {
            XmlElement response = response(contoso.post("alex", XML,
                    pox(OUTLOOK, "alex@contoso.com"), "X-MapiHttpCapability", "1"));
            assertThat(protocols(response)).containsExactly("IMAP", "SMTP");
            XmlElement smtp = at(response, "Account").all("Protocol").get(1);
            assertThat(smtp.textOf("Server")).isEqualTo("mail.contoso.com");
            assertThat(smtp.textOf("Port")).isEqualTo("587");
            assertThat(smtp.textOf("Encryption")).isEqualTo("TLS");
            assertThat(smtp.textOf("LoginName")).isEqualTo("alex@contoso.com");
        }
    }

    @Test
    void findsByDistinguishedNameToo() throws Exception {
        try (TestOrganisation contoso = new TestOrganisation(folder, ALL)) {
            String request = pox(OUTLOOK, "x").replace("<EMailAddress>x</EMailAddress>",
                    "<LegacyDN>" + contoso.owner("kim").entry().legacyDN() + "</LegacyDN>");
            assertThat(at(response(contoso.post("alex", XML, request)), "User")
                    .textOf("AutoDiscoverSMTPAddress")).isEqualTo("kim@contoso.com");
        }
    }

    @Test
    void namesSharedMailboxesButNotSharedCalendars() throws Exception {
        try (TestOrganisation contoso = new TestOrganisation(folder, ALL)) {
            grant(contoso, "kim", SpecialFolder.INBOX);
            grant(contoso, "pat", SpecialFolder.CALENDAR);
            List<XmlElement> found = at(response(contoso.post("alex", XML,
                    pox(OUTLOOK, "alex@contoso.com"))), "Account").all("AlternativeMailbox");
            assertThat(found).singleElement().satisfies(one -> {
                assertThat(one.textOf("Type")).isEqualTo("Delegate");
                assertThat(one.textOf("SmtpAddress")).isEqualTo("kim@contoso.com");
            });
            String soap = contoso.post("alex", SVC, users("alex@contoso.com",
                    "AlternateMailboxes")).body();
            assertThat(soap).contains("<SmtpAddress>kim@contoso.com</SmtpAddress>")
                    .doesNotContain("pat@");
        }
    }

    private static void grant(TestOrganisation contoso, String owner, SpecialFolder special) {
        long id = contoso.store.findMailbox(contoso.owner(owner).mailboxGuid()).orElseThrow()
                .mailboxId();
        contoso.store.open(id, Access.SYSTEM).write(change -> {
            change.setPermissions(change.folder(special).folderId(), List.of(new Permission(
                    contoso.owner("alex").guid(), Rights.READ_ANY | Rights.FOLDER_VISIBLE)));
            return 0;
        });
    }

    @Test
    void answersWrongRequestsByTheDocumentsCodes() throws Exception {
        try (TestOrganisation contoso = new TestOrganisation(folder, Set.of(Service.EWS))) {
            assertThat(contoso.get(XML).statusCode()).isEqualTo(401);
            assertThat(errorCode(contoso.post("alex", XML, "no XML"))).isEqualTo("600");
            assertThat(errorCode(contoso.post("alex", XML, ""))).isEqualTo("600");
            assertThat(errorCode(contoso.post("alex", XML, "<Autodiscover/>"))).isEqualTo("600");
            assertThat(errorCode(contoso.post("alex", XML,
                    pox(OUTLOOK, "").replace("2006a", "2006b")))).isEqualTo("600");
            assertThat(errorCode(contoso.post("alex", XML,
                    pox(OUTLOOK, "alex@contoso.com").replace("2006a", "2006b"))))
                    .isEqualTo("601");
            assertThat(errorCode(contoso.post("alex", XML, pox(OUTLOOK, "nobody@contoso.com"))))
                    .isEqualTo("500");
            assertThat(errorCode(contoso.post("alex", XML, pox(OUTLOOK, "alex@elsewhere.org"))))
                    .isEqualTo("500");
            assertThat(errorCode(contoso.post("alex", XML, pox(OUTLOOK, "team@contoso.com"))))
                    .isEqualTo("501");
            assertThat(errorCode(contoso.post("alex", XML, pox(MOBILE, "alex@contoso.com"))))
                    .isEqualTo("601");
            assertThat(contoso.post("alex", XML, "x".repeat(200_000)).statusCode())
                    .isEqualTo(413);
        }
    }

    @Test
    void readsNoEntitiesAndNoDocumentTypes() throws Exception {
        try (TestOrganisation contoso = new TestOrganisation(folder, ALL)) {
            for (String type : List.of("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>",
                    "<!DOCTYPE a SYSTEM \"http://127.0.0.1:1/x\">",
                    "<!DOCTYPE a [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>")) {
                assertThat(errorCode(contoso.post("alex", XML, pox(OUTLOOK, "alex@contoso.com")
                        .replace("<Autodiscover", type + "<Autodiscover")))).isEqualTo("600");
            }
            String deep = "<a>".repeat(1000) + "</a>".repeat(1000);
            assertThat(errorCode(contoso.post("alex", XML, deep))).isEqualTo("600");
        }
    }

    @Test
    void tellsTelephonesWhereActiveSyncIs() throws Exception {
        try (TestOrganisation contoso = new TestOrganisation(folder, ALL)) {
            XmlElement response = response(contoso.post("alex", XML,
                    pox(MOBILE, "alex@contoso.com")));
            assertThat(response.namespace()).isEqualTo(PoxEndpoint.MOBILE);
            XmlElement server = at(response, "Action", "Settings", "Server");
            assertThat(server.textOf("Type")).isEqualTo("MobileSync");
            assertThat(server.textOf("Url"))
                    .isEqualTo("https://mail.contoso.com/Microsoft-Server-ActiveSync");
            assertThat(at(response(contoso.post("pat", XML, pox(MOBILE, "pat@contoso.com"))),
                    "Action", "Error").textOf("Status")).isEqualTo("2");
        }
    }

    // SOAP.

    private static String soap(String operation, String request) {
        return "<?xml version=\"1.0\" encoding=\"utf-8\"?><soap:Envelope"
                + " xmlns:a=\"http://schemas.microsoft.com/exchange/2010/Autodiscover\""
                + " xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Header>"
                + "<a:RequestedServerVersion>Exchange2010</a:RequestedServerVersion>"
                + "</soap:Header><soap:Body><a:" + operation + "RequestMessage><a:Request>"
                + request + "</a:Request></a:" + operation
                + "RequestMessage></soap:Body></soap:Envelope>";
    }

    private static String users(String address, String... settings) {
        StringBuilder names = new StringBuilder();
        for (String name : settings)
            names.append("<a:Setting>").append(name).append("</a:Setting>");
        return soap("GetUserSettings", "<a:Users><a:User><a:Mailbox>" + address
                + "</a:Mailbox></a:User></a:Users><a:RequestedSettings>" + names
                + "</a:RequestedSettings>");
    }

    @Test
    void answersUserSettings() throws Exception {
        try (TestOrganisation contoso = new TestOrganisation(folder, ALL)) {
            HttpResponse<String> answer = contoso.post("alex", SVC, users("alex@contoso.com",
                    "UserDisplayName", "ExternalEwsUrl", "ExternalImap4Connections", "Nonsense",
                    "InternalEcpUrl", "MapiHttpEnabled"));
            assertThat(answer.statusCode()).isEqualTo(200);
            XmlElement response = at(XmlReader.read(answer.body()
                    .getBytes(StandardCharsets.UTF_8)), "Body", "GetUserSettingsResponseMessage",
                    "Response");
            assertThat(response.textOf("ErrorCode")).isEqualTo("NoError");
            XmlElement user = at(response, "UserResponses", "UserResponse");
            assertThat(user.textOf("ErrorCode")).isEqualTo("NoError");
            assertThat(at(user, "UserSettingErrors").children()).extracting(
                    error -> error.textOf("SettingName") + " " + error.textOf("ErrorCode"))
                    .containsExactly("Nonsense InvalidSetting",
                            "InternalEcpUrl SettingIsNotAvailable");
            assertThat(at(user, "UserSettings").children()).extracting(
                    setting -> setting.textOf("Name") + "=" + setting.textOf("Value"))
                    .containsExactly("UserDisplayName=Alex & <Co> \"Smith\"",
                            "ExternalEwsUrl=https://mail.contoso.com/EWS/Exchange.asmx",
                            "ExternalImap4Connections=", "MapiHttpEnabled=True");
            assertThat(answer.body()).contains("<ProtocolConnection><EncryptionMethod>SSL"
                    + "</EncryptionMethod><Hostname>mail.contoso.com</Hostname><Port>993</Port>");
        }
    }

    @Test
    void answersTheOtherOperationsAndFaults() throws Exception {
        try (TestOrganisation contoso = new TestOrganisation(folder, ALL)) {
            assertThat(contoso.post("alex", SVC, users("nobody@contoso.com", "UserDN")).body())
                    .contains("<ErrorCode>InvalidUser</ErrorCode>");
            assertThat(contoso.post("alex", SVC, soap("GetUserSettings", "")).body())
                    .contains("<ErrorCode>InvalidRequest</ErrorCode>");
            assertThat(contoso.post("alex", SVC, soap("GetDomainSettings",
                    "<a:Domains><a:Domain>contoso.com</a:Domain><a:Domain>x.org</a:Domain>"
                            + "</a:Domains><a:RequestedSettings><a:Setting>ExternalEwsUrl"
                            + "</a:Setting></a:RequestedSettings>"))
                    .body()).contains("https://mail.contoso.com/EWS/Exchange.asmx")
                    .contains("<ErrorCode>InvalidDomain</ErrorCode>");
            assertThat(contoso.post("alex", SVC, soap("GetFederationInformation",
                    "<a:Domain>contoso.com</a:Domain>")).body())
                    .contains("<ErrorCode>NotFederated</ErrorCode>");
            HttpResponse<String> unknown = contoso.post("alex", SVC, soap("Nothing", ""));
            assertThat(unknown.statusCode()).isEqualTo(500);
            assertThat(unknown.body()).contains("<faultcode>a:ActionNotSupported</faultcode>");
            HttpResponse<String> broken = contoso.post("alex", SVC, "<broken");
            assertThat(broken.statusCode()).isEqualTo(500);
            assertThat(broken.body()).contains("<s:Fault>");
        }
    }

    // JSON.

    @Test
    void answersJsonToAnybodyWithoutTellingWhoExists() throws Exception {
        try (TestOrganisation contoso = new TestOrganisation(folder, Set.of(Service.EWS))) {
            String path = "/autodiscover/autodiscover.json?Protocol=ews&Email=";
            assertThat(contoso.get(path + "alex%40contoso.com").body()).isEqualTo(
                    "{\"Protocol\":\"Ews\",\"Url\":\"https://mail.contoso.com/EWS/Exchange.asmx\"}");
            assertThat(contoso.get(path + "nobody@contoso.com").statusCode()).isEqualTo(200);
            assertThat(contoso.get(
                    "/Autodiscover/autodiscover.json/v1.0/alex@contoso.com?Protocol=AutodiscoverV1")
                    .body()).contains("https://mail.contoso.com/autodiscover/autodiscover.xml");
            assertThat(contoso.get(path + "alex@elsewhere.org").statusCode()).isEqualTo(404);
            HttpResponse<String> none = contoso
                    .get("/autodiscover/autodiscover.json?Email=a@contoso.com&Protocol=ActiveSync");
            assertThat(none.statusCode()).isEqualTo(400);
            assertThat(none.body()).contains("InvalidProtocol").contains("AutodiscoverV1,Ews");
            assertThat(contoso.get("/autodiscover/autodiscover.json?Email=a@contoso.com").body())
                    .contains("MandatoryParameterMissing");
        }
    }

    /// A client that found PublicFolderInformation asks with that address for its account.
    @Test
    void publicFoldersHaveAnAccountOfTheirOwn() throws Exception {
        try (TestOrganisation contoso = new TestOrganisation(folder, ALL)) {
            String address = Mailboxes.PUBLIC_FOLDERS + "@contoso.com";
            XmlElement response = response(contoso.post("alex", XML, pox(OUTLOOK, address),
                    "X-MapiHttpCapability", "1"));
            assertThat(at(response, "User").textOf("DisplayName")).isEqualTo("Public Folders");
            assertThat(at(response, "Account", "Protocol", "MailStore").textOf("ExternalUrl"))
                    .isEqualTo("https://mail.contoso.com/mapi/emsmdb/?MailboxId=" + address);
            assertThat(errorCode(contoso.post("alex", XML,
                    pox(OUTLOOK, Mailboxes.PUBLIC_FOLDERS + "@elsewhere.org")))).isEqualTo("500");
            // Nobody has put any public folder there.
            assertThat(contoso.post("alex", XML, pox(OUTLOOK, "alex@contoso.com"),
                    "X-MapiHttpCapability", "1").body())
                    .doesNotContain("PublicFolderInformation");
            contoso.store.createMailbox(new NewMailbox(Mailboxes.PUBLIC_FOLDERS,
                    MailboxKind.PUBLIC, "Public Folders", MailboxInfo.Quota.UNLIMITED));
            long id = contoso.store.findMailbox(Mailboxes.PUBLIC_FOLDERS).orElseThrow()
                    .mailboxId();
            contoso.store.open(id, Access.SYSTEM).write(change -> {
                change.setPermissions(change.folder(SpecialFolder.IPM_SUBTREE).folderId(),
                        List.of(new Permission(contoso.owner("alex").guid(),
                                Rights.READ_ANY | Rights.FOLDER_VISIBLE)));
                return 0;
            });
            assertThat(at(response(contoso.post("alex", XML, pox(OUTLOOK, "alex@contoso.com"),
                    "X-MapiHttpCapability", "1")), "Account", "PublicFolderInformation")
                    .textOf("SmtpAddress")).isEqualTo(address);
        }
    }

    @Test
    void sendsClientsOnToWhereAMailboxHasMoved() throws Exception {
        try (TestOrganisation contoso = new TestOrganisation(folder, ALL)) {
            contoso.directory.change(edit -> {
                long id = edit.addContact(contoso.owner("alex").entry().domain(), "gone",
                        SmtpAddress.parse("gone@elsewhere.org")).id();
                return edit.setAliases(id, List.of(SmtpAddress.parse("gone@contoso.com")));
            });
            XmlElement account = at(response(contoso.post("alex", XML,
                    pox(OUTLOOK, "gone@contoso.com"))), "Account");
            assertThat(account.textOf("Action")).isEqualTo("redirectAddr");
            assertThat(account.textOf("RedirectAddr")).isEqualTo("gone@elsewhere.org");
            assertThat(at(response(contoso.post("alex", XML, pox(MOBILE, "gone@contoso.com"))),
                    "Action").textOf("Redirect")).isEqualTo("gone@elsewhere.org");
            assertThat(contoso.post("alex", SVC, users("gone@contoso.com", "UserDN")).body())
                    .contains("<ErrorCode>RedirectAddress</ErrorCode>",
                            "<RedirectTarget>gone@elsewhere.org</RedirectTarget>");
        }
    }

    /// MS-OXDSCLI §2.2.4.1.1.3.1, code 603; MS-OXWSADISC's InternalServerError.
    @Test
    void aFailureIsToldInTheDocumentsTerms() throws Exception {
        try (TestOrganisation contoso = new TestOrganisation(folder, ALL)) {
            contoso.database.write(sql -> sql.update("ALTER TABLE mailbox RENAME TO lost"));
            assertThat(errorCode(contoso.post("alex", XML, pox(OUTLOOK, "alex@contoso.com"),
                    "X-MapiHttpCapability", "1"))).isEqualTo("603");
            HttpResponse<String> soap = contoso.post("alex", SVC,
                    users("alex@contoso.com", "PublicFolderInformation"));
            assertThat(soap.statusCode()).isEqualTo(200);
            assertThat(soap.body()).contains("<GetUserSettingsResponseMessage",
                    "<ErrorCode>InternalServerError</ErrorCode>");
            contoso.database.write(sql -> sql.update("ALTER TABLE lost RENAME TO mailbox"));
        }
    }

    /// MS-OXDISCO: a client asks without a log-in where to ask with one.
    @Test
    void nobodyGetsAnythingButJsonWithoutALogIn() throws Exception {
        try (TestOrganisation contoso = new TestOrganisation(folder, ALL)) {
            for (String path : List.of(XML, SVC, "/AutoDiscover/AutoDiscover.xml")) {
                HttpResponse<String> answer = contoso.get(path);
                assertThat(answer.statusCode()).as(path).isEqualTo(401);
                assertThat(answer.headers().allValues("WWW-Authenticate")).isNotEmpty();
            }
        }
    }

    @Test
    void tellsADisabledAccountNothing() throws Exception {
        try (TestOrganisation contoso = new TestOrganisation(folder, ALL)) {
            contoso.directory.change(edit -> edit.set(edit.named("kim").id(), Flag.LOGIN, false));
            assertThat(contoso.post("kim", XML, pox(OUTLOOK, "kim@contoso.com")).statusCode())
                    .isEqualTo(403);
            assertThat(errorCode(contoso.post("alex", XML, pox(OUTLOOK, "kim@contoso.com"))))
                    .isEqualTo("501");
        }
    }

    // Anything.

    private static boolean parse(byte[] input) {
        try {
            return !XmlReader.read(input).name().isEmpty();
        } catch (MalformedDataException e) {
            return false;
        }
    }

    @FuzzTest
    void survivesAnyXml(byte[] input) { parse(input); }

    @Test
    void survivesMutatedXml() {
        byte[] seed = users("alex@contoso.com", "UserDN", "<![CDATA[x]]>&amp;&#65;")
                .getBytes(StandardCharsets.UTF_8);
        Random random = new Random(20261121);
        int understood = 0;
        for (int run = 0; run < RUNS / 4; run++) {
            byte[] bytes = random.nextInt(5) == 0
                    ? Arrays.copyOf(seed, random.nextInt(seed.length))
                    : seed.clone();
            for (int i = random.nextInt(3); i > 0 && bytes.length > 0; i--)
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            if (parse(bytes))
                understood++;
        }
        assertThat(understood).isGreaterThan(RUNS / 40);
    }
}

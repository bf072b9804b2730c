package org.rialto.autodiscover;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.rialto.autodiscover.wire.XmlElement;
import org.rialto.autodiscover.wire.XmlReader;
import org.rialto.autodiscover.wire.XmlText;
import org.rialto.base.MalformedDataException;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.sasl.Login;
import org.rialto.http.HttpEndpoint;
import org.rialto.http.HttpExchange;
import org.rialto.mapi.MailError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `/autodiscover/autodiscover.svc`: MS-OXWSADISC, SOAP 1.1. A request that is no SOAP, or names no
/// operation of the document, gets a SOAP fault; everything else an answer with an ErrorCode.
final class SoapEndpoint implements HttpEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(SoapEndpoint.class);
    private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String ADDRESSING = "http://www.w3.org/2005/08/addressing";
    private static final String NAMESPACE = "http://schemas.microsoft.com/exchange/2010/Autodiscover";
    private static final String INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";
    /// MS-OXWSADISC §3.1.4.3: more make the request invalid.
    private static final int USERS_LIMIT = 100;
    private static final int DOMAINS_LIMIT = 100;

    private final AutodiscoverConfiguration configuration;
    private final Targets targets;
    private final UserSettings userSettings;

    SoapEndpoint(AutodiscoverConfiguration configuration, Targets targets) {
        this.configuration = configuration;
        this.targets = targets;
        this.userSettings = new UserSettings(configuration, targets);
    }

    /// A request that gets a SOAP fault.
    private static final class Fault extends Exception {
        private static final long serialVersionUID = 1L;
        private final String code;

        Fault(String code, String message) {
            super(message);
            this.code = code;
        }
    }

    @Override
    public void answer(HttpExchange exchange) throws IOException {
        if (!exchange.method().equals("POST")) {
            exchange.setHeader("Allow", "POST");
            exchange.respond(405, "only POST\n");
            return;
        }
        XmlText answer;
        int status = 200;
        try {
            answer = carryOut(exchange);
        } catch (Fault e) {
            status = 500;
            answer = fault(e);
        }
        exchange.respond(status, "text/xml; charset=utf-8", answer.toBytes());
    }

    private XmlText carryOut(HttpExchange exchange) throws IOException, Fault {
        XmlElement envelope;
        try {
            envelope = XmlReader.read(exchange.readBody());
        } catch (MalformedDataException e) {
            throw new Fault("s:Client", "The request is not well-formed XML.");
        }
        XmlElement body = envelope.child("Body").orElse(null);
        if (!envelope.namespace().equals(SOAP) || !envelope.name().equals("Envelope")
                || body == null || body.children().size() != 1) {
            throw new Fault("s:Client", "The request is not a SOAP 1.1 envelope.");
        }
        XmlElement message = body.children().getFirst();
        if (!message.namespace().equals(NAMESPACE))
            throw notSupported();
        XmlElement request = message.child("Request")
                .orElseThrow(() -> new Fault("s:Client", "The Request element is missing."));
        try {
            return switch (message.name()) {
                case "GetUserSettingsRequestMessage" -> users(request, exchange.login());
                case "GetDomainSettingsRequestMessage" -> domains(request);
                case "GetFederationInformationRequestMessage" -> federation();
                case "GetOrganizationRelationshipSettingsRequestMessage" -> relationships();
                default -> throw notSupported();
            };
        } catch (RuntimeException e) {
            LOG.error("request {} failed", exchange.requestId(), e);
            return failed(message.name(), e);
        }
    }

    /// Of an operation that could not be carried out.
    private static XmlText failed(String message, RuntimeException e) {
        String operation = message.substring(0, message.length() - "RequestMessage".length());
        XmlText out = begin(operation);
        if (e instanceof MailError.Unavailable) {
            error(out, "ServerBusy", "The server is busy; ask again later.");
        } else {
            error(out, "InternalServerError", "The server failed.");
        }
        return end(out, operation);
    }

    private static Fault notSupported() {
        return new Fault("a:ActionNotSupported",
                "There is no such operation at this endpoint.");
    }

    // ---- operations -------------------------------------------------------------------------

    private XmlText users(XmlElement request, Login login) {
        List<XmlElement> users = request.child("Users").map(list -> list.all("User"))
                .orElse(List.of());
        List<String> names = request.child("RequestedSettings")
                .map(list -> list.all("Setting").stream().map(XmlElement::text).distinct()
                        .toList())
                .orElse(List.of());
        XmlText out = begin("GetUserSettings");
        if (users.isEmpty() || users.size() > USERS_LIMIT || names.isEmpty()) {
            error(out, "InvalidRequest", users.isEmpty()
                    ? "No user was named."
                    : names.isEmpty()
                            ? "No setting was named."
                            : "At most " + USERS_LIMIT + " users may be asked for.");
            return end(out, "GetUserSettings");
        }
        error(out, "NoError", "");
        out.open("UserResponses");
        for (XmlElement user : users)
            user(out, user.textOf("Mailbox"), names, login);
        return end(out.close("UserResponses"), "GetUserSettings");
    }

    private void user(XmlText out, String address, List<String> names, Login login) {
        out.open("UserResponse");
        switch (targets.ofAddress(address)) {
            case Target.Mailbox mailbox -> settings(out, mailbox, names, login);
            case Target.Elsewhere elsewhere -> {
                error(out, "RedirectAddress", "The mailbox is elsewhere.");
                out.element("RedirectTarget", elsewhere.address()).element("UserSettingErrors", "")
                        .element("UserSettings", "");
            }
            case Target.PublicFolders _,Target.NoMailbox _,Target.Unknown _ -> {
                error(out, "InvalidUser", "The user has no mailbox here: " + address);
                out.element("RedirectTarget", "", "i:nil", "true").element("UserSettingErrors", "")
                        .element("UserSettings", "");
            }
        }
        out.close("UserResponse");
    }

    private void settings(XmlText out, Target.Mailbox mailbox, List<String> names, Login login) {
        error(out, "NoError", "No error.");
        out.element("RedirectTarget", "", "i:nil", "true").open("UserSettingErrors");
        List<String> there = new ArrayList<>();
        List<UserSetting> values = new ArrayList<>();
        for (String name : names) {
            UserSetting value = userSettings.value(name, mailbox, login);
            if (value == null) {
                boolean known = userSettings.isKnown(name);
                settingError(out, "UserSettingError", known, name);
            } else {
                there.add(name);
                values.add(value);
            }
        }
        out.close("UserSettingErrors").open("UserSettings");
        for (int i = 0; i < there.size(); i++)
            setting(out, there.get(i), values.get(i));
        out.close("UserSettings");
    }

    private static void settingError(XmlText out, String element, boolean known, String name) {
        out.open(element).element("ErrorCode", known ? "SettingIsNotAvailable" : "InvalidSetting")
                .element("ErrorMessage", known
                        ? "The setting is not available."
                        : "There is no such setting.")
                .element("SettingName", name).close(element);
    }

    private void setting(XmlText out, String name, UserSetting setting) {
        switch (setting) {
            case UserSetting.Text(String value) -> out
                    .open("UserSetting", "i:type", "StringSetting").element("Name", name)
                    .element("Value", value).close("UserSetting");
            case UserSetting.WebClient(String url) -> out
                    .open("UserSetting", "i:type", "WebClientUrlCollectionSetting")
                    .element("Name", name).open("WebClientUrls").open("WebClientUrl")
                    .element("AuthenticationMethods", "Fba").element("Url", url)
                    .close("WebClientUrl").close("WebClientUrls").close("UserSetting");
            case UserSetting.Connections(List<MailService> services) -> {
                out.open("UserSetting", "i:type", "ProtocolConnectionCollectionSetting")
                        .element("Name", name).open("ProtocolConnections");
                for (MailService service : services) {
                    out.open("ProtocolConnection")
                            .element("EncryptionMethod", service.implicitTls() ? "SSL" : "TLS")
                            .element("Hostname", configuration.hostName())
                            .element("Port", String.valueOf(service.port()))
                            .close("ProtocolConnection");
                }
                out.close("ProtocolConnections").close("UserSetting");
            }
            case UserSetting.Alternates(List<DirectoryObject.MailboxOwner> mailboxes) -> {
                out.open("UserSetting", "i:type", "AlternateMailboxCollectionSetting")
                        .element("Name", name).open("AlternateMailboxes");
                for (DirectoryObject.MailboxOwner one : mailboxes)
                    alternate(out, one);
                out.close("AlternateMailboxes").close("UserSetting");
            }
        }
    }

    private static void alternate(XmlText out, DirectoryObject.MailboxOwner mailbox) {
        out.open("AlternateMailbox").element("DisplayName", mailbox.display())
                .element("LegacyDN", mailbox.entry().legacyDN())
                .element("OwnerSmtpAddress", mailbox.address().toString())
                .element("Server", "", "i:nil", "true")
                .element("SmtpAddress", mailbox.address().toString()).element("Type", "Delegate")
                .close("AlternateMailbox");
    }

    private XmlText domains(XmlElement request) {
        List<String> domains = request.child("Domains")
                .map(list -> list.children().stream().map(XmlElement::text).toList())
                .orElse(List.of());
        List<String> names = request.child("RequestedSettings")
                .map(list -> list.all("Setting").stream().map(XmlElement::text).distinct()
                        .toList())
                .orElse(List.of());
        XmlText out = begin("GetDomainSettings");
        if (domains.isEmpty() || domains.size() > DOMAINS_LIMIT || names.isEmpty()) {
            error(out, "InvalidRequest", "Name 1 to " + DOMAINS_LIMIT
                    + " domains, and at least one setting.");
            return end(out, "GetDomainSettings");
        }
        error(out, "NoError", "");
        out.open("DomainResponses");
        for (String domain : domains)
            domain(out, domain, names);
        return end(out.close("DomainResponses"), "GetDomainSettings");
    }

    private void domain(XmlText out, String domain, List<String> names) {
        out.open("DomainResponse");
        if (!targets.isOurs(domain)) {
            error(out, "InvalidDomain", "The domain is not of this server: " + domain);
            out.element("DomainSettingErrors", "").element("DomainSettings", "");
        } else {
            error(out, "NoError", "");
            boolean ews = configuration.has(Service.EWS);
            out.open("DomainSettingErrors");
            for (String name : names) {
                if (!ews || !name.equals("ExternalEwsUrl")) {
                    settingError(out, "DomainSettingError", name.equals("ExternalEwsUrl")
                            || name.equals("ExternalEwsVersion"), name);
                }
            }
            out.close("DomainSettingErrors").open("DomainSettings");
            if (ews && names.contains("ExternalEwsUrl")) {
                out.open("DomainSetting", "i:type", "DomainStringSetting")
                        .element("Name", "ExternalEwsUrl")
                        .element("Value", configuration.url(Service.EWS)).close("DomainSetting");
            }
            out.close("DomainSettings");
        }
        out.element("RedirectTarget", "", "i:nil", "true").close("DomainResponse");
    }

    /// This organisation is in no federation.
    private XmlText federation() {
        XmlText out = begin("GetFederationInformation");
        error(out, "NotFederated", "The organization is not federated.");
        return end(out, "GetFederationInformation");
    }

    private XmlText relationships() {
        XmlText out = begin("GetOrganizationRelationshipSettings");
        error(out, "NoError", "");
        out.element("OrganizationRelationshipSettingsCollection", "");
        return end(out, "GetOrganizationRelationshipSettings");
    }

    // ---- envelope ---------------------------------------------------------------------------

    private static void error(XmlText out, String code, String message) {
        out.element("ErrorCode", code).element("ErrorMessage", message);
    }

    private static XmlText begin(String operation) {
        return new XmlText().open("s:Envelope", "xmlns:s", SOAP, "xmlns:a", ADDRESSING)
                .open("s:Header")
                .element("a:Action", NAMESPACE + "/Autodiscover/" + operation + "Response",
                        "s:mustUnderstand", "1")
                .open("h:ServerVersionInfo", "xmlns:h", NAMESPACE)
                .element("h:MajorVersion", String.valueOf(ServerVersion.MAJOR))
                .element("h:MinorVersion", String.valueOf(ServerVersion.MINOR))
                .element("h:MajorBuildNumber", String.valueOf(ServerVersion.BUILD))
                .element("h:MinorBuildNumber", "0").element("h:Version", ServerVersion.NAME)
                .close("h:ServerVersionInfo").close("s:Header").open("s:Body")
                .open(operation + "ResponseMessage", "xmlns", NAMESPACE)
                .open("Response", "xmlns:i", INSTANCE);
    }

    private static XmlText end(XmlText out, String operation) {
        return out.close("Response").close(operation + "ResponseMessage").close("s:Body")
                .close("s:Envelope");
    }

    private static XmlText fault(Fault fault) {
        return new XmlText().open("s:Envelope", "xmlns:s", SOAP, "xmlns:a", ADDRESSING)
                .open("s:Body").open("s:Fault").element("faultcode", fault.code)
                .element("faultstring", String.valueOf(fault.getMessage()), "xml:lang", "en-US")
                .close("s:Fault").close("s:Body").close("s:Envelope");
    }
}

package org.rialto.autodiscover;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.rialto.autodiscover.wire.XmlElement;
import org.rialto.autodiscover.wire.XmlReader;
import org.rialto.autodiscover.wire.XmlText;
import org.rialto.base.MalformedDataException;
import org.rialto.directory.Protocol;
import org.rialto.http.HttpEndpoint;
import org.rialto.http.HttpExchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `/autodiscover/autodiscover.xml`, plain old XML: for Outlook MS-OXDSCLI §2.2.3 and §2.2.4, for
/// telephones MS-ASCMD §2.2.1.1. Whatever is wrong is told in an answer of status 200.
final class PoxEndpoint implements HttpEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(PoxEndpoint.class);
    static final String RESPONSE = "http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006";
    static final String OUTLOOK = "http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a";
    static final String MOBILE = "http://schemas.microsoft.com/exchange/autodiscover/mobilesync/responseschema/2006";
    private static final String OUTLOOK_REQUEST = "http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006";
    private static final String MOBILE_REQUEST = "http://schemas.microsoft.com/exchange/autodiscover/mobilesync/requestschema/2006";
    private static final DateTimeFormatter TIME = DateTimeFormatter
            .ofPattern("HH:mm:ss.SSSSSSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    /// ErrorCode of MS-OXDSCLI §2.2.4.1.1.3.1 and its Message.
    private enum Failure {
        NO_SUCH_ADDRESS(500, "The email address can't be found."), NOTHING_TO_CONFIGURE(501,
                "Bad Address"), INVALID_REQUEST(600,
                        "Invalid Request"), NO_PROVIDER(601,
                                "Provider is not available"), INTERNAL_ERROR(603,
                                        "The server failed; ask again later.");

        final int code;
        final String message;

        Failure(int code, String message) {
            this.code = code;
            this.message = message;
        }
    }

    private final AutodiscoverConfiguration configuration;
    private final Targets targets;
    private final OutlookAnswer outlook;

    PoxEndpoint(AutodiscoverConfiguration configuration, Targets targets) {
        this.configuration = configuration;
        this.targets = targets;
        this.outlook = new OutlookAnswer(configuration, targets);
    }

    @Override
    public void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.method().equals("POST") ? exchange.readBody() : new byte[0];
        XmlText answer;
        try {
            answer = answer(exchange, body);
        } catch (RuntimeException e) {
            LOG.error("request {} failed", exchange.requestId(), e);
            answer = failure(Failure.INTERNAL_ERROR);
        }
        exchange.respond(200, "text/xml; charset=utf-8", answer.toBytes());
    }

    private XmlText answer(HttpExchange exchange, byte[] body) {
        XmlElement root;
        try {
            root = XmlReader.read(body);
        } catch (MalformedDataException e) {
            return failure(Failure.INVALID_REQUEST);
        }
        XmlElement request = root.child("Request").orElse(null);
        if (!root.name().equals("Autodiscover") || request == null)
            return failure(Failure.INVALID_REQUEST);
        String wanted = request.textOf("AcceptableResponseSchema");
        String address = request.textOf("EMailAddress");
        String legacyDN = request.textOf("LegacyDN");
        if (wanted.isEmpty() || address.isEmpty() && legacyDN.isEmpty())
            return failure(Failure.INVALID_REQUEST);
        Target target = address.isEmpty()
                ? targets.ofLegacyDN(legacyDN)
                : targets.ofAddress(address);
        return switch (root.namespace()) {
            case OUTLOOK_REQUEST -> wanted.equals(OUTLOOK)
                    ? forOutlook(exchange, target)
                    : failure(Failure.NO_PROVIDER);
            case MOBILE_REQUEST -> wanted.equals(MOBILE)
                    ? forMobile(target, address)
                    : failure(Failure.NO_PROVIDER);
            default -> failure(Failure.INVALID_REQUEST);
        };
    }

    private XmlText forOutlook(HttpExchange exchange, Target target) {
        return switch (target) {
            case Target.Mailbox mailbox -> outlook.settings(mailbox, exchange.login(),
                    offeredMapiVersion(exchange));
            case Target.PublicFolders folders when configuration.has(Service.MAPI_HTTP) -> outlook
                    .publicFolders(folders, offeredMapiVersion(exchange));
            case Target.PublicFolders _ -> failure(Failure.NO_PROVIDER);
            case Target.Elsewhere elsewhere -> outlook.redirect(elsewhere.address());
            case Target.NoMailbox _ -> failure(Failure.NOTHING_TO_CONFIGURE);
            case Target.Unknown _ -> failure(Failure.NO_SUCH_ADDRESS);
        };
    }

    /// X-MapiHttpCapability, MS-OXDSCLI §2.2.2.1: the highest version the client speaks; 0 when it
    /// speaks none.
    private static int offeredMapiVersion(HttpExchange exchange) {
        String value = exchange.header("X-MapiHttpCapability");
        if (value == null || !value.strip().matches("\\d{1,4}"))
            return 0;
        return Integer.parseInt(value.strip());
    }

    private XmlText forMobile(Target target, String address) {
        return switch (target) {
            case Target.Mailbox mailbox when !configuration.has(Service.ACTIVESYNC) -> failure(
                    Failure.NO_PROVIDER);
            case Target.Mailbox mailbox when !mailbox.may(Protocol.ACTIVESYNC) -> mobileError(
                    mailbox.address(), "ActiveSync is turned off for this account");
            case Target.Mailbox mailbox -> mobileSettings(mailbox);
            case Target.Elsewhere elsewhere -> mobile(address).open("Action")
                    .element("Redirect", elsewhere.address()).close("Action").close("Response")
                    .close("Autodiscover");
            case Target.PublicFolders _,Target.NoMailbox _,Target.Unknown _ -> mobileError(address,
                    "The email address can't be found.");
        };
    }

    private static XmlText mobile(String address) {
        return new XmlText().open("Autodiscover", "xmlns", RESPONSE)
                .open("Response", "xmlns", MOBILE).element("Culture", "en:us").open("User")
                .element("EMailAddress", address).close("User");
    }

    private XmlText mobileSettings(Target.Mailbox mailbox) {
        String url = configuration.url(Service.ACTIVESYNC);
        return new XmlText().open("Autodiscover", "xmlns", RESPONSE)
                .open("Response", "xmlns", MOBILE).element("Culture", "en:us").open("User")
                .element("DisplayName", mailbox.display())
                .element("EMailAddress", mailbox.address()).close("User").open("Action")
                .open("Settings").open("Server").element("Type", "MobileSync").element("Url", url)
                .element("Name", url).close("Server").close("Settings").close("Action")
                .close("Response").close("Autodiscover");
    }

    /// MS-ASCMD §2.2.3.177.1: Status 2 is the only one that is an error.
    private static XmlText mobileError(String address, String message) {
        return mobile(address).open("Action").open("Error").element("Status", "2")
                .element("Message", message).element("DebugData", "MailUser").close("Error")
                .close("Action").close("Response").close("Autodiscover");
    }

    private XmlText failure(Failure failure) {
        return new XmlText().open("Autodiscover", "xmlns", RESPONSE).open("Response")
                .open("Error", "Time", TIME.format(Instant.now()), "Id",
                        Integer.toUnsignedString(configuration.hostName().hashCode()))
                .element("ErrorCode", String.valueOf(failure.code))
                .element("Message", failure.message).element("DebugData", "").close("Error")
                .close("Response").close("Autodiscover");
    }
}

package org.rialto.protocols.ews;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.Directory;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.LoginName;
import org.rialto.directory.SmtpAddress;
import org.rialto.directory.sasl.Login;
import org.rialto.directory.sasl.Outcome;
import org.rialto.http.HttpEndpoint;
import org.rialto.http.HttpExchange;
import org.rialto.mapi.MailError;
import org.rialto.protocols.ews.soap.EwsFault;
import org.rialto.protocols.ews.soap.ResponseCode;
import org.rialto.protocols.ews.soap.SoapEnvelope;
import org.rialto.protocols.ews.soap.SoapHeaders;
import org.rialto.protocols.ews.xml.SchemaViolation;
import org.rialto.protocols.ews.xml.XmlInput;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers requests at one address: reads the whole request, carries it out, writes the answer. What
/// goes wrong is told in SOAP: as the operation's own answer where it has begun, else as a fault with
/// status 500 (SOAP 1.1 §6.2).
final class EwsEndpoint implements HttpEndpoint {
    private static final Logger log = LoggerFactory.getLogger(EwsEndpoint.class);
    /// Which Exchange this speaks as.
    private static final int[] BUILD = {15, 1, 2507, 6};
    private static final String XML = "text/xml; charset=utf-8";

    private final OperationTable table;
    private final EwsServices services;

    EwsEndpoint(OperationTable table, EwsServices services) {
        this.table = table;
        this.services = services;
    }

    /// A request that was read whole.
    private record Request(SoapHeaders headers, Operation.Ready operation) {}

    @Override
    public void answer(HttpExchange exchange) throws IOException {
        switch (exchange.method()) {
            case "POST" -> post(exchange);
            case "GET", "HEAD" -> exchange.respond(200, "Exchange Web Services answer here. Send a"
                    + " SOAP 1.1 request by POST. Operations: "
                    + String.join(", ", table.names().stream().sorted().toList()) + "\n");
            default -> {
                exchange.setHeader("Allow", "GET, HEAD, POST");
                exchange.respond(405, "only POST\n");
            }
        }
    }

    private void post(HttpExchange exchange) throws IOException {
        String type = exchange.header("Content-Type");
        String media = type == null ? "text/xml" : type.toLowerCase(Locale.ROOT);
        if (!media.startsWith("text/xml") && !media.startsWith("application/xml")) {
            exchange.respond(415, "Content-Type: text/xml is expected\n");
            return;
        }
        SoapEnvelope.Content content;
        int status = 200;
        try {
            content = carryOut(exchange);
        } catch (EwsFault e) {
            status = 500;
            content = out -> SoapEnvelope.writeFault(out, e);
        }
        exchange.setStatus(status);
        exchange.setHeader("Content-Type", XML);
        Writer writer = new BufferedWriter(
                new OutputStreamWriter(exchange.output(), StandardCharsets.UTF_8));
        SoapEnvelope.write(writer, BUILD, content);
    }

    private SoapEnvelope.Content carryOut(HttpExchange exchange) throws IOException, EwsFault {
        Request request = read(exchange);
        Login login = actsAs(request.headers().impersonated(), exchange.login());
        EwsCall call = new EwsCall(services, login, request.headers().version());
        try {
            return request.operation().answer(call);
        } catch (EwsFault e) {
            return request.operation().refusal(e);
        } catch (MailError e) {
            return request.operation().refusal(EwsErrors.fault(e));
        } catch (RuntimeException e) {
            log.error("request {} failed", exchange.requestId(), e);
            return request.operation().refusal(new EwsFault(ResponseCode.INTERNAL_SERVER_ERROR,
                    "An internal server error occurred; request " + exchange.requestId() + "."));
        }
    }

    private Request read(HttpExchange exchange) throws IOException, EwsFault {
        try (XmlInput in = XmlInput.open(exchange.body())) {
            return SoapEnvelope.read(in, (headers, body) -> {
                Operation<?> row = table.row(body, headers.version());
                return new Request(headers, row.read(body));
            });
        } catch (SchemaViolation e) {
            throw new EwsFault(e);
        }
    }

    // Impersonation, MS-OXWSCDATA §2.2.3.3.

    private Login actsAs(SoapHeaders.@Nullable Impersonated asked, Login login) throws EwsFault {
        if (asked == null)
            return login;
        if (!(find(asked) instanceof DirectoryObject.MailboxOwner target))
            throw denied(login, ResponseCode.NON_EXISTENT_MAILBOX);
        return switch (services.authenticator().impersonate(login, target)) {
            case Outcome.Granted granted -> granted.login();
            case Outcome.Refused _ -> throw denied(login, ResponseCode.IMPERSONATE_USER_DENIED);
        };
    }

    /// Who may not impersonate at all does not learn who exists.
    private static EwsFault denied(Login login, ResponseCode code) {
        return login.actor().rights().impersonate()
                ? new EwsFault(code, "The user that was named cannot be impersonated.")
                : new EwsFault(ResponseCode.IMPERSONATE_USER_DENIED,
                        "The account does not have permission to impersonate the requested user.");
    }

    private @Nullable DirectoryObject find(SoapHeaders.Impersonated asked) throws EwsFault {
        Directory directory = services.directory();
        try {
            switch (asked.kind()) {
                case "PrincipalName" -> {
                    return directory.user(LoginName.parse(asked.name())).orElse(null);
                }
                case "PrimarySmtpAddress", "SmtpAddress" -> {
                    SmtpAddress address = SmtpAddress.parseOrNull(asked.name());
                    return address == null ? null : directory.ofAddress(address).orElse(null);
                }
                default -> throw new EwsFault(ResponseCode.IMPERSONATION_FAILED,
                        "Users are named by address or principal name here, not by " + asked.kind()
                                + ".");
            }
        } catch (MailError.Invalid e) {
            return null;
        }
    }
}

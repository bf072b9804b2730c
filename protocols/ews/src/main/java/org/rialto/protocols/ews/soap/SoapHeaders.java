package org.rialto.protocols.ews.soap;

import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rialto.protocols.ews.xml.Namespace;
import org.rialto.protocols.ews.xml.SchemaViolation;
import org.rialto.protocols.ews.xml.XmlInput;

/// What the header of a request says. MS-OXWSCDATA §2.2.3.
///
/// @param version that the client was written for; the latest when it does not say
/// @param impersonated whom to act as: what names the user, or null for the one who logged in
public record SoapHeaders(ExchangeVersion version, @Nullable Impersonated impersonated) {
    /// By what a user is named: `PrincipalName`, `SID`, `PrimarySmtpAddress` or `SmtpAddress`.
    public record Impersonated(String kind, String name) {}

    public static final SoapHeaders NONE = new SoapHeaders(ExchangeVersion.LATEST, null);
    /// They would change who acts: never to be passed over.
    private static final Set<String> REFUSED = Set.of("SerializedSecurityContext",
            "ProxySecurityContext", "ProxySuggesterSid", "ProxyPartnerToken", "ManagementRole",
            "OpenAsAdminOrSystemService");
    private static final Set<String> PASSED_OVER = Set.of("MailboxCulture", "TimeZoneContext",
            "DateTimePrecision", "BackgroundLoad", "CallerProcessId", "ExchangeCulture");
    private static final Set<String> IMPERSONATED = Set.of("PrincipalName", "SID",
            "PrimarySmtpAddress", "SmtpAddress");

    /// Reads the Header element that the input stands on.
    static SoapHeaders read(XmlInput in) throws SchemaViolation, IOException, EwsFault {
        Reader reader = new Reader();
        in.children(reader::child);
        if (reader.fault != null)
            throw reader.fault;
        return new SoapHeaders(reader.version, reader.impersonated);
    }

    private static final class Reader {
        private ExchangeVersion version = ExchangeVersion.LATEST;
        private @Nullable Impersonated impersonated;
        private @Nullable EwsFault fault;

        void child(XmlInput in) throws SchemaViolation, IOException {
            String name = in.name();
            boolean types = in.namespace().equals(Namespace.TYPES.uri());
            if (types && name.equals("RequestServerVersion")) {
                version(in.requiredAttribute("Version"));
            } else if (types && name.equals("ExchangeImpersonation")) {
                in.children(this::impersonation);
                if (impersonated == null)
                    throw in.violation("ExchangeImpersonation names nobody.");
            } else if (types && REFUSED.contains(name)) {
                fault(ResponseCode.INVALID_REQUEST,
                        "The header " + name + " is not taken from clients.");
            } else if (!(types && PASSED_OVER.contains(name))
                    && "1".equals(in.attribute(Namespace.SOAP, "mustUnderstand"))) {
                fault(ResponseCode.INVALID_REQUEST,
                        "The header " + name + " must be understood and is not known here.");
            }
        }

        private void version(String word) {
            ExchangeVersion known = ExchangeVersion.ofWord(word);
            if (known == null) {
                fault(ResponseCode.INVALID_SERVER_VERSION,
                        "The server version " + printable(word) + " is not known here.");
            } else {
                version = known;
            }
        }

        private void impersonation(XmlInput in) throws SchemaViolation, IOException {
            if (!in.is(Namespace.TYPES, "ConnectingSID"))
                throw in.unexpected();
            in.children(inner -> {
                String kind = inner.name();
                if (!IMPERSONATED.contains(kind) || impersonated != null)
                    throw inner.unexpected();
                impersonated = new Impersonated(kind, inner.text().strip());
            });
        }

        private void fault(ResponseCode code, String text) {
            if (fault == null)
                fault = new EwsFault(code, text);
        }
    }

    private static String printable(String word) {
        String shortened = word.length() > 40 ? word.substring(0, 40) : word;
        return shortened.replaceAll("[^A-Za-z0-9_.-]", "?");
    }
}

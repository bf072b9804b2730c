package org.rialto.smtp.authentication;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The Authentication-Results field. RFC 8601 §2.2 and §2.7.
public final class AuthenticationResults {
    private AuthenticationResults() {}

    /// ```
    /// authres-header-field = "Authentication-Results:" authres-payload
    /// authres-payload      = [CFWS] authserv-id [...] ( no-result / 1*resinfo ) [CFWS] CRLF
    /// ```
    static String write(String server, SpfCheck.Outcome spf, List<DkimResult> dkim,
            DmarcCheck.@Nullable Outcome dmarc) {
        StringBuilder field = new StringBuilder("Authentication-Results: ").append(server)
                .append(";\r\n\tspf=").append(spf.result().label())
                .append(spf.ofMailFrom() ? " smtp.mailfrom=" : " smtp.helo=")
                .append(value(spf.identity()));
        if (dkim.isEmpty()) {
            field.append(";\r\n\tdkim=none");
        }
        for (DkimResult result : dkim) {
            field.append(";\r\n\tdkim=").append(result.result().label());
            if (!result.reason().isEmpty()) {
                field.append(" (").append(comment(result.reason())).append(')');
            }
            if (!result.domain().isEmpty()) {
                field.append(" header.d=").append(value(result.domain())).append(" header.s=")
                        .append(value(result.selector())).append("\r\n\t header.a=")
                        .append(value(result.algorithm())).append(" header.b=")
                        .append(value(result.signatureStart()));
            }
        }
        if (dmarc != null) {
            field.append(";\r\n\tdmarc=").append(dmarc.result().label());
            if (dmarc.result() != DmarcCheck.Result.NONE) {
                field.append(" (p=").append(dmarc.policy().label()).append(" action=")
                        .append(dmarc.action().label()).append(')');
            }
            field.append(" header.from=").append(value(dmarc.domain()));
        }
        return field.append("\r\n").toString();
    }

    /// `value = token / quoted-string` of RFC 2045; what could break out is dropped.
    private static String value(String text) {
        StringBuilder clean = new StringBuilder();
        boolean token = !text.isEmpty();
        for (int at = 0; at < text.length() && at < 300; at++) {
            char c = text.charAt(at);
            if (c < ' ' || c == 0x7F) {
                continue;
            }
            if (c == '"' || c == '\\') {
                clean.append('\\');
            }
            clean.append(c);
            // "@" and "/" and "=" are let stand bare: everyone writes addresses so.
            token &= c > ' ' && c < 0x7F && "()<>,;:\\\"[]?".indexOf(c) < 0;
        }
        return token ? clean.toString() : '"' + clean.toString() + '"';
    }

    private static String comment(String text) {
        return text.replaceAll("[^ -~]", " ").replaceAll("[()\\\\]", "");
    }

    /// Whether a field that came with the message claims to be this server's (RFC 8601 §5).
    public static boolean isForged(HeaderField field, String server) {
        if (!field.is("Authentication-Results")) {
            return false;
        }
        String value = field.value();
        int end = value.indexOf(';');
        String id = (end < 0 ? value : value.substring(0, end)).replaceAll("\\([^()]*\\)", "")
                .replace("\"", "").strip();
        int space = id.indexOf(' ');
        return (space < 0 ? id : id.substring(0, space)).toLowerCase(Locale.ROOT)
                .equals(server.toLowerCase(Locale.ROOT));
    }
}

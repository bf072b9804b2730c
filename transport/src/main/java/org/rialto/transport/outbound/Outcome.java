package org.rialto.transport.outbound;

import org.rialto.transport.EnhancedStatus;

/// What one attempt did for one recipient.
///
/// @param diagnostic the peer's reply on one line, or our own words when there was none
/// @param remoteHost the peer; empty when none was reached
/// @param replied    the diagnostic is a peer's SMTP reply
/// @param dsnRelayed the peer took over the duty to report success (RFC 3461 §5.2.2)
public record Outcome(Kind kind, EnhancedStatus status, String diagnostic, String remoteHost,
        boolean replied, boolean dsnRelayed) {
    /// Sent, to be tried again, or not to be tried again.
    public enum Kind {
        SENT, DEFERRED, FAILED
    }

    /// A problem of our own finding: its status says whether it is worth another attempt.
    public static Outcome of(EnhancedStatus status, String diagnostic, String remoteHost) {
        return new Outcome(kindOf(status), status, diagnostic, remoteHost, false, false);
    }

    static Outcome of(SmtpReply reply, EnhancedStatus fallback, String remoteHost) {
        EnhancedStatus status = reply.statusOr(fallback);
        Kind kind = reply.isPermanent() ? Kind.FAILED : Kind.DEFERRED;
        return new Outcome(kind, status, reply.toString(), remoteHost, true, false);
    }

    private static Kind kindOf(EnhancedStatus status) {
        return switch (status.category()) {
            case 2 -> Kind.SENT;
            case 4 -> Kind.DEFERRED;
            default -> Kind.FAILED;
        };
    }
}

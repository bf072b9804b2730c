package org.rialto.transport.outbound;

import org.jspecify.annotations.Nullable;
import org.rialto.transport.EnhancedStatus;

/// A session with a peer cannot begin or go on. Says of which step, and whether another host of the
/// same destination may do better (it may, always).
final class SessionFailure extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient EnhancedStatus status;
    private final transient @Nullable SmtpReply reply;

    SessionFailure(EnhancedStatus status, String problem) {
        super(problem);
        this.status = status;
        this.reply = null;
    }

    SessionFailure(EnhancedStatus fallback, SmtpReply reply) {
        super(reply.toString());
        this.status = reply.statusOr(fallback);
        this.reply = reply;
    }

    Outcome outcome(String remoteHost) {
        return reply != null
                ? Outcome.of(reply, status, remoteHost)
                : Outcome.of(status, String.valueOf(getMessage()), remoteHost);
    }
}

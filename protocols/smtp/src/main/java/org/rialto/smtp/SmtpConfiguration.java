package org.rialto.smtp;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.rialto.base.net.ListenerLimits;
import org.rialto.base.net.ServerTls;

/// One SMTP listener.
///
/// @param name              short, for logs and metrics: `submission`
/// @param address           where to listen
/// @param tls               the certificate; null offers no STARTTLS
/// @param implicitTls       TLS from the first byte
/// @param connectionLimits  how many connections are admitted
/// @param role              for anyone's mail, or for users to hand in theirs
/// @param hostName          what the server calls itself, in greetings and fields it adds
/// @param domain            whose postmaster `<Postmaster>` is
/// @param authentication    whether AUTH is offered; submission always does
/// @param limits            everything else that is bounded
public record SmtpConfiguration(String name, InetSocketAddress address, @Nullable ServerTls tls,
        boolean implicitTls, ListenerLimits connectionLimits, SmtpRole role, String hostName,
        String domain, boolean authentication, SmtpLimits limits) {

    public boolean offersAuthentication() { return authentication || role == SmtpRole.SUBMISSION; }
}

package org.rialto.http;

import java.util.Locale;
import org.rialto.directory.Protocol;

/// A path and who answers there. Paths are compared without case, as clients of IIS expect.
///
/// @param path `/EWS/Exchange.asmx`, or `/mapi/*` for everything below
/// @param protocol what somebody who logs in there uses
/// @param bodyLimitBytes the longest request body
public record HttpRoute(String path, Protocol protocol, Access access, long bodyLimitBytes,
        HttpEndpoint endpoint) {
    /// Who gets to the endpoint.
    public enum Access {
        /// Who has logged in, over TLS or from this machine.
        LOGGED_IN,
        /// Anybody, over TLS or from this machine.
        ANYBODY,
        /// Anybody, in the clear too: for what is public and must be found before TLS is there.
        ANYBODY_IN_CLEAR
    }

    public HttpRoute {
        if (!path.startsWith("/") || path.indexOf('*') >= 0 && !path.endsWith("/*")) {
            throw new IllegalArgumentException("a path is /path or /path/*, not " + path);
        }
    }

    boolean isPrefix() { return path.endsWith("/*"); }

    /// What request paths are compared with: lower case, without the asterisk.
    String key() {
        String lower = path.toLowerCase(Locale.ROOT);
        return isPrefix() ? lower.substring(0, lower.length() - 1) : lower;
    }
}

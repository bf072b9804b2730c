package org.rialto.directory.kerberos;

import java.nio.file.Path;
import java.util.Map;

/// How this server takes tickets of Kerberos.
///
/// @param keytab    with the keys of the service, which the KDC's administrator made
/// @param principal of the service, as `HTTP/mail.example.com@EXAMPLE.COM`; empty: whatever the
///        keytab has
/// @param realms    whose users log in here: a realm's name and the mail domain that its users are
///        of; empty: each realm whose name is a domain of this server
/// @param channelBinding whether a client must name its TLS connection; what it says is not looked at
///        otherwise: the JDK knows nothing in between
public record KerberosSettings(Path keytab, String principal, Map<String, String> realms,
        boolean channelBinding) {}

package org.rialto.autodiscover;

import java.util.List;
import java.util.Set;

/// What is announced.
///
/// @param hostName the name that clients reach the server by, and that its certificate has
/// @param httpsPort where it answers HTTPS
/// @param services only what is really served
/// @param mail likewise, the best of each kind first
public record AutodiscoverConfiguration(String hostName, int httpsPort, Set<Service> services,
        List<MailService> mail) {
    public AutodiscoverConfiguration {
        services = Set.copyOf(services);
        mail = List.copyOf(mail);
    }

    boolean has(Service service) { return services.contains(service); }

    /// `https://mail.example.com`, with the port where it is not 443.
    String base() { return base(hostName, httpsPort); }

    /// What URLs of a server begin with.
    public static String base(String hostName, int httpsPort) {
        return "https://" + hostName + (httpsPort == 443 ? "" : ":" + httpsPort);
    }

    String url(Service service) { return base() + service.path(); }
}

package org.rialto.telephony.sip;

import java.net.InetAddress;
import java.util.List;

/// The questions of RFC 3263. An answer without records is empty, as is a failed one.
public interface SipDns {
    /// @param service `SIP+D2T`, `SIPS+D2T`…
    /// @param replacement the name to ask SRV for
    record Naptr(int order, int preference, String service, String replacement) {}

    record Service(int priority, int weight, int port, String host) {}

    List<Naptr> naptr(String domain);

    List<Service> services(String name);

    List<InetAddress> addresses(String host);
}

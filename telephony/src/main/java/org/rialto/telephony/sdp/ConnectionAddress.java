package org.rialto.telephony.sdp;

import org.rialto.base.MalformedDataException;

/// `IN IP4 <address>` or `IN IP6 <address>`: an address or a name of one host. RFC 8866 section
/// 5.7. Multicast time-to-live and ranges are cut off.
public record ConnectionAddress(boolean isIpv6, String host) {
    public ConnectionAddress {
        boolean sound = !host.isEmpty() && host.length() < 256
                && host.chars().allMatch(c -> c > ' ' && c < 127 && c != '/');
        if (!sound)
            throw new MalformedDataException("an address is malformed", 0);
    }

    public static ConnectionAddress of(java.net.InetAddress address) {
        String text = address.getHostAddress();
        int scope = text.indexOf('%');
        return new ConnectionAddress(address instanceof java.net.Inet6Address,
                scope < 0 ? text : text.substring(0, scope));
    }

    /// `nettype SP addrtype SP connection-address`
    static ConnectionAddress parse(String netType, String addressType, String address) {
        boolean ipv6 = addressType.equalsIgnoreCase("IP6");
        if (!netType.equalsIgnoreCase("IN") || !ipv6 && !addressType.equalsIgnoreCase("IP4"))
            throw new MalformedDataException("an address is not of the Internet", 0);
        int slash = address.indexOf('/');
        return new ConnectionAddress(ipv6, slash < 0 ? address : address.substring(0, slash));
    }

    /// `0.0.0.0` or `::`, which old senders use for hold: RFC 3264 section 8.4.
    public boolean isUnspecified() {
        return host.equals("0.0.0.0") || isIpv6 && host.matches("[0:]+");
    }

    @Override
    public String toString() { return "IN " + (isIpv6 ? "IP6 " : "IP4 ") + host; }
}

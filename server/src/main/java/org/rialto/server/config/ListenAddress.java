package org.rialto.server.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/// Where a listener listens, as written in the configuration: `127.0.0.1:25`, `[::1]:25`, or
/// `*:25` for every address of the machine.
public record ListenAddress(String host, int port) {
    static ListenAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon <= 0)
            throw new IllegalArgumentException("expected HOST:PORT, not \"" + text + '"');
        String host = text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]"))
            host = host.substring(1, host.length() - 1);
        int port;
        try {
            port = Integer.parseInt(text.substring(colon + 1));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "expected a port number behind the colon of \"" + text
                            + '"',
                    e);
        }
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port " + port + " is not between 0 and 65535");
        }
        return new ListenAddress(host, port);
    }

    public ListenAddress plus(int portOffset) {
        return port == 0 ? this : new ListenAddress(host, port + portOffset);
    }

    public InetSocketAddress resolve() throws UnknownHostException {
        return host.equals("*")
                ? new InetSocketAddress(port)
                : new InetSocketAddress(InetAddress.getByName(host), port);
    }

    @Override
    public String toString() { return (host.contains(":") ? "[" + host + "]" : host) + ":" + port; }
}

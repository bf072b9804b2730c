package org.rialto.telephony.sip;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who is at the other end of the connection that a message came over.
public final class SipPeer {
    private final InetSocketAddress address;
    private final boolean secure;
    private final boolean inProcess;
    private final List<X509Certificate> certificates;
    private final @Nullable SipTrust trust;
    private volatile @Nullable Judged judged;
    private final SipConnection connection;

    /// What the trust list said, and which one.
    private record Judged(Object version, boolean trusted) {}

    /// @param trust null for who is trusted anyway
    SipPeer(InetSocketAddress address, boolean secure, boolean inProcess,
            List<X509Certificate> certificates, @Nullable SipTrust trust,
            SipConnection connection) {
        this.address = address;
        this.secure = secure;
        this.inProcess = inProcess;
        this.certificates = List.copyOf(certificates);
        this.trust = trust;
        this.connection = connection;
    }

    public InetAddress address() { return address.getAddress(); }

    /// The port the connection comes from (or goes to, when we opened it).
    public int port() { return address.getPort(); }

    /// TLS, or within the process.
    public boolean isSecure() { return secure; }

    /// Whether it is a core of the same process, such as the proxy before the UM server.
    public boolean isInProcess() { return inProcess; }

    /// What the peer has shown, its own certificate first; empty in the clear.
    public List<X509Certificate> certificates() { return certificates; }

    /// A trusted transport in the sense of MS-OCEXUM section 3.1: mutual TLS with a certificate on
    /// the trust list, or within the process.
    public boolean isTrusted() {
        if (trust == null)
            return true;
        if (certificates.isEmpty())
            return false;
        Object version = trust.version();
        Judged known = judged;
        if (known == null || known.version != version) {
            known = new Judged(version, trust.trusts(certificates));
            judged = known;
        }
        return known.trusted;
    }

    /// `TCP` or `TLS`, as in Via.
    public String transport() { return secure ? "TLS" : "TCP"; }

    /// Whether the connection is still there, so that requests can be sent back over it
    /// ([SipTarget.Flow]).
    public boolean isOpen() { return connection.isOpen(); }

    /// Runs the task once when the connection ends; at once when it already has.
    public void onClose(Runnable task) { connection.onClose(task); }

    /// Ends the connection, for a peer that misbehaves.
    public void disconnect() {
        if (connection instanceof NetworkConnection network)
            network.close();
    }

    /// Leaves the connection open for so long at least, however silent it is, and finds out by itself
    /// when the other side is gone: somebody is to be reached over it.
    public void keep(Duration time) {
        if (connection instanceof NetworkConnection network)
            network.keep(time);
    }

    SipConnection connection() { return connection; }

    @Override
    public String toString() { return inProcess ? "in process" : transport() + " " + address; }
}

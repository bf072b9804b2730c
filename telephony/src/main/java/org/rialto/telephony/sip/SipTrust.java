package org.rialto.telephony.sip;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.rialto.base.net.ServerTrust;

/// The trust list: which certificates make a peer trusted (MS-OCEXUM section 3.1), and which ones
/// servers may show that we connect to. A certificate is on the list by its SHA-256 fingerprint, or
/// by a name on the list together with a chain to one of the authorities.
public final class SipTrust {
    /// Trusts no peer; servers that we connect to are checked against the system's authorities.
    public static final SipTrust NOBODY = new SipTrust(Set.of(), Set.of(), List.of());
    private static final int SAN_DNS = 2;
    private static final int SAN_URI = 6;

    private volatile Lists lists;

    /// What is trusted now. Its identity tells whether that has changed.
    private record Lists(Set<String> fingerprints, Set<String> names,
            X509ExtendedTrustManager chains, boolean ownAuthorities) {
        Lists {
            fingerprints = Set.copyOf(fingerprints);
            names = Set.copyOf(names);
        }
    }

    /// @param fingerprints SHA-256 of the certificate in hex, with or without colons
    /// @param names DNS names (or `sip:` names, RFC 5922) that a certificate must have one of
    /// @param authorities that sign such certificates; none for the system's
    public SipTrust(Collection<String> fingerprints, Collection<String> names,
            Collection<X509Certificate> authorities) {
        lists = new Lists(
                fingerprints.stream()
                        .map(f -> f.replace(":", "").strip().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()),
                names.stream().map(n -> n.strip().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()),
                chains(authorities), !authorities.isEmpty());
    }

    /// Trusts from now on what the other list does: connections that are open as well as new ones.
    public void take(SipTrust other) {
        if (this == NOBODY)
            throw new IllegalStateException("nobody is nobody");
        lists = other.lists;
    }

    /// Another object after each [#take].
    Object version() { return lists; }

    private static X509ExtendedTrustManager chains(Collection<X509Certificate> authorities) {
        try {
            KeyStore store = null;
            if (!authorities.isEmpty()) {
                store = KeyStore.getInstance("PKCS12");
                store.load(null, null);
                int number = 0;
                for (X509Certificate each : authorities)
                    store.setCertificateEntry("authority" + number++, each);
            }
            TrustManagerFactory factory = TrustManagerFactory
                    .getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            for (TrustManager each : factory.getTrustManagers()) {
                if (each instanceof X509ExtendedTrustManager found)
                    return found;
            }
            throw new IllegalStateException("the JDK has no X.509 trust manager");
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("cannot use the authorities: " + e.getMessage(), e);
        }
    }

    /// Whether the chain's first certificate, whose key the peer has proven, is on the list.
    public boolean trusts(List<X509Certificate> chain) {
        if (chain.isEmpty())
            return false;
        try {
            Lists now = lists;
            X509Certificate leaf = chain.getFirst();
            leaf.checkValidity();
            if (now.fingerprints.contains(fingerprint(leaf)))
                return true;
            if (now.names.isEmpty() || !now.ownAuthorities || namesOf(leaf).stream()
                    .noneMatch(now.names::contains))
                return false;
            now.chains.checkClientTrusted(chain.toArray(X509Certificate[]::new),
                    leaf.getPublicKey().getAlgorithm());
            return true;
        } catch (CertificateException e) {
            return false;
        }
    }

    /// SHA-256 of the certificate, in lower-case hex: what the configuration lists.
    public static String fingerprint(X509Certificate certificate) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256")
                    .digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The alternative names of DNS and SIP (RFC 5922 section 7.1); the common name only where
    /// there are none.
    static Set<String> namesOf(X509Certificate certificate) throws CertificateException {
        Set<String> found = new HashSet<>();
        Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
        if (alternatives != null) {
            for (List<?> each : alternatives) {
                String text = String.valueOf(each.get(1)).toLowerCase(Locale.ROOT);
                if (each.get(0).equals(SAN_DNS))
                    found.add(text);
                if (each.get(0).equals(SAN_URI) && text.startsWith("sip:"))
                    found.add(text.substring(4));
            }
        }
        if (found.isEmpty()) {
            String common = commonName(certificate);
            if (common != null)
                found.add(common.toLowerCase(Locale.ROOT));
        }
        return found;
    }

    private static @Nullable String commonName(X509Certificate certificate) {
        try {
            for (Rdn each : new LdapName(certificate.getSubjectX500Principal().getName())
                    .getRdns()) {
                if (each.getType().equalsIgnoreCase("CN"))
                    return String.valueOf(each.getValue());
            }
            return null;
        } catch (InvalidNameException e) {
            return null;
        }
    }

    /// Decides on servers that we connect to: one on the list by its fingerprint, else one whose
    /// chain and name are good.
    X509ExtendedTrustManager forServers() { return new Servers(null); }

    /// The same, or the one that has shown this certificate before.
    X509ExtendedTrustManager forServers(X509Certificate known) { return new Servers(known); }

    private final class Servers extends ServerTrust {
        private final @Nullable X509Certificate known;

        Servers(@Nullable X509Certificate known) { this.known = known; }

        private boolean listed(X509Certificate[] chain) throws CertificateException {
            chain[0].checkValidity();
            return chain[0].equals(known)
                    || lists.fingerprints.contains(fingerprint(chain[0]));
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            if (!listed(chain))
                lists.chains.checkServerTrusted(chain, type, socket);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            if (!listed(chain))
                lists.chains.checkServerTrusted(chain, type, engine);
        }

        /// Without a socket the name cannot be checked, so only listed ones pass.
        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type)
                throws CertificateException {
            if (!listed(chain))
                throw new CertificateException("not on the trust list");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() { return lists.chains.getAcceptedIssuers(); }
    }
}

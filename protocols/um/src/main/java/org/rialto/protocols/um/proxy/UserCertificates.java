package org.rialto.protocols.um.proxy;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.X509CRL;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;
import org.rialto.telephony.sip.SipUri;

/// Whose telephones show which client certificates: those that one of the authorities signed, that
/// are valid and not revoked, name users by their alternative names (RFC 5280 section 4.2.1.6), as
/// `rfc822Name` or as a `sip` URI. RFC 3261 section 26.3.1 leaves it to the server how clients show
/// who they are.
public final class UserCertificates {
    /// No certificate names anybody.
    public static final UserCertificates NONE = new UserCertificates();
    private static final int SAN_MAIL = 1;
    private static final int SAN_URI = 6;

    private final @Nullable X509TrustManager chains;

    private UserCertificates() { chains = null; }

    /// @param authorities that sign users' certificates, and nothing else
    /// @param revocations where there are any, each certificate must be covered by one of them
    public UserCertificates(Collection<X509Certificate> authorities,
            Collection<X509CRL> revocations) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        int number = 0;
        for (X509Certificate each : authorities)
            store.setCertificateEntry("authority" + number++, each);
        PKIXBuilderParameters parameters = new PKIXBuilderParameters(store,
                new X509CertSelector());
        parameters.setRevocationEnabled(!revocations.isEmpty());
        parameters.addCertStore(CertStore.getInstance("Collection",
                new CollectionCertStoreParameters(revocations)));
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(new CertPathTrustManagerParameters(parameters));
        X509TrustManager found = null;
        for (TrustManager each : factory.getTrustManagers()) {
            if (each instanceof X509TrustManager manager)
                found = manager;
        }
        if (found == null)
            throw new GeneralSecurityException("the JDK has no X.509 trust manager");
        chains = found;
    }

    /// The addresses that the chain's first certificate names; none when it is not good.
    Set<SipUri> addresses(List<X509Certificate> chain) {
        if (chains == null || chain.isEmpty())
            return Set.of();
        X509Certificate leaf = chain.getFirst();
        try {
            leaf.checkValidity();
            chains.checkClientTrusted(chain.toArray(X509Certificate[]::new),
                    leaf.getPublicKey().getAlgorithm());
            return named(leaf);
        } catch (CertificateException e) {
            return Set.of();
        }
    }

    private static Set<SipUri> named(X509Certificate leaf) throws CertificateParsingException {
        Set<SipUri> found = new HashSet<>();
        Collection<List<?>> alternatives = leaf.getSubjectAlternativeNames();
        if (alternatives == null)
            return found;
        for (List<?> each : alternatives) {
            String text = String.valueOf(each.get(1));
            try {
                if (each.get(0).equals(SAN_MAIL))
                    found.add(SipUri.parse("sip:" + text));
                if (each.get(0).equals(SAN_URI)
                        && text.regionMatches(true, 0, "sip", 0, 3))
                    found.add(SipUri.parse(text));
            } catch (MalformedDataException e) {
                // A name that is no address names nobody.
            }
        }
        return found;
    }
}

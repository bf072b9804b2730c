package org.rialto.transport.outbound;

import java.security.GeneralSecurityException;
import java.security.KeyManagementException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.rialto.base.net.ServerTrust;

/// Trusts the certificates that a host's TLSA records name, and no authority. RFC 7672 §3.1:
/// DANE-EE(3) is about the certificate alone, whatever its names and dates; with DANE-TA(2) the
/// chain must lead to the named certificate and the name must be the host's or the domain's.
final class DaneTrust extends ServerTrust {
    private static final int DNS_NAME = 2;
    private final Set<Tlsa> records;
    private final List<String> names;

    /// @param names of which the certificate must bear one, for DANE-TA
    DaneTrust(Set<Tlsa> records, List<String> names) {
        this.records = records;
        this.names = names;
    }

    static SSLSocketFactory factory(Set<Tlsa> records, List<String> names) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[]{new DaneTrust(records, names)},
                    new SecureRandom());
            return context.getSocketFactory();
        } catch (NoSuchAlgorithmException | KeyManagementException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
            throws CertificateException {
        for (Tlsa one : records) {
            if (one.usage() == Tlsa.END_ENTITY && one.matches(chain[0])
                    || one.usage() == Tlsa.TRUST_ANCHOR && leadsTo(one, chain)) {
                return;
            }
        }
        throw new CertificateException("no TLSA record matches the certificate");
    }

    private boolean leadsTo(Tlsa anchor, X509Certificate[] chain) {
        for (int at = 0; at < chain.length; at++) {
            if (anchor.matches(chain[at])) {
                return isValid(chain, at) && bearsName(chain[0]);
            }
        }
        return false;
    }

    private static boolean isValid(X509Certificate[] chain, int anchor) {
        try {
            if (anchor == 0) {
                chain[0].checkValidity();
                return true;
            }
            PKIXParameters parameters = new PKIXParameters(
                    Set.of(new TrustAnchor(chain[anchor], null)));
            parameters.setRevocationEnabled(false);
            CertPathValidator.getInstance("PKIX").validate(CertificateFactory.getInstance("X.509")
                    .generateCertPath(Arrays.asList(chain).subList(0, anchor)), parameters);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private boolean bearsName(X509Certificate certificate) {
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            if (alternatives != null) {
                for (List<?> one : alternatives) {
                    if (Integer.valueOf(DNS_NAME).equals(one.get(0)) && names.stream().anyMatch(
                            name -> isNamed(String.valueOf(one.get(1)), name))) {
                        return true;
                    }
                }
            }
        } catch (CertificateException e) {
            // A certificate whose names cannot be read bears none.
        }
        return false;
    }

    /// RFC 6125 §6.4: `*` stands for one whole leftmost label.
    static boolean isNamed(String pattern, String host) {
        String lower = pattern.toLowerCase(Locale.ROOT);
        String name = host.toLowerCase(Locale.ROOT);
        if (!lower.startsWith("*.")) {
            return lower.equals(name);
        }
        int dot = name.indexOf('.');
        return dot > 0 && name.substring(dot).equals(lower.substring(1));
    }
}

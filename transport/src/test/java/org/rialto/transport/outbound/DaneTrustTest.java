package org.rialto.transport.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// [DaneTrust] and [Tlsa], by the rules of RFC 7672 §3.1.
final class DaneTrustTest {
    private static final List<String> NAMES = List.of("mx.example", "there.example");
    private static KeyPair authorityKeys;
    private static X509Certificate authority;
    private static X509Certificate leaf;

    @BeforeAll
    static void certificates() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        authorityKeys = generator.generateKeyPair();
        authority = certificate("CN=Authority", authorityKeys, "CN=Authority", authorityKeys, null,
                Instant.now().plusSeconds(86_400));
        leaf = issued("mx.example", Instant.now().plusSeconds(86_400));
    }

    private static X509Certificate issued(String host, Instant expires) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return certificate("CN=" + host, generator.generateKeyPair(), "CN=Authority",
                authorityKeys, host, expires);
    }

    private static X509Certificate certificate(String subject, KeyPair keys, String issuer,
            KeyPair issuerKeys, @Nullable String host, Instant expires) throws Exception {
        var builder = new JcaX509v3CertificateBuilder(new X500Name(issuer),
                BigInteger.valueOf(System.nanoTime()),
                Date.from(Instant.now().minusSeconds(100_000)), Date.from(expires),
                new X500Name(subject), keys.getPublic());
        if (host == null) {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        } else {
            builder.addExtension(Extension.subjectAlternativeName, false,
                    new GeneralNames(new GeneralName(GeneralName.dNSName, host)));
        }
        return new JcaX509CertificateConverter().getCertificate(builder.build(
                new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKeys.getPrivate())));
    }

    private static byte[] hash(String algorithm, byte[] bytes) throws Exception {
        return MessageDigest.getInstance(algorithm).digest(bytes);
    }

    private static void trusted(Tlsa record, X509Certificate... chain) {
        assertThatCode(() -> new DaneTrust(Set.of(record), NAMES).checkServerTrusted(chain, "EC"))
                .doesNotThrowAnyException();
    }

    private static void refused(Tlsa record, X509Certificate... chain) {
        assertThatThrownBy(
                () -> new DaneTrust(Set.of(record), NAMES).checkServerTrusted(chain, "EC"))
                .isInstanceOf(CertificateException.class);
    }

    @Test
    void takesTheNamedCertificateInEveryFormOfNaming() throws Exception {
        byte[] whole = leaf.getEncoded();
        byte[] key = leaf.getPublicKey().getEncoded();
        for (int selector = 0; selector < 2; selector++) {
            byte[] bytes = selector == 0 ? whole : key;
            trusted(Tlsa.of(3, selector, 0, bytes), leaf);
            trusted(Tlsa.of(3, selector, 1, hash("SHA-256", bytes)), leaf);
            trusted(Tlsa.of(3, selector, 2, hash("SHA-512", bytes)), leaf);
            refused(Tlsa.of(3, selector, 1, hash("SHA-256", new byte[]{1})), leaf);
        }
        refused(Tlsa.of(3, 1, 1, hash("SHA-256", authority.getPublicKey().getEncoded())), leaf,
                authority);
    }

    @Test
    void anEndEntityNeedsNeitherNameNorDates() throws Exception {
        X509Certificate old = issued("elsewhere.example", Instant.now().minusSeconds(60));
        trusted(Tlsa.of(3, 1, 1, hash("SHA-256", old.getPublicKey().getEncoded())), old);
    }

    @Test
    void aTrustAnchorNeedsAChainANameAndDates() throws Exception {
        Tlsa anchor = Tlsa.of(2, 0, 1, hash("SHA-256", authority.getEncoded()));
        trusted(anchor, leaf, authority);
        trusted(anchor, issued("there.example", Instant.now().plusSeconds(60)), authority);
        trusted(anchor, issued("*.example", Instant.now().plusSeconds(60)), authority);
        refused(anchor, leaf);
        refused(anchor, issued("elsewhere.example", Instant.now().plusSeconds(60)), authority);
        refused(anchor, issued("mx.example", Instant.now().minusSeconds(60)), authority);
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        X509Certificate forged = certificate("CN=mx.example", generator.generateKeyPair(),
                "CN=Authority", generator.generateKeyPair(), "mx.example",
                Instant.now().plusSeconds(60));
        refused(anchor, forged, authority);
    }

    @Test
    void usesOnlyRecordsThatSmtpCanUse() {
        byte[] hash = new byte[32];
        assertThat(Tlsa.of(3, 1, 1, hash).isUsable()).isTrue();
        assertThat(Tlsa.of(2, 0, 2, new byte[64]).isUsable()).isTrue();
        assertThat(Tlsa.of(0, 1, 1, hash).isUsable()).isFalse();
        assertThat(Tlsa.of(1, 1, 1, hash).isUsable()).isFalse();
        assertThat(Tlsa.of(3, 2, 1, hash).isUsable()).isFalse();
        assertThat(Tlsa.of(3, 1, 3, hash).isUsable()).isFalse();
        assertThat(Tlsa.of(3, 1, 2, hash).isUsable()).isFalse();
        assertThat(Tlsa.of(3, 1, 0, new byte[0]).isUsable()).isFalse();
    }

    @Test
    void aStarStandsForOneLabel() {
        assertThat(DaneTrust.isNamed("*.example.com", "MX.example.com")).isTrue();
        assertThat(DaneTrust.isNamed("*.example.com", "a.mx.example.com")).isFalse();
        assertThat(DaneTrust.isNamed("*.example.com", "example.com")).isFalse();
        assertThat(DaneTrust.isNamed("*.example.com", ".example.com")).isFalse();
        assertThat(DaneTrust.isNamed("mx.example.com", "mx.example.com")).isTrue();
    }
}

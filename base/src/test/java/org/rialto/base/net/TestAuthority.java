package org.rialto.base.net;

import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// An authority and the certificates it signs.
public final class TestAuthority {
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final Duration VALIDITY = Duration.ofDays(10);

    private final Path directory;
    private final KeyPair keys = keys();
    private final X500Name name;
    private final X509Certificate certificate;

    /// @param directory where keys of what it signs are kept
    public TestAuthority(Path directory, String name) throws Exception {
        this.directory = directory;
        this.name = new X500Name("CN=" + name);
        JcaX509v3CertificateBuilder builder = builder(this.name, keys,
                Instant.now().minusSeconds(60), Instant.now().plus(VALIDITY));
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        certificate = signed(builder);
    }

    public X509Certificate certificate() { return certificate; }

    /// A list of revoked certificates.
    public X509CRL revoke(ServerTls... revoked) throws Exception {
        JcaX509v2CRLBuilder builder = new JcaX509v2CRLBuilder(certificate.getSubjectX500Principal(),
                new Date());
        builder.setNextUpdate(Date.from(Instant.now().plus(VALIDITY)));
        for (ServerTls each : revoked)
            builder.addCRLEntry(each.certificate().getSerialNumber(), new Date(), 0);
        return new JcaX509CRLConverter().getCRL(builder.build(signer()));
    }

    /// A certificate with these alternative names, as `dns:proxy.example.org,ip:127.0.0.1`.
    public ServerTls sign(String file, String alternativeNames) throws Exception {
        return sign(file, alternativeNames, Instant.now().plus(VALIDITY));
    }

    /// @param until which it is valid, beginning ten days before
    /// @param purposes what it is for alone
    public ServerTls sign(String file, String alternativeNames, Instant until,
            KeyPurposeId... purposes) throws Exception {
        KeyPair own = keys();
        JcaX509v3CertificateBuilder builder = builder(new X500Name("CN=" + file), own,
                until.minus(VALIDITY), until);
        String[] names = alternativeNames.split(",");
        GeneralName[] general = new GeneralName[names.length];
        for (int i = 0; i < names.length; i++)
            general[i] = alternativeName(names[i]);
        builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(general));
        if (purposes.length > 0)
            builder.addExtension(Extension.extendedKeyUsage, false,
                    new ExtendedKeyUsage(purposes));
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("leaf", own.getPrivate(), PASSWORD,
                new X509Certificate[]{signed(builder), certificate});
        Path kept = directory.resolve(file + ".p12");
        try (OutputStream out = Files.newOutputStream(kept)) {
            store.store(out, PASSWORD);
        }
        return ServerTls.load(new ServerTls.Source.Pkcs12(kept, PASSWORD));
    }

    private static GeneralName alternativeName(String name) {
        String value = name.substring(name.indexOf(':') + 1);
        return new GeneralName(switch (name.substring(0, name.indexOf(':'))) {
            case "dns" -> GeneralName.dNSName;
            case "ip" -> GeneralName.iPAddress;
            case "email" -> GeneralName.rfc822Name;
            case "uri" -> GeneralName.uniformResourceIdentifier;
            default -> throw new IllegalArgumentException(name);
        }, value);
    }

    private static KeyPair keys() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    private JcaX509v3CertificateBuilder builder(X500Name subject, KeyPair of, Instant from,
            Instant until) {
        return new JcaX509v3CertificateBuilder(name, new BigInteger(64, new SecureRandom()),
                Date.from(from), Date.from(until), subject, of.getPublic());
    }

    private ContentSigner signer() throws Exception {
        return new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
    }

    private X509Certificate signed(JcaX509v3CertificateBuilder builder) throws Exception {
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer()));
    }
}

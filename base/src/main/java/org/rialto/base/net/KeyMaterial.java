package org.rialto.base.net;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A certificate chain and its private key, from PEM (RFC 7468) or PKCS #12. Keys may be PKCS #8,
/// PKCS #1 (`RSA PRIVATE KEY`) or SEC 1 (`EC PRIVATE KEY`), as the usual ACME programs write them.
record KeyMaterial(X509Certificate[] chain, PrivateKey key) {
    private static final Pattern BLOCK = Pattern
            .compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");
    private static final byte[] VERSION_0 = {2, 1, 0};
    private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");
    private static final byte[] EC_PUBLIC_KEY = HexFormat.of().parseHex("06072a8648ce3d0201");

    static KeyMaterial fromPem(Path certificateFile, Path keyFile)
            throws IOException, GeneralSecurityException {
        List<X509Certificate> chain = new ArrayList<>();
        Matcher blocks = BLOCK.matcher(text(certificateFile));
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        while (blocks.find()) {
            if (!blocks.group(1).equals("CERTIFICATE"))
                continue;
            byte[] der = Base64.getMimeDecoder().decode(blocks.group(2));
            chain.add((X509Certificate) factory
                    .generateCertificate(new java.io.ByteArrayInputStream(der)));
        }
        if (chain.isEmpty()) {
            throw new IOException(certificateFile + " has no BEGIN CERTIFICATE block");
        }
        return checked(chain.toArray(X509Certificate[]::new), readKey(keyFile), keyFile);
    }

    static KeyMaterial fromPkcs12(Path file, char[] password)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password);
        }
        for (Enumeration<String> names = store.aliases(); names.hasMoreElements();) {
            String name = names.nextElement();
            Certificate[] found = store.getCertificateChain(name);
            if (found != null && store.getKey(name, password) instanceof PrivateKey key) {
                X509Certificate[] chain = new X509Certificate[found.length];
                for (int i = 0; i < found.length; i++)
                    chain[i] = (X509Certificate) found[i];
                return checked(chain, key, file);
            }
        }
        throw new IOException(file + " has no private key with a certificate");
    }

    private static KeyMaterial checked(X509Certificate[] chain, PrivateKey key, Path keyFile)
            throws IOException {
        String wanted = chain[0].getPublicKey().getAlgorithm();
        if (!wanted.equals(key.getAlgorithm())) {
            throw new IOException(keyFile + " has a key of type " + key.getAlgorithm()
                    + ", but the certificate is for " + wanted);
        }
        return new KeyMaterial(chain, key);
    }

    private static PrivateKey readKey(Path file) throws IOException {
        Matcher blocks = BLOCK.matcher(text(file));
        while (blocks.find()) {
            byte[] der = Base64.getMimeDecoder().decode(blocks.group(2));
            switch (blocks.group(1)) {
                case "PRIVATE KEY" -> {
                    return decode(der, file);
                }
                case "RSA PRIVATE KEY" -> {
                    return decode(sequence(VERSION_0, RSA, der(0x04, der)), file);
                }
                case "EC PRIVATE KEY" -> {
                    byte[] algorithm = sequence(EC_PUBLIC_KEY, curveOf(der, file));
                    return decode(sequence(VERSION_0, algorithm, der(0x04, der)), file);
                }
                case "ENCRYPTED PRIVATE KEY" -> throw new IOException(file
                        + " is encrypted; decrypt it with: openssl pkey -in " + file
                        + " -out key.pem");
                default -> {
                }
            }
        }
        throw new IOException(file + " has no BEGIN PRIVATE KEY block");
    }

    private static PrivateKey decode(byte[] pkcs8, Path file) throws IOException {
        for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm)
                        .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (GeneralSecurityException e) {
                // Another type, perhaps.
            }
        }
        throw new IOException(file + " is not a private key of type RSA, EC or EdDSA");
    }

    /// The curve's object identifier out of an ECPrivateKey: its field [0], RFC 5915 section 3.
    private static byte[] curveOf(byte[] sec1, Path file) throws IOException {
        for (int at = 0; at + 4 < sec1.length; at++) {
            int length = sec1[at + 1] & 0xff;
            boolean tagged = (sec1[at] & 0xff) == 0xa0 && sec1[at + 2] == 0x06
                    && (sec1[at + 3] & 0xff) == length - 2;
            if (tagged && at + 2 + length <= sec1.length) {
                return java.util.Arrays.copyOfRange(sec1, at + 2, at + 2 + length);
            }
        }
        throw new IOException(file + " does not name its curve; convert it with: openssl pkcs8"
                + " -topk8 -nocrypt -in " + file + " -out key.pem");
    }

    private static byte[] sequence(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts)
            all.writeBytes(part);
        return der(0x30, all.toByteArray());
    }

    private static byte[] der(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else {
            out.write(0x83);
            out.write(content.length >> 16);
            out.write(content.length >> 8);
            out.write(content.length);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }
}

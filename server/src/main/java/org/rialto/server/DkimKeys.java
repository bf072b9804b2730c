package org.rialto.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.rialto.server.config.Configuration;
import org.rialto.server.config.Settings;
import org.rialto.smtp.authentication.DkimSigner;
import org.rialto.transport.outbound.OutboundSigner;

/// The keys that outgoing mail is signed with, read from the files that the configuration names.
public final class DkimKeys {
    private DkimKeys() {}

    /// The signer of all keys; an `IOException` says which entry or file is wrong.
    static OutboundSigner signer(Home home, Configuration configuration) throws IOException {
        List<DkimSigner.Key> keys = new ArrayList<>();
        for (String entry : configuration.get(Settings.DKIM_KEYS)) {
            String[] parts = entry.split(":", 3);
            if (parts.length < 3) {
                throw new IOException(
                        "\"" + entry + "\" in outbound.dkim-keys is not domain:selector:file");
            }
            keys.add(new DkimSigner.Key(parts[0].strip(), parts[1].strip(),
                    read(home.resolve(parts[2].strip()))));
        }
        if (keys.isEmpty())
            return OutboundSigner.NONE;
        DkimSigner signer = new DkimSigner(keys, Clock.systemUTC());
        return (_, message) -> {
            try (var in = message.open()) {
                return signer.sign(in);
            }
        };
    }

    private static PrivateKey read(Path file) throws IOException {
        String base64 = Files.readString(file).replaceAll("-----[A-Z ]+-----", "")
                .replaceAll("\\s", "");
        for (String algorithm : List.of("RSA", "Ed25519")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(
                        new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                // Of the other kind, perhaps.
            }
        }
        throw new IOException(file + " holds no unencrypted RSA or Ed25519 key (PKCS #8, PEM)");
    }

    /// Makes an RSA key, which every receiver understands, and returns the DNS record's value.
    public static String create(Path file) throws IOException {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair keys = generator.generateKeyPair();
            Files.createFile(file, PosixFilePermissions
                    .asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, "-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getMimeEncoder(64, new byte[]{'\n'})
                            .encodeToString(keys.getPrivate().getEncoded())
                    + "\n-----END PRIVATE KEY-----\n");
            return "v=DKIM1; k=rsa; p="
                    + Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot make a key: " + e.getMessage(), e);
        }
    }
}

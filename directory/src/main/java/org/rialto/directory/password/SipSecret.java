package org.rialto.directory.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.base.MalformedDataException;

/// H(A1) of a password for digest authentication in SIP (RFC 3261 §22.4, RFC 8760): of the log-in name
/// and of `name@domain`, by MD5 and by SHA-256, the domain being the realm. It is as good as the
/// password to whoever speaks SIP with it, so it is kept only where SIP is turned on, and sealed
/// ([SipSeal]).
public final class SipSecret {
    /// How the response is computed, by its name in a challenge.
    public enum Algorithm {
        MD5("MD5"), SHA_256("SHA-256");

        private final String word;

        Algorithm(String word) { this.word = word; }

        public String word() { return word; }

        byte[] digest(String text) {
            try {
                return MessageDigest.getInstance(word)
                        .digest(text.getBytes(StandardCharsets.UTF_8));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        private int bytes() { return this == MD5 ? 16 : 32; }
    }

    private static final int FORM = 1;

    private final String name;
    private final String realm;
    private final byte[][] hashes;

    private SipSecret(String name, String realm, byte[][] hashes) {
        this.name = name;
        this.realm = realm;
        this.hashes = hashes;
    }

    static SipSecret of(String name, String domain, String password) {
        String realm = domain.toLowerCase(Locale.ROOT);
        byte[][] hashes = new byte[4][];
        int at = 0;
        for (String user : new String[]{name, name + "@" + realm}) {
            for (Algorithm algorithm : Algorithm.values()) {
                hashes[at++] = algorithm.digest(user + ":" + realm + ":" + password);
            }
        }
        return new SipSecret(name, realm, hashes);
    }

    /// Whether it was made for the name that the user has now.
    boolean isOf(String nowName, String nowDomain) {
        return name.equals(nowName) && realm.equals(nowDomain.toLowerCase(Locale.ROOT));
    }

    /// H(A1) of the user name as the client wrote it, and of the realm; empty for what none was made
    /// of.
    public Optional<byte[]> hash(Algorithm algorithm, String userName, String askedRealm) {
        if (!askedRealm.equals(realm))
            return Optional.empty();
        if (userName.equals(name))
            return Optional.of(hashes[algorithm.ordinal()].clone());
        return userName.equals(name + "@" + realm)
                ? Optional.of(hashes[2 + algorithm.ordinal()].clone())
                : Optional.empty();
    }

    byte[] encode() {
        ByteWriter out = new ByteWriter(160).writeInt8(FORM);
        for (String text : new String[]{name, realm}) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            out.writeVarint(bytes.length);
            out.writeBytes(bytes);
        }
        for (byte[] hash : hashes)
            out.writeBytes(hash);
        return out.toByteArray();
    }

    static @Nullable SipSecret decode(byte[] bytes) {
        try {
            ByteReader in = new ByteReader(bytes);
            if (in.readUint8() != FORM)
                return null;
            String name = text(in);
            String realm = text(in);
            byte[][] hashes = new byte[4][];
            for (int i = 0; i < hashes.length; i++)
                hashes[i] = in.readBytes(Algorithm.values()[i % 2].bytes());
            return new SipSecret(name, realm, hashes);
        } catch (MalformedDataException e) {
            return null;
        }
    }

    private static String text(ByteReader in) {
        return new String(in.readBytes(in.checkCount(in.readVarint(), 1)),
                StandardCharsets.UTF_8);
    }

    @Override
    public String toString() { return "SipSecret"; }
}

package org.rialto.directory.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.commons.codec.digest.Sha2Crypt;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.rialto.mapi.MailError;

/// A password as it is stored. New ones are [Argon2id]; the others come in by import, written as
/// Dovecot and OpenLDAP write them (`{SCHEME}text`), and are replaced at the first log-in.
///
/// Computing one takes tens of milliseconds and, for Argon2id, its memory: call through
/// [PasswordHasher], which bounds how many run at once.
public sealed interface PasswordHash {
    /// Whether the password is the one; compares in constant time.
    boolean matches(String password);

    /// What is stored; [#parse] reads it back.
    String text();

    /// @throws MailError.Invalid when the text is of no scheme known here, or broken
    static PasswordHash parse(String text) {
        int brace = text.startsWith("{") ? text.indexOf('}') : -1;
        String scheme = brace < 0 ? "" : text.substring(1, brace).toUpperCase(Locale.ROOT);
        String rest = text.substring(brace + 1);
        if (scheme.equals("CRYPT") || scheme.isEmpty()) {
            scheme = rest.startsWith("$argon2id$")
                    ? "ARGON2ID"
                    : rest.startsWith("$6$")
                            ? "SHA512-CRYPT"
                            : rest.startsWith("$2") ? "BLF-CRYPT" : scheme;
        }
        return switch (scheme) {
            case "ARGON2ID" -> Argon2id.parse(rest);
            case "SHA512-CRYPT" -> Sha512Crypt.parse(rest);
            case "BLF-CRYPT", "BCRYPT" -> Bcrypt.parse(rest);
            case "SSHA" -> SaltedSha1.parse(rest);
            default -> throw new MailError.Invalid("the password hash is of no scheme known here;"
                    + " known are {ARGON2ID}, {SHA512-CRYPT}, {BLF-CRYPT} and {SSHA}");
        };
    }

    /// `$argon2id$v=19$m=19456,t=2,p=1$SALT$HASH`, the PHC string format.
    record Argon2id(Argon2idParameters parameters, byte[] salt, byte[] hash)
            implements
                PasswordHash {
        private static final Pattern FORM = Pattern.compile(
                "\\$argon2id\\$v=19\\$m=(\\d{1,8}),t=(\\d{1,4}),p=(\\d{1,3})"
                        + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

        static Argon2id parse(String text) {
            Matcher form = FORM.matcher(text);
            if (!form.matches())
                throw new MailError.Invalid("the Argon2id hash is malformed");
            Argon2idParameters parameters = new Argon2idParameters(Integer.parseInt(form.group(1)),
                    Integer.parseInt(form.group(2)), Integer.parseInt(form.group(3)));
            return new Argon2id(parameters, base64(form.group(4)), base64(form.group(5)));
        }

        static Argon2id compute(Argon2idParameters parameters, byte[] salt, String password) {
            return new Argon2id(parameters, salt,
                    generate(parameters, salt, PreparedText.passwordBytes(password), 32));
        }

        private static byte[] generate(Argon2idParameters parameters, byte[] salt, byte[] password,
                int length) {
            Argon2BytesGenerator generator = new Argon2BytesGenerator();
            generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                    .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                    .withMemoryAsKB(parameters.memoryKibibytes())
                    .withIterations(parameters.iterations())
                    .withParallelism(parameters.parallelism()).withSalt(salt).build());
            byte[] out = new byte[length];
            generator.generateBytes(password, out);
            return out;
        }

        @Override
        public boolean matches(String password) {
            byte[] raw = password.getBytes(StandardCharsets.UTF_8);
            byte[] prepared = PreparedText.passwordBytes(password);
            boolean same = MessageDigest.isEqual(hash,
                    generate(parameters, salt, prepared, hash.length));
            // An imported hash was made of the bytes as typed.
            return same || !Arrays.equals(raw, prepared) && MessageDigest.isEqual(hash,
                    generate(parameters, salt, raw, hash.length));
        }

        @Override
        public String text() {
            Base64.Encoder encoder = Base64.getEncoder().withoutPadding();
            return "{ARGON2ID}$argon2id$v=19$m=" + parameters.memoryKibibytes() + ",t="
                    + parameters.iterations() + ",p=" + parameters.parallelism() + "$"
                    + encoder.encodeToString(salt) + "$" + encoder.encodeToString(hash);
        }
    }

    /// `$6$[rounds=N$]SALT$HASH`, Drepper's SHA-crypt.
    record Sha512Crypt(String crypt) implements PasswordHash {
        private static final Pattern FORM = Pattern
                .compile("\\$6\\$(rounds=(\\d{4,7})\\$)?[./0-9A-Za-z]{1,16}\\$[./0-9A-Za-z]{86}");

        static Sha512Crypt parse(String text) {
            if (!FORM.matcher(text).matches()) {
                throw new MailError.Invalid("the SHA512-CRYPT hash is malformed");
            }
            return new Sha512Crypt(text);
        }

        @Override
        public boolean matches(String password) {
            return equalText(crypt,
                    Sha2Crypt.sha512Crypt(password.getBytes(StandardCharsets.UTF_8), crypt));
        }

        @Override
        public String text() { return "{SHA512-CRYPT}" + crypt; }

        @Override
        public String toString() { return "Sha512Crypt[]"; }
    }

    /// `$2y$COST$SALTHASH`, OpenBSD's bcrypt.
    record Bcrypt(String crypt) implements PasswordHash {
        private static final Pattern FORM = Pattern
                .compile("\\$2[aby]\\$(0[4-9]|1[0-6])\\$[./0-9A-Za-z]{53}");

        static Bcrypt parse(String text) {
            if (!FORM.matcher(text).matches()) {
                throw new MailError.Invalid("the bcrypt hash is malformed or its cost is over 16");
            }
            return new Bcrypt(text);
        }

        @Override
        public boolean matches(String password) {
            byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
            // bcrypt reads 72 bytes and no more.
            return OpenBSDBCrypt.checkPassword(crypt,
                    bytes.length > 72 ? Arrays.copyOf(bytes, 72) : bytes);
        }

        @Override
        public String text() { return "{BLF-CRYPT}" + crypt; }

        @Override
        public String toString() { return "Bcrypt[]"; }
    }

    /// `{SSHA}base64(SHA1(password salt) salt)`, OpenLDAP's.
    record SaltedSha1(byte[] digest, byte[] salt) implements PasswordHash {
        static SaltedSha1 parse(String text) {
            byte[] bytes = base64(text);
            if (bytes.length < 21 || bytes.length > 84) {
                throw new MailError.Invalid("the SSHA hash is malformed");
            }
            return new SaltedSha1(Arrays.copyOf(bytes, 20),
                    Arrays.copyOfRange(bytes, 20, bytes.length));
        }

        @Override
        public boolean matches(String password) {
            try {
                MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
                sha1.update(password.getBytes(StandardCharsets.UTF_8));
                return MessageDigest.isEqual(digest, sha1.digest(salt));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public String text() {
            byte[] both = Arrays.copyOf(digest, digest.length + salt.length);
            System.arraycopy(salt, 0, both, digest.length, salt.length);
            return "{SSHA}" + Base64.getEncoder().encodeToString(both);
        }
    }

    private static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new MailError.Invalid("the password hash holds broken base64", e);
        }
    }

    private static boolean equalText(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.US_ASCII),
                other.getBytes(StandardCharsets.US_ASCII));
    }
}

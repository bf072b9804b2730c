package org.rialto.directory.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rialto.mapi.MailError;

final class PasswordHashTest {
    private static final PasswordHasher HASHER = new PasswordHasher(new PasswordHasher.Settings(
            new Argon2idParameters(64, 1, 1), 4096, 2, Duration.ofSeconds(5), 8));

    /// Made by other programs: Drepper's specification of SHA-crypt, crypt_blowfish's and
    /// the Argon2 reference's published tests.
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "Hello world!|{SHA512-CRYPT}$6$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnIFNjnQJuesI68u4OTLiBFdcbYEdFCoEOfaS35inz1",
            "Hello world!|$6$rounds=10000$saltstringsaltst$OW1/O6BYHV6BcXZu8QVeXbDWra3Oeqh0sbHbbMCVNSnCM/UrjmM0Dp8vOuZeHBy/YTBmSK6H9qs/y3RnOaw5v.",
            "U*U|{BLF-CRYPT}$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
            "password|{ARGON2ID}$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"})
    void verifiesHashesOfOtherPrograms(String password, String hash) {
        PasswordHash parsed = PasswordHash.parse(hash);
        assertThat(HASHER.matches(parsed, password)).isTrue();
        assertThat(HASHER.matches(parsed, password + "x")).isFalse();
        assertThat(PasswordHash.parse(parsed.text()).text()).isEqualTo(parsed.text());
    }

    @Test
    void verifiesSaltedSha1() throws Exception {
        byte[] salt = {1, 2, 3, 4, 5, 6, 7, 8};
        java.security.MessageDigest sha1 = java.security.MessageDigest.getInstance("SHA-1");
        sha1.update("secret".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        byte[] digest = sha1.digest(salt);
        byte[] both = java.util.Arrays.copyOf(digest, 28);
        System.arraycopy(salt, 0, both, 20, 8);
        PasswordHash hash = PasswordHash
                .parse("{ssha}" + Base64.getEncoder().encodeToString(both));
        assertThat(hash.matches("secret")).isTrue();
        assertThat(hash.matches("Secret")).isFalse();
        assertThat(HASHER.isOutdated(new Credential(hash, java.util.Optional.empty()))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "{PLAIN}secret", "{ARGON2ID}x", "{SSHA}AAAA",
            "{SSHA}!!!!", "$2a$31$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
            "{SHA512-CRYPT}$6$rounds=99999999$x$y",
            "$argon2id$v=19$m=99999999,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"})
    void refusesHashesItCannotVerifyOrThatCostTooMuch(String text) {
        assertThatThrownBy(() -> PasswordHash.parse(text)).isInstanceOf(MailError.Invalid.class);
    }

    @Test
    void comparesPasswordsAsPeopleTypeThem() {
        Credential credential = HASHER.credential("Pa\u00dfw\u00f6rter\u00a0x");
        assertThat(HASHER.matches(credential.hash(), "Pa\u00dfwo\u0308rter x")).isTrue();
        assertThat(HASHER.matches(credential.hash(), "Pasw\u00f6rter x")).isFalse();
        assertThat(credential.scramKeys().orElseThrow().matches("Pa\u00dfwo\u0308rter x")).isTrue();
        assertThat(HASHER.isOutdated(credential)).isFalse();
    }

    @Test
    void saltsEachHash() {
        assertThat(HASHER.credential("Password01!").hash().text())
                .isNotEqualTo(HASHER.credential("Password01!").hash().text());
    }

    @Test
    void refusesShortAndEndlessPasswords() {
        assertThatThrownBy(() -> HASHER.credential("short")).isInstanceOf(MailError.Invalid.class)
                .hasMessageContaining("8");
        assertThatThrownBy(() -> HASHER.credential("x".repeat(1025)))
                .isInstanceOf(MailError.Invalid.class);
    }

    @Test
    void restoresScramKeysFromTheirText() {
        ScramKeys keys = ScramKeys.derive("Password01!", new byte[16], 4096);
        ScramKeys read = ScramKeys.parse(keys.text());
        assertThat(read.text()).isEqualTo(keys.text());
        assertThat(read.matches("Password01!")).isTrue();
        assertThat(read.matches("Password01")).isFalse();
    }
}

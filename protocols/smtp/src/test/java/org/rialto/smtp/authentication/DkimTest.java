package org.rialto.smtp.authentication;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rialto.smtp.authentication.DkimResult.Result;

class DkimTest {
    private static final ExecutorService EXECUTOR = Executors.newVirtualThreadPerTaskExecutor();
    private static final String RSA_2048_RFC6376 = "v=DKIM1; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQ"
            + "KBgQDwIRP/UC3SBsEmGqZ9ZJW3/DkMoGeLnQg1fWn7/zYtIxN2SnFCjxOCKG9v3b4jYfcTNh5ijSsq631uBItL"
            + "a7od+v/RtdC2UzJ1lWT947qR+Rcac2gbto/NMqJ0fzfVjH4OuKhitdY9tf6mcwGjaNBcWToIMmPSPDdQPNUYck"
            + "cQ2QIDAQAB";
    private static final String RSA_RFC8463 = "v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBi"
            + "QKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQiY/J16JYi0Qvx/byYzCNb3W91y3FutAC"
            + "DfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+l/"
            + "K4w3QIDAQAB";
    private static final String ED25519_RFC8463 = "v=DKIM1; k=ed25519; "
            + "p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

    @AfterAll
    static void close() { EXECUTOR.close(); }

    private static byte[] spec(String name) throws Exception {
        try (InputStream in = DkimTest.class.getResourceAsStream("/spec/" + name)) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), ISO_8859_1).replace("\n", "\r\n")
                    .getBytes(ISO_8859_1);
        }
    }

    static List<DkimResult> verify(byte[] message, Dns dns, int pieceSize) {
        int end = HeaderSection.findEnd(message, 0, message.length);
        HeaderSection section = HeaderSection.parse(message, end);
        DkimVerifier verifier = new DkimVerifier(section, 10, dns, EXECUTOR, Clock.systemUTC());
        for (int at = section.lengthOctets(); at < message.length; at += pieceSize) {
            verifier.body(message, at, Math.min(pieceSize, message.length - at));
        }
        return verifier.finish(System.nanoTime() + TimeUnit.SECONDS.toNanos(60));
    }

    private static ScriptedZone rfc8463() {
        return new ScriptedZone()
                .txt("brisbane._domainkey.football.example.com", ED25519_RFC8463)
                .txt("test._domainkey.football.example.com", RSA_RFC8463);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100_000})
    void verifiesTheExampleOfRfc8463(int pieceSize) throws Exception {
        List<DkimResult> results = verify(spec("rfc8463-appendix-a.eml"), rfc8463(), pieceSize);
        assertThat(results).extracting(DkimResult::result).containsExactly(Result.PASS,
                Result.PASS);
        assertThat(results.getFirst().algorithm()).isEqualTo("ed25519-sha256");
        assertThat(results.getFirst().domain()).isEqualTo("football.example.com");
        assertThat(results.getFirst().signatureStart()).isEqualTo("/gCrinpc");
    }

    @Test
    void verifiesTheExampleOfRfc6376() throws Exception {
        ScriptedZone zone = new ScriptedZone().txt("brisbane._domainkey.example.com",
                RSA_2048_RFC6376);
        assertThat(verify(spec("rfc6376-appendix-a.eml"), zone, 1000)).singleElement()
                .satisfies(result -> assertThat(result.result()).as(result.reason())
                        .isEqualTo(Result.PASS));
    }

    @Test
    void anyChangeOfASignedByteFails() throws Exception {
        byte[] message = spec("rfc8463-appendix-a.eml");
        String text = new String(message, ISO_8859_1);
        byte[] body = text.replace("lost", "won ").getBytes(ISO_8859_1);
        assertThat(verify(body, rfc8463(), 1000)).extracting(DkimResult::reason)
                .containsOnly("the body was changed");
        byte[] subject = text.replace("dinner", "supper").getBytes(ISO_8859_1);
        assertThat(verify(subject, rfc8463(), 1000)).extracting(DkimResult::reason)
                .containsOnly("the signature does not match the header");
        // h= names From twice: a second one breaks the signature.
        byte[] added = text.replace("\r\n\r\nHi", "\r\nFrom: eve@example.net\r\n\r\nHi")
                .getBytes(ISO_8859_1);
        assertThat(verify(added, rfc8463(), 1000)).extracting(DkimResult::result)
                .containsOnly(Result.FAIL);
    }

    @Test
    void tellsWhyThereIsNoKey() throws Exception {
        byte[] message = spec("rfc8463-appendix-a.eml");
        assertThat(verify(message, new ScriptedZone(), 1000))
                .extracting(DkimResult::result).containsOnly(Result.PERMERROR);
        ScriptedZone revoked = new ScriptedZone()
                .failing("test._domainkey.football.example.com")
                .txt("brisbane._domainkey.football.example.com", "v=DKIM1; k=ed25519; p=");
        List<DkimResult> results = verify(message, revoked, 1000);
        assertThat(results.get(0).reason()).contains("revoked");
        assertThat(results.get(1).result()).isEqualTo(Result.TEMPERROR);
    }

    @ParameterizedTest
    @CsvSource({"rsa,2048", "Ed25519,255"})
    void verifiesWhatItSigned(String algorithm, int bits) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        if (algorithm.equals("rsa")) {
            generator.initialize(bits);
        }
        KeyPair pair = generator.generateKeyPair();
        byte[] encoded = pair.getPublic().getEncoded();
        String published = algorithm.equals("rsa")
                ? Base64.getEncoder().encodeToString(encoded)
                : Base64.getEncoder().encodeToString(
                        java.util.Arrays.copyOfRange(encoded, 12, encoded.length));
        ScriptedZone zone = new ScriptedZone().txt("s1._domainkey.example.com",
                "v=DKIM1; k=" + algorithm.toLowerCase(java.util.Locale.ROOT) + "; p=" + published);
        DkimSigner signer = new DkimSigner(
                List.of(new DkimSigner.Key("example.com", "s1", pair.getPrivate())),
                Clock.systemUTC());
        Random random = new Random(6376);
        for (int run = 0; run < 20; run++) {
            byte[] message = randomMessage(random);
            byte[] fields = signer.sign(new ByteArrayInputStream(message));
            byte[] signed = new byte[fields.length + message.length];
            System.arraycopy(fields, 0, signed, 0, fields.length);
            System.arraycopy(message, 0, signed, fields.length, message.length);
            assertThat(new String(fields, ISO_8859_1).split("\r\n"))
                    .allSatisfy(line -> assertThat(line.length()).isLessThan(100));
            assertThat(verify(signed, zone, 1 + random.nextInt(500))).singleElement().satisfies(
                    result -> assertThat(result.result()).as(result.reason())
                            .isEqualTo(Result.PASS));
        }
    }

    @Test
    void signsOnlyForDomainsItHasKeysFor() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        DkimSigner signer = new DkimSigner(
                List.of(new DkimSigner.Key("example.com", "s1", pair.getPrivate())),
                Clock.systemUTC());
        assertThat(signer.sign(new ByteArrayInputStream(
                "From: a@example.net\r\n\r\nx\r\n".getBytes(ISO_8859_1)))).isEmpty();
        assertThat(signer.sign(new ByteArrayInputStream("".getBytes(ISO_8859_1)))).isEmpty();
    }

    private static byte[] randomMessage(Random random) {
        StringBuilder text = new StringBuilder("From: A <a@example.com>\r\nSubject: x\r\n"
                + "List-Id: y\r\nReceived: z\r\n\r\n");
        String alphabet = "ab \t\r\n.é";
        int length = random.nextInt(3000);
        for (int at = 0; at < length; at++) {
            char c = alphabet.charAt(random.nextInt(alphabet.length()));
            text.append(c == '\r' ? "\r\n" : c == '\n' ? "\r\n" : String.valueOf(c));
        }
        return text.toString().getBytes(ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v=1", "v=2; a=rsa-sha256; b=x; bh=x; d=a; h=from; s=s",
            "v=1; a=rsa-sha256; b=AA==; bh=AA==; d=a; h=to; s=s",
            "v=1; a=rsa-sha256; b=AA==; bh=AA==; d=a.b; i=x@c.b; h=from; s=s",
            "v=1; a=rsa-sha256; b=AA==; bh=AA==; d=a; h=from; s=s; l=-1",
            "v=1; a=rsa-sha256; b=!; bh=AA==; d=a; h=from; s=s",
            "v=1; v=1; a=rsa-sha256; b=AA==; bh=AA==; d=a; h=from; s=s"})
    void malformedSignaturesAreErrorsAndNothingElse(String value) {
        byte[] message = ("DKIM-Signature: " + value + "\r\nFrom: a@a\r\n\r\nx\r\n")
                .getBytes(ISO_8859_1);
        assertThat(verify(message, new ScriptedZone(), 10)).singleElement()
                .extracting(DkimResult::result).isEqualTo(Result.PERMERROR);
    }

    @Test
    void mutatedSignaturesAndKeysNeverPassAndNeverThrow() throws Exception {
        byte[] message = spec("rfc8463-appendix-a.eml");
        int headerEnd = new String(message, ISO_8859_1).indexOf("From:");
        Random random = new Random(8463);
        int runs = Integer.getInteger("rialto.fuzz.runs", 2_000);
        for (int run = 0; run < runs; run++) {
            byte[] changed = message.clone();
            for (int change = random.nextInt(3); change >= 0; change--) {
                changed[random.nextInt(headerEnd)] = (byte) random.nextInt(256);
            }
            String record = ED25519_RFC8463;
            if (random.nextBoolean()) {
                char[] key = record.toCharArray();
                key[random.nextInt(key.length)] = (char) random.nextInt(128);
                record = new String(key);
            }
            int end = HeaderSection.findEnd(changed, 0, changed.length);
            assertThat(verify(changed, new ScriptedZone().txt(
                    "brisbane._domainkey.football.example.com", record), 1000)).isNotNull();
            assertThat(end).isPositive();
        }
    }
}

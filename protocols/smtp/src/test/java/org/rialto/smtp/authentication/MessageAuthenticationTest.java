package org.rialto.smtp.authentication;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rialto.directory.SmtpAddress;

class MessageAuthenticationTest {
    private static final MessageAuthentication.Configuration CONFIGURATION = new MessageAuthentication.Configuration(
            true, true, false, true, 3, Duration.ofSeconds(2));
    private final ScriptedZone zone = new ScriptedZone();

    private Examination.Verdict examine(String client, String greeting, String sender,
            String message) throws Exception {
        return examine(CONFIGURATION, client, greeting, sender, message);
    }

    private Examination.Verdict examine(MessageAuthentication.Configuration configuration,
            String client, String greeting, String sender, String message) throws Exception {
        Examination examination = Objects.requireNonNull(
                new MessageAuthentication(configuration, zone).begin(InetAddress.getByName(client),
                        greeting, sender.isEmpty() ? null : SmtpAddress.parse(sender),
                        "mx.example.com"));
        byte[] bytes = message.getBytes(ISO_8859_1);
        HeaderSection section = HeaderSection.parse(bytes,
                HeaderSection.findEnd(bytes, 0, bytes.length));
        examination.header(section);
        examination.body(bytes, section.lengthOctets(), bytes.length - section.lengthOctets());
        return examination.finish();
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.1,pass", "192.0.2.9,fail", "198.51.100.7,pass", "2001:db8::1,pass",
            "203.0.113.4,pass"})
    void evaluatesSpf(String client, String result) throws Exception {
        zone.txt("sender.example", "v=spf1 ip4:192.0.2.1 mx include:other.example ip6:2001:db8::/32"
                + " -all").with("sender.example", Dns.Kind.MX, "mail.sender.example")
                .with("mail.sender.example", Dns.Kind.A, "198.51.100.7")
                .txt("other.example", "v=spf1 ip4:203.0.113.0/24 ~all");
        assertThat(examine(client, "mail.sender.example", "a@sender.example",
                "From: a@sender.example\r\n\r\n").field()).startsWith(
                        "Authentication-Results: mx.example.com;\r\n\tspf=" + result
                                + " smtp.mailfrom=a@sender.example;\r\n\tdkim=none");
    }

    @Test
    void spfIsNoneWithoutPolicyAndAnErrorWithAWrongOne() throws Exception {
        zone.txt("loop.example", "v=spf1 include:loop.example -all")
                .txt("two.example", "v=spf1 -all").txt("two.example", "v=spf1 +all")
                .failing("down.example");
        String message = "From: a@b.example\r\n\r\n";
        assertThat(examine("192.0.2.1", "h", "a@nothing.example", message).field())
                .contains("spf=none");
        assertThat(examine("192.0.2.1", "h", "a@loop.example", message).field())
                .contains("spf=permerror");
        assertThat(examine("192.0.2.1", "h", "a@two.example", message).field())
                .contains("spf=permerror");
        assertThat(examine("192.0.2.1", "h", "a@down.example", message).field())
                .contains("spf=temperror");
        assertThat(zone.lookups.get()).isLessThan(100);
    }

    @Test
    void checksTheGreetingWhenThereIsNoSender() throws Exception {
        zone.txt("mail.sender.example", "v=spf1 ip4:192.0.2.1 -all");
        assertThat(examine("192.0.2.1", "mail.sender.example", "",
                "From: a@sender.example\r\n\r\n").field())
                .contains("spf=pass smtp.helo=mail.sender.example");
    }

    @ParameterizedTest
    @CsvSource({
            // published at, record, author, SPF domain, result, action
            "example.org,p=reject,example.org,example.org,pass,none",
            "example.org,p=reject,example.org,bounce.example.org,pass,none",
            "example.org,p=reject;aspf=s,example.org,bounce.example.org,fail,reject",
            "example.org,p=reject,example.org,example.net,fail,reject",
            "example.org,p=reject;t=y,example.org,example.net,fail,quarantine",
            "example.org,p=reject;pct=0,example.org,example.net,fail,quarantine",
            "example.org,p=none,example.org,example.net,fail,none",
            "example.org,p=none;sp=reject,www.example.org,example.net,fail,reject",
            "example.org,p=none;np=reject,nowhere.example.org,example.net,fail,reject",
            "example.org,p=reject;np=none,nowhere.example.org,example.net,fail,none",
            "example.org,p=reject;psd=n,a.b.c.d.e.f.g.h.i.j.example.org,example.org,pass,none",
            "org,p=reject;psd=y,example.org,example.net,fail,reject",
            "org,p=reject;psd=y,a.example.org,b.example.org,pass,none",
            "org,p=reject;psd=y,a.example.org,other.org,fail,reject"})
    void followsDmarc(String at, String record, String author, String spfDomain, String result,
            String action) throws Exception {
        zone.txt("_dmarc." + at, "v=DMARC1; " + record.replace(";", "; "))
                .txt(spfDomain, "v=spf1 ip4:192.0.2.1 -all")
                .with("www.example.org", Dns.Kind.A, "192.0.2.80");
        Examination.Verdict verdict = examine("192.0.2.1", "h.example", "x@" + spfDomain,
                "From: \"eve@example.net\" <a@" + author + ">\r\n\r\n");
        assertThat(verdict.field()).contains("spf=pass", "dmarc=" + result + " (p=",
                "action=" + action + ") header.from=" + author);
        assertThat(verdict.refusal() != null).isEqualTo(action.equals("reject"));
    }

    @Test
    void passesDmarcByAnAlignedSignature() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] encoded = pair.getPublic().getEncoded();
        zone.txt("_dmarc.example.org", "v=DMARC1; p=reject")
                .txt("s._domainkey.example.org", "v=DKIM1; k=ed25519; p=" + Base64.getEncoder()
                        .encodeToString(Arrays.copyOfRange(encoded, 12, encoded.length)));
        String message = "From: a@example.org\r\nSubject: x\r\n\r\nbody\r\n";
        byte[] fields = new DkimSigner(
                List.of(new DkimSigner.Key("example.org", "s", pair.getPrivate())),
                Clock.systemUTC()).sign(new ByteArrayInputStream(message.getBytes(ISO_8859_1)));
        String signed = new String(fields, ISO_8859_1) + message;
        Examination.Verdict good = examine("192.0.2.1", "h.example", "x@example.net", signed);
        assertThat(good.field()).contains("dkim=pass header.d=example.org header.s=s",
                "header.a=ed25519-sha256 header.b=", "dmarc=pass");
        assertThat(good.refusal()).isNull();
        Examination.Verdict changed = examine("192.0.2.1", "h.example", "x@example.net",
                signed + "more\r\n");
        assertThat(changed.field()).contains("dkim=fail (the body was changed)",
                "dmarc=fail (p=reject action=reject)");
        assertThat(changed.refusal()).isNotNull();
        // A second author field is how to show one name and authenticate another.
        Examination.Verdict twice = examine("192.0.2.1", "h.example", "x@example.net",
                "From: b@example.org\r\n" + signed);
        assertThat(twice.refusal()).isNotNull();
    }

    @Test
    void doesNotPunishWhatDnsCannotTell() throws Exception {
        zone.failing("_dmarc.example.org");
        Examination.Verdict verdict = examine("192.0.2.1", "h.example", "x@example.net",
                "From: a@example.org\r\n\r\n");
        assertThat(verdict.field()).contains("dmarc=temperror");
        assertThat(verdict.refusal()).isNull();
    }

    @Test
    void waitsNoLongerThanConfigured() throws Exception {
        MessageAuthentication slow = new MessageAuthentication(
                new MessageAuthentication.Configuration(true, true, false, true, 3,
                        Duration.ofMillis(300)),
                (_, _) -> {
                    try {
                        Thread.sleep(60_000);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return Dns.Answer.FAILED;
                });
        long start = System.nanoTime();
        Examination examination = Objects.requireNonNull(
                slow.begin(InetAddress.getByName("192.0.2.1"), "h.example",
                        SmtpAddress.parse("a@example.org"), "mx.example.com"));
        byte[] header = "From: a@example.org\r\n\r\n".getBytes(ISO_8859_1);
        examination.header(HeaderSection.parse(header, header.length));
        assertThat(examination.finish().field()).contains("spf=temperror", "dmarc=temperror");
        assertThat((System.nanoTime() - start) / 1_000_000).isLessThan(30_000);
    }

    @Test
    void refusesByHardSpfFailWhenConfigured() throws Exception {
        zone.txt("example.org", "v=spf1 -all");
        MessageAuthentication.Configuration strict = new MessageAuthentication.Configuration(true,
                true, true, true, 3, Duration.ofSeconds(2));
        assertThat(examine(strict, "192.0.2.1", "h.example", "x@example.org",
                "From: a@example.org\r\n\r\n").refusal()).extracting(Examination.Refusal::status)
                .isEqualTo("5.7.23");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"mx.example.com; spf=pass|true",
            "MX.Example.com 1; spf=pass|true", "(hello) mx.example.com;none|true",
            "\"mx.example.com\"; none|true", "mx.example.com|true",
            "other.example.com; spf=pass|false"})
    void knowsForgedResults(String value, boolean forged) {
        HeaderField field = HeaderField.of("Authentication-Results: " + value + "\r\n", 22);
        assertThat(AuthenticationResults.isForged(field, "mx.example.com")).isEqualTo(forged);
    }

    @Test
    void leavesThisMachineAlone() throws Exception {
        assertThat(new MessageAuthentication(CONFIGURATION, zone)
                .begin(InetAddress.getByName("127.0.0.1"), "h", null, "mx")).isNull();
    }
}

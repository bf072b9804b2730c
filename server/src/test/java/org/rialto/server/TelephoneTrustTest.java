package org.rialto.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.base.net.ServerTls;
import org.rialto.telephony.sip.SipLayer;
import org.rialto.telephony.sip.SipRequest;
import org.rialto.telephony.sip.SipSettings;
import org.rialto.telephony.sip.SipTarget;
import org.rialto.telephony.sip.SipTrust;
import org.rialto.telephony.sip.SipUri;

/// The trust list of telephones in a whole server.
@Timeout(300)
class TelephoneTrustTest {
    @TempDir
    Path directory;

    private static int status(SipLayer proxy, SipTarget server) throws Exception {
        SipRequest options = new SipRequest("OPTIONS", SipUri.parse("sip:bob@example.org"));
        options.headers().add("From", "<sip:ann@example.org>;tag=1");
        options.headers().add("To", "<sip:bob@example.org>");
        options.headers().add("Call-ID", SipLayer.random(8));
        options.headers().add("CSeq", "1 OPTIONS");
        return proxy.exchange(options, server).status();
    }

    /// Over a connection that is open as over new ones.
    @Test
    void itIsTakenWhileTheServerRuns() throws Exception {
        Path home = directory.resolve("home");
        try (ServerUnderTest server = new ServerUnderTest(home)) {
            server.addUser("ann", "Password01!");
            server.addUser("bob", "Password01!");
            // A proxy that has the same certificate: what counts is the list.
            ServerTls identity = ServerTls.load(new ServerTls.Source.Pem(
                    home.resolve("tls/cert.pem"), home.resolve("tls/key.pem")));
            String fingerprint = SipTrust.fingerprint(identity.certificate());
            SipTarget there = new SipTarget.NextHop(SipUri.of(null, "127.0.0.1",
                    server.address("sips").getPort()).withParameter("transport", "tls"));
            SipLayer proxy = new SipLayer(new SipSettings(List.of(), "127.0.0.1", identity,
                    new SipTrust(List.of(fingerprint), List.of(), List.of())));
            try (proxy) {
                proxy.start();
                assertThat(status(proxy, there)).isEqualTo(407);
                Files.writeString(home.resolve("rialto.toml"), "\n[sip]\ntrusted-fingerprints = [\""
                        + fingerprint + "\"]\n", StandardOpenOption.APPEND);
                for (int i = 0; i < 60 && status(proxy, there) == 407; i++)
                    Thread.sleep(500);
                assertThat(status(proxy, there)).isEqualTo(480);
            }
        }
    }
}

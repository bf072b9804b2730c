package org.rialto.smtp.authentication;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.SmtpAddress;

/// Verifies who a message from outside is from: SPF, DKIM and DMARC, within bounds of time and
/// count, and says what to do. One for all listeners.
public final class MessageAuthentication {

    /// @param enabled          whether anything is verified
    /// @param exemptLoopback   whether mail from this machine itself is left out
    /// @param rejectSpfFail    whether a message whose SPF says "fail" is refused, before DMARC
    /// @param followDmarc      whether a message is refused when its author's domain asks for that
    /// @param signatures       how many DKIM signatures of a message are looked at
    /// @param timeout          how long a message may wait for DNS once it is here
    public record Configuration(boolean enabled, boolean exemptLoopback, boolean rejectSpfFail,
            boolean followDmarc, int signatures, Duration timeout) {
        public static final Configuration DEFAULT = new Configuration(true, true, false, true, 6,
                Duration.ofSeconds(10));
        /// Verifies nothing.
        public static final Configuration OFF = new Configuration(false, true, false, false, 0,
                Duration.ZERO);
    }

    private final Configuration configuration;
    private final Dns dns;
    private final SpfCheck spfCheck;
    private final ExecutorService executor = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("message-authentication-", 0).factory());

    public MessageAuthentication(Configuration configuration, Dns dns) {
        this.configuration = configuration;
        this.dns = dns;
        this.spfCheck = new SpfCheck(dns);
    }

    /// Verifies nothing.
    public static MessageAuthentication off() {
        return new MessageAuthentication(Configuration.OFF, (_, _) -> Dns.Answer.FAILED);
    }

    /// Begins with a message; null when messages of this client are not verified.
    public @Nullable Examination begin(InetAddress client, String greeting,
            @Nullable SmtpAddress sender, String server) {
        if (!configuration.enabled()
                || configuration.exemptLoopback() && client.isLoopbackAddress()) {
            return null;
        }
        return new Examination(configuration, dns, executor, Clock.systemUTC(), spfCheck, client,
                greeting,
                sender, server);
    }
}

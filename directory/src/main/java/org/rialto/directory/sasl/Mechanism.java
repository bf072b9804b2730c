package org.rialto.directory.sasl;

import java.util.Locale;
import java.util.Optional;

/// The SASL mechanisms (RFC 4422) of this server, strongest first, the order in which they are
/// offered.
public enum Mechanism {
    SCRAM_SHA_256_PLUS("SCRAM-SHA-256-PLUS"), SCRAM_SHA_256("SCRAM-SHA-256"), OAUTHBEARER(
            "OAUTHBEARER"), XOAUTH2(
                    "XOAUTH2"), EXTERNAL("EXTERNAL"), PLAIN(
                            "PLAIN"), LOGIN("LOGIN"), NTLM("NTLM"), GSS_SPNEGO("GSS-SPNEGO");

    private final String saslName;

    Mechanism(String saslName) { this.saslName = saslName; }

    /// The registered name, as protocols list it.
    public String saslName() { return saslName; }

    public static Optional<Mechanism> ofName(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        for (Mechanism mechanism : values()) {
            if (mechanism.saslName.equals(upper))
                return Optional.of(mechanism);
        }
        return Optional.empty();
    }
}

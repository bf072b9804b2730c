package org.rialto.telephony.sip;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a [UserAgent] presents itself.
///
/// @param product for Server and User-Agent
/// @param contactUser user part of Contact, or null
/// @param contactParameters behind Contact's bracket, such as `automata` for a machine
/// @param allow methods that are taken; more than [#ALLOW] only where the program handles them
/// @param sessionSeconds interval of session timers (RFC 4028); 0 for none
/// @param minimumSessionSeconds least interval that is taken; RFC 4028 demands 90
public record UserAgentSettings(String product, @Nullable String contactUser,
        Parameters contactParameters, List<String> allow, int sessionSeconds,
        int minimumSessionSeconds) {
    /// What the agent does by itself.
    public static final List<String> ALLOW = List.of("INVITE", "ACK", "CANCEL", "BYE", "OPTIONS",
            "UPDATE", "PRACK", "NOTIFY");
    static final List<String> SUPPORTED = List.of("100rel", "timer");

    public UserAgentSettings { allow = List.copyOf(allow); }

    public UserAgentSettings(String product) {
        this(product, null, Parameters.NONE, ALLOW, 1800, 90);
    }
}

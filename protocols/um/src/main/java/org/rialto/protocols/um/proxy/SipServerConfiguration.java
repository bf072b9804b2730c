package org.rialto.protocols.um.proxy;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.protocols.um.dialplan.DialPolicy;
import org.rialto.telephony.sip.DigestAlgorithm;
import org.rialto.telephony.sip.SipUri;

/// How the SIP server is to work.
///
/// @param gateway to the public telephone network; null for none
/// @param policy numbers that users may call
/// @param noAnswer how long telephones ring before the call is given up or diverted, for users that
///        have not said otherwise
/// @param strangersRinging calls of callers who have not shown who they are that ring one user at a
///        time, or a number outside for the user; further ones find the user busy. 0 for no limit
/// @param voiceMailTimer how long a UM server of another process may take to answer before the next one
///        is tried: the "Unified Messaging server timer" of MS-EUMR
/// @param contacts how many telephones a user may register
/// @param minimumExpires of a registration; less is answered 423
/// @param maximumExpires more is cut down to this
/// @param digests algorithms that telephones may prove a password with
/// @param certificates by which telephones show whose they are; a start that [SipServer#take] goes on
public record SipServerConfiguration(@Nullable SipUri gateway,
        DialPolicy policy, Duration noAnswer, int strangersRinging,
        Duration voiceMailTimer, int contacts, Duration minimumExpires,
        Duration maximumExpires, List<DigestAlgorithm> digests, UserCertificates certificates) {
    public SipServerConfiguration(@Nullable SipUri gateway, DialPolicy policy,
            Duration noAnswer, int strangersRinging, List<DigestAlgorithm> digests,
            UserCertificates certificates) {
        this(gateway, policy, noAnswer, strangersRinging, Duration.ofSeconds(10), 10,
                Duration.ofSeconds(60), Duration.ofHours(2), digests, certificates);
    }
}

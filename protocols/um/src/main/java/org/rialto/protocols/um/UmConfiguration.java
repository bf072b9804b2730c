package org.rialto.protocols.um;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rialto.protocols.um.call.MediaAddress;
import org.rialto.protocols.um.dialplan.DialPlan;
import org.rialto.protocols.um.dialplan.DialPolicy;
import org.rialto.telephony.sdp.LocalAudio;
import org.rialto.telephony.sip.SipUri;

/// How the UM server is to work.
///
/// @param directory for recordings while they are made or played
/// @param hostName of this server, in addresses and Message-IDs
/// @param attendants their names with the numbers and names that they answer
/// @param operator whom `0` reaches, as somebody would dial it; empty for nobody
/// @param gateway where numbers outside are called; null for nowhere
/// @param faxPartner where callers with a fax are sent; null to refuse them
/// @param mostCalls at a time, both ways
/// @param mostCallsOfAddress that come from one address at a time; 0 for no limit
/// @param mostCallsOfUser that one user may have placed at a time
/// @param longestCall after which a call is hung up
/// @param ringing how long a telephone rings before a call that was placed is given up
/// @param takesAll whether there is no SIP server in this process, so that every address is for this
public record UmConfiguration(Path directory, String hostName, DialPlan plan, DialPolicy policy,
        Map<String, Set<String>> attendants, String operator, @Nullable SipUri gateway,
        @Nullable SipUri faxPartner, MediaAddress media, LocalAudio.Srtp srtp, int mostCalls,
        int mostCallsOfAddress, int mostCallsOfUser, Duration longestCall, Duration ringing,
        boolean takesAll) {
    public UmConfiguration { attendants = Map.copyOf(attendants); }
}

package org.rialto.protocols.um.proxy;

import java.util.List;
import org.rialto.telephony.sip.SipTarget;
import org.rialto.telephony.sip.SipUri;

/// Where voice mail is. MS-EUMR 3.1.5.
sealed interface VoiceMailServers {
    /// The UM server of this process.
    record Here(SipTarget.InProcess target) implements VoiceMailServers {}

    /// UM servers of other processes, in the order in which they are tried.
    record Elsewhere(List<SipUri> servers) implements VoiceMailServers {
        public Elsewhere { servers = List.copyOf(servers); }
    }
}

package org.rialto.protocols.um.proxy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.rialto.telephony.sip.SipHeaders;

/// How private a call is, and whether it may be diverted: the header field Ms-Sensitivity. MS-SIPRE;
/// MS-OCEXUM 2.2.2.
///
/// `privacy = "normal" / "private" / "normal-no-diversion" / "private-no-diversion"`
enum Sensitivity {
    NORMAL(false), PRIVATE(false), NORMAL_NO_DIVERSION(true), PRIVATE_NO_DIVERSION(true);

    static final String FIELD = "Ms-Sensitivity";

    private final boolean noDiversion;

    Sensitivity(boolean noDiversion) { this.noDiversion = noDiversion; }

    /// No voice mail, no forwarding and no team. Ringing several telephones at once is no diversion.
    boolean forbidsDiversion() { return noDiversion; }

    /// What a request says: normal when it says nothing, empty when it says something unknown or more
    /// than one thing, which is answered 400.
    static Optional<Sensitivity> of(SipHeaders headers) {
        List<String> values = headers.all(FIELD);
        if (values.isEmpty())
            return Optional.of(NORMAL);
        if (values.size() > 1)
            return Optional.empty();
        String word = values.getFirst().strip().toLowerCase(Locale.ROOT);
        for (Sensitivity each : values()) {
            if (each.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(word))
                return Optional.of(each);
        }
        return Optional.empty();
    }
}

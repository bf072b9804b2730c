package org.rialto.telephony.sdp;

import org.jspecify.annotations.Nullable;

/// `a=<name>` or `a=<name>:<value>`. RFC 8866 section 5.13.
public record SdpAttribute(String name, @Nullable String value) {
    public SdpAttribute(String name) { this(name, null); }

    static SdpAttribute parse(String text) {
        int colon = text.indexOf(':');
        return colon < 0
                ? new SdpAttribute(text.strip())
                : new SdpAttribute(text.substring(0, colon).strip(), text.substring(colon + 1));
    }

    @Override
    public String toString() { return "a=" + name + (value == null ? "" : ":" + value); }
}

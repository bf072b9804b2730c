package org.rialto.telephony.sdp;

import org.jspecify.annotations.Nullable;

/// The codecs spoken here, with their static payload types. RFC 3551 section 6.
public enum AudioCodec {
    PCMU(0), PCMA(8);

    private final int payloadType;

    AudioCodec(int payloadType) { this.payloadType = payloadType; }

    public int payloadType() { return payloadType; }

    /// By its encoding name at 8000 Hz, one channel; null when it is another.
    static @Nullable AudioCodec named(String name) {
        for (AudioCodec each : values()) {
            if (each.name().equalsIgnoreCase(name))
                return each;
        }
        return null;
    }

    static @Nullable AudioCodec ofPayloadType(int type) {
        for (AudioCodec each : values()) {
            if (each.payloadType == type)
                return each;
        }
        return null;
    }
}

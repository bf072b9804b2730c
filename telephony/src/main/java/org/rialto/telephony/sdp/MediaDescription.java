package org.rialto.telephony.sdp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One `m=` section. RFC 8866 section 5.14. Immutable.
///
/// @param type `audio`, `video`, `image`…
/// @param port 0 when the media is refused or was dropped
/// @param protocol as `RTP/AVP`
/// @param formats payload types for RTP
/// @param connection its own `c=`, or null
public record MediaDescription(String type, int port, String protocol, List<String> formats,
        @Nullable ConnectionAddress connection, List<SdpAttribute> attributes) {
    public MediaDescription {
        formats = List.copyOf(formats);
        attributes = List.copyOf(attributes);
    }

    public boolean isAudio() { return type.equals("audio"); }

    /// RTP or SRTP, with or without early feedback.
    public boolean isRtp() { return protocol.matches("RTP/S?AVPF?"); }

    /// Whether the profile demands SRTP: RFC 3711, RFC 5124.
    public boolean isSecure() { return protocol.matches("RTP/SAVPF?"); }

    /// The first value of an attribute; null when it is absent or has none.
    public @Nullable String attribute(String name) {
        for (SdpAttribute each : attributes) {
            if (each.name().equals(name))
                return each.value();
        }
        return null;
    }

    /// All values of an attribute that has some.
    public List<String> attributes(String name) {
        return attributes.stream().filter(a -> a.name().equals(name)).map(SdpAttribute::value)
                .filter(java.util.Objects::nonNull).toList();
    }

    /// This media as an answerer refuses it: RFC 3264 section 6.
    MediaDescription refused() {
        return new MediaDescription(type, 0, protocol, formats.subList(0, 1), null, List.of());
    }

    void appendTo(StringBuilder out) {
        out.append("m=").append(type).append(' ').append(port).append(' ').append(protocol);
        formats.forEach(f -> out.append(' ').append(f));
        out.append("\r\n");
        if (connection != null)
            out.append("c=").append(connection).append("\r\n");
        attributes.forEach(a -> out.append(a).append("\r\n"));
    }
}

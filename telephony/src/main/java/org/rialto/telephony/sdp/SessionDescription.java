package org.rialto.telephony.sdp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;

/// A session description. RFC 8866 section 5. Immutable. Lines that offer and answer do not need
/// (`i=`, `u=`, `e=`, `p=`, `b=`, `r=`, `z=`, `k=`) are checked for their place only and dropped.
///
/// @param connection the session's `c=`, or null when each media has its own
public record SessionDescription(Origin origin, String name, @Nullable ConnectionAddress connection,
        List<SdpAttribute> attributes, List<MediaDescription> media) {
    /// `application/sdp`
    public static final String CONTENT_TYPE = "application/sdp";

    public SessionDescription {
        attributes = List.copyOf(attributes);
        media = List.copyOf(media);
    }

    /// `o=<username> <sess-id> <sess-version> IN IP4|IP6 <address>`; the numbers may have any
    /// length.
    public record Origin(String username, String sessionId, String sessionVersion,
            ConnectionAddress address) {}

    /// From a message's body. Throws [MalformedDataException], also when it is beyond the limits.
    public static SessionDescription parse(byte[] bytes) { return new SdpParser(bytes).parse(); }

    /// Where media is to be sent: its own `c=`, else the session's; null when neither is there.
    public @Nullable ConnectionAddress connectionOf(MediaDescription of) {
        return of.connection() == null ? connection : of.connection();
    }

    /// The direction of a media: its own attribute, else the session's, else `sendrecv`.
    public Direction directionOf(MediaDescription of) {
        List<SdpAttribute> all = new ArrayList<>(of.attributes());
        all.addAll(attributes);
        for (SdpAttribute each : all) {
            for (Direction direction : Direction.values()) {
                if (each.name().equals(direction.attribute()))
                    return direction;
            }
        }
        return Direction.SENDRECV;
    }

    /// The bytes on the wire.
    public byte[] encode() { return toString().getBytes(java.nio.charset.StandardCharsets.UTF_8); }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(400).append("v=0\r\no=").append(origin.username())
                .append(' ').append(origin.sessionId()).append(' ')
                .append(origin.sessionVersion()).append(' ').append(origin.address())
                .append("\r\ns=").append(name.isEmpty() ? "-" : name).append("\r\n");
        if (connection != null)
            out.append("c=").append(connection).append("\r\n");
        out.append("t=0 0\r\n");
        attributes.forEach(a -> out.append(a).append("\r\n"));
        media.forEach(m -> m.appendTo(out));
        return out.toString();
    }
}

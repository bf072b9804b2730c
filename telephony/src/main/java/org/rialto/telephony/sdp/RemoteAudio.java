package org.rialto.telephony.sdp;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The other side's audio as its description says it, read against our codecs.
final class RemoteAudio {
    /// The payload types of a media with their encodings: `a=rtpmap`, else RFC 3551.
    static final class Formats {
        private final Map<Integer, AudioCodec> codecs = new LinkedHashMap<>();
        private int eventType = -1;

        Formats(MediaDescription media) {
            Map<String, String> names = new LinkedHashMap<>();
            for (String map : media.attributes("rtpmap")) {
                int space = map.indexOf(' ');
                if (space > 0)
                    names.put(map.substring(0, space).strip(), map.substring(space).strip());
            }
            for (String format : media.formats()) {
                if (!format.matches("[0-9]{1,3}") || Integer.parseInt(format) > 127)
                    continue;
                take(Integer.parseInt(format), names.get(format));
            }
        }

        private void take(int type, @Nullable String encoding) {
            if (encoding == null) {
                AudioCodec codec = AudioCodec.ofPayloadType(type);
                if (codec != null)
                    codecs.put(type, codec);
                return;
            }
            String[] parts = encoding.split("/");
            boolean telephone = parts.length >= 2 && parts[1].strip().equals("8000")
                    && (parts.length == 2 || parts[2].strip().equals("1"));
            AudioCodec codec = telephone ? AudioCodec.named(parts[0].strip()) : null;
            if (codec != null) {
                codecs.put(type, codec);
            } else if (telephone && parts[0].strip().equalsIgnoreCase("telephone-event")
                    && eventType < 0) {
                eventType = type;
            }
        }

        int eventType() { return eventType; }
    }

    private final SessionDescription session;
    private final MediaDescription media;
    private final Formats formats;
    private final Map<Integer, AudioCodec> common = new LinkedHashMap<>();

    RemoteAudio(SessionDescription session, MediaDescription media,
            Iterable<AudioCodec> ours) throws NotAcceptableException {
        this.session = session;
        this.media = media;
        this.formats = new Formats(media);
        // The offerer's order of preference is kept: RFC 3264 section 6.1.
        for (AudioCodec codec : ours)
            formats.codecs.entrySet().stream().filter(e -> e.getValue() == codec).findFirst()
                    .ifPresent(e -> common.put(e.getKey(), codec));
        Map<Integer, AudioCodec> ordered = new LinkedHashMap<>();
        formats.codecs.forEach((type, codec) -> {
            if (common.containsKey(type))
                ordered.put(type, codec);
        });
        common.clear();
        common.putAll(ordered);
        if (common.isEmpty())
            throw new NotAcceptableException("No common audio codec");
    }

    Map<Integer, AudioCodec> codecs() { return common; }

    int eventType() { return formats.eventType(); }

    /// As its sender sees it; hold by `0.0.0.0` is counted in.
    Direction direction() {
        Direction said = session.directionOf(media);
        ConnectionAddress connection = session.connectionOf(media);
        return connection != null && connection.isUnspecified()
                ? Direction.of(said.sends(), false)
                : said;
    }

    /// The first crypto line that can be used, or null.
    @Nullable
    CryptoAttribute crypto() {
        for (String value : media.attributes("crypto")) {
            CryptoAttribute parsed = CryptoAttribute.parse(value);
            if (parsed != null)
                return parsed;
        }
        return null;
    }

    NegotiatedAudio negotiated(Map<Integer, AudioCodec> receivable, int eventReceived,
            Direction direction, int ourPacketMillis, @Nullable CryptoAttribute send,
            @Nullable CryptoAttribute receive) {
        Map.Entry<Integer, AudioCodec> first = common.entrySet().iterator().next();
        ConnectionAddress connection = session.connectionOf(media);
        String host = connection == null || connection.isUnspecified() ? null : connection.host();
        String rtcpHost = host;
        int rtcpPort = media.port() + 1;
        // a=rtcp:<port> [IN IP4 <address>], RFC 3605.
        String rtcp = media.attribute("rtcp");
        String[] parts = rtcp == null ? new String[0] : rtcp.strip().split("[ \t]+");
        if (parts.length >= 1 && parts[0].matches("[0-9]{1,5}")
                && Integer.parseInt(parts[0]) < 65536) {
            rtcpPort = Integer.parseInt(parts[0]);
            if (parts.length == 4)
                rtcpHost = parts[3];
        }
        return new NegotiatedAudio(first.getValue(), first.getKey(), receivable,
                eventReceived >= 0 ? formats.eventType() : -1, eventReceived, host, media.port(),
                rtcpHost, rtcpPort, direction, packetMillis(ourPacketMillis), send,
                receive);
    }

    /// The other side's `ptime` where it is one that G.711 packets use, else ours.
    private int packetMillis(int ours) {
        String value = media.attribute("ptime");
        if (value == null || !value.strip().matches("[0-9]{2,3}"))
            return ours;
        int millis = Integer.parseInt(value.strip());
        return millis % 10 == 0 && millis <= 60 ? millis : ours;
    }
}

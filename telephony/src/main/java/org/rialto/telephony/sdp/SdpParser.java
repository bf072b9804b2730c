package org.rialto.telephony.sdp;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;

/// Reads a session description line by line, within limits. RFC 8866 section 9. Line ends may be
/// bare LF; unknown types in lower case are dropped.
final class SdpParser {
    private static final int MAXIMUM_BYTES = 64 * 1024;
    private static final int MAXIMUM_LINES = 1000;
    private static final int MAXIMUM_MEDIA = 32;
    private static final int MAXIMUM_FORMATS = 128;

    private final List<String> lines;
    private int at;
    private SessionDescription.@Nullable Origin origin;
    private @Nullable String name;
    private @Nullable ConnectionAddress connection;
    private final List<SdpAttribute> attributes = new ArrayList<>();
    private final List<MediaDescription> media = new ArrayList<>();

    SdpParser(byte[] bytes) {
        if (bytes.length > MAXIMUM_BYTES)
            throw new MalformedDataException("the session description is too large", 0);
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedDataException("the session description is not UTF-8", 0);
        }
        lines = text.lines().filter(l -> !l.isBlank()).toList();
        if (lines.size() > MAXIMUM_LINES)
            throw new MalformedDataException("the session description has too many lines", 0);
    }

    SessionDescription parse() {
        if (lines.isEmpty() || !lines.getFirst().strip().equals("v=0"))
            throw malformed("a session description must start with v=0");
        at = 1;
        while (at < lines.size() && type() != 'm') {
            String value = value();
            switch (type()) {
                case 'o' -> origin = origin(value);
                case 's' -> name = value.isBlank() ? null : value.strip();
                case 'c' -> connection = connection(value);
                case 'a' -> attributes.add(SdpAttribute.parse(value));
                case 'v' -> throw malformed("v= is there twice");
                default -> {
                }
            }
            at++;
        }
        while (at < lines.size())
            media.add(media());
        SessionDescription.Origin from = origin;
        if (from == null)
            throw malformed("o= is missing");
        for (MediaDescription each : media) {
            if (each.port() != 0 && each.connection() == null && connection == null)
                throw malformed("c= is missing");
        }
        return new SessionDescription(from, name == null ? "-" : name, connection, attributes,
                media);
    }

    /// `type "=" value`, the type one letter.
    private char type() {
        String line = lines.get(at);
        if (line.length() < 2 || line.charAt(1) != '=')
            throw malformed("a line is not <type>=<value>");
        return line.charAt(0);
    }

    private String value() {
        type();
        return lines.get(at).substring(2);
    }

    private SessionDescription.Origin origin(String value) {
        String[] parts = value.strip().split("[ \t]+");
        if (parts.length != 6 || !parts[1].matches("[0-9]{1,40}")
                || !parts[2].matches("[0-9]{1,40}"))
            throw malformed("o= is malformed");
        return new SessionDescription.Origin(parts[0], parts[1], parts[2],
                ConnectionAddress.parse(parts[3], parts[4], parts[5]));
    }

    private ConnectionAddress connection(String value) {
        String[] parts = value.strip().split("[ \t]+");
        if (parts.length != 3)
            throw malformed("c= is malformed");
        return ConnectionAddress.parse(parts[0], parts[1], parts[2]);
    }

    /// `m=<media> <port>[/<number>] <proto> <fmt> …` and what belongs to it.
    private MediaDescription media() {
        String[] parts = value().strip().split("[ \t]+");
        if (parts.length < 4 || parts.length > MAXIMUM_FORMATS + 3)
            throw malformed("m= is malformed");
        int slash = parts[1].indexOf('/');
        String port = slash < 0 ? parts[1] : parts[1].substring(0, slash);
        if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65535)
            throw malformed("the port of m= is not one");
        if (media.size() == MAXIMUM_MEDIA)
            throw malformed("there are too many media");
        ConnectionAddress own = null;
        List<SdpAttribute> mine = new ArrayList<>();
        at++;
        while (at < lines.size() && type() != 'm') {
            switch (type()) {
                case 'c' -> own = own == null ? connection(value()) : own;
                case 'a' -> mine.add(SdpAttribute.parse(value()));
                default -> {
                }
            }
            at++;
        }
        return new MediaDescription(parts[0], Integer.parseInt(port), parts[2],
                List.of(parts).subList(3, parts.length), own, mine);
    }

    private MalformedDataException malformed(String problem) {
        return new MalformedDataException(problem, at);
    }
}

package org.rialto.server.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The demo's sample messages: resources in which `@-3d@` stands for a date relative to now.
final class DemoMail {
    private static final List<String> NAMES = List.of("1-welcome", "2-question", "3-answer",
            "4-figures", "5-meeting", "6-voice");
    private static final Pattern TOKEN = Pattern.compile("@(utc)?([+-]\\d+)([dh])@|@tone@");
    private static final Pattern DATE = Pattern.compile("(?m)^Date: @([+-]\\d+)([dh])@");
    private static final DateTimeFormatter BASIC = DateTimeFormatter
            .ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /// One sample: its bytes, when it came, and for whom by the name in the address.
    record Sample(byte[] bytes, Instant received, List<String> users) {}

    private DemoMail() {}

    static List<Sample> samples() throws IOException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        List<Sample> samples = new ArrayList<>();
        for (String name : NAMES) {
            String text;
            try (InputStream in = Objects.requireNonNull(
                    DemoMail.class.getResourceAsStream("demo/" + name + ".eml"), name)) {
                text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
            Matcher date = DATE.matcher(text);
            Instant received = date.find() ? now.plus(shift(date.group(1), date.group(2))) : now;
            String filled = TOKEN.matcher(text).replaceAll(token -> fill(token.group(), token
                    .group(1), token.group(2), token.group(3), now));
            List<String> users = new ArrayList<>();
            String header = text.substring(0, text.indexOf("\n\n"));
            for (String user : List.of("alice", "bob", "carol")) {
                if (Pattern.compile("(?m)^(To|Cc): .*<" + user + "@").matcher(header).find()) {
                    users.add(user);
                }
            }
            samples.add(new Sample(filled.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8),
                    received, users));
        }
        return samples;
    }

    private static String fill(String token, String utc, String count, String unit, Instant now) {
        if (token.equals("@tone@"))
            return Matcher.quoteReplacement(tone());
        Instant when = now.plus(shift(count, unit));
        return utc != null
                ? BASIC.format(when)
                : DateTimeFormatter.RFC_1123_DATE_TIME.format(when.atZone(ZoneOffset.UTC))
                        .replace("GMT", "+0000");
    }

    private static Duration shift(String count, String unit) {
        int number = Integer.parseInt(count);
        return unit.equals("d") ? Duration.ofDays(number) : Duration.ofHours(number);
    }

    /// Two seconds of a fading chime: WAVE, 8 kHz, 8 bits, mono.
    private static String tone() {
        int rate = 8000;
        int count = 2 * rate;
        ByteBuffer wave = ByteBuffer.allocate(44 + count).order(ByteOrder.LITTLE_ENDIAN);
        wave.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + count)
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16)
                .putShort((short) 1).putShort((short) 1).putInt(rate).putInt(rate)
                .putShort((short) 1).putShort((short) 8)
                .put("data".getBytes(StandardCharsets.US_ASCII)).putInt(count);
        for (int i = 0; i < count; i++) {
            double time = i / (double) rate;
            double pitch = time < 1 ? 659.25 : 523.25;
            double level = Math.exp(-3 * (time % 1));
            wave.put((byte) (128 + 90 * level * Math.sin(2 * Math.PI * pitch * time)));
        }
        return Base64.getMimeEncoder(76, new byte[]{'\n'}).encodeToString(wave.array());
    }
}

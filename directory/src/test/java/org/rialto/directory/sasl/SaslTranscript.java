package org.rialto.directory.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// One exchange of a transcript file, played against an authenticator.
record SaslTranscript(String mechanism, List<String> lines) {
    static List<SaslTranscript> read(String file, Map<String, String> words) throws IOException {
        try (InputStream in = Objects
                .requireNonNull(SaslTranscript.class.getResourceAsStream(file))) {
            String text = new String(in.readAllBytes(), UTF_8);
            for (Map.Entry<String, String> word : words.entrySet()) {
                text = text.replace("{" + word.getKey() + "}", word.getValue());
            }
            List<SaslTranscript> transcripts = new ArrayList<>();
            for (String paragraph : text.split("\n\n+")) {
                List<String> lines = Arrays.stream(paragraph.split("\n"))
                        .filter(line -> !line.startsWith("#") && !line.isEmpty()).toList();
                if (!lines.isEmpty()) {
                    transcripts.add(new SaslTranscript(lines.getFirst(),
                            lines.subList(1, lines.size())));
                }
            }
            return transcripts;
        }
    }

    void play(Authenticator authenticator, Peer peer) {
        SaslExchange exchange = authenticator.begin(mechanism, peer);
        SaslStep step = lines.getFirst().startsWith("S: ") ? exchange.next(null) : null;
        for (String line : lines) {
            String text = line.substring(line.startsWith("= ") ? 2 : 3);
            switch (line.charAt(0)) {
                case 'C' -> step = exchange.next(octets(text));
                case 'S' -> assertThat(step).as("%s", this)
                        .isInstanceOfSatisfying(SaslStep.Challenge.class,
                                challenge -> assertThat(new String(challenge.data(), UTF_8))
                                        .isEqualTo(text));
                case '=' -> assertThat(step).as("%s", this)
                        .isInstanceOfSatisfying(SaslStep.Finished.class,
                                finished -> assertThat(describe(finished.outcome())).as("%s", this)
                                        .isEqualTo(text));
                default -> throw new IllegalArgumentException(line);
            }
        }
    }

    static String describe(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Granted granted -> "granted " + granted.actor().name()
                    + (granted.actor().isImpersonated()
                            ? " by " + granted.actor().authenticatedAs().name()
                            : "");
            case Outcome.Refused refused -> "refused " + refused.reason();
        };
    }

    private static byte[] octets(String text) {
        return text.replace("\\0", "\0").replace("\\1", "\1").getBytes(UTF_8);
    }
}

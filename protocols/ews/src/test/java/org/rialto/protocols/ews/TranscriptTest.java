package org.rialto.protocols.ews;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests and answers as files. `C: WHO PATH` and a request, `S: STATUS` and what the answer's body
/// is; white space between elements does not count. `{name}` stands for what the test knows or an
/// earlier answer said, `{name:=}` keeps what stands there, `{any}` is whatever it is. An envelope of
/// the answer is left out.
@Timeout(300)
class TranscriptTest {
    private static final Pattern HOLE = Pattern.compile("\\{([a-z-]+)(:=)?}");

    @TempDir
    Path folder;

    private final Map<String, String> known = new HashMap<>();

    @ParameterizedTest
    @ValueSource(strings = {"play-on-phone", "um-settings", "um-calls", "refusals"})
    void followsTheTranscript(String name) throws Exception {
        try (EwsHost host = new EwsHost(folder)) {
            known.put("item", host.itemId());
            known.put("entry", java.util.Base64.getEncoder()
                    .encodeToString(host.entryId.toByteArray()));
            String[] turns = text(name).split("(?m)^(?=C: )");
            for (String turn : turns) {
                if (turn.startsWith("C: "))
                    turn(host, turn);
            }
        }
    }

    private static String text(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(
                TranscriptTest.class.getResourceAsStream("transcripts/" + name + ".txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void turn(EwsHost host, String turn) throws Exception {
        int answer = turn.indexOf("\nS: ");
        String[] head = turn.substring(3, turn.indexOf('\n')).split(" ");
        String request = filled(turn.substring(turn.indexOf('\n') + 1, answer));
        // An empty line ends the answer; what follows is for people.
        String expected = turn.substring(answer + 4).split("\n\n", 2)[0];
        int status = Integer.parseInt(expected.substring(0, 3));
        if (!request.contains("Envelope"))
            request = EwsHost.envelope("", request);
        HttpResponse<String> got = host.post(head[0], head[1], request);
        String body = got.body();
        if (status == 200 || status == 500) {
            assertThat(body).contains("<t:ServerVersionInfo MajorVersion=\"15\"");
            assertThat(got.headers().firstValue("Content-Type"))
                    .contains("text/xml; charset=utf-8");
            body = body.substring(body.indexOf("<s:Body>") + 8, body.indexOf("</s:Body>"));
        }
        assertThat(got.statusCode()).as(request + "\n" + body).isEqualTo(status);
        compare(plain(expected.substring(3)), plain(body));
    }

    private String filled(String text) {
        return HOLE.matcher(text).replaceAll(hole -> Matcher
                .quoteReplacement(known.getOrDefault(hole.group(1), hole.group())));
    }

    private static String plain(String xml) { return xml.strip().replaceAll(">\\s+<", "><"); }

    private void compare(String expected, String got) {
        StringBuilder pattern = new StringBuilder();
        Matcher hole = HOLE.matcher(expected);
        int at = 0;
        int kept = 0;
        Map<String, Integer> groups = new HashMap<>();
        while (hole.find()) {
            pattern.append(Pattern.quote(expected.substring(at, hole.start())));
            if (hole.group(2) != null) {
                groups.put(hole.group(1), ++kept);
                pattern.append("([^<\"]+)");
            } else if (hole.group(1).equals("any")) {
                pattern.append("[^<\"]*");
            } else {
                pattern.append(Pattern.quote(Objects.requireNonNull(known.get(hole.group(1)))));
            }
            at = hole.end();
        }
        pattern.append(Pattern.quote(expected.substring(at)));
        Matcher matched = Pattern.compile(pattern.toString(), Pattern.DOTALL).matcher(got);
        if (!matched.matches())
            assertThat(got).isEqualTo(expected);
        groups.forEach((name, group) -> known.put(name, matched.group(group)));
    }
}

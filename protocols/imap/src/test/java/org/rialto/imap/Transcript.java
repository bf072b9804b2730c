package org.rialto.imap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Plays a conversation and compares the answers.
///
/// - `C:` and `S:` are alice's first connection; `C2:`/`S2:` her second, `CB:`/`SB:` one of bob's:
///   each is made and logged in when first used. `C0:`/`S0:` is one not logged in, whose greeting
///   is part of the transcript.
/// - `<name>` in an `S` line takes what stands there (a word) the first time and must be the same
///   later; in a `C` line it is put in. `...` stands for anything.
/// - `{@file}` in a `C` line sends that message as a literal.
/// - `I:` waits until every message is in the full-text index.
/// - `#` starts a comment.
final class Transcript implements AutoCloseable {
    private static final Pattern NAME = Pattern.compile("<([a-z0-9]+)>");
    private static final Pattern MESSAGE = Pattern.compile("\\{@([^}]+)}");
    private final ImapTestServer server;
    private final Map<String, ImapTestClient> clients = new HashMap<>();
    private final Map<String, String> captured = new HashMap<>();

    Transcript(ImapTestServer server) { this.server = server; }

    void play(Path file) throws IOException {
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("I:")) {
                server.index();
                continue;
            }
            int colon = line.indexOf(':');
            String who = line.substring(1, colon);
            String text = line.length() > colon + 1 ? line.substring(colon + 2) : "";
            if (line.charAt(0) == 'C') {
                send(who, text);
            } else {
                expect(file.getFileName() + ":" + number, text, client(who).line());
            }
        }
    }

    private ImapTestClient client(String who) throws IOException {
        ImapTestClient client = clients.get(who);
        if (client == null) {
            client = switch (who) {
                case "0" -> new ImapTestClient(server.address());
                case "B" -> ImapTestClient.loggedIn(server, "bob");
                default -> ImapTestClient.loggedIn(server, "alice");
            };
            clients.put(who, client);
        }
        return client;
    }

    private void send(String who, String text) throws IOException {
        String filled = NAME.matcher(text).replaceAll(
                match -> Matcher.quoteReplacement(captured.getOrDefault(match.group(1),
                        match.group())));
        Matcher message = MESSAGE.matcher(filled);
        int at = 0;
        while (message.find()) {
            byte[] bytes = Files.readAllBytes(Path.of("src/test/resources/messages",
                    message.group(1)));
            client(who).send(filled.substring(at, message.start()) + "{" + bytes.length
                    + "+}\r\n");
            client(who).send(bytes);
            at = message.end();
        }
        client(who).send((filled.substring(at) + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private void expect(String place, String pattern, String line) {
        StringBuilder regex = new StringBuilder();
        Map<String, Integer> groups = new HashMap<>();
        Matcher names = Pattern.compile("<([a-z0-9]+)>|\\.\\.\\.").matcher(pattern);
        int at = 0;
        while (names.find()) {
            regex.append(Pattern.quote(pattern.substring(at, names.start())));
            String name = names.group(1);
            if (name == null) {
                regex.append(".*");
            } else if (captured.containsKey(name)) {
                regex.append(Pattern.quote(captured.get(name)));
            } else {
                groups.put(name, groups.size() + 1);
                regex.append("([^ \\])]+)");
            }
            at = names.end();
        }
        regex.append(Pattern.quote(pattern.substring(at)));
        Matcher matcher = Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(line);
        if (!matcher.matches()) {
            throw new AssertionError(place + "\nexpected: " + pattern + "\n but was: " + line);
        }
        groups.forEach((name, group) -> captured.put(name, matcher.group(group)));
    }

    @Override
    public void close() throws IOException {
        for (ImapTestClient client : clients.values()) {
            client.close();
        }
    }
}

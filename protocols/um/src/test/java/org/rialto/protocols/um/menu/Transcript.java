package org.rialto.protocols.um.menu;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A call as a file in `src/test/resources/calls` tells it, line by line. `S:` is what the server
/// says or does, `C:` what the caller does, an indented line goes on with the one before, and lines
/// of `--` are remarks.
///
/// ```
/// S: Please enter your PIN, then press the pound key.
/// C: 135790#
/// S: You have one new voice message. … For options, press 0.      (… stands for anything)
/// C: says "play messages"            C: mumbles        (a voice, but no command)
/// C: waits                           (presses and says nothing for as long as is listened)
/// S: [recording "Hello Bob"]
/// C: 3                               C: 00             (keys in quick succession)
/// S: [forward 5 s]                   [rewind 5 s] [pause] [resume] [tempo 120%]
/// C: listens                         (to the end of what is being played)
/// S: [beep]
/// C: speaks 4 s "I am late", then #  , then hangs up   (or, without either, is silent then)
/// S: [transfer to sip:bob@example.com]
/// C: refuses                         (the transfer, right after it)
/// C: hangs up                        S: [hang up]
/// ```
public final class Transcript {
    private static final Pattern LINE = Pattern.compile("([SC]): ?(.*)");

    /// @param before remarks and empty lines
    record Entry(int number, boolean caller, String text, List<String> before) {
        @Override
        public String toString() { return (caller ? "C: " : "S: ") + text; }

        /// Whether it is a fax machine that calls, as turns out now: the call goes elsewhere.
        boolean isFax() { return caller && text.equals("is a fax machine"); }

        boolean isHangUp() { return caller && text.equals("hangs up"); }

        /// Whether the server did what is written here.
        boolean matches(String did) {
            if (caller) {
                return false;
            }
            String[] parts = text.split("…", -1);
            if (parts.length == 1) {
                return text.equals(did);
            }
            StringBuilder pattern = new StringBuilder();
            for (int i = 0; i < parts.length; i++) {
                pattern.append(i == 0 ? "" : ".*").append(Pattern.quote(parts[i].strip()));
            }
            return did.matches(pattern.toString());
        }
    }

    private final String name;
    private final List<Entry> entries;

    private final boolean ofFile;

    private Transcript(String name, List<Entry> entries, boolean ofFile) {
        this.name = name;
        this.entries = entries;
        this.ofFile = ofFile;
    }

    /// @param name of the file, without `.call`
    public static Transcript of(String name) {
        try (InputStream in = Transcript.class.getResourceAsStream("/calls/" + name + ".call")) {
            if (in == null) {
                throw new AssertionError("there is no transcript calls/" + name + ".call");
            }
            return new Transcript(name, parse(name,
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)).entries, true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Transcript parse(String name, String text) {
        List<Entry> entries = new ArrayList<>();
        List<String> before = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            var match = LINE.matcher(line);
            if (match.matches()) {
                entries.add(new Entry(number, match.group(1).equals("C"), match.group(2).strip(),
                        List.copyOf(before)));
                before.clear();
            } else if (line.isBlank() || line.startsWith("--")) {
                before.add(line);
            } else if (line.startsWith(" ") && !entries.isEmpty()) {
                Entry last = entries.removeLast();
                entries.add(new Entry(last.number(), last.caller(),
                        (last.text() + " " + line.strip()).strip(), last.before()));
            } else {
                throw new AssertionError(name + ".call, line " + number + ": " + line);
            }
        }
        return new Transcript(name, List.copyOf(entries), false);
    }

    /// Whether it is in a file as it is.
    boolean isOfFile() { return ofFile; }

    String name() { return name; }

    List<Entry> entries() { return entries; }

    /// The same call, which the caller ends after so many of its lines.
    public Transcript cutAfter(int lines) {
        List<Entry> cut = new ArrayList<>(entries.subList(0, lines));
        if (lines == 0 || !cut.getLast().text().endsWith("hangs up")) {
            int number = lines == 0 ? 1 : cut.getLast().number() + 1;
            cut.add(new Entry(number, true, "hangs up", List.of()));
        }
        return new Transcript(name + " cut after " + lines, List.copyOf(cut), false);
    }

    /// The call cut after each of its lines.
    public List<Transcript> cuts() {
        List<Transcript> cuts = new ArrayList<>();
        for (int lines = 0; lines < entries.size(); lines++) {
            cuts.add(cutAfter(lines));
        }
        return cuts;
    }

    /// The transcript around an entry that something else stands in the place of.
    String around(int at, String instead) {
        StringBuilder out = new StringBuilder("the call differs from " + name + ".call\n");
        for (int i = 0; i < entries.size(); i++) {
            out.append(i == at ? ">>> " : "    ").append("%3d  ".formatted(entries.get(i).number()))
                    .append(entries.get(i)).append('\n');
            if (i == at) {
                out.append("    but: ").append(instead).append('\n');
            }
        }
        return at < entries.size() ? out.toString() : out + ">>> but: " + instead + "\n";
    }

    @Override
    public String toString() { return name; }
}

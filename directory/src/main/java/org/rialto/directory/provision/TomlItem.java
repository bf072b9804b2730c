package org.rialto.directory.provision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.rialto.mapi.MailError;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/// One table of a TOML file, read key by key. What is asked for is what is allowed: [#done] refuses
/// every key nobody asked for. Problems are gathered with line and key, so that all are told at once.
final class TomlItem {
    /// Problems of a whole file, by line.
    static final class Problems {
        private static final int SHOWN = 50;

        private record Problem(int line, String text) {}

        private final List<Problem> found = new ArrayList<>();

        void add(int line, String text) { found.add(new Problem(line, text)); }

        /// @throws MailError.Invalid with one problem a line, unless there is none
        void refuseAny(String fileName) {
            if (found.isEmpty())
                return;
            StringBuilder text = new StringBuilder(fileName + " was not applied:");
            found.stream().sorted((a, b) -> Integer.compare(a.line(), b.line())).limit(SHOWN)
                    .forEach(problem -> text.append("\n  line ").append(problem.line()).append(": ")
                            .append(problem.text()));
            if (found.size() > SHOWN) {
                text.append("\n  and ").append(found.size() - SHOWN).append(" more problems");
            }
            throw new MailError.Invalid(text.toString());
        }
    }

    /// Keys whose values are not repeated in messages.
    private static final Set<String> SECRETS = Set.of("password", "password-hash", "pin");

    private final TomlTable table;
    private final String path;
    private final int line;
    private final Problems problems;
    private final Set<String> asked = new TreeSet<>();

    /// @param path what stands before the keys in messages, such as `user.`
    TomlItem(TomlTable table, String path, int line, Problems problems) {
        this.table = table;
        this.path = path;
        this.line = line;
        this.problems = problems;
    }

    int line() { return line; }

    int line(String key) {
        TomlPosition position = table.inputPositionOf(List.of(key));
        return position == null ? line : position.line();
    }

    boolean has(String key) { return table.contains(List.of(key)); }

    boolean isTruth(String key) { return table.isBoolean(List.of(key)); }

    void problem(String key, String text) { problems.add(line(key), path + key + ": " + text); }

    private @Nullable Object value(String key) {
        asked.add(key);
        return table.get(List.of(key));
    }

    Optional<String> text(String key) {
        Object value = value(key);
        if (value == null || value instanceof String)
            return Optional.ofNullable((String) value);
        problem(key, "a text in quotes is expected"
                + (SECRETS.contains(key) ? "" : ", not " + kindOf(value)));
        return Optional.empty();
    }

    /// A text that must be there; empty when it is not, with the problem noted.
    String requiredText(String key) {
        boolean wrongKind = has(key) && !(table.get(List.of(key)) instanceof String);
        String text = text(key).orElse("");
        if (text.isBlank() && !wrongKind) {
            if (has(key)) {
                problem(key, "a text that is not empty is expected");
            } else {
                problems.add(line, path + key + " is missing");
            }
        }
        return text;
    }

    Optional<Boolean> truth(String key) {
        Object value = value(key);
        if (value == null || value instanceof Boolean)
            return Optional.ofNullable((Boolean) value);
        problem(key, "true or false is expected, not " + kindOf(value));
        return Optional.empty();
    }

    OptionalLong number(String key) {
        Object value = value(key);
        if (value instanceof Long number)
            return OptionalLong.of(number);
        if (value != null)
            problem(key, "a whole number is expected, not " + kindOf(value));
        return OptionalLong.empty();
    }

    /// A number, or a size like `"2 GB"` (in units of 1024), or `"unlimited"`.
    OptionalLong size(String key) {
        Object value = value(key);
        if (value instanceof Long number)
            return OptionalLong.of(number);
        if (value instanceof String text) {
            OptionalLong size = parseSize(text);
            if (size.isPresent())
                return size;
        }
        if (value != null) {
            problem(key, "a number, a size like \"2 GB\" or \"unlimited\" is expected, not "
                    + kindOf(value));
        }
        return OptionalLong.empty();
    }

    private static OptionalLong parseSize(String text) {
        if (text.equals("unlimited"))
            return OptionalLong.of(-1);
        String[] parts = text.strip().split(" +");
        if (parts.length != 2 || !parts[0].matches("\\d{1,9}"))
            return OptionalLong.empty();
        int shift = switch (parts[1]) {
            case "B" -> 0;
            case "KB" -> 10;
            case "MB" -> 20;
            case "GB" -> 30;
            case "TB" -> 40;
            default -> -1;
        };
        long number = Long.parseLong(parts[0]);
        return shift < 0 || number > Long.MAX_VALUE >> shift
                ? OptionalLong.empty()
                : OptionalLong.of(number << shift);
    }

    /// A list of texts; one text stands for a list of one, an empty text for an empty list.
    Optional<List<String>> texts(String key) {
        Object value = value(key);
        if (value == null)
            return Optional.empty();
        if (value instanceof String text) {
            return Optional.of(text.isEmpty() ? List.of() : List.of(text));
        }
        if (value instanceof TomlArray array) {
            List<String> texts = new ArrayList<>();
            for (Object element : array.toList()) {
                if (element instanceof String text && !text.isBlank()) {
                    texts.add(text);
                } else {
                    problem(key, "a list of texts is expected");
                    return Optional.empty();
                }
            }
            return Optional.of(texts);
        }
        problem(key, "a list of texts is expected, not " + kindOf(value));
        return Optional.empty();
    }

    /// What `parse` makes of a text, its refusal being the problem.
    <T> Optional<T> parsed(String key, String text, Function<String, T> parse) {
        try {
            return Optional.of(parse.apply(text));
        } catch (MailError e) {
            problem(key, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /// A table of its own, inline or not.
    Optional<TomlItem> item(String key) {
        Object value = value(key);
        if (value instanceof TomlTable inner) {
            return Optional.of(new TomlItem(inner, path + key + ".", line(key), problems));
        }
        if (value != null)
            problem(key, "a table { … } is expected, not " + kindOf(value));
        return Optional.empty();
    }

    /// The `[[key]]` tables.
    List<TomlItem> items(String key) {
        Object value = value(key);
        if (value == null)
            return List.of();
        List<TomlItem> items = new ArrayList<>();
        if (value instanceof TomlArray array) {
            for (int i = 0; i < array.size(); i++) {
                if (array.get(i) instanceof TomlTable inner) {
                    items.add(new TomlItem(inner, path + key + ".",
                            array.inputPositionOf(i).line(), problems));
                } else {
                    problem(key, "[[" + key + "]] tables are expected");
                    return items;
                }
            }
            return items;
        }
        problem(key, "[[" + key + "]] is expected, with two brackets on each side");
        return items;
    }

    Set<String> keys() { return table.keySet(); }

    /// Refuses keys that nobody asked for.
    void done() {
        Set<String> unknown = new HashSet<>(table.keySet());
        unknown.removeAll(asked);
        for (String key : unknown) {
            String near = nearest(key, asked);
            problem(key, "no such key; " + (near == null
                    ? "known here are " + listed(asked)
                    : "did you mean " + near + "?"));
        }
    }

    private static String listed(Collection<String> keys) {
        return keys.stream().filter(key -> !key.matches("custom\\d{1,2}") || key.equals("custom1"))
                .map(key -> key.equals("custom1") ? "custom1 to custom15" : key)
                .collect(Collectors.joining(", "));
    }

    /// The known key that is fewest slips of the fingers away, if few enough.
    private static @Nullable String nearest(String key, Collection<String> known) {
        String nearest = null;
        int least = key.length() < 4 ? 2 : 3;
        // A table of a key of any length would be a table of any size.
        if (key.length() > 100)
            return null;
        for (String candidate : known) {
            int distance = distance(key, candidate);
            if (distance < least) {
                least = distance;
                nearest = candidate;
            }
        }
        return nearest;
    }

    /// Letters changed, added, left out or swapped with their neighbour; keys are short.
    private static int distance(String one, String other) {
        int[][] to = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                if (i == 0 || j == 0) {
                    to[i][j] = i + j;
                    continue;
                }
                int changed = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                to[i][j] = Math.min(to[i - 1][j - 1] + changed,
                        1 + Math.min(to[i - 1][j], to[i][j - 1]));
                if (i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    to[i][j] = Math.min(to[i][j], to[i - 2][j - 2] + 1);
                }
            }
        }
        return to[one.length()][other.length()];
    }

    private static String kindOf(Object value) {
        return switch (value) {
            case String text ->
                "the text \"" + (text.length() > 40 ? text.substring(0, 40) + "…" : text)
                        + "\"";
            case Long number -> "the number " + number;
            case Double number -> "the number " + number;
            case Boolean truth -> truth.toString();
            case TomlArray array -> "a list";
            case TomlTable inner -> "a table";
            default -> "a date or time";
        };
    }
}

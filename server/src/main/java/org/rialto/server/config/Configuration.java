package org.rialto.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rialto.server.UserError;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;

/// The values in force: defaults, then the home's `rialto.toml`, then the environment, then
/// options of the command line. Unknown keys and wrong values are refused by name and line.
public final class Configuration {
    /// A value and where it came from: `default`, `rialto.toml line 7`, `RIALTO_…`, `--set`.
    private record Given(Object value, String origin) {}

    private final Map<String, Given> given;

    private Configuration(Map<String, Given> given) { this.given = given; }

    /// Only defaults.
    public static Configuration defaults() { return new Configuration(new HashMap<>()); }

    /// Reads the file, which may be absent, and the environment.
    public static Configuration read(Path file, Map<String, String> environment) throws UserError {
        Map<String, Given> given = new HashMap<>();
        List<String> problems = new ArrayList<>();
        if (Files.exists(file))
            readFile(file, given, problems);
        for (Setting<?> setting : Settings.ALL) {
            String text = environment.get(setting.environmentVariable());
            if (text != null) {
                put(setting, text, "environment " + setting.environmentVariable(), given, problems);
            }
        }
        if (!problems.isEmpty()) {
            throw new UserError(String.join("\n", problems),
                    "`rialto config` explains every key.");
        }
        return new Configuration(given);
    }

    /// The same with one key set on the command line.
    public Configuration with(String key, String value) throws UserError {
        Map<String, Given> changed = new HashMap<>(given);
        List<String> problems = new ArrayList<>();
        Setting<?> setting = Settings.BY_KEY.get(key);
        if (setting == null) {
            problems.add(unknown("--set " + key, key));
        } else {
            put(setting, value, "--set", changed, problems);
        }
        if (!problems.isEmpty()) {
            throw new UserError(problems.getFirst(), "`rialto config` explains every key.");
        }
        return new Configuration(changed);
    }

    public <T> T get(Setting<T> setting) {
        Given found = given.get(setting.key());
        return found == null ? setting.fallback() : setting.type().read(found.value());
    }

    /// Where the value in force came from; `default` when it is not set.
    public String origin(Setting<?> setting) {
        Given found = given.get(setting.key());
        return found == null ? "default" : found.origin();
    }

    public boolean isSet(Setting<?> setting) { return given.containsKey(setting.key()); }

    /// The value in force as it would stand in the file.
    public <T> String written(Setting<T> setting) { return setting.written(get(setting)); }

    private static void readFile(Path file, Map<String, Given> given, List<String> problems)
            throws UserError {
        String name = String.valueOf(file.getFileName());
        TomlParseResult toml;
        try {
            toml = Toml.parse(Files.readString(file));
        } catch (IOException e) {
            throw new UserError("cannot read " + file + ": " + e.getMessage(), "");
        }
        if (toml.hasErrors()) {
            for (var error : toml.errors())
                problems.add(name + " " + describe(error.position())
                        + ": " + error.getMessage());
            return;
        }
        Map<TomlPosition, String> ordered = new TreeMap<>(java.util.Comparator
                .comparingInt(TomlPosition::line).thenComparingInt(TomlPosition::column));
        for (List<String> path : toml.keyPathSet(false)) {
            TomlPosition position = toml.inputPositionOf(path);
            String key = String.join(".", path);
            if (position == null)
                continue;
            ordered.put(position, key);
            Setting<?> setting = Settings.BY_KEY.get(key);
            Object value = toml.get(path);
            if (setting == null) {
                problems.add(unknown(name + " " + describe(position), key));
            } else if (value != null) {
                Object plain = value instanceof org.tomlj.TomlArray array ? array.toList() : value;
                put(setting, plain, name + " line " + position.line(), given, problems);
            }
        }
    }

    private static String describe(TomlPosition position) {
        return "line " + position.line() + ", column " + position.column();
    }

    private static void put(Setting<?> setting, Object value, String origin,
            Map<String, Given> given, List<String> problems) {
        try {
            setting.type().read(value);
            given.put(setting.key(), new Given(value, origin));
        } catch (IllegalArgumentException | ArithmeticException e) {
            problems.add(origin + ": " + setting.key() + ": " + e.getMessage());
        }
    }

    private static String unknown(String where, String key) {
        String nearest = "";
        int best = 4;
        for (String known : Settings.BY_KEY.keySet()) {
            int distance = distance(key, known);
            if (distance < best) {
                best = distance;
                nearest = known;
            }
        }
        return where + ": there is no key " + key
                + (nearest.isEmpty() ? "" : "; did you mean " + nearest + "?");
    }

    /// Levenshtein's.
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++)
            row[j] = j;
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}

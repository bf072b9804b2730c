package org.rialto.server.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a key's value may be: reads it out of TOML and says what it expected when it is not so.
/// A text from the environment or the command line is read the same way.
public sealed interface SettingType<T> {
    /// The typed value, or an `IllegalArgumentException` that says what was expected.
    T read(Object value);

    /// For `rialto config`: what may stand there.
    String describe();

    /// How the value is written in TOML.
    String write(T value);

    record Text() implements SettingType<String> {
        @Override
        public String read(Object value) {
            if (value instanceof String text)
                return text;
            throw new IllegalArgumentException("expected a text in quotes");
        }

        @Override
        public String describe() { return "text"; }

        @Override
        public String write(String value) { return quote(value); }
    }

    record Switch() implements SettingType<Boolean> {
        @Override
        public Boolean read(Object value) {
            if (value instanceof Boolean on)
                return on;
            if (value.equals("true"))
                return true;
            if (value.equals("false"))
                return false;
            throw new IllegalArgumentException("expected true or false");
        }

        @Override
        public String describe() { return "true or false"; }

        @Override
        public String write(Boolean value) { return value.toString(); }
    }

    record Count(int minimum, int maximum) implements SettingType<Integer> {
        @Override
        public Integer read(Object value) {
            try {
                long number = value instanceof Long given
                        ? given
                        : Long.parseLong(value.toString());
                if (number >= minimum && number <= maximum)
                    return (int) number;
            } catch (NumberFormatException e) {
                // Said below.
            }
            throw new IllegalArgumentException("expected " + describe());
        }

        @Override
        public String describe() { return "a number from " + minimum + " to " + maximum; }

        @Override
        public String write(Integer value) { return value.toString(); }
    }

    /// Bytes: a number, or a text such as `35 MiB`.
    record Size() implements SettingType<Long> {
        private static final Pattern FORM = Pattern.compile("(\\d{1,15})\\s*([kmgt]?i?b)?");
        private static final Map<String, Long> UNITS = Map.of("b", 1L, "kb", 1L << 10, "kib",
                1L << 10, "mb", 1L << 20, "mib", 1L << 20, "gb", 1L << 30, "gib", 1L << 30, "tb",
                1L << 40, "tib", 1L << 40);

        @Override
        public Long read(Object value) {
            if (value instanceof Long bytes && bytes >= 0)
                return bytes;
            Matcher form = FORM.matcher(value.toString().toLowerCase(Locale.ROOT));
            if (!(value instanceof String) || !form.matches()) {
                throw new IllegalArgumentException("expected " + describe());
            }
            String unit = form.group(2);
            long factor = UNITS.getOrDefault(unit == null ? "b" : unit, 1L);
            return Math.multiplyExact(Long.parseLong(form.group(1)), factor);
        }

        @Override
        public String describe() { return "a size such as \"35 MiB\"; \"0\" for no limit"; }

        @Override
        public String write(Long value) {
            for (String unit : List.of("TiB", "GiB", "MiB", "KiB")) {
                long factor = UNITS.getOrDefault(unit.toLowerCase(Locale.ROOT), 1L);
                if (value >= factor && value % factor == 0) {
                    return quote(value / factor + " " + unit);
                }
            }
            return value.toString();
        }
    }

    /// A time: a text such as `30 s`, `5 min`, `2 h`, `4 d`.
    record Time() implements SettingType<Duration> {
        private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\s*(ms|s|min|h|d)");

        @Override
        public Duration read(Object value) {
            Matcher form = FORM.matcher(value.toString().trim());
            if (!(value instanceof String) || !form.matches()) {
                throw new IllegalArgumentException("expected " + describe());
            }
            long count = Long.parseLong(form.group(1));
            return switch (form.group(2)) {
                case "ms" -> Duration.ofMillis(count);
                case "s" -> Duration.ofSeconds(count);
                case "min" -> Duration.ofMinutes(count);
                case "h" -> Duration.ofHours(count);
                default -> Duration.ofDays(count);
            };
        }

        @Override
        public String describe() {
            return "a time such as \"500 ms\", \"30 s\", \"5 min\", \"2 h\" or \"4 d\"";
        }

        @Override
        public String write(Duration value) {
            long millis = value.toMillis();
            if (millis == 0 || millis % 1000 != 0)
                return quote(millis + " ms");
            if (millis % 86_400_000 == 0)
                return quote(millis / 86_400_000 + " d");
            if (millis % 3_600_000 == 0)
                return quote(millis / 3_600_000 + " h");
            if (millis % 60_000 == 0)
                return quote(millis / 60_000 + " min");
            return quote(millis / 1000 + " s");
        }
    }

    record Choice(List<String> values) implements SettingType<String> {
        @Override
        public String read(Object value) {
            if (value instanceof String text && values.contains(text))
                return text;
            throw new IllegalArgumentException("expected " + describe());
        }

        @Override
        public String describe() { return "one of \"" + String.join("\", \"", values) + '"'; }

        @Override
        public String write(String value) { return quote(value); }
    }

    /// Several of another type: a TOML array, or a text with commas, or a single value.
    record Several<E>(SettingType<E> element) implements SettingType<List<E>> {
        @Override
        public List<E> read(Object value) {
            List<?> given = switch (value) {
                case List<?> list -> list;
                case String text -> text.isBlank() ? List.of() : List.of(text.split("\\s*,\\s*"));
                default -> List.of(value);
            };
            List<E> all = new ArrayList<>();
            for (Object one : given)
                all.add(element.read(one));
            return List.copyOf(all);
        }

        @Override
        public String describe() { return "a list of: " + element.describe(); }

        @Override
        public String write(List<E> value) {
            return "[" + String.join(", ", value.stream().map(element::write).toList()) + "]";
        }
    }

    record Address() implements SettingType<ListenAddress> {
        @Override
        public ListenAddress read(Object value) {
            if (value instanceof String text)
                return ListenAddress.parse(text);
            throw new IllegalArgumentException("expected " + describe());
        }

        @Override
        public String describe() { return "\"HOST:PORT\", with * for every address"; }

        @Override
        public String write(ListenAddress value) { return quote(value.toString()); }
    }

    private static String quote(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || c == 0x7f) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}

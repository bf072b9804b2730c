package org.rialto.protocols.um.attendant;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.rialto.mapi.MailError;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlInvalidTypeException;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/// One table of a TOML file, read key by key: what is asked for is what is allowed. Whatever is wrong
/// is told with its line and key.
final class ConfigurationTable {
    private final TomlTable table;
    private final String file;
    private final int line;
    private final Set<String> asked = new TreeSet<>();

    private ConfigurationTable(TomlTable table, String file, int line) {
        this.table = table;
        this.file = file;
        this.line = line;
    }

    /// @param file what messages call it
    /// @throws MailError.Invalid it is no TOML
    static ConfigurationTable parse(String file, String text) {
        TomlParseResult result = Toml.parse(text);
        if (result.hasErrors()) {
            var first = result.errors().getFirst();
            throw new MailError.Invalid(file + ", line " + first.position().line() + ": "
                    + first.getMessage());
        }
        return new ConfigurationTable(result, file, 1);
    }

    private int line(String key) {
        TomlPosition position = table.inputPositionOf(List.of(key));
        return position == null ? line : position.line();
    }

    MailError.Invalid wrong(String key, String why) {
        return new MailError.Invalid(file + ", line " + line(key) + ": " + key + ": " + why);
    }

    boolean has(String key) {
        asked.add(key);
        return table.contains(List.of(key));
    }

    String text(String key, String otherwise) {
        asked.add(key);
        try {
            String value = table.getString(List.of(key));
            return value == null ? otherwise : value.strip();
        } catch (TomlInvalidTypeException e) {
            throw wrong(key, "a text is wanted");
        }
    }

    String text(String key) {
        String value = text(key, "");
        if (value.isEmpty()) {
            throw wrong(key, "is missing");
        }
        return value;
    }

    boolean truth(String key, boolean otherwise) {
        asked.add(key);
        try {
            Boolean value = table.getBoolean(List.of(key));
            return value == null ? otherwise : value;
        } catch (TomlInvalidTypeException e) {
            throw wrong(key, "true or false is wanted");
        }
    }

    List<String> texts(String key) {
        TomlArray array = array(key);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            if (!(array.get(i) instanceof String text)) {
                throw wrong(key, "texts in brackets are wanted");
            }
            texts.add(text.strip());
        }
        return texts;
    }

    private TomlArray array(String key) {
        asked.add(key);
        try {
            TomlArray array = table.getArray(List.of(key));
            return array == null ? Toml.parse("a = []").getArrayOrEmpty("a") : array;
        } catch (TomlInvalidTypeException e) {
            throw wrong(key, "a list in brackets is wanted");
        }
    }

    /// The tables of `[[key]]`.
    List<ConfigurationTable> tables(String key) {
        TomlArray array = array(key);
        List<ConfigurationTable> tables = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            if (!(array.get(i) instanceof TomlTable each)) {
                throw wrong(key, "tables, [[" + key + "]], are wanted");
            }
            tables.add(new ConfigurationTable(each, file, array.inputPositionOf(i).line()));
        }
        return tables;
    }

    /// Reads a value whose reader says what is wrong by [IllegalArgumentException].
    <T> T read(String key, Function<String, T> reader) {
        try {
            return reader.apply(text(key, ""));
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            throw wrong(key, String.valueOf(e.getMessage()));
        }
    }

    <T> T readAll(String key, Function<List<String>, T> reader) {
        try {
            return reader.apply(texts(key));
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            throw wrong(key, String.valueOf(e.getMessage()));
        }
    }

    /// Refuses what nobody asked for.
    void done() {
        for (String key : table.keySet()) {
            if (!asked.contains(key)) {
                throw wrong(key, "there is no such key; there are " + String.join(", ", asked));
            }
        }
    }
}

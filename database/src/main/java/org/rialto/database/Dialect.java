package org.rialto.database;

import java.util.StringJoiner;
import java.util.stream.LongStream;

/// Where the SQL of the two engines differs. Everything else, `ON CONFLICT` and `RETURNING`
/// included, is written once for both.
public enum Dialect {
    SQLITE("sqlite"), POSTGRES("postgres");

    private final String name;

    Dialect(String name) { this.name = name; }

    /// As migrations name it.
    public String engine() { return name; }

    /// Follows a SELECT whose rows this unit of work is going to change.
    public String forUpdate() {
        return switch (this) {
            case SQLITE -> "";
            case POSTGRES -> " FOR UPDATE";
        };
    }

    /// A condition that `column` is one of the numbers of one parameter, made by [#numbers].
    public String isAnyOf(String column) {
        return switch (this) {
            case SQLITE -> column + " IN (SELECT value FROM json_each(?))";
            case POSTGRES -> column + " = ANY(CAST(? AS bigint[]))";
        };
    }

    /// The parameter of [#isAnyOf].
    public String numbers(long... numbers) {
        StringJoiner joined = switch (this) {
            case SQLITE -> new StringJoiner(",", "[", "]");
            case POSTGRES -> new StringJoiner(",", "{", "}");
        };
        LongStream.of(numbers).forEach(number -> joined.add(Long.toString(number)));
        return joined.toString();
    }

    /// What a word in braces of a migration, like `{BLOB}`, stands for.
    String migrationWord(String word) {
        boolean sqlite = this == SQLITE;
        return switch (word) {
            case "BLOB" -> sqlite ? "BLOB" : "BYTEA";
            case "TEXT" -> sqlite ? "TEXT" : "TEXT COLLATE \"C\"";
            case "WITHOUT_ROWID" -> sqlite ? "WITHOUT ROWID" : "";
            case "NARROW_UPDATES" -> sqlite ? "" : "WITH (fillfactor = 80)";
            default -> throw new IllegalArgumentException("unknown word {" + word + "}");
        };
    }
}

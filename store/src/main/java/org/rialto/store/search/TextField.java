package org.rialto.store.search;

/// A field of [IndexedText], with its column on SQLite and its weight label on PostgreSQL.
public enum TextField {
    SUBJECT("subject", 'A'), PEOPLE("people", 'B'), FILES("files", 'C'), BODY("body", 'D');

    private final String column;
    private final char weight;

    TextField(String column, char weight) {
        this.column = column;
        this.weight = weight;
    }

    String column() { return column; }

    char weight() { return weight; }

    String of(IndexedText text) {
        return switch (this) {
            case SUBJECT -> text.subject();
            case PEOPLE -> text.people();
            case FILES -> text.files();
            case BODY -> text.body();
        };
    }
}

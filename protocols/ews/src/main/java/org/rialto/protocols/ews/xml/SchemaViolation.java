package org.rialto.protocols.ews.xml;

/// A request is not XML, or not what the schema says.
public final class SchemaViolation extends Exception {
    private static final long serialVersionUID = 1L;
    private final int line;
    private final int column;

    public SchemaViolation(String message, int line, int column) {
        super(message, null, false, false);
        this.line = line;
        this.column = column;
    }

    /// Counted from 1.
    public int line() { return line; }

    /// Counted from 1.
    public int column() { return column; }

    /// Never null.
    public String violation() { return String.valueOf(getMessage()); }
}

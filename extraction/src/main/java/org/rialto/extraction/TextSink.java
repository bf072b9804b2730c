package org.rialto.extraction;

/// Takes the text of a document up to a limit, then ends its reading.
final class TextSink {
    private final StringBuilder text = new StringBuilder();
    private final int limit;

    TextSink(int limit) { this.limit = limit; }

    /// Ends the reading of a document of which enough is known.
    static final class Full extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Full() { super(null, null, false, false); }
    }

    void add(CharSequence some) { add(some, 0, some.length()); }

    void add(CharSequence some, int from, int to) {
        int room = limit - text.length();
        text.append(some, from, Math.min(to, from + room));
        if (to - from > room) {
            throw new Full();
        }
    }

    void add(char one) {
        if (text.length() >= limit) {
            throw new Full();
        }
        text.append(one);
    }

    String text() { return text.toString(); }
}

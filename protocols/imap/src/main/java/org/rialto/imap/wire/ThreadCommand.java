package org.rialto.imap.wire;

import java.io.IOException;

/// THREAD and UID THREAD. RFC 5256 §3:
/// `thread = "THREAD" SP thread-alg SP charset 1*(SP search-key)`.
public record ThreadCommand(boolean uid, Algorithm algorithm,
        SearchKey key) implements Command {
    /// How messages are put together.
    public enum Algorithm {
        ORDEREDSUBJECT, REFERENCES
    }

    public static ThreadCommand read(ImapReader in) throws IOException { return read(in, false); }

    public static ThreadCommand readUid(ImapReader in) throws IOException { return read(in, true); }

    private static ThreadCommand read(ImapReader in, boolean uid) throws IOException {
        in.space();
        Algorithm algorithm = switch (in.keyword()) {
            case "ORDEREDSUBJECT" -> Algorithm.ORDEREDSUBJECT;
            case "REFERENCES" -> Algorithm.REFERENCES;
            default -> throw in.syntax("no such threading algorithm");
        };
        in.space();
        var charset = SearchKeyReader.charset(in.astring());
        in.space();
        return new ThreadCommand(uid, algorithm, new SearchKeyReader(in, charset).readAll());
    }
}

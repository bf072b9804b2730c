package org.rialto.imap.wire;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// SEARCH and UID SEARCH. RFC 9051 §6.4.4:
///
/// ```
/// search         = "SEARCH" [search-return-opts] SP search-program
/// search-program = ["CHARSET" SP charset SP] search-key *(SP search-key)
/// ```
///
/// @param returns null for the old form of answer
public record SearchCommand(boolean uid, @Nullable Set<SearchReturn> returns,
        SearchKey key) implements Command {

    public static SearchCommand read(ImapReader in) throws IOException { return read(in, false); }

    public static SearchCommand readUid(ImapReader in) throws IOException { return read(in, true); }

    private static SearchCommand read(ImapReader in, boolean uid) throws IOException {
        in.space();
        Set<SearchReturn> returns = SearchReturn.readOptional(in);
        Charset charset = StandardCharsets.UTF_8;
        if (in.trySkipWord("CHARSET")) {
            in.space();
            charset = SearchKeyReader.charset(in.astring());
            in.space();
        }
        return new SearchCommand(uid, returns, new SearchKeyReader(in, charset).readAll());
    }
}

package org.rialto.imap.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// SORT and UID SORT. RFC 5256 §3, with DISPLAYFROM and DISPLAYTO (RFC 5957) and RETURN (RFC 5267):
///
/// ```
/// sort          = "SORT" [search-return-opts] SP "(" sort-criterion *(SP sort-criterion) ")"
///                 SP charset 1*(SP search-key)
/// sort-criterion = ["REVERSE" SP] sort-key
/// ```
public record SortCommand(boolean uid, @Nullable Set<SearchReturn> returns,
        List<Criterion> criteria, SearchKey key) implements Command {
    /// What to sort by.
    public enum SortKey {
        ARRIVAL, CC, DATE, DISPLAYFROM, DISPLAYTO, FROM, SIZE, SUBJECT, TO
    }

    /// One key and its direction.
    public record Criterion(SortKey key, boolean reverse) {}

    public SortCommand { criteria = List.copyOf(criteria); }

    public static SortCommand read(ImapReader in) throws IOException { return read(in, false); }

    public static SortCommand readUid(ImapReader in) throws IOException { return read(in, true); }

    private static SortCommand read(ImapReader in, boolean uid) throws IOException {
        in.space();
        Set<SearchReturn> returns = SearchReturn.readOptional(in);
        in.skip('(');
        List<Criterion> criteria = new ArrayList<>();
        do {
            criteria.add(criterion(in));
            if (criteria.size() > 2 * SortKey.values().length) {
                throw in.syntax("too many sort criteria");
            }
        } while (in.trySkip(' '));
        in.skip(')');
        in.space();
        var charset = SearchKeyReader.charset(in.astring());
        in.space();
        return new SortCommand(uid, returns, criteria, new SearchKeyReader(in, charset).readAll());
    }

    private static Criterion criterion(ImapReader in) {
        boolean reverse = in.trySkipWord("REVERSE");
        if (reverse) {
            in.space();
        }
        String name = in.keyword();
        for (SortKey key : SortKey.values()) {
            if (key.name().equals(name)) {
                return new Criterion(key, reverse);
            }
        }
        throw in.syntax("no such sort key");
    }
}

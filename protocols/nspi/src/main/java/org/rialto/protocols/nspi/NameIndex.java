package org.rialto.protocols.nspi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What the objects of the address lists are found by when a person typed a name: whole names and
/// their words in one order, addresses in another, so that all with a start stand together. It says
/// which objects [NameMatch] may match; whether it does, the rows say. Never changes.
final class NameIndex {
    private final Terms texts;
    private final Terms addresses;

    private NameIndex(Terms texts, Terms addresses) {
        this.texts = texts;
        this.addresses = addresses;
    }

    static NameIndex of(Collection<ListRow> rows) {
        List<Entry> texts = new ArrayList<>(rows.size() * 8);
        List<Entry> addresses = new ArrayList<>(rows.size());
        Set<String> own = new LinkedHashSet<>();
        for (ListRow row : rows) {
            own.clear();
            own.add(row.key());
            own.addAll(row.names());
            own.addAll(row.words());
            own.forEach(term -> texts.add(new Entry(term, row.id())));
            row.addresses().forEach(term -> addresses.add(new Entry(term, row.id())));
        }
        return new NameIndex(Terms.of(texts), Terms.of(addresses));
    }

    /// The objects between two places, some of them more than once.
    record Range(long[] ids, int from, int to) {
        static Range of(long[] ids) { return new Range(ids, 0, ids.length); }

        int size() { return to - from; }
    }

    /// Together, all that [NameMatch#isExactly] may hold for.
    List<Range> exactly(NameMatch match) {
        return List.of(texts.equal(match.key()), addresses.equal(match.address()));
    }

    /// Together, all that [NameMatch#matches] may hold for.
    List<Range> matching(NameMatch match) {
        if (match.exactOnly()) {
            return exactly(match);
        }
        List<Range> ranges = new ArrayList<>(3);
        ranges.add(texts.starting(match.key()));
        ranges.add(addresses.starting(match.address()));
        // An object must have them all, so it is among those that have the rarest.
        match.words().stream().map(texts::starting).min(Comparator.comparingInt(Range::size))
                .ifPresent(ranges::add);
        return ranges;
    }

    private record Entry(String term, long id) {}

    /// Terms in the order of [String#compareTo], each with an object that has it.
    private record Terms(String[] terms, long[] ids) {
        static Terms of(List<Entry> entries) {
            Entry[] sorted = entries.toArray(Entry[]::new);
            Arrays.sort(sorted, Comparator.comparing(Entry::term));
            String[] terms = new String[sorted.length];
            long[] ids = new long[sorted.length];
            for (int i = 0; i < sorted.length; i++) {
                terms[i] = sorted[i].term;
                ids[i] = sorted[i].id;
            }
            return new Terms(terms, ids);
        }

        Range equal(String term) {
            int from = firstNotBefore(term);
            int to = from;
            while (to < terms.length && terms[to].equals(term)) {
                to++;
            }
            return new Range(ids, from, to);
        }

        Range starting(String start) {
            int from = firstNotBefore(start);
            int low = from;
            int high = terms.length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (terms[middle].startsWith(start)) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return new Range(ids, from, low);
        }

        private int firstNotBefore(String term) {
            int low = 0;
            int high = terms.length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (terms[middle].compareTo(term) < 0) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }
}

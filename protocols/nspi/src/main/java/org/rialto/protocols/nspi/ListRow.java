package org.rialto.protocols.nspi;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.rialto.directory.Attribute;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.Entry;
import org.rialto.directory.Flag;
import org.rialto.directory.ObjectKind;
import org.rialto.directory.SmtpAddress;

/// What the address lists keep of an object in memory: enough to sort it and to find it by name.
///
/// @param key of the display name
/// @param phoneticKey of the phonetic display name; of the display name where there is none
/// @param names keys of what somebody may call it: whole names, the one that it logs in with first
/// @param words keys of the words of all its names
/// @param addresses lower-case
record ListRow(long id, ObjectKind kind, String key, String phoneticKey, List<String> names,
        List<String> words, List<String> addresses) {
    private static final List<Attribute> NAMES = List.of(Attribute.FIRST, Attribute.LAST,
            Attribute.NICKNAME, Attribute.OFFICE, Attribute.PHONETIC, Attribute.PHONETIC_FIRST,
            Attribute.PHONETIC_LAST);
    static final Comparator<ListRow> BY_DISPLAY_NAME = Comparator.comparing(ListRow::key)
            .thenComparingLong(ListRow::id);
    static final Comparator<ListRow> BY_PHONETIC_NAME = Comparator
            .comparing(ListRow::phoneticKey).thenComparing(BY_DISPLAY_NAME);

    static boolean isListed(DirectoryObject object) { return object.entry().is(Flag.LISTED); }

    static ListRow of(DirectoryObject object) {
        Entry entry = object.entry();
        String key = SortKey.of(entry.display());
        String phonetic = entry.attribute(Attribute.PHONETIC).map(SortKey::of).orElse(key);
        List<String> names = new ArrayList<>();
        Set<String> words = new LinkedHashSet<>(NameMatch.words(entry.display()));
        names.add(SortKey.of(entry.name()));
        words.addAll(NameMatch.words(entry.name()));
        for (Attribute attribute : NAMES) {
            String text = entry.attribute(attribute).orElse("");
            if (!text.isEmpty()) {
                names.add(SortKey.of(text));
                words.addAll(NameMatch.words(text));
            }
        }
        List<String> addresses = new ArrayList<>(1 + entry.aliases().size());
        addresses.add(entry.address().key());
        entry.aliases().stream().map(SmtpAddress::key).forEach(addresses::add);
        return new ListRow(object.id(), entry.kind(), key, phonetic, List.copyOf(names),
                List.copyOf(words), List.copyOf(addresses));
    }

    int minimalId() { return MinimalIds.of(id); }
}

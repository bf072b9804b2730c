package org.rialto.protocols.nspi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rialto.directory.ObjectKind;

/// Names are found by the index exactly as by looking at every row, in every list and after any
/// changes.
class NameIndexTest {
    private static final List<String> WORDS = List.of("Anna", "an", "ANN", "Änne", "Bob", "Bobby",
            "de", "la", "Müller", "Mueller", "muller", "Ørsted", "x", "42", "4", "ße", "日本", "カナ",
            "かな", "'", ".", "b.o.b", "smtp", "bob@example.com", "anna@b.example");
    private static final ObjectKind[] KINDS = ObjectKind.values();
    private final Random random = new Random(20261121);

    private String name() {
        StringBuilder name = new StringBuilder();
        for (int i = random.nextInt(3); i >= 0; i--) {
            String word = WORDS.get(random.nextInt(WORDS.size()));
            name.append(random.nextInt(5) == 0
                    ? word.substring(0, random.nextInt(word.length() + 1))
                    : word).append(i == 0 ? "" : " ");
        }
        return name.toString();
    }

    private String typed() {
        return switch (random.nextInt(6)) {
            case 0 -> "=" + name();
            case 1 -> name() + " <" + name() + ">";
            case 2 -> "SMTP:" + name();
            default -> name();
        };
    }

    private ListRow row(long id) {
        String display = name();
        String login = name();
        List<String> words = new ArrayList<>(NameMatch.words(display));
        words.addAll(NameMatch.words(login));
        return new ListRow(id, KINDS[random.nextInt(KINDS.length)], SortKey.of(display),
                SortKey.of(name()), List.of(SortKey.of(login), SortKey.of(name())), words,
                List.of(name().toLowerCase(java.util.Locale.ROOT), "u" + id + "@example.com"));
    }

    private static List<ListRow> scanned(ListTable table, Predicate<ListRow> wanted) {
        return table.rows().stream().filter(wanted).toList();
    }

    private void compare(AddressLists lists) {
        if (random.nextInt(5) > 0) {
            lists.names().make();
        }
        for (int i = 0; i < 40; i++) {
            NameMatch match = NameMatch.of(typed());
            if (match.isEmpty()) {
                continue;
            }
            AddressList list = AddressList.values()[random.nextInt(AddressList.values().length)];
            ListTable table = lists.table(list, random.nextBoolean()
                    ? Stat.SORT_DISPLAY_NAME
                    : Stat.SORT_PHONETIC_DISPLAY_NAME);
            List<ListRow> matching = scanned(table, match::matches);
            List<ListRow> exactly = scanned(table, match::isExactly);
            assertThat(table.sorted(table.matching(match, Integer.MAX_VALUE))).as(match.toString())
                    .isEqualTo(matching);
            assertThat(table.sorted(table.exactly(match, Integer.MAX_VALUE)))
                    .isEqualTo(exactly);
            assertThat(table.matching(match, 2)).hasSize(Math.min(2, matching.size()))
                    .allMatch(matching::contains);
        }
    }

    @Test
    void findsWhatLookingAtEveryRowFinds() {
        for (int round = 0; round < 30; round++) {
            Map<Long, ListRow> rows = new HashMap<>();
            for (long id = 1; id <= random.nextInt(200); id++) {
                rows.put(id, row(id));
            }
            compare(AddressLists.of(1, rows.values()));
        }
    }

    @Test
    void findsTheSameAfterEveryChange() {
        List<ListRow> rows = new ArrayList<>();
        for (long id = 1; id <= 400; id++) {
            rows.add(row(id));
        }
        AddressLists lists = AddressLists.of(1, rows);
        for (int version = 2; version < 150; version++) {
            Map<Long, @Nullable ListRow> changes = new HashMap<>();
            for (int i = random.nextInt(20); i >= 0; i--) {
                long id = 1 + random.nextInt(600);
                changes.put(id, random.nextInt(3) == 0 ? null : row(id));
            }
            lists = lists.with(version, changes);
            if (random.nextInt(4) > 0) {
                compare(lists);
            }
        }
    }
}

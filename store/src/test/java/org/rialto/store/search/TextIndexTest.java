package org.rialto.store.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.rialto.database.Database;
import org.rialto.database.TestEngine;
import org.rialto.store.search.TextQuery.Match;

@ParameterizedClass
@EnumSource(TestEngine.class)
class TextIndexTest {
    private static final Set<TextField> ALL = EnumSet.allOf(TextField.class);
    private final TestEngine engine;
    @TempDir
    Path directory;
    private Database database;

    TextIndexTest(TestEngine engine) { this.engine = engine; }

    @BeforeEach
    void open() {
        database = engine.open(directory);
        TextIndex.migrate(database);
    }

    @AfterEach
    void close() { database.close(); }

    @Test
    void findsWordsSubstringsAndPhrases() {
        add(1, "Quarterly report", "The numbers are unbelievable: revenue doubled.");
        add(2, "Lunch", "Shall we report to the canteen?");
        assertThat(substring("believ")).containsExactly(1);
        assertThat(substring("report")).containsExactly(1, 2);
        assertThat(substring("bers are unbel")).containsExactly(1);
        assertThat(substring("are bers")).isEmpty();
        assertThat(substring("to the")).containsExactly(2);
        assertThat(substring("zzz")).isEmpty();
    }

    @Test
    void foldsCaseAccentsAndWidth() {
        add(1, "Café ZÜRICH", "Ｆｕｌｌ width ﬁne");
        assertThat(substring("cafe")).containsExactly(1);
        assertThat(substring("zürich")).containsExactly(1);
        assertThat(substring("full WIDTH")).containsExactly(1);
        assertThat(substring("fine")).containsExactly(1);
    }

    @Test
    void findsTextOfScriptsWithoutSpaces() {
        add(1, "会議のお知らせ", "東京都でabcの会議があります");
        add(2, "안녕하세요", "สวัสดีครับ");
        assertThat(substring("京都")).containsExactly(1);
        assertThat(substring("京")).containsExactly(1);
        assertThat(substring("東京都で")).containsExactly(1);
        assertThat(substring("でabc")).containsExactly(1);
        assertThat(substring("abcの会")).containsExactly(1);
        assertThat(substring("녕하")).containsExactly(2);
        assertThat(substring("สดี")).containsExactly(2);
        assertThat(substring("都東")).isEmpty();
    }

    @Test
    void looksOnlyInTheFieldsAsked() {
        add(1, "alpha", "beta");
        assertThat(search("alpha", Match.SUBSTRING, EnumSet.of(TextField.BODY))).isEmpty();
        assertThat(search("alpha", Match.SUBSTRING, EnumSet.of(TextField.SUBJECT)))
                .containsExactly(1);
    }

    @Test
    void noPhraseSpansTwoFields() {
        database.write(sql -> {
            TextIndex.add(sql, 7, 1, new IndexedText("one two", "three", "", "four"));
            return null;
        });
        assertThat(substring("two three")).isEmpty();
        assertThat(substring("three four")).isEmpty();
    }

    @Test
    void findsInflectedForms() {
        add(1, "", "She was running late");
        add(2, "", "runs in the family");
        add(3, "", "a runway");
        assertThat(search("run", Match.WORDS, ALL)).containsExactly(1, 2);
        assertThat(search("run", Match.PREFIX, ALL)).containsExactly(1, 2, 3);
    }

    @Test
    void keepsMailboxesApartAndForgets() {
        add(1, "shared word", "");
        database.write(sql -> {
            TextIndex.add(sql, 8, 1, new IndexedText("shared word", "", "", ""));
            TextIndex.add(sql, 8, 2, new IndexedText("other shared", "", "", ""));
            return null;
        });
        assertThat(substring("shared")).containsExactly(1);
        database.write(sql -> {
            TextIndex.remove(sql, 8, 1, 99);
            return null;
        });
        assertThat(substringIn(8, "shared"))
                .containsExactly(2);
        database.write(sql -> {
            TextIndex.clear(sql, 8);
            return null;
        });
        assertThat(substringIn(8, "shared"))
                .isEmpty();
        assertThat(substring("shared")).containsExactly(1);
    }

    @Test
    void cannotAnswerForPunctuation() {
        assertThat(database.<Boolean>read(sql -> TextIndex
                .search(sql, 7, new TextQuery("!?", Match.SUBSTRING, ALL)).isEmpty())).isTrue();
    }

    @Test
    void querySyntaxIsOnlyText() {
        add(1, "a \"quoted\" OR NOT near' & | word", "body: x*");
        assertThat(substring("\"quoted\" OR")).containsExactly(1);
        assertThat(substring("near' & | word")).containsExactly(1);
        assertThat(substring("body: x*")).containsExactly(1);
    }

    /// Every substring of random texts is found: the index agrees with reading.
    @Test
    void agreesWithReadingEverySubstring() {
        Random random = new Random(11);
        String letters = "abAé 東京都で1.가나";
        String[] texts = new String[40];
        for (int i = 0; i < texts.length; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = 0; n < 30; n++) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            texts[i] = text.toString();
            add(i + 1, "", texts[i]);
        }
        for (int n = 0; n < 60; n++) {
            String text = texts[random.nextInt(texts.length)];
            int from = random.nextInt(28);
            String part = text.substring(from, from + 1 + random.nextInt(30 - from));
            if (Words.of(part, 5).isEmpty()) {
                continue;
            }
            for (int i = 0; i < texts.length; i++) {
                if (texts[i].contains(part)) {
                    assertThat(substring(part)).as(part + " in " + texts[i]).contains(i + 1);
                }
                TextMatcher matcher = new TextMatcher(
                        new TextQuery(part, Match.SUBSTRING, ALL));
                boolean indexed = java.util.Arrays.binarySearch(substring(part), i + 1) >= 0;
                assertThat(matcher.matches(new IndexedText("", "", "", texts[i])))
                        .as(part + " in " + texts[i]).isEqualTo(indexed);
            }
        }
    }

    private void add(long id, String subject, String body) {
        database.write(sql -> {
            TextIndex.add(sql, 7, id, new IndexedText(subject, "", "", body));
            return null;
        });
    }

    private long[] substringIn(long mailboxId, String text) {
        return database.read(sql -> TextIndex
                .search(sql, mailboxId, new TextQuery(text, Match.SUBSTRING, ALL)).orElseThrow());
    }

    private long[] substring(String text) { return search(text, Match.SUBSTRING, ALL); }

    private long[] search(String text, Match match, Set<TextField> fields) {
        return database.read(sql -> TextIndex.search(sql, 7, new TextQuery(text, match, fields))
                .orElseThrow());
    }
}

package org.rialto.protocols.nspi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rialto.protocols.nspi.BookFixture.START;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.directory.Attribute;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.Restriction;

/// A directory of many objects answers at once, also while it changes. Prints what it takes.
@Tag("long")
class BigDirectoryTest {
    private static final int OBJECTS = Integer.getInteger("rialto.nspi.objects", 50_000);
    private static final List<PropertyTag> COLUMNS = List.of(PropertyTags.PidTagDisplayName,
            PropertyTags.PidTagEntryId, PropertyTags.PidTagSmtpAddress, PropertyTags.PidTagTitle,
            PropertyTags.PidTagDepartmentName, PropertyTags.PidTagOfficeLocation,
            PropertyTags.PidTagBusinessTelephoneNumber, PropertyTags.PidTagDisplayTypeEx);
    @TempDir
    Path folder;

    private static <T> T timed(String what, Supplier<T> work) {
        long start = System.nanoTime();
        T result = work.get();
        System.out.printf("%s: %.2f ms%n", what, (System.nanoTime() - start) / 1e6);
        return result;
    }

    @Test
    void answersAtOnce() {
        try (BookFixture book = new BookFixture(folder)) {
            Random random = new Random(1);
            for (int made = 0; made < OBJECTS; made += 1000) {
                int first = made;
                book.directory.change(edit -> {
                    for (int i = first; i < first + 1000; i++) {
                        long id = edit.addUser(book.domain, "user" + i).id();
                        String last = Integer.toString(random.nextInt(1 << 20), 26);
                        edit.setDisplay(id, "Person " + last + " " + i);
                        edit.set(id, Attribute.LAST, last);
                        edit.set(id, Attribute.FIRST, "Person");
                        edit.set(id, Attribute.TITLE, "Engineer");
                        edit.set(id, Attribute.DEPARTMENT, "Department " + i % 100);
                        edit.set(id, Attribute.OFFICE, "Office " + i % 1000);
                        edit.set(id, Attribute.PHONE_BUSINESS, "+1 555 " + i);
                    }
                    return true;
                });
            }
            NspiSession session = book.session(book.bob);
            timed("first position, reads all", () -> session.updateStat(START));
            for (int i = 1; i <= 3; i++) {
                Stat half = START.withPosition(Stat.CURRENT, i, 4);
                Answers.Rows rows = timed("50 rows, cold", () -> session.queryRows(0,
                        session.updateStat(half).stat(), null, 50, COLUMNS));
                assertThat(rows.rows().rows()).hasSize(50);
                timed("50 rows, warm", () -> session.queryRows(0,
                        session.updateStat(half).stat(), null, 50, COLUMNS));
            }
            for (int i = 0; i < 5; i++) {
                String name = "user" + (OBJECTS / 2 + i);
                assertThat(timed("a name", () -> session.resolveNames(START, List.of(name),
                        COLUMNS)).minimalIds()).hasSize(1);
            }
            for (int i = 0; i < 4; i++) {
                String display = "Changed " + i;
                book.directory.change(edit -> edit.setDisplay(book.zoe, display));
                assertThat(timed("position after a change",
                        () -> session.updateStat(BookFixture.at(book.zoe))).stat().totalRecs())
                        .isEqualTo(OBJECTS + 10);
            }
            assertThat(timed("filter by name", () -> session.getMatches(START,
                    Restriction.equal(PropertyTags.PidTagAnr, "user123"), null, 10_000, null))
                    .minimalIds()).isNotEmpty();
            for (int i = 0; i < 2; i++) {
                assertThat(timed("filter by department", () -> session.getMatches(START,
                        Restriction.equal(PropertyTags.PidTagDepartmentName, "department 7"),
                        null, 10_000, null)).minimalIds()).hasSize(OBJECTS / 100);
            }
        }
    }
}

package org.rialto.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.rialto.database.Database;
import org.rialto.database.TestEngine;

/// Who is found from a telephone, while the directory changes.
@ParameterizedClass
@EnumSource(TestEngine.class)
class TelephoneBookTest {
    private final Database database;
    private final Directory directory;
    private final Domain domain;

    TelephoneBookTest(TestEngine engine, @TempDir Path folder) {
        database = engine.open(folder);
        directory = Directory.open(database, Directory.Settings.DEFAULT);
        domain = directory.change(edit -> edit.domains().add("contoso.com"));
        add("alex", "Alex Smith", "+1 425 555 0101");
        add("asmithe", "Anna Smithe", "+49 (0) 89 1234567");
        add("joerg", "Jörg Weiß", "0425 555 0199");
    }

    private void add(String name, String display, String number) {
        directory.change(edit -> {
            long id = edit.addUser(domain, name).id();
            edit.setDisplay(id, display);
            edit.set(id, Attribute.FIRST, display.split(" ")[0]);
            edit.set(id, Attribute.LAST, display.split(" ")[1]);
            return edit.set(id, Attribute.PHONE_BUSINESS, number);
        });
    }

    @AfterEach
    void close() { database.close(); }

    private List<String> ofNumber(String number) {
        return directory.telephoneBook().ofNumber(number).stream()
                .map(found -> found.entry().name()).toList();
    }

    private List<String> spelled(TelephoneBook.Spelling spelling, String digits) {
        return directory.telephoneBook().spelled(domain, spelling, digits, 10).stream()
                .map(found -> found.entry().name()).toList();
    }

    @Test
    void findsANumberHoweverItIsWritten() {
        for (String number : List.of("+14255550101", "4255550101", "(425) 555-0101", "5550101",
                "0014255550101", "+1 425 555 0101 x12"))
            assertThat(ofNumber(number)).as(number).containsExactly("alex");
        for (String number : List.of("+49891234567", "0891234567"))
            assertThat(ofNumber(number)).as(number).containsExactly("asmithe");
        for (String number : List.of("", "101", "0101", "+1 425 555 0102"))
            assertThat(ofNumber(number)).as(number).isEmpty();
    }

    @Test
    void findsANameByItsKeys() {
        assertThat(spelled(TelephoneBook.Spelling.LAST_FIRST, "76484"))
                .containsExactly("alex", "asmithe");
        assertThat(spelled(TelephoneBook.Spelling.LAST_FIRST, "764842539"))
                .containsExactly("alex");
        assertThat(spelled(TelephoneBook.Spelling.FIRST_LAST, "2662")).containsExactly("asmithe");
        assertThat(spelled(TelephoneBook.Spelling.FIRST_LAST, DialPad.digits("JORG")))
                .containsExactly("joerg");
        assertThat(spelled(TelephoneBook.Spelling.ALIAS, DialPad.digits("joerg")))
                .containsExactly("joerg");
        assertThat(spelled(TelephoneBook.Spelling.ALIAS, "")).isEmpty();
        assertThat(spelled(TelephoneBook.Spelling.ALIAS, "1' OR '1'='1")).isEmpty();
    }

    @Test
    void followsChanges() {
        DirectoryObject alex = directory.named("alex");
        directory.change(edit -> {
            edit.set(alex.id(), Attribute.LAST, "Jones");
            edit.setDisplay(alex.id(), "Alex Jones");
            return edit.set(alex.id(), Attribute.PHONE_BUSINESS, null);
        });
        assertThat(ofNumber("+14255550101")).isEmpty();
        assertThat(spelled(TelephoneBook.Spelling.LAST_FIRST, "76484"))
                .containsExactly("asmithe");
        assertThat(spelled(TelephoneBook.Spelling.LAST_FIRST, DialPad.digits("Jones")))
                .containsExactly("alex");
        directory.change(edit -> edit.set(alex.id(), Flag.LISTED, false));
        assertThat(spelled(TelephoneBook.Spelling.LAST_FIRST, DialPad.digits("Jones"))).isEmpty();
        directory.change(edit -> {
            edit.remove(directory.named("asmithe").id());
            return true;
        });
        assertThat(ofNumber("+49891234567")).isEmpty();
    }

    @Test
    void isMadeAnewWhenItIsNotThere() {
        database.write(sql -> {
            sql.update("DELETE FROM directory_dial");
            return sql.update("DELETE FROM directory_state WHERE name = 'dial'");
        });
        assertThat(ofNumber("+14255550101")).isEmpty();
        Directory.open(database, Directory.Settings.DEFAULT);
        assertThat(ofNumber("+14255550101")).containsExactly("alex");
    }
}

package org.rialto.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rialto.imap.wire.Command;
import org.rialto.imap.wire.PlainCommand;

/// The table, the command records and the grammar's examples belong together.
class CommandTableTest {

    @Test
    void everyCommandHasARowAndAnExample() throws IOException {
        List<String> examples = Files
                .readAllLines(Path.of("src/test/resources/wire/commands.txt"));
        for (Class<?> type : Command.class.getPermittedSubclasses()) {
            if (type != PlainCommand.class) {
                assertThat(examples).as(type.getSimpleName())
                        .anyMatch(line -> line.startsWith("=> " + type.getSimpleName() + "["));
            }
        }
    }

    @Test
    void everyPlainCommandHasARow() {
        List<String> names = new ArrayList<>();
        ImapCommandTable.rows().forEach(row -> names.add(row.name()));
        for (PlainCommand command : PlainCommand.values()) {
            assertThat(names).contains(command.name());
        }
    }

    @Test
    void everyUidFormHasItsPlainForm() {
        List<String> names = new ArrayList<>();
        ImapCommandTable.rows().forEach(row -> names.add(row.name()));
        for (String name : names) {
            if (name.startsWith("UID ")) {
                assertThat(names).contains(name.substring(4));
            }
        }
    }
}

package org.rialto.protocols.um.menu;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// The catalogues of what is said are complete, and say nothing else.
class PromptsTest {
    static final List<Locale> LANGUAGES = Prompts.LANGUAGES;
    private static final List<Class<? extends Enum<?>>> MENUS = Menu.ALL;

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void everySentenceIsThereAndNoOther(Locale language) {
        Prompts prompts = Prompts.of(language);
        Set<String> wanted = new TreeSet<>(List.of("key.star", "key.pound"));
        for (Prompt prompt : Prompt.values()) {
            wanted.add(Prompts.nameOf(prompt));
        }
        for (Class<? extends Enum<?>> menu : MENUS) {
            for (Enum<?> choice : menu.getEnumConstants()) {
                String name = "menu." + Menu.nameOf(menu) + "." + Menu.hyphened(choice.name());
                wanted.add(name + ".say");
                if (!((Choice) choice).keys().isEmpty()) {
                    wanted.add(name + ".press");
                }
            }
        }
        assertThat(new TreeSet<>(prompts.names())).isEqualTo(wanted);
    }

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void everySentenceTakesItsValues(Locale language) {
        Prompts prompts = Prompts.of(language);
        for (Prompt prompt : Prompt.values()) {
            List<Object> values = new ArrayList<>();
            for (int i = 0; i < prompt.valueCount(); i++) {
                values.add("<" + i + ">");
            }
            String said = prompts.say(prompt, values.toArray());
            assertThat(said).as(prompt.name()).isNotBlank().doesNotContain("{", "}", "|");
            for (Object value : values) {
                if (!Set.of(Prompt.PIN_REFUSED).contains(prompt)) {
                    assertThat(said).as(prompt.name()).contains(value.toString());
                }
            }
        }
    }

    /// Two rows that are valid together differ in keys and in phrases, from those of every menu too.
    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void noPhraseMeansTwoThings(Locale language) {
        Prompts prompts = Prompts.of(language);
        for (Class<? extends Enum<?>> menu : MENUS) {
            Map<String, String> meaning = new HashMap<>();
            if (menu != Talk.Everywhere.class) {
                Arrays.stream(Talk.Everywhere.values()).forEach(each -> prompts
                        .phrases("everywhere", each).forEach(it -> meaning.put(it, each.name())));
            }
            for (Enum<?> choice : menu.getEnumConstants()) {
                for (String phrase : prompts.phrases(Menu.nameOf(menu), (Choice) choice)) {
                    assertThat(meaning.put(phrase, choice.name())).as(menu + ": " + phrase)
                            .isNull();
                    assertThat(phrase).as("what a grammar can hold").matches("[A-Za-z ']+");
                }
            }
        }
    }

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void everyRowTellsItsKeys(Locale language) {
        Prompts prompts = Prompts.of(language);
        for (Class<? extends Enum<?>> menu : MENUS) {
            for (Enum<?> constant : menu.getEnumConstants()) {
                Choice choice = (Choice) constant;
                if (!choice.keys().isEmpty()) {
                    assertThat(prompts.press(Menu.nameOf(menu), choice))
                            .contains(prompts.keys(choice.keys())).doesNotContain("{");
                }
            }
        }
    }

    /// A menu that is not in the list would be checked by nobody.
    @Test
    void everyMenuIsKnown() throws Exception {
        Path folder = Path.of(Choice.class.getProtectionDomain().getCodeSource().getLocation()
                .toURI()).resolve(Choice.class.getPackageName().replace('.', '/'));
        Set<String> choices = new TreeSet<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (String name : files.map(each -> each.getFileName().toString())
                    .filter(each -> each.endsWith(".class") && !each.startsWith("package-"))
                    .toList()) {
                Class<?> type = Class.forName(Choice.class.getPackageName() + "."
                        + name.substring(0, name.length() - ".class".length()));
                if (type.isEnum() && Choice.class.isAssignableFrom(type)) {
                    choices.add(type.getName());
                }
            }
        }
        assertThat(new TreeSet<>(MENUS.stream().map(Class::getName).toList())).isEqualTo(choices);
    }

    @Test
    void whatIsSaidAsItIsCanBePrepared() {
        assertThat(Prompts.of(Locale.ENGLISH).fixed()).hasSizeGreaterThan(100)
                .contains("Goodbye.", "To reply to all, press 8 8.")
                .allMatch(each -> !each.contains("{") && !each.contains("|"));
    }

    @Test
    void noKeyMeansTwoThings() {
        for (boolean email : new boolean[]{false, true}) {
            for (Menu<MessageChoice> menu : List.of(MessageChoice.whilePlaying(email),
                    MessageChoice.after(email, true))) {
                Set<String> keys = new HashSet<>();
                menu.choices().forEach(each -> assertThat(keys.add(each.keys())).isTrue());
            }
        }
    }
}

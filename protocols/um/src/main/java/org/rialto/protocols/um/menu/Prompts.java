package org.rialto.protocols.um.menu;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// All that is said to callers, in one language: the catalogue `LANGUAGE.properties` beside this
/// class. A sentence has the name of its [Prompt]; a row of a menu has `menu.MENU.CHOICE.say`, its
/// phrases separated by `|`, and `menu.MENU.CHOICE.press`, its sentence with `{keys}` in it.
public final class Prompts {
    /// Languages with a catalogue, the first for who speaks none of them.
    public static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH);
    private static final Map<Locale, Prompts> READ = new ConcurrentHashMap<>();

    private final Locale language;
    private final Map<String, String> sentences;

    private Prompts(Locale language, Map<String, String> sentences) {
        this.language = language;
        this.sentences = sentences;
    }

    /// The catalogue of the language that comes nearest.
    public static Prompts of(Locale wanted) {
        Locale language = LANGUAGES.stream()
                .filter(each -> each.getLanguage().equals(wanted.getLanguage())).findFirst()
                .orElse(LANGUAGES.getFirst());
        return READ.computeIfAbsent(language, Prompts::read);
    }

    private static Prompts read(Locale language) {
        String name = language.getLanguage() + ".properties";
        try (InputStream in = Prompts.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the catalogue " + name + " is missing");
            }
            Properties properties = new Properties();
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return new Prompts(language, properties.stringPropertyNames().stream()
                    .collect(Collectors.toMap(key -> key, properties::getProperty)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Locale language() { return language; }

    Set<String> names() { return sentences.keySet(); }

    private String sentence(String name) {
        String sentence = sentences.get(name);
        if (sentence == null) {
            throw new IllegalStateException(language + " has no " + name);
        }
        return sentence;
    }

    static String nameOf(Prompt prompt) { return Menu.hyphened(prompt.name()); }

    /// A sentence with its values set in. Of one with several forms, separated by `|`, the first
    /// when the first value is the number 1, else the second.
    public String say(Prompt prompt, Object... values) {
        String sentence = sentence(nameOf(prompt));
        int bar = sentence.indexOf('|');
        if (bar >= 0) {
            sentence = values.length > 0 && Integer.valueOf(1).equals(values[0])
                    ? sentence.substring(0, bar)
                    : sentence.substring(bar + 1);
        }
        return filled(sentence, values);
    }

    /// In one pass: what a value contains is never taken for a place.
    private static String filled(String sentence, Object... values) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < sentence.length()) {
            int open = sentence.indexOf('{', at);
            if (open < 0 || open + 2 >= sentence.length()) {
                break;
            }
            out.append(sentence, at, open).append(values[sentence.charAt(open + 1) - '0']);
            at = open + 3;
        }
        return out.append(sentence, at, sentence.length()).toString();
    }

    /// A sentence of the catalogue.
    ///
    /// @param words with `{0}` where a value stands, its forms separated by `|`
    /// @param isFixed whether it is said as it is, by itself: what has values in it, or is a value of
    ///        another sentence, is not
    public record Sentence(String name, String words, boolean isFixed) {}

    /// All that is said, in the order of the catalogue's parts.
    public List<Sentence> sentences() {
        List<Sentence> all = new ArrayList<>();
        for (Prompt prompt : Prompt.values()) {
            String name = nameOf(prompt);
            all.add(new Sentence(name, sentence(name),
                    prompt.valueCount() == 0 && !prompt.isPart()));
        }
        for (Class<? extends Enum<?>> menu : Menu.ALL) {
            if (menu == Talk.Everywhere.class) {
                continue; // works in every menu, and is told in none
            }
            for (Enum<?> constant : menu.getEnumConstants()) {
                Choice choice = (Choice) constant;
                String words = press(Menu.nameOf(menu), choice);
                if (!words.isEmpty()) {
                    all.add(new Sentence(nameOf(Menu.nameOf(menu), choice, "press"), words, true));
                }
            }
        }
        return all;
    }

    /// Every sentence that is said as it is, for who prepares what is said often.
    public List<String> fixed() {
        return sentences().stream().filter(Sentence::isFixed).map(Sentence::words).distinct()
                .toList();
    }

    // Menus

    private static String nameOf(String menu, Choice choice, String what) {
        return "menu." + menu + "." + Menu.hyphened(choice.name()) + "." + what;
    }

    /// The sentence that tells of a row to somebody with keys; empty for a voice command.
    String press(String menu, Choice choice) {
        return choice.keys().isEmpty()
                ? ""
                : sentence(nameOf(menu, choice, "press")).replace("{keys}", keys(choice.keys()));
    }

    /// The phrases of a row, the one that is told first; empty for keys only.
    List<String> phrases(String menu, Choice choice) {
        return Arrays.stream(sentence(nameOf(menu, choice, "say")).split("\\|"))
                .map(String::strip).filter(each -> !each.isEmpty()).toList();
    }

    @Nullable
    String maybe(String name) { return sentences.get(name); }

    /// Keys as they are read out.
    String keys(String keys) {
        return keys.chars().mapToObj(key -> switch (key) {
            case '*' -> sentence("key.star");
            case '#' -> sentence("key.pound");
            default -> String.valueOf((char) key);
        }).collect(Collectors.joining(" "));
    }
}
